// What would have saved a boat beyond par: the crates on the boat before it, or a knock at the port of the lamp. Tried
// out on the match as it stood just before that boat.
import type { JournalEvent } from '../game/journal.ts';
import type { Match } from '../game/match-state.ts';
import type { Order } from '../game/order.ts';
import { tokenOf } from '../game/referee.ts';
import { CRATES_MAX, type Token } from '../game/token.ts';
import type { Belief } from './beliefs.ts';
import { type BoatBeyondPar, boatsBeyondPar } from './beyond-par.ts';
import { tried, type WhatWorks } from './what-works.ts';

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

/** The newest boat before `event` that had room for its crates, carrying them too. */
function loaded(match: Match, event: Departed, before: BeforeBoats): WhatWorks | undefined {
  const own = match.journal.flatMap(({ event: other }) =>
    other.kind === 'departed' &&
    other.from === event.from &&
    other.key.clientPort === event.key.clientPort &&
    other.boat < event.boat &&
    other.segment.dataLength > 0 &&
    crates(other) + crates(event) <= CRATES_MAX &&
    before.has(other.boat)
      ? [other]
      : [],
  );
  for (const other of own.toReversed()) {
    const then = before.get(other.boat);
    const token = { ...tokenOf(other.key, other.segment), crates: crates(other) + crates(event) };
    const found = then === undefined ? undefined : tried(then, event.from, [token]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function saving(match: Match, order: Order, event: Departed, before: BeforeBoats): WhatWorks {
  const nothing: WhatWorks = { kind: 'wait', until: undefined, token: undefined };
  if (event.segment.dataLength > 0) return loaded(match, event, before) ?? nothing;
  const then = before.get(event.boat);
  if (then === undefined || event.key.serverPort === order.serverPort) return nothing;
  const key = { ...event.key, serverPort: order.serverPort };
  return tried(then, event.from, [tokenOf(key, event.segment)]) ?? nothing;
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
