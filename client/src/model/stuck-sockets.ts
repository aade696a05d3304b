import { ENTERABLE, STUCK_TO_ENTER } from '@syn-or-swim/shared/game/harbour-log.ts';
import type { LogCause, WrittenEntry } from '@syn-or-swim/shared/game/log-entry.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { ConnectionState } from '@syn-or-swim/shared/tcp/connection.ts';
import type { SocketEntry } from './socket-entries.ts';

const RUSTING: readonly ConnectionState[] = ['CLOSE_WAIT', 'FIN_WAIT_1', 'FIN_WAIT_2'];

/** True of a state in which a pier rusts: the connection may hang in it, and no clock of its own must end it. */
export function rusts(state: ConnectionState): boolean {
  return RUSTING.includes(state);
}

/** How long `entry` has waited in its state; undefined where it does not wait, or not long enough for the log. */
export function stuckFor(entry: SocketEntry, now: Milliseconds): Milliseconds | undefined {
  if (entry.socket === undefined || !ENTERABLE.includes(entry.state)) return undefined;
  const waited = now - entry.socket.stateSince;
  return waited >= STUCK_TO_ENTER ? waited : undefined;
}

/** How the two players stand about one socket of the log. */
export interface Agreement {
  readonly mine: WrittenEntry | undefined;
  readonly partners: WrittenEntry | undefined;
  readonly agreed: boolean;
}

/** What both have written about the socket of `clientPort`, as `side` sees it. */
export function agreementOn(log: readonly WrittenEntry[], clientPort: number, side: Side): Agreement {
  const about = log.filter((entry) => entry.clientPort === clientPort);
  const mine = about.find(({ by }) => by === side);
  const partners = about.find(({ by }) => by !== side);
  const agreed = mine !== undefined && mine.cause === partners?.cause && mine.remedy === partners.remedy;
  return { mine, partners, agreed };
}

/** A cause as `side` says it: whose application it is. */
export function ownerOf(cause: LogCause, side: Side): 'mine' | 'theirs' | 'network' | 'nobody' {
  if (cause === 'network' || cause === 'nobody') return cause;
  return cause === `${side}-application` ? 'mine' : 'theirs';
}
