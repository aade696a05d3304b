// The sockets of both harbours at every moment of a match, as `ss -tan` would have listed them.
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import { viewFor } from '@syn-or-swim/shared/game/view-for.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { type MatchLog, moments } from '@syn-or-swim/shared/scoring/moments.ts';
import { listedSockets, printedList } from './socket-list.ts';

/** What the command prints at both ends from one moment on. */
export interface SocketMoment {
  readonly at: Milliseconds;
  readonly printed: Readonly<Record<Side, string>>;
}

function printedAt(match: Match): SocketMoment['printed'] {
  const { level } = match.rules;
  const print = (side: Side): string =>
    printedList(listedSockets(viewFor(side, match).seat, level, undefined));
  return { client: print('client'), server: print('server') };
}

/** Every moment of the match of `log` at which one of the two lists changed, in order; the first is its beginning. */
export function socketHistory(log: MatchLog): readonly SocketMoment[] {
  const history: SocketMoment[] = [];
  const note = (match: Match): void => {
    const printed = printedAt(match);
    const last = history.at(-1);
    if (last?.printed.client === printed.client && last.printed.server === printed.server) return;
    // Of several changes at one moment the last one holds.
    if (last?.at === match.now) history.pop();
    history.push({ at: match.now, printed });
  };
  for (const { before, after } of moments(log)) {
    if (history.length === 0) note({ ...before, now: 0 });
    note(after);
  }
  return history;
}
