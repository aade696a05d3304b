// When a connection next changes by itself.
import { earliest, type Milliseconds } from '../kernel/time.ts';
import type { Connection } from './connection.ts';
import type { TimerName } from './events.ts';
import { isSending } from './outgoing.ts';
import type { Profile } from './profile.ts';

/** A timer that runs, and the moment at which it rings. */
export interface RunningTimer {
  readonly timer: TimerName;
  readonly at: Milliseconds;
}

function running(connection: Connection): RunningTimer[] {
  if (connection.state === 'CLOSED' || connection.state === 'LISTEN') return [];
  const found: RunningTimer[] = [];
  if (isSending(connection)) {
    const { timer, userTimeoutAt } = connection.retransmission;
    if (timer.kind === 'running') found.push({ timer: 'retransmission', at: timer.expiresAt });
    if (timer.kind === 'persist') found.push({ timer: 'persist', at: timer.expiresAt });
    if (userTimeoutAt !== null) found.push({ timer: 'user-timeout', at: userTimeoutAt });
  }
  if (connection.state !== 'SYN_SENT') {
    const { acknowledgment, keepAlive } = connection;
    if (acknowledgment.kind === 'delayed') found.push({ timer: 'delayed-ack', at: acknowledgment.expiresAt });
    if (keepAlive.kind === 'running') found.push({ timer: 'keep-alive', at: keepAlive.expiresAt });
  }
  if (connection.state === 'FIN_WAIT_2' && connection.orphanExpiresAt !== null) {
    found.push({ timer: 'orphan-fin-wait-2', at: connection.orphanExpiresAt });
  }
  if (connection.state === 'TIME_WAIT') found.push({ timer: 'time-wait', at: connection.expiresAt });
  return found;
}

/** The running timers of `connection`, earliest first. */
export function timers(connection: Connection, _profile: Profile): readonly RunningTimer[] {
  return running(connection).sort((first, second) => first.at - second.at);
}

/** The moment of the earliest timer; undefined where none runs. */
export function wakeAt(connection: Connection, _profile: Profile): Milliseconds | undefined {
  return earliest(running(connection).map(({ at }) => at));
}
