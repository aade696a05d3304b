import type { Milliseconds } from '../kernel/time.ts';
import type { Side } from './seat.ts';

/** Whose doing it is that a socket stays: the point of the whole game. `nobody`: it is as it should be. */
export const LOG_CAUSES = ['client-application', 'server-application', 'network', 'nobody'] as const;

/** One of {@link LOG_CAUSES}. */
export type LogCause = (typeof LOG_CAUSES)[number];

/** What one does about it; the last three are the tempting wrong ones. */
export const LOG_REMEDIES = [
  'call-close',
  'resend-at-the-bell',
  'wait-for-its-timer',
  'give-up',
  'raise-the-limit',
  'shorten-tcp-fin-timeout',
  'tcp-tw-reuse',
] as const;

/** One of {@link LOG_REMEDIES}. */
export type LogRemedy = (typeof LOG_REMEDIES)[number];

/** What one player taps for the socket of one client port. */
export interface LogEntry {
  readonly clientPort: number;
  readonly cause: LogCause;
  readonly remedy: LogRemedy;
}

/** An entry as both seats see it: what one of them wrote, and when. */
export interface WrittenEntry extends LogEntry {
  readonly by: Side;
  readonly at: Milliseconds;
}
