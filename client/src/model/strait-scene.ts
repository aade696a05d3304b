import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { type ConnectionKey, CRATE_OCTETS, keyText, type Token } from '@syn-or-swim/shared/game/token.ts';
import type { SeatView } from '@syn-or-swim/shared/game/view.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { ConnectionState } from '@syn-or-swim/shared/tcp/connection.ts';
import { type Flags, type Segment, segmentText } from '@syn-or-swim/shared/tcp/segment.ts';
import { type SocketEntry, waitsForOpen } from './socket-entries.ts';
import type { StraitMemory } from './strait-memory.ts';
import type { BoatModel, FlareModel, LampModel, PierModel, Span } from './strait-model.ts';
import { rusts } from './stuck-sockets.ts';

/** How long a boat is seen between its pier and the fog, in or out. */
const IN_SIGHT: Milliseconds = 900;
/** How long the tug takes with a refused boat (look.md: all in 0.7 s). */
export const TOW: Milliseconds = 700;
const FLARE: Milliseconds = 1800;
/** A socket in CLOSE_WAIT, FIN_WAIT_1 or FIN_WAIT_2 rusts from here on (levels.md, level 8) ... */
const RUST_AFTER: Milliseconds = 10_000;
/** ... and is rusted through when the low horn sounds. */
const RUSTED_AFTER: Milliseconds = 25_000;

/** A boat that left by this page's own hand before the match has answered. */
export interface OwnBoat {
  readonly id: string;
  readonly key: ConnectionKey;
  readonly segment: Segment;
  readonly at: Milliseconds;
  readonly token: Token;
  /** The number of the boat in the view, once the match has taken it. */
  readonly boat: number | undefined;
  /** Game time of the match's answer, once it has come: a view of that moment knows of the boat. */
  readonly answeredAt: Milliseconds | undefined;
  /** Set once it was refused: when the tug took it, and what was wrong. */
  readonly towed: Towed | undefined;
}

/** A boat that the tug fetches: since when, what was wrong with it, and what would have been right there. */
export interface Towed {
  readonly at: Milliseconds;
  readonly wrong: BoatModel['wrong'];
  /** Undefined where it isn't known. */
  readonly right: Token | undefined;
  /** True where the right number may be shown. */
  readonly told: boolean;
}

function bellOf(entry: SocketEntry, level: Level): Span | undefined {
  const { connection } = entry;
  if ('retransmission' in connection && connection.retransmission.timer.kind === 'repeat-owed') {
    const { since } = connection.retransmission.timer;
    return { from: since - level.timing.rto, until: since };
  }
  return entry.timers.find((timer) => timer.timer === 'retransmission')?.span;
}

function applicationOf(entry: SocketEntry, view: SeatView): PierModel['application'] {
  const { clientPort } = entry.key;
  if (view.restarting.includes(clientPort)) return 'restarting';
  return view.asleep.includes(clientPort) ? 'asleep' : 'awake';
}

/** A half-open caller at anchor is dropped when its time is up. */
function waitOf(entry: SocketEntry): Span | undefined {
  const { socket } = entry;
  if (socket?.place !== 'anchorage' || entry.state !== 'SYN_RECEIVED') return undefined;
  const until = entry.timers.find((timer) => timer.timer === 'user-timeout')?.span.until;
  return until === undefined ? undefined : { from: socket.stateSince, until };
}

function rustOf(entry: SocketEntry): Span | undefined {
  if (!rusts(entry.state) || entry.socket === undefined) return undefined;
  const { stateSince } = entry.socket;
  return { from: stateSince + RUST_AFTER, until: stateSince + RUSTED_AFTER };
}

function hornOf({ state, socket }: SocketEntry): Milliseconds | undefined {
  return state === 'CLOSE_WAIT' && socket !== undefined ? socket.stateSince + RUSTED_AFTER : undefined;
}

/** While a SYN may still knock on several ports, the pier shows none: port 0. */
function shownKey(entry: SocketEntry, level: Level): ConnectionKey {
  const undecided = waitsForOpen(entry) && level.ports.length > 1;
  return undecided ? { clientPort: entry.key.clientPort, serverPort: 0 } : entry.key;
}

/** The pier of one row, `label` already in the player's language. */
export function pierOf(
  entry: SocketEntry,
  scene: {
    readonly level: Level;
    readonly label: string;
    readonly selected: boolean;
    readonly covered: boolean;
    readonly before: ConnectionState | undefined;
    readonly view: SeatView;
    readonly memory: StraitMemory;
  },
): PierModel {
  const since = entry.socket?.stateSince ?? entry.reset?.since ?? 0;
  const { covered, before } = scene;
  return {
    id: entry.id,
    key: shownKey(entry, scene.level),
    number: entry.number,
    label: scene.label,
    state: entry.state,
    covered,
    turned: before === undefined || covered ? undefined : { from: before, at: since },
    place: entry.socket?.place ?? 'none',
    owes: entry.lamp,
    rust: covered ? undefined : rustOf(entry),
    hornAt: covered ? undefined : hornOf(entry),
    ring: covered ? undefined : entry.timers.find((timer) => timer.timer === 'time-wait')?.span,
    bell: bellOf(entry, scene.level),
    grew: scene.memory.growth.get(entry.key.clientPort),
    application: applicationOf(entry, scene.view),
    blownAt: scene.memory.blownAt.get(entry.key.clientPort),
    waits: covered ? undefined : waitOf(entry),
    selected: scene.selected,
    piloted: entry.piloted,
  };
}

