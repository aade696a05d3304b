// Segments with SYN, and those of SYN_SENT (RFC 9293 §3.5).
import type { SynchronizedConnection, SynSentConnection } from '../connection.ts';
import type { DueKind } from '../dues.ts';
import { type Permission, type Question, refused } from './permission.ts';

/** SYN_SENT: nothing but `<SEQ=ISS><CTL=SYN>`, the first time or again. */
export function maySendInSynSent(question: Question, connection: SynSentConnection): Permission {
  const { segment } = question;
  const { snd, handshake, retransmission } = connection;
  if (!segment.flags.syn) {
    const misconception = segment.flags.fin ? 'M30' : 'M19';
    return refused(question, {
      reason: 'syn-missing',
      field: 'flags',
      expected: 'SYN',
      section: '3.5',
      misconception,
    });
  }
  if (segment.flags.ack) {
    // There is nothing to acknowledge: no SYN has been heard.
    return refused(question, {
      reason: 'ack-before-syn',
      field: 'flags',
      expected: 'SYN',
      section: '3.5',
      misconception: 'M18',
    });
  }
  const wrong = wrongNumbers(question, snd.iss);
  if (wrong !== undefined) return wrong;
  if (snd.nxt === snd.iss) return { allowed: true, nature: 'new', pays: ['handshake'] };
  const rung = retransmission.timer.kind === 'repeat-owed';
  const pays: DueKind[] = [];
  if (handshake.kind === 'owed') pays.push('handshake');
  if (rung) pays.push('repeat');
  return { allowed: true, nature: 'repeat', pays, repeatNeeded: pays.length > 0 };
}

/** SYN in a later state: the SYN+ACK, until ours is acknowledged (§3.10.7.2, §3.10.7.3, MUST-10). */
export function maySendSyn(question: Question, connection: SynchronizedConnection): Permission {
  const { segment } = question;
  const { snd, rcv } = connection;
  if (snd.una !== snd.iss) {
    return refused(question, {
      reason: 'syn-after-open',
      field: 'flags',
      section: '3.10.7.4',
      misconception: 'M29',
    });
  }
  if (!segment.flags.ack) {
    return refused(question, {
      reason: 'ack-missing',
      field: 'flags',
      expected: 'SYN+ACK',
      section: '3.5',
      misconception: 'M18',
    });
  }
  if (segment.ack !== rcv.nxt) {
    return refused(question, {
      reason: 'ack-wrong',
      field: 'ack',
      expected: rcv.nxt,
      actual: segment.ack,
      section: '3.4',
      misconception: segment.ack === rcv.irs ? 'M12' : 'M11',
    });
  }
  const wrong = wrongNumbers(question, snd.iss);
  if (wrong !== undefined) return wrong;
  const pays: DueKind[] = [];
  if (connection.state === 'SYN_RECEIVED' && connection.handshake.kind === 'owed') pays.push('handshake');
  const rung = 'retransmission' in connection && connection.retransmission.timer.kind === 'repeat-owed';
  if (rung) pays.push('repeat');
  const needed = pays.length > 0;
  if (connection.acknowledgment.kind === 'owed') pays.push('acknowledgment');
  if (snd.nxt === snd.iss) return { allowed: true, nature: 'new', pays };
  return { allowed: true, nature: 'repeat', pays, repeatNeeded: needed };
}

function wrongNumbers(question: Question, iss: number): Permission | undefined {
  const { segment } = question;
  if (segment.seq !== iss) {
    return refused(question, {
      reason: 'seq-wrong',
      field: 'seq',
      expected: iss,
      actual: segment.seq,
      section: '3.4.1',
      misconception: 'M17',
    });
  }
  if (segment.dataLength === 0) return undefined;
  // §3.10.2: SEND before ESTABLISHED is queued for after it.
  return refused(question, {
    reason: 'data-with-handshake',
    field: 'data',
    expected: 0,
    actual: segment.dataLength,
    section: '3.10.2',
    misconception: 'M19',
  });
}
