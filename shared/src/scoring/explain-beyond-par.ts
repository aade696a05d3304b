// What would have saved a boat beyond par: its crates on a boat before it or on none, a knock at the port of the lamp, or no
// forged boat behind the knock. Tried out on the match as it stood just before that boat.
import type { JournalEvent } from '../game/journal.ts';
import type { Match } from '../game/match-state.ts';
import type { Order } from '../game/order.ts';
import { tokenOf } from '../game/referee.ts';
import { CRATES_MAX, type Token } from '../game/token.ts';
import type { Belief } from './beliefs.ts';
import { type BoatBeyondPar, boatsBeyondPar } from './beyond-par.ts';
import { instead, tried, type WhatWorks } from './what-works.ts';

/** The match just before each boat that left by a player's own call, by the boat's number. */
export type BeforeBoats = ReadonlyMap<number, Match>;

/** A boat beyond par with what it was, what it shows and what would have saved it. */
export interface ExplainedBoat {
  readonly boat: BoatBeyondPar;
  readonly order: Order;
  readonly token: Token;
  readonly belief: Belief;
  readonly works: WhatWorks;
}

type Departed = Extract<JournalEvent, { kind: 'departed' }>;

const BELIEFS: Readonly<Record<BoatBeyondPar['kind'], Belief>> = {
  // Each crate is taken for a packet of its own; octets that wait go together (Nagle, SHLD-7).
  'split-cargo': { misconception: 'M17', section: '3.7.4' },
  // A closed port answers RST: who asks first need not find out so.
  'refused-knock': { misconception: 'M26', section: '3.10.7.1' },
};

function crates(event: Departed): number {
  return tokenOf(event.key, event.segment).crates;
}

/**
 * An earlier boat that had room, carrying more: the newest that had it for all crates of `event`, else the newest that had
 * it for some, so that those behind it share the rest.
 */
function loaded(match: Match, event: Departed, before: BeforeBoats): WhatWorks | undefined {
  const own = match.journal.flatMap(({ event: other }) =>
    other.kind === 'departed' &&
    other.from === event.from &&
    other.key.clientPort === event.key.clientPort &&
    other.boat < event.boat &&
    other.segment.dataLength > 0 &&
    crates(other) < CRATES_MAX &&
    before.has(other.boat)
      ? [other]
      : [],
  );
  const hasRoomForAll = (other: Departed) => crates(other) + crates(event) <= CRATES_MAX;
  const newestFirst = own.toReversed();
  const [roomForAll, roomForSome] = [
    newestFirst.filter(hasRoomForAll),
    newestFirst.filter((other) => !hasRoomForAll(other)),
  ];
  for (const other of [...roomForAll, ...roomForSome]) {
    const then = before.get(other.boat);
    const together = Math.min(CRATES_MAX, crates(other) + crates(event));
    const token = { ...tokenOf(other.key, other.segment), crates: together };
    const found = then === undefined ? undefined : tried(then, event.from, [token]);
    if (found !== undefined) return found;
  }
  return undefined;
}

const NOTHING: WhatWorks = { kind: 'wait', until: undefined, token: undefined };

/** What would have been better than cargo that no earlier boat could carry: the boat without it, or another boat. */
function unladen(then: Match, event: Departed): WhatWorks {
  const token = tokenOf(event.key, event.segment);
  return tried(then, event.from, [{ ...token, crates: 0 }]) ?? instead(then, event.from, token);
}

/** A knock at the right port is refused where a forged boat behind it drew the RST: what should have left in its place. */
function unforged(match: Match, knock: Departed, before: BeforeBoats): WhatWorks {
  const forged = match.journal.find(
    ({ event }) =>
      event.kind === 'departed' &&
      event.boat > knock.boat &&
      event.verdict === 'wrong' &&
      event.key.clientPort === knock.key.clientPort &&
      before.has(event.boat),
  )?.event;
  if (forged?.kind !== 'departed') return NOTHING;
  const then = before.get(forged.boat);
  return then === undefined ? NOTHING : instead(then, forged.from, tokenOf(forged.key, forged.segment));
}

function saving(match: Match, order: Order, event: Departed, before: BeforeBoats): WhatWorks {
  const then = before.get(event.boat);
  if (then === undefined) return NOTHING;
  if (event.segment.dataLength > 0) return loaded(match, event, before) ?? unladen(then, event);
  if (event.key.serverPort === order.serverPort) return unforged(match, event, before);
  const key = { ...event.key, serverPort: order.serverPort };
  return tried(then, event.from, [tokenOf(key, event.segment)]) ?? NOTHING;
}

/** Every boat beyond par of `match`, which has ended or not. */
export function explainedBoats(match: Match, before: BeforeBoats): readonly ExplainedBoat[] {
  return match.orders.flatMap((order) =>
    boatsBeyondPar(match, order).flatMap((boat) => {
      const event = match.journal.find(
        (entry) => entry.event.kind === 'departed' && entry.event.boat === boat.boat,
      )?.event;
      if (event?.kind !== 'departed') return [];
      const token = tokenOf(event.key, event.segment);
      const works = saving(match, order, event, before);
      return [{ boat, order, token, belief: BELIEFS[boat.kind], works }];
    }),
  );
}
