// The way between the engine and the kernel, with weather on it: boats sink, come twice, late, and overtake.
import { keyedHash } from '../../shared/src/kernel/hash.ts';
import type { TcpPacket } from '../../shared/src/network/tcp-header.ts';
import { segmentText } from '../../shared/src/tcp/segment.ts';

/** Where a packet is bound. */
export type Direction = 'to-kernel' | 'to-engine';

/** What becomes of one packet: the delays in ms of the copies that arrive; none where it is lost. */
export type Fate = readonly number[];

/** The fate of the `count`-th packet (from 1) of a direction. */
export type Weather = (direction: Direction, packet: TcpPacket, count: number) => Fate;

/** Every packet arrives once, at once. */
export const clearWeather: Weather = () => [0];

/** Every packet arrives twice. */
export const copyingWeather: Weather = () => [0, 4];

/** The first packet of each kind is lost, in each direction: SYN, SYN+ACK, data, FIN, RST, ACK. */
export function firstLostWeather(): Weather {
  const seen = new Set<string>();
  return (direction, { segment: { flags, dataLength } }) => {
    const kind = `${direction} ${JSON.stringify(flags)} ${dataLength > 0}`;
    if (seen.has(kind)) return [0];
    seen.add(kind);
    return [];
  };
}

/** Of 1000 packets so many are lost, so many copied; each is up to `jitter` ms late. The seed decides. */
export function seededWeather(seed: number, lost: number, copied: number, jitter: number): Weather {
  return (direction, _packet, count) => {
    const draw = (purpose: string): number => keyedHash(seed, purpose, direction, count);
    const late = (purpose: string): number => draw(purpose) % (jitter + 1);
    if (draw('lost') % 1000 < lost) return [];
    return draw('copied') % 1000 < copied ? [late('first'), late('second')] : [late('first')];
  };
}

/** One packet as it lies on the wire. */
interface Crossing {
  readonly direction: Direction;
  readonly packet: TcpPacket;
}

/** The wire of one connection. */
export class Wire {
  weather: Weather = clearWeather;
  /** Copies that have not arrived yet. */
  underWay = 0;
  /** Packets of both directions that were sent, and those of them that were lost. */
  sent = 0;
  lost = 0;
  /** What sailed, a line each, for the report of a failure. */
  readonly log: string[] = [];
  readonly #arrives: (direction: Direction, packet: TcpPacket) => void;
  readonly #counts = { 'to-kernel': 0, 'to-engine': 0 };
  readonly #held: Crossing[] = [];
  #holds = false;

  constructor(arrives: (direction: Direction, packet: TcpPacket) => void) {
    this.#arrives = arrives;
  }

  /** Sends `packet` into the weather. */
  send(direction: Direction, packet: TcpPacket): void {
    this.sent += 1;
    if (this.#holds) {
      this.note(direction, packet, 'held');
      this.#held.push({ direction, packet });
      return;
    }
    this.#sail({ direction, packet });
  }

  /** Keeps every packet back until {@link release}: so that two of them cross. */
  hold(): void {
    this.#holds = true;
  }

  /** How many packets of `direction` are kept back. */
  heldCount(direction: Direction): number {
    return this.#held.filter((crossing) => crossing.direction === direction).length;
  }

  /** Lets go what was kept back, in the order in which it came. */
  release(): void {
    this.#holds = false;
    for (const crossing of this.#held.splice(0)) this.#sail(crossing);
  }

  /** Writes one line into the log. */
  note(direction: Direction | 'call', packet: TcpPacket | string, fate: string): void {
    const text = typeof packet === 'string' ? packet : segmentText(packet.segment);
    this.log.push(`${performance.now().toFixed(0)} ${direction} ${text} ${fate}`);
  }

  #sail({ direction, packet }: Crossing): void {
    this.#counts[direction] += 1;
    const fate = this.weather(direction, packet, this.#counts[direction]);
    this.note(direction, packet, fate.length === 0 ? 'lost' : fate.map((delay) => `+${delay}`).join(' '));
    if (fate.length === 0) this.lost += 1;
    for (const delay of fate) {
      this.underWay += 1;
      const arrive = (): void => {
        this.underWay -= 1;
        this.#arrives(direction, packet);
      };
      if (delay === 0) queueMicrotask(arrive);
      else setTimeout(arrive, delay);
    }
  }
}
