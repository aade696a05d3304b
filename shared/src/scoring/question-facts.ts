// What the questions after a match know beforehand: tempting wrong answers, each with the belief that leads to it, and
// the sections that say what is so.
import type { LogCause } from '../game/log-entry.ts';
import type { ConnectionState } from '../tcp/connection.ts';
import type { MisconceptionId } from '../tcp/misconceptions.ts';
import type { Segment } from '../tcp/segment.ts';
import type { Outcome } from './question.ts';

/** A wrong state that is tempting, and why. */
export type Temptation = readonly [ConnectionState, MisconceptionId];

/** One change of state that a boat brings about. */
export interface TransitionFacts {
  readonly section: string;
  readonly wrong: readonly Temptation[];
}

/** The changes of RFC 9293 figure 5 that an arrival brings about, but for an RST. The first belief is the one that is taught. */
const TRANSITIONS: Readonly<Record<string, TransitionFacts>> = {
  'SYN_SENT ESTABLISHED': {
    section: '3.10.7.3',
    wrong: [
      ['SYN_RECEIVED', 'M19'],
      ['SYN_SENT', 'M20'],
      ['LISTEN', 'M18'],
    ],
  },
  'SYN_SENT SYN_RECEIVED': {
    section: '3.10.7.3',
    wrong: [
      ['CLOSED', 'M22'],
      ['ESTABLISHED', 'M19'],
      ['SYN_SENT', 'M22'],
    ],
  },
  'LISTEN SYN_RECEIVED': {
    section: '3.10.7.2',
    wrong: [
      ['ESTABLISHED', 'M19'],
      ['LISTEN', 'M18'],
      ['SYN_SENT', 'M21'],
    ],
  },
  'SYN_RECEIVED ESTABLISHED': {
    section: '3.10.7.4',
    wrong: [
      ['SYN_RECEIVED', 'M20'],
      ['SYN_SENT', 'M19'],
      ['LISTEN', 'M18'],
    ],
  },
  'ESTABLISHED CLOSE_WAIT': {
    section: '3.10.7.4',
    wrong: [
      ['LAST_ACK', 'M06'],
      ['CLOSED', 'M01'],
      ['TIME_WAIT', 'M04'],
    ],
  },
  'FIN_WAIT_1 FIN_WAIT_2': {
    section: '3.10.7.4',
    wrong: [
      ['CLOSED', 'M01'],
      ['TIME_WAIT', 'M08'],
      ['CLOSE_WAIT', 'M04'],
    ],
  },
  'FIN_WAIT_1 CLOSING': {
    section: '3.10.7.4',
    wrong: [
      ['TIME_WAIT', 'M22'],
      ['CLOSE_WAIT', 'M22'],
      ['LAST_ACK', 'M22'],
    ],
  },
  'FIN_WAIT_1 TIME_WAIT': {
    section: '3.10.7.4',
    wrong: [
      ['FIN_WAIT_2', 'M21'],
      ['CLOSED', 'M09'],
      ['CLOSING', 'M22'],
    ],
  },
  'FIN_WAIT_2 TIME_WAIT': {
    section: '3.10.7.4',
    wrong: [
      ['CLOSED', 'M09'],
      ['LAST_ACK', 'M08'],
      ['CLOSE_WAIT', 'M04'],
    ],
  },
  'CLOSING TIME_WAIT': {
    section: '3.10.7.4',
    wrong: [
      ['CLOSED', 'M36'],
      ['FIN_WAIT_2', 'M22'],
      ['LAST_ACK', 'M22'],
    ],
  },
  'LAST_ACK CLOSED': {
    section: '3.10.7.4',
    wrong: [
      ['TIME_WAIT', 'M35'],
      ['CLOSE_WAIT', 'M04'],
      ['LAST_ACK', 'M14'],
    ],
  },
};

/** Whatever it was in, a RST that fits ends it. */
const BY_RESET: TransitionFacts = {
  section: '3.10.7.4',
  wrong: [
    ['CLOSE_WAIT', 'M23'],
    ['TIME_WAIT', 'M23'],
    ['LAST_ACK', 'M24'],
  ],
};

/** What is known of the change from `from` to `to` that `segment` brought about; undefined where it is not asked. */
export function transitionFacts(
  from: ConnectionState,
  to: ConnectionState,
  segment: Segment,
): TransitionFacts | undefined {
  if (segment.flags.rst) return to === 'CLOSED' ? BY_RESET : undefined;
  return TRANSITIONS[`${from} ${to}`];
}

/** What a boat is in the life of its connection, as far as its loss is asked about. */
export const BOAT_ROLES = ['SYN', 'SYN+ACK', 'crate', 'FIN', 'ACK', 'last-ACK', 'RST'] as const;

