// Segments with RST: one that a bad ACK drew, or an ABORT (RFC 9293 §3.5.2, §3.10.5).
import type { SynchronizedConnection, SynSentConnection } from '../connection.ts';
import { type Permission, type Question, refused } from './permission.ts';

/** An RST of a connection that lives. */
export function maySendReset(
  question: Question,
  connection: SynSentConnection | SynchronizedConnection,
): Permission {
  const { segment } = question;
  if (segment.dataLength > 0) {
    // SHLD-2 would let an RST explain itself in text; nobody here would read it.
    return refused(question, {
      reason: 'data-with-reset',
      field: 'data',
      expected: 0,
      actual: segment.dataLength,
      section: '3.5.3',
      misconception: 'M23',
    });
  }
  const owed = 'reset' in connection ? connection.reset : null;
  if (owed !== null && owed.segment.seq === segment.seq && !segment.flags.ack) {
    return { allowed: true, nature: 'reset', pays: ['reset'] };
  }
  switch (connection.state) {
    case 'SYN_RECEIVED':
    case 'ESTABLISHED':
    case 'FIN_WAIT_1':
    case 'FIN_WAIT_2':
    case 'CLOSE_WAIT':
      return mayAbort(question, connection);
    case 'SYN_SENT':
    case 'CLOSING':
    case 'LAST_ACK':
    case 'TIME_WAIT':
      // §3.10.5: ABORT sends nothing in these states.
      return refused(question, {
        reason: 'reset-not-owed',
        field: 'flags',
        section: '3.10.5',
        misconception: connection.state === 'SYN_SENT' ? 'M23' : 'M09',
      });
  }
}

/** `<SEQ=SND.NXT><CTL=RST>`; with the newest ACK it is as good, and Linux sends it so. */
function mayAbort(question: Question, connection: SynchronizedConnection): Permission {
  const { segment } = question;
  const { snd, rcv } = connection;
  if (segment.seq !== snd.nxt) {
    // RFC 5961 §3: an RST beside RCV.NXT would only be challenged.
    return refused(question, {
      reason: 'seq-wrong',
      field: 'seq',
      expected: snd.nxt,
      actual: segment.seq,
      section: '3.10.5',
      misconception: 'M25',
    });
  }
  if (segment.flags.ack && segment.ack !== rcv.nxt) {
    return refused(question, {
      reason: 'ack-wrong',
      field: 'ack',
      expected: rcv.nxt,
      actual: segment.ack,
      section: '3.10.5',
      misconception: 'M11',
    });
  }
  return { allowed: true, nature: 'reset', pays: [] };
}
