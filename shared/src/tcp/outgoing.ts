// The segments that a connection can form, always with its newest numbers (RFC 9293 §3.10).
import type { ClosingConnection, Connection, SendingConnection, SynchronizedFields } from './connection.ts';
import type { Profile } from './profile.ts';
import type { Flags, Segment } from './segment.ts';
import { type SequenceNumber, sequenceDifference, sequenceNumber } from './sequence-number.ts';

const NONE: Flags = { syn: false, ack: false, fin: false, rst: false };
const SYN: Flags = { ...NONE, syn: true };
const SYN_ACK: Flags = { ...SYN, ack: true };
const ACK: Flags = { ...NONE, ack: true };
const FIN_ACK: Flags = { ...ACK, fin: true };
const RST: Flags = { ...NONE, rst: true };
const RST_ACK: Flags = { ...RST, ack: true };
const ZERO = sequenceNumber(0);

/** `<SEQ=ISS><CTL=SYN>` */
export function synSegment(iss: SequenceNumber, profile: Profile): Segment {
  return { seq: iss, ack: ZERO, flags: SYN, dataLength: 0, window: profile.receiveWindow };
}

/** `<SEQ=ISS><ACK=RCV.NXT><CTL=SYN,ACK>` */
export function synAckSegment(connection: SynchronizedFields): Segment {
  const { snd, rcv } = connection;
  return { seq: snd.iss, ack: rcv.nxt, flags: SYN_ACK, dataLength: 0, window: rcv.wnd };
}

/** `<SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>` */
export function ackSegment(connection: SynchronizedFields): Segment {
  const { snd, rcv } = connection;
  return { seq: snd.nxt, ack: rcv.nxt, flags: ACK, dataLength: 0, window: rcv.wnd };
}

/** `<SEQ=seq><ACK=RCV.NXT><CTL=ACK>` with `dataLength` octets, and with FIN where `fin`. */
export function textSegment(
  connection: SynchronizedFields,
  seq: SequenceNumber,
  dataLength: number,
  fin: boolean,
): Segment {
  const { rcv } = connection;
  return { seq, ack: rcv.nxt, flags: fin ? FIN_ACK : ACK, dataLength, window: rcv.wnd };
}

/** `<SEQ=seq><CTL=RST>` */
export function resetSegment(seq: SequenceNumber): Segment {
  return { seq, ack: ZERO, flags: RST, dataLength: 0, window: 0 };
}

/** `<SEQ=seq><ACK=ack><CTL=RST,ACK>` */
export function resetAckSegment(seq: SequenceNumber, ack: SequenceNumber): Segment {
  return { seq, ack, flags: RST_ACK, dataLength: 0, window: 0 };
}

/** The RST of an ABORT (§3.10.5): `<SEQ=SND.NXT><CTL=RST>`, with ACK where the profile says so. */
export function abortSegment(connection: SynchronizedFields, profile: Profile): Segment {
  const { snd, rcv } = connection;
  return profile.abortsWithAck ? resetAckSegment(snd.nxt, rcv.nxt) : resetSegment(snd.nxt);
}

/** True where our FIN has left at least once. */
export function finSent(connection: SendingConnection): boolean {
  return 'fin' in connection && connection.fin.kind === 'sent';
}

/** Octets of data sent and not acknowledged; SYN and FIN are not counted. */
export function outstandingOctets(connection: Exclude<SendingConnection, { state: 'SYN_SENT' }>): number {
  const { snd } = connection;
  const space = sequenceDifference(snd.nxt, snd.una);
  return Math.max(0, space - (snd.una === snd.iss ? 1 : 0) - (finSent(connection) ? 1 : 0));
}

/**
 * What a repeat sends: the front of the retransmission queue (§3.10.8), with all the outstanding octets that
 * fit into one segment, and the FIN where it follows them. There must be something outstanding.
 */
export function frontSegment(connection: SendingConnection, profile: Profile): Segment {
  if (connection.state === 'SYN_SENT') return synSegment(connection.snd.iss, profile);
  const { snd } = connection;
  if (snd.una === snd.iss) return synAckSegment(connection);
  const octets = outstandingOctets(connection);
  const dataLength = Math.min(octets, profile.mss);
  return textSegment(connection, snd.una, dataLength, finSent(connection) && dataLength === octets);
}

/** True for the states that may have something outstanding or queued. */
export function isSending(connection: Connection): connection is SendingConnection {
  return 'retransmission' in connection;
}

/** True for the states in which CLOSE was called and our FIN is not acknowledged. */
export function isClosing(connection: Connection): connection is ClosingConnection {
  return 'fin' in connection;
}
