// When a connection next changes by itself.
import type { Milliseconds } from '../kernel/time.ts';
import type { Connection } from './connection.ts';
import type { TimerName } from './events.ts';
import type { Profile } from './profile.ts';

/** The running timers of `connection`, earliest first. */
export declare function timers(
  connection: Connection,
  profile: Profile,
): readonly { readonly timer: TimerName; readonly at: Milliseconds }[];

/** The moment of the earliest timer; undefined where none runs. */
export declare function wakeAt(connection: Connection, profile: Profile): Milliseconds | undefined;
