// Which wrong belief lies behind each point lost that the engine itself did not name, and where RFC 9293 says so.
import { type Socket, socketByClientPort } from '../game/harbour.ts';
import type { LogEntry } from '../game/log-entry.ts';
import { type Match, orderOfPort } from '../game/match-state.ts';
import type { Order } from '../game/order.ts';
import { peerOf, type Side } from '../game/seat.ts';
import type { HeldReason } from '../game/verdict.ts';
import { isCutForGood } from '../game/walls.ts';
import type { ConnectionState } from '../tcp/connection.ts';
import { dues } from '../tcp/dues.ts';
import type { MisconceptionId } from '../tcp/misconceptions.ts';
import { type Segment, segmentEnd, segmentLength } from '../tcp/segment.ts';
import { type SequenceNumber, sequenceLessOrEqual } from '../tcp/sequence-number.ts';

/** A misconception with the section of RFC 9293, without the section sign, that says what is so. */
export interface Belief {
  readonly misconception: MisconceptionId;
  readonly section: string;
}

/** Reasons for which the game holds a token back at a cost. */
export const COSTLY_HELD_REASONS = [
  'crate-not-ordered',
  'fin-before-cargo',
  'close-out-of-turn',
  'abort-forfeits',
] as const satisfies readonly HeldReason[];

/** One of {@link COSTLY_HELD_REASONS}. */
export type CostlyHeldReason = (typeof COSTLY_HELD_REASONS)[number];

/** What is known of an end when the game held its token back. */
export interface HeldScene {
  readonly side: Side;
  readonly order: Order | undefined;
  readonly state: ConnectionState;
  /** True once the peer's FIN was taken. */
  readonly peerClosed: boolean;
  /** What came in last had come before: a copy, or a repeat whose ACK was lost. */
  readonly again: boolean;
  /** Callers who do not exist fill the queue. */
  readonly flooded: boolean;
}

/** True where the last of `arrivals`, in their order at one end, brought nothing that had not come before. */
export function cameAgain(arrivals: readonly Segment[]): boolean {
  let heard: SequenceNumber | undefined;
  let again = false;
  for (const segment of arrivals) {
    const until = segmentEnd(segment);
    const known =
      heard !== undefined && (segment.flags.syn ? heard === until : sequenceLessOrEqual(until, heard));
    again = segmentLength(segment) > 0 && known;
    if (segmentLength(segment) > 0 && !known) heard = until;
  }
  return again;
}

function abortShows({ order, state, again, flooded }: HeldScene): Belief {
  // A half-open caller is thrown out because the queue is full: it is the queue that is too small, not the caller.
  if (flooded && state === 'SYN_RECEIVED') return { misconception: 'M33', section: '7' };
  // A duplicate is answered by an ACK, and dropped.
  if (again) return { misconception: 'M32', section: '3.10.7.4' };
  // Both were to close at one moment, and the other's FIN is on its way: nothing is broken (figure 13).
  if (order?.closesFirst === 'both') return { misconception: 'M22', section: '3.6' };
  // After the own FIN what still arrives is to be taken, not reset (half-close).
  if (state === 'FIN_WAIT_1') return { misconception: 'M01', section: '3.6' };
  // Freeing the berth by RST loses what the peer still had to say.
  if (state === 'FIN_WAIT_2') return { misconception: 'M09', section: '3.6' };
  return { misconception: 'M23', section: '3.6' };
}

/** The belief behind a token that the order does not want. */
export function heldShows(reason: CostlyHeldReason, scene: HeldScene): Belief {
  const { side, order, peerClosed } = scene;
  const later = order !== undefined && order.cratesAfterFin[side] > 0;
  switch (reason) {
    case 'crate-not-ordered':
      // Crates that were to follow the peer's FIN left before it: as if nothing could follow a FIN. Else somebody
      // lets TCP send what no application handed over.
      return later && !peerClosed
        ? { misconception: 'M01', section: '3.6' }
        : { misconception: 'M06', section: '3.9.1.2' };
    case 'fin-before-cargo':
      // A FIN answered by FIN at once, as if the stack did so; else cargo is thought to go after the own FIN.
      return peerClosed
        ? { misconception: 'M06', section: '3.6' }
        : { misconception: 'M34', section: '3.10.4' };
    case 'close-out-of-turn':
      // Who closes first is the applications' word: not always the client, and not whoever comes to it first.
      return side === 'client'
        ? { misconception: 'M02', section: '3.6' }
        : { misconception: 'M06', section: '3.6' };
    case 'abort-forfeits':
      return abortShows(scene);
  }
}

