// Segments with text or FIN: new ones, and repeats of what is outstanding (RFC 9293 §3.8, §3.10.2, §3.10.4).
import type { Connection, SynchronizedConnection } from '../connection.ts';
import type { DueKind } from '../dues.ts';
import { finSent } from '../outgoing.ts';
import { segmentEnd, segmentLength } from '../segment.ts';
import { usableWindow } from '../send-window.ts';
import { sequenceDifference, sequenceLess, sequenceLessOrEqual } from '../sequence-number.ts';
import { type Permission, type Question, type Refused, refused } from './permission.ts';

/** States in which text or FIN may leave. */
type Sender = Extract<
  Connection,
  { state: 'ESTABLISHED' | 'CLOSE_WAIT' | 'FIN_WAIT_1' | 'CLOSING' | 'LAST_ACK' }
>;

/** `segment` takes sequence space, without SYN; its ACK is right. */
export function maySendText(question: Question, connection: SynchronizedConnection): Permission {
  const { segment, profile } = question;
  switch (connection.state) {
    case 'SYN_RECEIVED':
      // §3.10.2, §3.10.4: queued until ESTABLISHED; our SYN is not acknowledged yet.
      return refused(question, {
        reason: 'data-before-established',
        field: 'state',
        actual: connection.state,
        section: '3.10.2',
        misconception: 'M19',
      });
    case 'FIN_WAIT_2':
    case 'TIME_WAIT':
      return refusedAfterFin(question, connection);
    default:
      break;
  }
  if (segment.dataLength > profile.mss) {
    return refused(question, {
      reason: 'data-too-long',
      field: 'data',
      expected: profile.mss,
      actual: segment.dataLength,
      section: '3.7.1',
      requirement: 'MUST-16',
      misconception: 'M17',
    });
  }
  return segment.seq === connection.snd.nxt
    ? maySendNew(question, connection)
    : maySendAgain(question, connection);
}

/** Our FIN has been sent: no octet may follow it, and once it is acknowledged it does not leave again. */
function refusedAfterFin(question: Question, connection: SynchronizedConnection): Refused {
  if (question.segment.dataLength > 0) {
    return refused(question, {
      reason: 'data-after-fin',
      field: 'data',
      expected: 0,
      actual: question.segment.dataLength,
      section: '3.10.2',
      misconception: 'M34',
    });
  }
  return refused(question, {
    reason: 'fin-again',
    field: 'flags',
    expected: 'ACK',
    section: '3.10.4',
    misconception: connection.state === 'TIME_WAIT' ? 'M08' : 'M34',
  });
}

/** New sequence space: from SND.NXT, or from SND.UNA on with all that is outstanding before it. */
function maySendNew(question: Question, connection: Sender): Permission {
  const { segment } = question;
  const { queue, snd } = connection;
  if (finSent(connection)) return refusedAfterFin(question, connection);
  if (newOctets(question, connection) > queue.octets) return refusedData(question, connection);
  const wrongFin = segment.flags.fin ? refusedFin(question, connection) : undefined;
  if (wrongFin !== undefined) return wrongFin;
  const { timer } = connection.retransmission;
  const isProbe = timer.kind === 'probe-owed' && snd.wnd === 0 && segmentLength(segment) === 1;
  // §3.8.6: SND.NXT + SEG.LEN =< SND.UNA + SND.WND, but for the probe of a closed window (MUST-36).
  const beyond = sequenceDifference(segmentEnd(segment), snd.nxt);
  if (beyond > usableWindow(snd) && !isProbe) {
    return refused(question, {
      reason: 'data-beyond-window',
      field: 'data',
      expected: Math.max(0, usableWindow(snd)),
      actual: beyond,
      section: '3.8.6',
      misconception: 'M31',
    });
  }
  const pays: DueKind[] = [];
  if (timer.kind === 'repeat-owed' && segment.seq === snd.una) pays.push('repeat');
  if (newOctets(question, connection) > 0) pays.push('data');
  if (segment.flags.fin) pays.push('fin');
  if (timer.kind === 'probe-owed') pays.push('probe');
  if (connection.acknowledgment.kind === 'owed') pays.push('acknowledgment');
  return { allowed: true, nature: isProbe ? 'probe' : 'new', pays };
}

