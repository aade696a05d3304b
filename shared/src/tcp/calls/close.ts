// RFC 9293 §3.10.4: the CLOSE call. It closes one direction: this end goes on receiving (§3.6).
import type { Milliseconds } from '../../kernel/time.ts';
import {
  type Connection,
  closedConnection,
  type OpenConnection,
  type SynReceivedConnection,
} from '../connection.ts';
import type { Profile } from '../profile.ts';
import { settled } from '../retransmission.ts';
import { closing } from '../state-changes.ts';
import { callRefused, type Step, silently } from '../step-result.ts';

/** CLOSE: the state changes at once; the FIN is owed behind all that was handed over for sending. */
export function close(connection: Connection, now: Milliseconds, profile: Profile): Step {
  switch (connection.state) {
    case 'CLOSED':
      return callRefused(connection, 'connection does not exist');
    case 'LISTEN':
    case 'SYN_SENT':
      // "Delete the TCB and return": nothing is sent, a late SYN+ACK will meet a closed port.
      return { connection: closedConnection, effects: [{ kind: 'signal', signal: 'closed' }] };
    case 'SYN_RECEIVED':
      return closeAtSynReceived(connection, now);
    case 'ESTABLISHED':
    case 'CLOSE_WAIT':
      return silently(settled(closeAtOpen(connection, now), now, profile));
    case 'FIN_WAIT_1':
    case 'FIN_WAIT_2':
    case 'CLOSING':
    case 'LAST_ACK':
    case 'TIME_WAIT':
      // "Strictly speaking, this is an error": no second FIN.
      return callRefused(connection, 'connection closing');
  }
}

/** From CLOSE_WAIT to LAST_ACK (RFC 793 said CLOSING; RFC 9293 has it right). */
function closeAtOpen(
  connection: OpenConnection,
  now: Milliseconds,
): Connection & { state: 'FIN_WAIT_1' | 'CLOSING' | 'LAST_ACK' } {
  const state = connection.state === 'ESTABLISHED' ? 'FIN_WAIT_1' : 'LAST_ACK';
  return closing(connection, state, { kind: 'called', since: now });
}

/**
 * "If no SENDs have been issued and there is no pending data to send, then form a FIN segment and send it,
 * and enter FIN-WAIT-1 state; otherwise, queue for processing after entering ESTABLISHED state." A SYN+ACK
 * that has not left is pending too: no FIN can go before it.
 */
function closeAtSynReceived(connection: SynReceivedConnection, now: Milliseconds): Step {
  if (connection.closeCalledAt !== null) return callRefused(connection, 'connection closing');
  const pending = connection.queue.octets > 0 || connection.handshake.kind === 'owed';
  if (pending) return silently({ ...connection, closeCalledAt: now });
  return silently(closing(connection, 'FIN_WAIT_1', { kind: 'called', since: now }));
}
