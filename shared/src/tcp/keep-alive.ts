// Keep-alives (RFC 9293 §3.8.4): off unless somebody turns them on (MUST-25), and only while idle (MUST-26).
import type { Milliseconds } from '../kernel/time.ts';
import type { ConnectionOptions, KeepAlive, SynchronizedConnection } from './connection.ts';
import type { Profile } from './profile.ts';

const OFF: KeepAlive = { kind: 'off' };

/** Times of keep-alive: idle before the first probe, between probes, and probes without answer that end it. */
export interface KeepAliveTimes {
  readonly idle: Milliseconds;
  readonly interval: Milliseconds;
  readonly probes: number;
}

/** The times that hold for a connection with `options`; null where keep-alive is off. */
export function keepAliveTimes(options: ConnectionOptions, profile: Profile): KeepAliveTimes | null {
  return options.keepAlive === undefined ? profile.keepAlive : options.keepAlive;
}

/** The keep-alive timer of `connection` when something was heard or sent at `now`: the idle time starts anew. */
export function keepAliveOf(
  connection: SynchronizedConnection,
  now: Milliseconds,
  profile: Profile,
): KeepAlive {
  const times = keepAliveTimes(connection.options, profile);
  if (times === null) return OFF;
  switch (connection.state) {
    case 'ESTABLISHED':
    case 'CLOSE_WAIT':
    case 'FIN_WAIT_2':
      return { kind: 'running', expiresAt: now + times.idle, probes: 0 };
    case 'SYN_RECEIVED':
    case 'FIN_WAIT_1':
    case 'CLOSING':
    case 'LAST_ACK':
    case 'TIME_WAIT':
      // Something is outstanding there, or 2 MSL run: the end comes without a probe.
      return OFF;
  }
}

/** `connection` after something was heard from the peer, or sent: not idle. */
export function notIdle<Synchronized extends SynchronizedConnection>(
  connection: Synchronized,
  now: Milliseconds,
  profile: Profile,
): Synchronized {
  if (connection.keepAlive.kind === 'off' && keepAliveTimes(connection.options, profile) === null) {
    return connection;
  }
  return { ...connection, keepAlive: keepAliveOf(connection, now, profile) };
}
