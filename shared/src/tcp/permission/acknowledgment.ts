// The ACK field of every segment, and segments that are nothing but an ACK (RFC 9293 §3.4, §3.10.7.4).
import type { SynchronizedConnection } from '../connection.ts';
import type { DueKind } from '../dues.ts';
import type { MisconceptionId } from '../misconceptions.ts';
import { sequenceAdd, sequenceDifference } from '../sequence-number.ts';
import { type Permission, type Question, type Refused, refused } from './permission.ts';

/** Undefined where the ACK bit is set and SEG.ACK = RCV.NXT. */
export function refusedAck(question: Question, connection: SynchronizedConnection): Refused | undefined {
  const { segment } = question;
  const { rcv, snd } = connection;
  if (!segment.flags.ack) {
    // §3.1: once a connection is established, the ACK is always sent.
    return refused(question, {
      reason: 'ack-missing',
      field: 'flags',
      expected: 'ACK',
      section: '3.1',
      misconception: segment.flags.fin ? 'M21' : 'M20',
    });
  }
  if (segment.ack === rcv.nxt) return undefined;
  return refused(question, {
    reason: 'ack-wrong',
    field: 'ack',
    expected: rcv.nxt,
    actual: segment.ack,
    section: '3.4',
    misconception: wrongAckShows(segment.ack === snd.nxt || segment.ack === snd.una, question, connection),
  });
}

/** Beyond this many a number is no count of segments any more. */
const SEGMENTS_COUNTED_MAX = 10;

function wrongAckShows(
  isOwnNumber: boolean,
  { segment }: Question,
  connection: SynchronizedConnection,
): MisconceptionId {
  const { rcv, state } = connection;
  const short = sequenceDifference(rcv.nxt, segment.ack);
  const peerFinished =
    state === 'CLOSE_WAIT' || state === 'CLOSING' || state === 'LAST_ACK' || state === 'TIME_WAIT';
  const afterControl = rcv.nxt === sequenceAdd(rcv.irs, 1) || peerFinished;
  // One short of a SYN or FIN: it was taken to use no number.
  if (short === 1 && afterControl) return 'M12';
  // One ahead: the peer's pure ACK was taken to use a number.
  if (short === -1) return 'M13';
  if (isOwnNumber && short !== 1) return 'M17';
  // IRS + 2 after the first crate: each segment was counted as one.
  const counted = sequenceDifference(segment.ack, rcv.irs) - 1;
  const octets = sequenceDifference(rcv.nxt, rcv.irs) - 1;
  return counted > 0 && counted <= SEGMENTS_COUNTED_MAX && counted < octets ? 'M17' : 'M11';
}

/** A segment without text, SYN, FIN or RST; its ACK is right. */
export function mayAcknowledge(question: Question, connection: SynchronizedConnection): Permission {
  const { segment } = question;
  const { snd } = connection;
  if (segment.seq === snd.nxt) {
    return { allowed: true, nature: 'acknowledgment', pays: paidAck(connection) };
  }
  if (isOwedProbe(question, connection)) {
    return { allowed: true, nature: 'probe', pays: ['probe', ...paidAck(connection)] };
  }
  return refused(question, {
    reason: 'seq-wrong',
    field: 'seq',
    expected: snd.nxt,
    actual: segment.seq,
    section: '3.4',
    misconception: wrongSeqShows(question, connection),
  });
}

function wrongSeqShows({ segment }: Question, connection: SynchronizedConnection): MisconceptionId {
  const { snd } = connection;
  const ahead = sequenceDifference(segment.seq, snd.nxt);
  // Ahead: a pure ACK was taken to use up a number.
  if (ahead > 0) return 'M13';
  const finished =
    'fin' in connection
      ? connection.fin.kind === 'sent'
      : connection.state === 'FIN_WAIT_2' || connection.state === 'TIME_WAIT';
  const afterControl = finished || snd.nxt === sequenceAdd(snd.iss, 1);
  // One short of our own SYN or FIN: it was taken to use no number.
  return ahead === -1 && afterControl ? 'M12' : 'M17';
}

/** The ACK that any segment with ACK = RCV.NXT pays, where one is owed. */
function paidAck(connection: SynchronizedConnection): readonly DueKind[] {
  return connection.acknowledgment.kind === 'owed' ? ['acknowledgment'] : [];
}

/** SHLD-12: a keep-alive probe at SND.NXT - 1; Linux' window probe at SND.UNA - 1. */
function isOwedProbe({ segment, profile }: Question, connection: SynchronizedConnection): boolean {
  const { snd, keepAlive } = connection;
  if (keepAlive.kind === 'probe-owed' && segment.seq === sequenceAdd(snd.nxt, -1)) return true;
  if (profile.probe !== 'no-octet' || !('retransmission' in connection)) return false;
  const { timer } = connection.retransmission;
  return timer.kind === 'probe-owed' && segment.seq === sequenceAdd(snd.una, -1);
}