/** A repeat well before the bell. */
export const HASTY_SHOWS: Belief = { misconception: 'M31', section: '3.8.1' };

/** An ACK that nothing asked for, after `last` came in: an ACK is acknowledged, or one's own ACK is sent again. */
export function idleShows(last: Segment | undefined): Belief {
  const pure = last?.flags.ack === true && segmentLength(last) === 0;
  return pure ? { misconception: 'M13', section: '3.5' } : { misconception: 'M14', section: '3.8.4' };
}

function owesAcknowledgment(match: Match, socket: Socket | undefined): boolean {
  if (socket === undefined) return false;
  return dues(socket.connection, match.now, match.profile).some((due) => due.kind === 'acknowledgment');
}

function finWait1Shows(match: Match, side: Side, socket: Socket): Belief {
  const order = orderOfPort(match, socket.key.clientPort);
  // Nothing will ever answer: a connection is state at two ends, and giving up takes both.
  if (order !== undefined && isCutForGood(match.barriers, order)) {
    return { misconception: 'M27', section: '3.8.3' };
  }
  const peer = socketByClientPort(match.seats[peerOf(side)].harbour, socket.key.clientPort);
  // The peer has the FIN and does not count it.
  if (owesAcknowledgment(match, peer)) return { misconception: 'M12', section: '3.4' };
  // The bell has rung and nobody repeated the FIN: the lost ACK will not come again by itself.
  return { misconception: 'M14', section: '3.8.4' };
}

function closeWaitShows(match: Match, side: Side, socket: Socket): Belief {
  // Found as the last shift left it: it does not clear by itself.
  if (socket.order === undefined) return { misconception: 'M04', section: '3.3.2' };
  // Its application sleeps: no tuning of the kernel helps, close() is missing.
  const { asleep } = match.seats[side];
  if (asleep.includes(socket.key.clientPort)) return { misconception: 'M05', section: '3.6' };
  return { misconception: 'M06', section: '3.6' };
}

function finWait2Shows(match: Match, side: Side, socket: Socket): Belief {
  const peer = socketByClientPort(match.seats[peerOf(side)].harbour, socket.key.clientPort);
  const state = peer?.connection.state ?? 'CLOSED';
  // Half-open: the peer's host knows nothing of it any more, and no word of that comes by itself.
  if (state === 'CLOSED' || state === 'LISTEN') return { misconception: 'M28', section: '3.5.1' };
  // Its FIN was sent and lost: it is the peer's to repeat.
  if (state === 'LAST_ACK' || state === 'CLOSING') return { misconception: 'M14', section: '3.8.1' };
  return { misconception: 'M10', section: '3.10.8' };
}

/** The belief behind a socket of `side` that was stuck at the horn. */
export function stuckShows(match: Match, side: Side, socket: Socket): Belief {
  switch (socket.connection.state) {
    case 'CLOSE_WAIT':
      return closeWaitShows(match, side, socket);
    case 'FIN_WAIT_1':
      return finWait1Shows(match, side, socket);
    default:
      return finWait2Shows(match, side, socket);
  }
}

/** The belief behind an entry in the harbour log that both agreed on and that is wrong; `states` of both ends then. */
export function entryShows(states: readonly ConnectionState[], entry: LogEntry): Belief {
  switch (entry.remedy) {
    case 'shorten-tcp-fin-timeout':
      return { misconception: 'M07', section: '3.6.1' };
    case 'tcp-tw-reuse':
      return { misconception: 'M37', section: '3.6.1' };
    case 'raise-the-limit':
      return { misconception: 'M05', section: '3.6' };
    default:
      break;
  }
  // TIME_WAIT is as it should be: it outlives old duplicates.
  if (states.includes('TIME_WAIT')) return { misconception: 'M08', section: '3.6.1' };
  if (states.includes('CLOSE_WAIT')) {
    if (entry.cause === 'network') return { misconception: 'M05', section: '3.6' };
    // The other end waits for a clock that RFC 9293 does not have.
    if (entry.remedy === 'wait-for-its-timer' && states.includes('FIN_WAIT_2')) {
      return { misconception: 'M10', section: '3.10.8' };
    }
    return { misconception: 'M04', section: '3.3.2' };
  }
  // Silence is not how a closed port answers, nor a program: that would be an RST, or a FIN.
  if (entry.cause === 'client-application' || entry.cause === 'server-application') {
    return { misconception: 'M26', section: '3.10.7.1' };
  }
  // The road, not an end: silence is no sign of a dead peer.
  return { misconception: 'M27', section: '3.4.1' };
}
