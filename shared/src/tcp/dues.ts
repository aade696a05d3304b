// What a connection owes the wire (rules.md §1.2): RFC 9293's "send" read as "owes from now on".
import type { Milliseconds } from '../kernel/time.ts';
import type { Connection } from './connection.ts';
import {
  ackSegment,
  frontSegment,
  isClosing,
  isSending,
  synAckSegment,
  synSegment,
  textSegment,
} from './outgoing.ts';
import type { Profile } from './profile.ts';
import type { Segment } from './segment.ts';
import { newTextSegment, probeSegment, sendsText } from './send-window.ts';
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
  for (const dueOf of IN_ORDER) {
    const due = dueOf(connection, profile);
    if (due !== undefined) owed.push(due);
  }
  return owed;
}

/** The segment that a stack which pays all it owes sends next, dues merged; undefined where nothing is owed. */
export function nextTransmission(
  connection: Connection,
  _now: Milliseconds,
  profile: Profile,
): Segment | undefined {
  if (connection.state === 'CLOSED' || connection.state === 'LISTEN') return undefined;
  for (const dueOf of IN_ORDER) {
    const due = dueOf(connection, profile);
    if (due !== undefined) return due.segment;
  }
  return undefined;
}

/** A connection that can owe anything. */
type Owing = Exclude<Connection, { state: 'CLOSED' | 'LISTEN' }>;

const IN_ORDER: readonly ((connection: Owing, profile: Profile) => Due | undefined)[] = [
  resetDue,
  handshakeDue,
  repeatDue,
  dataDue,
  finDue,
  probeDue,
  keepAliveDue,
  acknowledgmentDue,
];

function resetDue(connection: Owing): Due | undefined {
  if (connection.state !== 'SYN_SENT' && connection.state !== 'SYN_RECEIVED') return undefined;
  return connection.reset === null ? undefined : { kind: 'reset', ...connection.reset };
}

function handshakeDue(connection: Owing, profile: Profile): Due | undefined {
  if (connection.state !== 'SYN_SENT' && connection.state !== 'SYN_RECEIVED') return undefined;
  const { handshake } = connection;
  if (handshake.kind !== 'owed') return undefined;
  const isFirst = connection.state === 'SYN_SENT';
  const segment = isFirst ? synSegment(connection.snd.iss, profile) : synAckSegment(connection);
  return { kind: 'handshake', segment, since: handshake.since };
}

function repeatDue(connection: Owing, profile: Profile): Due | undefined {
  if (!isSending(connection)) return undefined;
  const { timer } = connection.retransmission;
  if (timer.kind !== 'repeat-owed') return undefined;
  return { kind: 'repeat', segment: frontSegment(connection, profile), since: timer.since };
}

function dataDue(connection: Owing, profile: Profile): Due | undefined {
  // §3.10.2: what was handed over before ESTABLISHED waits for it.
  if (!sendsText(connection) || connection.queue.octets === 0) return undefined;
  const segment = newTextSegment(connection, profile);
  if (segment === undefined || segment.dataLength === 0) return undefined;
  return { kind: 'data', segment, since: connection.queue.since };
}

function finDue(connection: Owing, profile: Profile): Due | undefined {
  if (!sendsText(connection) || !isClosing(connection) || connection.fin.kind !== 'called') return undefined;
  const segment = newTextSegment(connection, profile);
  return segment?.flags.fin ? { kind: 'fin', segment, since: connection.fin.since } : undefined;
}

function probeDue(connection: Owing, profile: Profile): Due | undefined {
  if (!sendsText(connection)) return undefined;
  const { timer } = connection.retransmission;
  if (timer.kind !== 'probe-owed') return undefined;
  return { kind: 'probe', segment: probeSegment(connection, profile), since: timer.since };
}

function keepAliveDue(connection: Owing): Due | undefined {
  if (connection.state === 'SYN_SENT' || connection.keepAlive.kind !== 'probe-owed') return undefined;
  // SHLD-12: <SEQ=SND.NXT-1><ACK=RCV.NXT><CTL=ACK>, without data.
  const segment = textSegment(connection, sequenceAdd(connection.snd.nxt, -1), 0, false);
  return { kind: 'probe', segment, since: connection.keepAlive.since };
}

function acknowledgmentDue(connection: Owing): Due | undefined {
  if (connection.state === 'SYN_SENT') return undefined;
  const { acknowledgment, snd } = connection;
  if (acknowledgment.kind !== 'owed') return undefined;
  // Before our own SYN has left, only the SYN+ACK can carry the ACK (rules.md §1.2).
  const isFirst = connection.state === 'SYN_RECEIVED' && snd.nxt === snd.iss;
  const segment = isFirst ? synAckSegment(connection) : ackSegment(connection);
  return { kind: 'acknowledgment', segment, since: acknowledgment.since };
}
