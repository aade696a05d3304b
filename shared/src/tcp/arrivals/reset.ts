// RFC 9293 §3.10.7.4, second: check the RST bit (with RFC 5961 §3).
import type { Milliseconds } from '../../kernel/time.ts';
import { owingLimitedAck } from '../acknowledgment.ts';
import { closedConnection, listenConnection, type SynchronizedConnection } from '../connection.ts';
import type { Profile } from '../profile.ts';
import type { Segment } from '../segment.ts';
import { type Step, silently } from '../step-result.ts';
import { inReceiveWindow } from './sequence-check.ts';

/** An RST arrives at a connection whose peer is known. */
export function resetArrives(
  connection: SynchronizedConnection,
  segment: Segment,
  now: Milliseconds,
  profile: Profile,
): Step {
  const exact = segment.seq === connection.rcv.nxt;
  // 1) outside the window: dropped silently. MUST-66: with a closed window an exact one still counts.
  if (!exact && !inReceiveWindow(connection, segment.seq)) return silently(connection);
  // 3) in the window, but not the next number: it may be forged; a true peer will answer the challenge.
  if (!exact && profile.rfc5961) return silently(owingLimitedAck(connection, now, profile));
  // 2) RCV.NXT exactly
  return afterReset(connection, profile);
}

function afterReset(connection: SynchronizedConnection, profile: Profile): Step {
  switch (connection.state) {
    case 'SYN_RECEIVED':
      // MUST-11: back to LISTEN, and the user need not be informed; or else refused.
      return connection.origin === 'passive'
        ? silently(listenConnection)
        : { connection: closedConnection, effects: [{ kind: 'signal', signal: 'connection-refused' }] };
    case 'ESTABLISHED':
    case 'FIN_WAIT_1':
    case 'FIN_WAIT_2':
    case 'CLOSE_WAIT':
      // MUST-12: the user learns that it was no normal close.
      return { connection: closedConnection, effects: [{ kind: 'signal', signal: 'connection-reset' }] };
    case 'CLOSING':
    case 'LAST_ACK':
      return { connection: closedConnection, effects: [{ kind: 'signal', signal: 'closed' }] };
    case 'TIME_WAIT':
      // RFC 1337 would rather ignore it, lest an old RST assassinate the wait.
      return profile.rfc1337
        ? silently(connection)
        : { connection: closedConnection, effects: [{ kind: 'signal', signal: 'closed' }] };
  }
}
