// RFC 9293 §3.10.1: the OPEN call.
import type { Milliseconds } from '../../kernel/time.ts';
import { type Connection, listenConnection } from '../connection.ts';
import type { UserCall } from '../events.ts';
import type { Profile } from '../profile.ts';
import { synSent } from '../state-changes.ts';
import { callRefused, type Step, silently } from '../step-result.ts';

/** Active OPEN: owes a SYN. A passive OPEN that nobody has answered may turn active. */
export function openActive(
  connection: Connection,
  call: Extract<UserCall, { kind: 'open-active' }>,
  now: Milliseconds,
  profile: Profile,
): Step {
  switch (connection.state) {
    case 'CLOSED':
    case 'LISTEN': {
      if (call.remoteUnspecified) return callRefused(connection, 'remote socket unspecified');
      const wanted = connection.state === 'LISTEN' ? connection.wanted : 0;
      return silently(synSent(call.iss, wanted, now, profile));
    }
    default:
      return callRefused(connection, 'connection already exists');
  }
}

/** Passive OPEN: LISTEN. */
export function openPassive(connection: Connection): Step {
  if (connection.state === 'CLOSED') return silently(listenConnection);
  // The RFC names only the active OPEN for LISTEN; a second passive one changes nothing and is an error.
  return callRefused(connection, 'connection already exists');
}
