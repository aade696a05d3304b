import type { RoomAnswer, RoomCommand } from '@syn-or-swim/shared/protocol/messages.ts';

/** Where somebody can be turned away: by HTTP, on the way to a seat, at the opening of a socket, or on an open one. */
export type Door = 'request' | 'join' | 'upgrade' | 'socket';

/** The connections to Redis of a process that is one of several: each does one kind of work. */
export type RedisLine = 'commands' | 'subscriptions' | 'rooms';

/** What a server counts of itself. As in the log there is no name, token, code or address: labels are words of the protocol. */
export interface Metrics {
  /** A command was answered; `kind` is undefined where it was none. */
  readonly answered: (kind: RoomCommand['kind'] | undefined, answer: RoomAnswer) => void;
  /** A page took a seat of a match, or came back to it. */
  readonly seated: () => void;
  /** Somebody was turned away at `door`. */
  readonly turnedAway: (door: Door, reason: string) => void;
  /** The store is asked for `operation`; the function that comes back is called with how it went. */
  readonly storeAsked: (operation: string) => (outcome: 'done' | 'failed') => void;
  /** `line` to Redis is ready, or what was ready is lost. */
  readonly redisLine: (line: RedisLine, state: 'ready' | 'lost') => void;
  /** Redis is asked for a sign of life over `line`; the function that comes back is called with how it went. */
  readonly redisAsked: (line: RedisLine) => (outcome: 'done' | 'failed') => void;
}
