// The one door of the engine.
import type { Milliseconds } from '../kernel/time.ts';
import type { Connection } from './connection.ts';
import type { TcpEffect, TcpEvent } from './events.ts';
import type { Profile } from './profile.ts';

/** What follows from an event. */
export interface Step {
  readonly connection: Connection;
  readonly effects: readonly TcpEffect[];
}

/** `connection` after `event` at `now`, with what is to be told. A deleted TCB is the CLOSED connection. */
export declare function step(
  connection: Connection,
  event: TcpEvent,
  now: Milliseconds,
  profile: Profile,
): Step;
