// A host that loses its memory: every TCB is gone, the lamp is out, and for a while nothing leaves or comes in.
import { scheduled } from '../kernel/event-queue.ts';
import { absorbed } from './absorb.ts';
import { isAlive, socketOf } from './harbour.ts';
import type { LevelCrash } from './level.ts';
import { journalled, type Match, withSeat } from './match-state.ts';
import { servicePort } from './order-book.ts';
import type { Side } from './seat.ts';

/** `match` in which the host of `crash.side` has just gone down (RFC 9293 section 3.5.1). */
export function crashed(match: Match, crash: LevelCrash): Match {
  const { side } = crash;
  const until = match.now + crash.dark;
  let after = journalled(match, { kind: 'crashed', side });
  for (const { key } of match.seats[side].harbour.sockets) {
    const socket = socketOf(after.seats[side].harbour, key);
    if (socket === undefined || !isAlive(socket)) continue;
    after = absorbed(after, side, socket, { kind: 'host-lost' });
  }
  const seat = after.seats[side];
  const harbour = { ...seat.harbour, listening: [], resets: [] };
  const dark = withSeat(after, side, { ...seat, harbour, darkUntil: until });
  return { ...dark, agenda: scheduled(dark.agenda, until, { kind: 'up-again', side }) };
}

/** The host is up again and knows nothing; the server's application listens where it did. */
export function upAgain(match: Match, side: Side): Match {
  const seat = match.seats[side];
  const { level, seed } = match.rules;
  const listening = side === 'server' && level.lamp === 'lit' ? [servicePort(level, seed)] : [];
  const harbour = { ...seat.harbour, listening };
  const after = withSeat(match, side, { ...seat, harbour, darkUntil: undefined });
  return journalled(after, { kind: 'up-again', side });
}