/** One of {@link BOAT_ROLES}. */
export type BoatRole = (typeof BOAT_ROLES)[number];

/** What comes of losing a boat of one role. */
export interface LossFacts {
  readonly right: Outcome;
  readonly teaches: MisconceptionId;
  readonly section: string;
  readonly wrong: readonly (readonly [Outcome, MisconceptionId])[];
}

const REPEATED: LossFacts = {
  right: 'sender-repeats',
  teaches: 'M15',
  section: '3.8.1',
  wrong: [
    ['asks-again', 'M15'],
    ['broken', 'M27'],
    ['peer-repeats', 'M14'],
  ],
};

const ACKNOWLEDGED: LossFacts = {
  right: 'peer-repeats',
  teaches: 'M14',
  section: '3.8.4',
  wrong: [
    ['ack-again', 'M14'],
    ['asks-again', 'M15'],
    ['broken', 'M20'],
  ],
};

/** By the role of the boat that is lost. */
export const LOSSES: Readonly<Record<BoatRole, LossFacts>> = {
  SYN: REPEATED,
  'SYN+ACK': REPEATED,
  crate: REPEATED,
  FIN: REPEATED,
  ACK: ACKNOWLEDGED,
  'last-ACK': { ...ACKNOWLEDGED, teaches: 'M36', section: '3.6.1' },
  RST: {
    right: 'half-open',
    teaches: 'M28',
    section: '3.5.1',
    wrong: [
      ['sender-repeats', 'M24'],
      ['asks-again', 'M15'],
      ['peer-repeats', 'M23'],
    ],
  },
};

/** The belief of whoever takes the state of one end for that of the other, by the two states; the first is right. */
export function mirrorBelief(there: ConnectionState, here: ConnectionState): MisconceptionId {
  if (there === 'TIME_WAIT' || here === 'TIME_WAIT') return 'M03';
  if (there === 'SYN_RECEIVED' || here === 'SYN_RECEIVED') return 'M19';
  if (there === 'CLOSE_WAIT' || here === 'CLOSE_WAIT') return 'M04';
  return 'M27';
}

/** States that are taken for `state` where `ss` is read, and why. */
export const TAKEN_FOR: Readonly<Partial<Record<ConnectionState, readonly Temptation[]>>> = {
  SYN_SENT: [
    ['SYN_RECEIVED', 'M19'],
    ['ESTABLISHED', 'M18'],
  ],
  SYN_RECEIVED: [
    ['ESTABLISHED', 'M19'],
    ['LISTEN', 'M33'],
  ],
  ESTABLISHED: [
    ['SYN_RECEIVED', 'M19'],
    ['CLOSE_WAIT', 'M02'],
  ],
  FIN_WAIT_1: [
    ['TIME_WAIT', 'M08'],
    ['CLOSE_WAIT', 'M04'],
  ],
  FIN_WAIT_2: [
    ['TIME_WAIT', 'M08'],
    ['CLOSED', 'M01'],
  ],
  CLOSE_WAIT: [
    ['LAST_ACK', 'M06'],
    ['TIME_WAIT', 'M04'],
  ],
  LAST_ACK: [
    ['TIME_WAIT', 'M35'],
    ['CLOSED', 'M30'],
  ],
  TIME_WAIT: [
    ['CLOSED', 'M09'],
    ['FIN_WAIT_2', 'M08'],
  ],
};

/** What is known of why somebody waits. */
export interface CauseFacts {
  readonly teaches: MisconceptionId;
  readonly section: string;
  /** The belief behind each wrong cause: `own` and `other` are the applications of the waiting end and of its peer. */
  readonly wrong: Readonly<Record<'own' | 'other' | 'network' | 'nobody', MisconceptionId>>;
}

/** Who waits in `state` because of `cause`: what that teaches, and what each other answer shows. */
export function causeFacts(state: ConnectionState, cause: LogCause): CauseFacts {
  if (cause === 'nobody') {
    const wrong = { own: 'M04', other: 'M08', network: 'M36', nobody: 'M08' } as const;
    return { teaches: 'M08', section: '3.6.1', wrong };
  }
  if (cause === 'network') {
    const app = state === 'SYN_SENT' || state === 'SYN_RECEIVED' ? 'M26' : 'M05';
    return {
      teaches: 'M15',
      section: '3.8.1',
      wrong: { own: app, other: app, network: 'M15', nobody: 'M14' },
    };
  }
  if (state === 'FIN_WAIT_2') {
    const wrong = { own: 'M01', other: 'M10', network: 'M27', nobody: 'M10' } as const;
    return { teaches: 'M10', section: '3.6', wrong };
  }
  const wrong = { own: 'M05', other: 'M06', network: 'M05', nobody: 'M04' } as const;
  return { teaches: 'M05', section: '3.6', wrong };
}
