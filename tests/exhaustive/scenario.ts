// What the two ends may do in each exploration, and how far it goes.

import { gameProfile, type Profile, strictProfile } from '@syn-or-swim/shared/tcp/profile.ts';
import { type SequenceNumber, sequenceAdd, sequenceNumber } from '@syn-or-swim/shared/tcp/sequence-number.ts';

/** How often the application of one end may do what it can do without end. */
export interface Budget {
  /** Active OPENs. */
  readonly opens: number;
  /** SEND calls of one octet, in each connection. */
  readonly sends: number;
  readonly aborts: number;
  readonly crashes: number;
  /** User time-outs. */
  readonly giveUps: number;
}

/** One end at the beginning. */
export interface Side {
  readonly listens: boolean;
  readonly budget: Budget;
  /** ISS of the first incarnation; each further one begins {@link INCARNATION_STEP} later. */
  readonly iss: SequenceNumber;
}

/** An exploration: both ends, the channel, and how deep `npm test` and LONG=1 go. */
export interface Scenario {
  readonly name: string;
  readonly profile: Profile;
  readonly sides: readonly [Side, Side];
  /** Different segments that each direction holds at most; each may arrive any number of times. */
  readonly capacity: number;
  /** Moves from the start; where all reachable states are found before, the exploration is complete. */
  readonly depth: { readonly short: number; readonly long: number };
}

const INCARNATION_STEP = 1000;

/** Connections of one listener, one after the other: old SYNs could make them without end. */
export const MOST_LIVES = 2;

/** ISS of the connection that comes after `incarnations` others. */
export function issOf(side: Side, incarnations: number): SequenceNumber {
  return sequenceAdd(side.iss, incarnations * INCARNATION_STEP);
}

/**
 * Crates of one octet, so that two SENDs are two segments, and a window that holds them all, as in every level.
 * Bells may ring at any time here, so that three duplicate ACKs bring nothing but another counter.
 */
const SMALL = { mss: 1, receiveWindow: 8, fastRetransmit: false } as const;

const game: Profile = {
  ...gameProfile({ rto: 12_000, rtoMax: 24_000, msl: 12_000, userTimeout: 60_000 }),
  ...SMALL,
};

/** Strict, with an application that reads at once, and one challenge ACK in each interval. */
const strict: Profile = {
  ...strictProfile,
  ...SMALL,
  receivesAtOnce: true,
  rttSampling: false,
  challengeLimit: { acknowledgments: 1, interval: 5000 },
};

const NOTHING: Budget = { opens: 0, sends: 0, aborts: 0, crashes: 0, giveUps: 0 };

/** The client's SYN is the last number before the wrap; the server's first octet or FIN is. */
const AT_THE_WRAP = [sequenceNumber(4_294_967_295), sequenceNumber(4_294_967_294)] as const;
/**
 * Where a SYN may meet a closed port first: its RST has the number 0, which at the wrap could be the number
 * that is expected next.
 */
const FAR_FROM_IT = [sequenceNumber(4000), sequenceNumber(2_147_483_646)] as const;

type Numbers = readonly [SequenceNumber, SequenceNumber];

function client(budget: Partial<Budget> = {}, numbers: Numbers = AT_THE_WRAP): Side {
  return { listens: false, budget: { ...NOTHING, opens: 1, ...budget }, iss: numbers[0] };
}

function server(budget: Partial<Budget> = {}, numbers: Numbers = AT_THE_WRAP): Side {
  return { listens: true, budget: { ...NOTHING, ...budget }, iss: numbers[1] };
}

/** Strict, with room for one octet that the application must read first: windows close, probes go. */
const closedWindows: Profile = {
  ...strict,
  receiveWindow: 1,
  receivesAtOnce: false,
  nagle: false,
};

type Plan = Omit<Scenario, 'profile'>;

const PLANS: readonly Plan[] = [
  {
    name: 'open and close',
    sides: [client(), server()],
    capacity: 2,
    depth: { short: 11, long: 15 },
  },
  {
    name: 'data from the client',
    sides: [client({ sends: 2 }), server()],
    capacity: 2,
    depth: { short: 10, long: 13 },
  },
  {
    name: 'data both ways',
    sides: [client({ sends: 1 }), server({ sends: 1 })],
    capacity: 2,
    depth: { short: 10, long: 13 },
  },
  {
    name: 'simultaneous open',
    sides: [client({ sends: 1 }, FAR_FROM_IT), { ...server({ opens: 1 }, FAR_FROM_IT), listens: false }],
    capacity: 2,
    depth: { short: 9, long: 12 },
  },
  {
    name: 'abort',
    sides: [client({ aborts: 1 }), server({ aborts: 1 })],
    capacity: 2,
    depth: { short: 10, long: 14 },
  },
  {
    name: 'crash and reopen',
    sides: [client({ opens: 2, crashes: 1 }, FAR_FROM_IT), server({ crashes: 1 }, FAR_FROM_IT)],
    capacity: 2,
    depth: { short: 10, long: 13 },
  },
  {
    name: 'give up',
    sides: [client({ giveUps: 1 }), server({ giveUps: 1 })],
    capacity: 2,
    depth: { short: 11, long: 15 },
  },
];

const WIDE: readonly Scenario[] = [
  ...PLANS.flatMap((plan) =>
    [game, strict].map((profile) => ({ ...plan, name: `${plan.name}, ${profile.name}`, profile })),
  ),
  {
    name: 'closed windows, strict',
    profile: closedWindows,
    sides: [client({ sends: 2 }), server()],
    capacity: 2,
    depth: { short: 11, long: 15 },
  },
];

/** Plans of which strict has too many states to reach them all. */
const LARGE = /^(data|simultaneous|crash).*strict$/;

/** One segment each way at a time: few enough states to reach them all. */
const NARROW: readonly Scenario[] = WIDE.filter(({ name }) => !LARGE.test(name)).map((scenario) => ({
  ...scenario,
  name: `${scenario.name}, narrow channel`,
  capacity: 1,
  depth: { short: 100, long: 100 },
}));

/** Two segments each way, to a depth: every plan in both profiles; closed windows in strict alone (rules.md §1.7). */
export const DEEP_SCENARIOS: readonly Scenario[] = WIDE;

/** Every reachable state. `npm test` takes those that are small, LONG=1 takes all. */
export function completeScenarios(long: boolean): readonly Scenario[] {
  return long ? NARROW : NARROW.filter(({ name }) => name.startsWith('open and close'));
}