/** Octets of the segment beyond SND.NXT. */
function newOctets({ segment }: Question, { snd }: Sender): number {
  return segment.dataLength - sequenceDifference(snd.nxt, segment.seq);
}

function refusedData(question: Question, connection: Sender): Refused {
  // §3.10.2: no SEND after CLOSE.
  const closed = 'fin' in connection;
  return refused(question, {
    reason: closed ? 'data-after-fin' : 'data-not-called',
    field: 'data',
    expected: connection.queue.octets,
    actual: newOctets(question, connection),
    section: '3.10.2',
    misconception: closed ? 'M34' : 'M17',
  });
}

function refusedFin(question: Question, connection: Sender): Refused | undefined {
  if (!('fin' in connection)) {
    // §3.6 case 2: the stack never closes by itself, the user does.
    const misconception = connection.state === 'CLOSE_WAIT' ? 'M06' : 'M02';
    return refused(question, { reason: 'fin-not-called', field: 'flags', section: '3.10.4', misconception });
  }
  if (newOctets(question, connection) === connection.queue.octets) return undefined;
  // §3.10.4: the FIN goes behind everything that was handed over for sending.
  return refused(question, {
    reason: 'fin-before-data',
    field: 'flags',
    expected: connection.queue.octets,
    actual: newOctets(question, connection),
    section: '3.10.4',
    misconception: 'M30',
  });
}

/** SEG.SEQ is not SND.NXT: then it must be a part of what is outstanding. */
function maySendAgain(question: Question, connection: Sender): Permission {
  const { segment } = question;
  const { snd, retransmission } = connection;
  const end = segmentEnd(segment);
  const isFront = segment.seq === snd.una;
  // What is outstanding may leave again together with what follows it.
  if (isFront && snd.una !== snd.iss && !finSent(connection) && sequenceLess(snd.nxt, end)) {
    return maySendNew(question, connection);
  }
  const outstanding = sequenceLessOrEqual(snd.una, segment.seq) && sequenceLessOrEqual(end, snd.nxt);
  // A number has one meaning for ever: the last one is the FIN's if the FIN has been sent, else an octet's.
  const finWhereItWas = segment.flags.fin === (finSent(connection) && end === snd.nxt);
  const syn = snd.una === snd.iss && segment.seq === snd.iss;
  if (!outstanding || !sequenceLess(segment.seq, snd.nxt) || !finWhereItWas || syn) {
    return refusedAgain(question, connection);
  }
  const { timer } = retransmission;
  const probes = timer.kind === 'probe-owed' && isFront;
  const needed = isFront && timer.kind === 'repeat-owed';
  const pays: DueKind[] = [];
  if (needed) pays.push('repeat');
  if (probes) pays.push('probe');
  if (connection.acknowledgment.kind === 'owed') pays.push('acknowledgment');
  return probes
    ? { allowed: true, nature: 'probe', pays }
    : { allowed: true, nature: 'repeat', pays, repeatNeeded: needed };
}

function refusedAgain(question: Question, connection: Sender): Refused {
  const { segment } = question;
  const { snd, retransmission } = connection;
  const repeats = retransmission.timer.kind === 'repeat-owed' || finSent(connection);
  const old = sequenceLess(segment.seq, snd.una);
  return refused(question, {
    reason: 'seq-wrong',
    field: 'seq',
    expected: repeats ? snd.una : snd.nxt,
    actual: segment.seq,
    section: '3.4',
    // Before SND.UNA: it has been acknowledged, nobody needs it.
    misconception: old ? 'M31' : 'M17',
  });
}
