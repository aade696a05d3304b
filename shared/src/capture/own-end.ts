// At which end of a connection a capture was made, as far as it tells by itself.
import type { CapturedConnection, CapturedSegment, End } from './captured-connection.ts';

/** Where a capture was made: at one end, or on a machine that is both of them. */
export type CapturePlace = End | 'both';

/** Where a capture was made, and by what that is known; `guess`: by nothing. */
export interface FoundPlace {
  readonly place: CapturePlace;
  readonly by: 'direction' | 'addresses' | 'hop-limit' | 'handshake' | 'guess';
}

/** What systems put into a packet that they send; routers only count down from it. */
const FIRST_HOP_LIMITS: readonly number[] = [64, 128, 255];

/** How many times as long the slower answer of a handshake must have taken, to be the one from afar. */
const CLEARLY = 3;

function byDirection(segments: readonly CapturedSegment[]): CapturePlace | undefined {
  const told = segments.find(({ outgoing }) => outgoing !== undefined);
  if (told === undefined) return undefined;
  return (told.outgoing === true) === (told.from === 0) ? 0 : 1;
}

function byHopLimit(segments: readonly CapturedSegment[]): CapturePlace | undefined {
  const fresh = ([0, 1] as const).map((end) => {
    const limits = segments.filter(({ from }) => from === end).map(({ hopLimit }) => hopLimit);
    return limits.length === 0 ? undefined : limits.every((limit) => FIRST_HOP_LIMITS.includes(limit));
  });
  if (fresh[0] === undefined || fresh[1] === undefined || fresh[0] === fresh[1]) return undefined;
  return fresh[0] ? 0 : 1;
}

function isOther({ segment: { flags } }: CapturedSegment): boolean {
  return flags.syn || flags.rst;
}

/** The end that answers at once is the near one: the other's answers travel there and back. */
function byHandshake(segments: readonly CapturedSegment[]): CapturePlace | undefined {
  const answer = segments.findIndex(({ segment: { flags } }) => flags.syn && flags.ack);
  const accepting = segments[answer];
  if (accepting === undefined) return undefined;
  const asking = segments.slice(0, answer).findLast(({ segment: { flags } }) => flags.syn && !flags.ack);
  const last = segments.slice(answer + 1).find(({ from }) => from !== accepting.from);
  if (asking === undefined || last === undefined || isOther(last)) return undefined;
  const there = accepting.at - asking.at;
  const back = last.at - accepting.at;
  if (there > back * CLEARLY) return asking.from;
  return back > there * CLEARLY ? accepting.from : undefined;
}

/** Where `connection` was captured. */
export function foundPlace({ ends, segments }: CapturedConnection): FoundPlace {
  const [one, other] = ends;
  if (one.address === other.address) return { place: 'both', by: 'addresses' };
  const direction = byDirection(segments);
  if (direction !== undefined) return { place: direction, by: 'direction' };
  const hops = byHopLimit(segments);
  if (hops !== undefined) return { place: hops, by: 'hop-limit' };
  const handshake = byHandshake(segments);
  if (handshake !== undefined) return { place: handshake, by: 'handshake' };
  return { place: 0, by: 'guess' };
}