function boatOf(segment: Segment): Pick<BoatModel, 'flags' | 'seq' | 'ack' | 'crates'> {
  return {
    flags: segment.flags,
    seq: segment.seq,
    ack: segment.ack,
    crates: Math.floor(segment.dataLength / CRATE_OCTETS),
  };
}

/** Which of the flags that fly are not on the right boat; all where that is not known or takes nothing away. */
function wrongFlagsOf(flags: Flags, { wrong, right }: Towed): Flags | undefined {
  if (wrong !== 'flags' || right === undefined) return undefined;
  const taken = {
    syn: flags.syn && !right.flags.syn,
    ack: flags.ack && !right.flags.ack,
    fin: flags.fin && !right.flags.fin,
    rst: flags.rst && !right.flags.rst,
  };
  return Object.values(taken).includes(true) ? taken : undefined;
}

function rightNumberOf({ wrong, right, told }: Towed): number | undefined {
  return told && (wrong === 'seq' || wrong === 'ack') ? right?.[wrong] : undefined;
}

const NOTHING_WRONG = { wrong: undefined, wrongFlags: undefined, right: undefined } as const;

function ownBoat(boat: OwnBoat): BoatModel {
  const { id, key, segment, at, towed } = boat;
  const common = { id, key, ...boatOf(segment), by: 'player' as const };
  return towed === undefined
    ? { ...common, phase: 'leaving', span: { from: at, until: at + IN_SIGHT }, ...NOTHING_WRONG }
    : {
        ...common,
        phase: 'towed-home',
        span: { from: towed.at, until: towed.at + TOW },
        wrong: towed.wrong,
        wrongFlags: wrongFlagsOf(segment.flags, towed),
        right: rightNumberOf(towed),
      };
}

/** All boats in sight: those of this page's own hand, the view's departures beyond them, and arrivals. */
export function boatsOf(view: SeatView, own: readonly OwnBoat[]): readonly BoatModel[] {
  const known = new Set(own.map((boat) => boat.boat));
  const leaving = view.departures
    .filter((departure) => !known.has(departure.boat))
    .map(
      ({ boat, key, segment, at, by }): BoatModel => ({
        id: `out-${boat}`,
        key,
        ...boatOf(segment),
        by,
        phase: 'leaving',
        span: { from: at, until: at + IN_SIGHT },
        ...NOTHING_WRONG,
      }),
    );
  const arriving = view.arrivals.map(
    ({ boat, key, segment, at }): BoatModel => ({
      id: `in-${boat}-${at}`,
      key,
      ...boatOf(segment),
      by: 'partner',
      phase: 'arriving',
      span: { from: at, until: at + IN_SIGHT },
      ...NOTHING_WRONG,
    }),
  );
  return [...own.map(ownBoat), ...leaving, ...arriving];
}

/** A flare for each RST that left or came. */
export function flaresOf(boats: readonly BoatModel[]): readonly FlareModel[] {
  return boats
    .filter((boat) => boat.flags.rst && boat.phase !== 'towed-home')
    .map(({ id, key, phase, span }) => ({
      id: `flare-${id}`,
      key,
      direction: phase === 'arriving' ? 'in' : 'out',
      span: { from: span.from, until: span.from + FLARE },
    }));
}

/** The lighthouse's lamps: one for each port of the server's harbour. */
export function lampsOf(view: SeatView, level: Level): readonly LampModel[] {
  if (view.side === 'client') return [];
  return level.ports.map((port) => ({ port, lit: view.listening.includes(port) }));
}

/** `own` with the number of each boat that the view's departures have taken up, each departure once. */
export function matchedBoats(own: readonly OwnBoat[], view: SeatView): readonly OwnBoat[] {
  const taken = new Set(own.map((boat) => boat.boat));
  return own.map((boat) => {
    if (boat.boat !== undefined || boat.towed !== undefined) return boat;
    const found = view.departures.find(
      (departure) =>
        departure.by === 'player' &&
        !taken.has(departure.boat) &&
        keyText(departure.key) === keyText(boat.key) &&
        segmentText(departure.segment) === segmentText(boat.segment),
    );
    if (found === undefined) return boat;
    taken.add(found.boat);
    return { ...boat, boat: found.boat };
  });
}

/** The boats of `own` that left and that a view of game time `viewAt` can't know of yet, oldest first. */
export function unconfirmedBoats(own: readonly OwnBoat[], viewAt: Milliseconds): readonly OwnBoat[] {
  return own.filter(
    ({ boat, towed, answeredAt }) =>
      boat === undefined && towed === undefined && (answeredAt === undefined || viewAt < answeredAt),
  );
}
