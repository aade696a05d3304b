// What a handler gives: the connection that follows, and what is to be told.
import type { Connection } from './connection.ts';
import type { CallError, TcpEffect } from './events.ts';

/** What follows from an event. */
export interface Step {
  readonly connection: Connection;
  readonly effects: readonly TcpEffect[];
}

/** Nothing is to be told. */
export const NO_EFFECTS: readonly TcpEffect[] = [];

/** `connection`, with nothing to tell. */
export function silently(connection: Connection): Step {
  return { connection, effects: NO_EFFECTS };
}

/** `connection` unchanged by a call that is an error in its state. */
export function callRefused(connection: Connection, error: CallError): Step {
  return { connection, effects: [{ kind: 'signal', signal: 'error', error }] };
}
