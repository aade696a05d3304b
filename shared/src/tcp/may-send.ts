// Which segments may this end send now, and why not this one (rules.md §2). All calls have been made already.
import type { Milliseconds } from '../kernel/time.ts';
import type { Connection, SynchronizedConnection } from './connection.ts';
import type { UserCall } from './events.ts';
import { mayAcknowledge, refusedAck } from './permission/acknowledgment.ts';
import { maySendInSynSent, maySendSyn } from './permission/handshake.ts';
import { type Permission, type Question, refused } from './permission/permission.ts';
import { maySendReset } from './permission/reset.ts';
import { maySendText } from './permission/text.ts';
import type { Profile } from './profile.ts';
import { flagsText, type Segment, segmentLength } from './segment.ts';
import { type SequenceNumber, sequenceAdd, sequenceDifference } from './sequence-number.ts';

export type { Permission, Refusal, RefusalReason, SegmentNature } from './permission/permission.ts';

/** Whether this end may send `segment` now, what it pays, or why no TCP would send it. */
export function maySend(
  connection: Connection,
  segment: Segment,
  _now: Milliseconds,
  profile: Profile,
): Permission {
  const question: Question = { connection, segment, profile };
  const { syn, fin, rst } = segment.flags;
  if (Number(syn) + Number(fin) + Number(rst) > 1) {
    return refused(question, {
      reason: 'flags-contradict',
      field: 'flags',
      actual: flagsText(segment.flags),
      section: '3.5',
      misconception: rst ? 'M23' : 'M21',
    });
  }
  switch (connection.state) {
    case 'CLOSED':
      // §3.10.7.1: where there is no connection, only resets are sent, and those the harbour owes.
      return refused(question, {
        reason: 'no-connection',
        field: 'state',
        section: '3.10.7.1',
        misconception: 'M18',
      });
    case 'LISTEN':
      return refused(question, {
        reason: 'listening',
        field: 'state',
        section: '3.10.7.2',
        misconception: 'M18',
      });
    case 'SYN_SENT':
      return rst ? maySendReset(question, connection) : maySendInSynSent(question, connection);
    default:
      return maySendSynchronized(question, connection);
  }
}

function maySendSynchronized(question: Question, connection: SynchronizedConnection): Permission {
  const { segment } = question;
  const { flags } = segment;
  if (flags.rst) return maySendReset(question, connection);
  if (flags.syn) return maySendSyn(question, connection);
  if (connection.snd.nxt === connection.snd.iss) {
    // rules.md §1.2: before our own SYN has left, nothing else may.
    return refused(question, {
      reason: 'handshake-first',
      field: 'flags',
      expected: 'SYN+ACK',
      actual: flagsText(flags),
      section: '3.5',
      misconception: 'M19',
    });
  }
  const wrongAck = refusedAck(question, connection);
  if (wrongAck !== undefined) return wrongAck;
  return segmentLength(segment) === 0
    ? mayAcknowledge(question, connection)
    : maySendText(question, connection);
}

/**
 * The calls that a player's token implies (rules.md §1.4): SYN = OPEN, octets beyond those called = SEND,
 * FIN = CLOSE. `iss` is the ISS to open with; the token's own number where it is left out. An RST implies
 * none: `maySend` judges it against the TCB that it would abort, and transmitting it is the ABORT.
 */
export function impliedCalls(
  connection: Connection,
  segment: Segment,
  iss: SequenceNumber = segment.seq,
): readonly UserCall[] {
  const { flags } = segment;
  if (connection.state === 'CLOSED' || connection.state === 'LISTEN') {
    return flags.syn && !flags.ack ? [{ kind: 'open-active', iss }] : [];
  }
  if (flags.syn || flags.rst) return [];
  const calls: UserCall[] = [];
  const octets = octetsBeyond(connection, segment);
  if (octets > 0) calls.push({ kind: 'send', octets });
  if (flags.fin && mayClose(connection)) calls.push({ kind: 'close' });
  return calls;
}

/** Where a CLOSE lets a FIN go (§3.10.4): in SYN_RECEIVED once the SYN+ACK has left. */
function mayClose(connection: Connection): boolean {
  if (connection.state === 'SYN_RECEIVED') {
    return connection.handshake.kind === 'sent' && connection.closeCalledAt === null;
  }
  return connection.state === 'ESTABLISHED' || connection.state === 'CLOSE_WAIT';
}

/** Octets of `segment` beyond SND.NXT and everything that SEND has handed over already. */
function octetsBeyond(
  connection: Exclude<Connection, { state: 'CLOSED' | 'LISTEN' }>,
  segment: Segment,
): number {
  if (connection.state !== 'ESTABLISHED' && connection.state !== 'CLOSE_WAIT') return 0;
  // A token with a wrong number implies the SEND of what it carries no less, so that the number is what is judged.
  const { snd, queue } = connection;
  const called = sequenceAdd(snd.nxt, queue.octets);
  const beyond = sequenceDifference(sequenceAdd(segment.seq, segment.dataLength), called);
  return Math.max(0, Math.min(beyond, segment.dataLength));
}
