// What a connection owes the wire (rules.md §1.2): RFC 9293's "send" read as "owes from now on".
import type { Milliseconds } from '../kernel/time.ts';
import type { Connection, SendingConnection, SynchronizedConnection } from './connection.ts';
import { ackSegment, frontSegment, isSending, synAckSegment, synSegment, textSegment } from './outgoing.ts';
import type { Profile } from './profile.ts';
import type { Segment } from './segment.ts';
import { finQueued, newTextSegment, probeSegment } from './send-window.ts';
import { sequenceAdd } from './sequence-number.ts';

/** What may be owed; at most one of each kind at a time. */
export type DueKind = 'handshake' | 'repeat' | 'acknowledgment' | 'probe' | 'reset' | 'data' | 'fin';

/** Something owed. */
export interface Due {
  readonly kind: DueKind;
  /** With the newest numbers; transmitting it pays the due. */
  readonly segment: Segment;
  readonly since: Milliseconds;
}

/**
 * All that `connection` owes at `now`, in the order in which a stack pays it: reset, handshake, repeat, new
 * text and FIN, probe, and last the ACK, which nearly all others pay as well.
 */
export function dues(connection: Connection, _now: Milliseconds, profile: Profile): readonly Due[] {
  if (connection.state === 'CLOSED' || connection.state === 'LISTEN') return [];
  const owed: Due[] = [];
  if (isSending(connection)) addSendingDues(connection, profile, owed);
  if (connection.state !== 'SYN_SENT') addAcknowledgments(connection, owed);
  return owed;
}

function addSendingDues(connection: SendingConnection, profile: Profile, owed: Due[]): void {
  const { timer } = connection.retransmission;
  if (connection.state === 'SYN_SENT' || connection.state === 'SYN_RECEIVED') {
    const { reset, handshake } = connection;
    if (reset !== null) owed.push({ kind: 'reset', ...reset });
    if (handshake.kind === 'owed') {
      const isFirst = connection.state === 'SYN_SENT';
      const segment = isFirst ? synSegment(connection.snd.iss, profile) : synAckSegment(connection);
      owed.push({ kind: 'handshake', segment, since: handshake.since });
    }
  }
  if (timer.kind === 'repeat-owed') {
    owed.push({ kind: 'repeat', segment: frontSegment(connection, profile), since: timer.since });
  }
  // §3.10.2: what was sent before ESTABLISHED waits for it.
  if (connection.state === 'SYN_SENT' || connection.state === 'SYN_RECEIVED') return;
  const text = newTextSegment(connection, profile);
  if (text !== undefined && text.dataLength > 0) {
    owed.push({ kind: 'data', segment: text, since: connection.queue.since });
  }
  if (text?.flags.fin && finQueued(connection) && 'fin' in connection && connection.fin.kind === 'called') {
    owed.push({ kind: 'fin', segment: text, since: connection.fin.since });
  }
  if (timer.kind === 'probe-owed') {
    owed.push({ kind: 'probe', segment: probeSegment(connection, profile), since: timer.since });
  }
}

function addAcknowledgments(connection: SynchronizedConnection, owed: Due[]): void {
  const { keepAlive, acknowledgment, snd } = connection;
  if (keepAlive.kind === 'probe-owed') {
    // SHLD-12: <SEQ=SND.NXT-1><ACK=RCV.NXT><CTL=ACK>, without data.
    const segment = textSegment(connection, sequenceAdd(snd.nxt, -1), 0, false);
    owed.push({ kind: 'probe', segment, since: keepAlive.since });
  }
  if (acknowledgment.kind === 'owed') {
    // Before our own SYN has left, only the SYN+ACK can carry the ACK (rules.md §1.2).
    const first = connection.state === 'SYN_RECEIVED' && snd.nxt === snd.iss;
    const segment = first ? synAckSegment(connection) : ackSegment(connection);
    owed.push({ kind: 'acknowledgment', segment, since: acknowledgment.since });
  }
}

/** The segment that a stack which pays all it owes sends next, dues merged; undefined where nothing is owed. */
export function nextTransmission(
  connection: Connection,
  now: Milliseconds,
  profile: Profile,
): Segment | undefined {
  return dues(connection, now, profile)[0]?.segment;
}
