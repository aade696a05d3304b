// RFC 9293 §3.10.1 to §3.10.6: a user call, whichever it is.
import type { Milliseconds } from '../../kernel/time.ts';
import type { Connection, ConnectionOptions } from '../connection.ts';
import type { UserCall } from '../events.ts';
import { keepAliveOf } from '../keep-alive.ts';
import { isSending } from '../outgoing.ts';
import type { Profile } from '../profile.ts';
import { userTimeoutFrom } from '../retransmission.ts';
import { callRefused, type Step, silently } from '../step-result.ts';
import { abort } from './abort.ts';
import { close } from './close.ts';
import { openActive, openPassive } from './open.ts';
import { receive } from './receive.ts';
import { send } from './send.ts';

/** `connection` after `call`. An error changes nothing and is told in the RFC's words. */
export function userCall(connection: Connection, call: UserCall, now: Milliseconds, profile: Profile): Step {
  switch (call.kind) {
    case 'open-active':
      return openActive(connection, call, now, profile);
    case 'open-passive':
      return openPassive(connection);
    case 'send':
      return send(connection, call, now, profile);
    case 'receive':
      return receive(connection, call, now, profile);
    case 'close':
      return close(connection, now, profile);
    case 'abort':
      return abort(connection, profile);
    case 'status':
      return status(connection);
    case 'set':
      return set(connection, call.options, now, profile);
  }
}

/** §3.10.6 */
function status(connection: Connection): Step {
  if (connection.state === 'CLOSED') return callRefused(connection, 'connection does not exist');
  return { connection, effects: [{ kind: 'signal', signal: 'status', state: connection.state }] };
}

/** MUST-21: the user time-out, and so R2; MUST-24 and MUST-27: keep-alives. */
function set(connection: Connection, options: ConnectionOptions, now: Milliseconds, profile: Profile): Step {
  if (connection.state === 'CLOSED' || connection.state === 'LISTEN') {
    return callRefused(connection, 'connection does not exist');
  }
  const merged: ConnectionOptions = { ...connection.options, ...options };
  const timed =
    isSending(connection) &&
    options.userTimeout !== undefined &&
    connection.retransmission.userTimeoutAt !== null
      ? {
          ...connection,
          options: merged,
          retransmission: {
            ...connection.retransmission,
            userTimeoutAt: userTimeoutFrom(now, merged, profile),
          },
        }
      : { ...connection, options: merged };
  if (!('keepAlive' in timed)) return silently(timed);
  return silently({ ...timed, keepAlive: keepAliveOf(timed, now, profile) });
}
