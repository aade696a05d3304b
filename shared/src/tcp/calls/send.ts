// RFC 9293 §3.10.2: the SEND call.
import { assert } from '../../kernel/assert.ts';
import type { Milliseconds } from '../../kernel/time.ts';
import type { Connection, SendQueue } from '../connection.ts';
import type { UserCall } from '../events.ts';
import type { Profile } from '../profile.ts';
import { settled } from '../retransmission.ts';
import { synSent } from '../state-changes.ts';
import { callRefused, type Step, silently } from '../step-result.ts';

function queued(queue: SendQueue, octets: number, now: Milliseconds): SendQueue {
  return { octets: queue.octets + octets, since: queue.octets === 0 ? now : queue.since };
}

/** SEND of some octets: queued, and owed as far as the window lets them go. */
export function send(
  connection: Connection,
  call: Extract<UserCall, { kind: 'send' }>,
  now: Milliseconds,
  profile: Profile,
): Step {
  assert(Number.isSafeInteger(call.octets) && call.octets > 0, `SEND of ${call.octets} octets`);
  switch (connection.state) {
    case 'CLOSED':
      return callRefused(connection, 'connection does not exist');
    case 'LISTEN': {
      // "If the remote socket is specified, then change the connection from passive to active."
      if (call.iss === undefined) return callRefused(connection, 'remote socket unspecified');
      const opened = synSent(call.iss, connection.wanted, now, profile);
      return silently({ ...opened, queue: queued(opened.queue, call.octets, now) });
    }
    case 'SYN_SENT':
      // "Queue the data for transmission after entering ESTABLISHED state."
      return silently({ ...connection, queue: queued(connection.queue, call.octets, now) });
    case 'SYN_RECEIVED':
      if (connection.closeCalledAt !== null) return callRefused(connection, 'connection closing');
      return silently({ ...connection, queue: queued(connection.queue, call.octets, now) });
    case 'ESTABLISHED':
    case 'CLOSE_WAIT': {
      const queue = queued(connection.queue, call.octets, now);
      return silently(settled({ ...connection, queue }, now, profile));
    }
    case 'FIN_WAIT_1':
    case 'FIN_WAIT_2':
    case 'CLOSING':
    case 'LAST_ACK':
    case 'TIME_WAIT':
      return callRefused(connection, 'connection closing');
  }
}
