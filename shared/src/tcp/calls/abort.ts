// RFC 9293 §3.10.5: the ABORT call, and the application that goes without one (SHLD-3).
import type { Milliseconds } from '../../kernel/time.ts';
import { type Connection, closedConnection, type SynchronizedConnection } from '../connection.ts';
import type { TcpEffect } from '../events.ts';
import { abortSegment, resetAckSegment } from '../outgoing.ts';
import type { Profile } from '../profile.ts';
import { finWait2 } from '../state-changes.ts';
import { callRefused, type Step, silently } from '../step-result.ts';

/** ABORT: the TCB is deleted. The RST that the peer should get is owed by the caller, who has one to keep. */
export function abort(connection: Connection, profile: Profile): Step {
  switch (connection.state) {
    case 'CLOSED':
      return callRefused(connection, 'connection does not exist');
    case 'LISTEN':
    case 'SYN_SENT':
      // Nothing is sent; queued calls get "connection reset".
      return { connection: closedConnection, effects: [{ kind: 'signal', signal: 'connection-reset' }] };
    case 'SYN_RECEIVED':
    case 'ESTABLISHED':
    case 'FIN_WAIT_1':
    case 'FIN_WAIT_2':
    case 'CLOSE_WAIT':
      // <SEQ=SND.NXT><CTL=RST>, and all queues are flushed.
      return abortedWith(connection, profile, 'abort');
    case 'CLOSING':
    case 'LAST_ACK':
    case 'TIME_WAIT':
      // "Respond with 'ok' and delete the TCB": nothing is sent.
      return { connection: closedConnection, effects: [{ kind: 'signal', signal: 'closed' }] };
  }
}

function abortedWith(
  connection: SynchronizedConnection,
  profile: Profile,
  cause: Extract<TcpEffect, { kind: 'owes-reset' }>['cause'],
): Step {
  return {
    connection: closedConnection,
    effects: [
      { kind: 'owes-reset', segment: abortSegment(connection, profile), cause },
      { kind: 'signal', signal: 'connection-reset' },
    ],
  };
}

/**
 * The application is gone: nobody will read. Octets that it has not read are lost, which an RST tells the
 * peer (SHLD-3, §3.6.1). CLOSE stays a call of its own.
 */
export function applicationGone(connection: Connection, now: Milliseconds, profile: Profile): Step {
  if (connection.state === 'CLOSED' || connection.state === 'LISTEN') return silently(connection);
  if (connection.state === 'SYN_SENT') return silently({ ...connection, orphan: true });
  if (profile.resetsUnreadData && connection.rcv.unread > 0) {
    return {
      connection: closedConnection,
      effects: [
        // <SEQ=SND.NXT><ACK=RCV.NXT><CTL=RST,ACK>
        {
          kind: 'owes-reset',
          segment: resetAckSegment(connection.snd.nxt, connection.rcv.nxt),
          cause: 'no-reader',
        },
      ],
    };
  }
  const orphan = { ...connection, orphan: true };
  // Linux' clock for a FIN_WAIT_2 that nobody holds any more starts with the loss of its application.
  return silently(orphan.state === 'FIN_WAIT_2' ? finWait2(orphan, now, profile) : orphan);
}
