// RFC 9293 §3.10.3: the RECEIVE call.
import type { Milliseconds } from '../../kernel/time.ts';
import { owingAck } from '../acknowledgment.ts';
import type { Connection, FinWait2Connection, ReceiveSequence, SendingConnection } from '../connection.ts';
import type { UserCall } from '../events.ts';
import type { Profile } from '../profile.ts';
import { handedOver } from '../receive-buffer.ts';
import { sequenceAdd } from '../sequence-number.ts';
import { callRefused, type Step, silently } from '../step-result.ts';

/** RECEIVE: hands over what is there, or waits for it; the window opens again. */
export function receive(
  connection: Connection,
  call: Extract<UserCall, { kind: 'receive' }>,
  now: Milliseconds,
  profile: Profile,
): Step {
  const octets = call.octets ?? profile.receiveWindow;
  switch (connection.state) {
    case 'CLOSED':
      return callRefused(connection, 'connection does not exist');
    case 'LISTEN':
    case 'SYN_SENT':
      // "Queue for processing after entering ESTABLISHED state."
      return silently({ ...connection, wanted: connection.wanted + octets });
    case 'SYN_RECEIVED':
      return silently({ ...connection, rcv: wanting(connection.rcv, octets) });
    case 'ESTABLISHED':
    case 'FIN_WAIT_1':
    case 'FIN_WAIT_2':
      return taken(connection, octets, now, profile);
    case 'CLOSE_WAIT':
      // "If no text is awaiting delivery, the RECEIVE will get an 'error: connection closing' response."
      if (connection.rcv.unread === 0) return callRefused(connection, 'connection closing');
      return taken(connection, octets, now, profile);
    case 'CLOSING':
    case 'LAST_ACK':
    case 'TIME_WAIT':
      return callRefused(connection, 'connection closing');
  }
}

function wanting(rcv: ReceiveSequence, octets: number): ReceiveSequence {
  return { ...rcv, wanted: rcv.wanted + octets };
}

function taken(
  connection: Exclude<SendingConnection, { state: 'SYN_SENT' }> | FinWait2Connection,
  octets: number,
  now: Milliseconds,
  profile: Profile,
): Step {
  const before = connection.rcv;
  // A RECEIVE without a number takes what is there at once; only an empty buffer makes it wait.
  const asked = before.unread === 0 ? octets : Math.min(octets, before.unread);
  // In CLOSE_WAIT alone the FIN stands between the text and RCV.NXT.
  const textEnd = connection.state === 'CLOSE_WAIT' ? sequenceAdd(before.nxt, -1) : before.nxt;
  const received = handedOver(wanting(before, asked), profile, textEnd);
  const next = { ...connection, rcv: received.rcv };
  // §3.8.6.2.2: the peer is told when a window that was as good as closed opens.
  const opens = before.wnd < profile.mss && received.rcv.wnd >= 2 * Math.max(1, before.wnd);
  return { connection: opens ? owingAck(next, now) : next, effects: received.effects };
}
