import { describe, expect, it } from 'vitest';
import { createMatch, isOver, stepMatch, wakeAt } from '../game/match.ts';
import type { Match } from '../game/match-state.ts';
import type { Player } from '../game/seat.ts';
import { THE_SILENT_HARBOUR } from '../levels/catalog.ts';
import { DRIVERS } from './drivers.ts';

const SEEDS = [...Array(6).keys()].map((index) => 23 + index * 7919);

/** The match played to its end, and the client ports whose sleeper got a coffee. */
function played(
  player: Player,
  seed: number,
): { readonly match: Match; readonly served: ReadonlySet<number> } {
  const players = { client: player, server: player };
  const served = new Set<number>();
  let match = createMatch({ level: THE_SILENT_HARBOUR, seed, players, drivers: DRIVERS });
  for (let at = wakeAt(match); at !== undefined && !isOver(match); at = wakeAt(match)) {
    match = stepMatch(match, { kind: 'wake' }, at).match;
    for (const port of match.seats.server.restarting) served.add(port);
  }
  return { match, served };
}

function orphans(match: Match): readonly number[] {
  return match.orders.filter((order) => order.orphan === true).map((order) => order.clientPort);
}

describe('an application that has gone', () => {
  it.each(SEEDS)(
    'is told by the client that sees it, and gets no coffee at the other end, seed %i',
    (seed) => {
      const { match, served } = played('good', seed);
      const told = match.journal.flatMap(({ event }) =>
        event.kind === 'said' && event.signal.kind === 'gone' ? [`${event.seat} ${event.signal.order}`] : [],
      );
      const closed = match.orders
        .filter((order) => order.orphan === true)
        .map((order) => `client ${order.id}`);
      // Told again where so much was said since that the seat no longer knows it.
      expect([...new Set(told)].sort()).toEqual(closed.sort());
      expect(orphans(match).filter((port) => served.has(port))).toEqual([]);
    },
  );

  it('is not known where nobody talks: there a coffee goes to an orphan', () => {
    const wasted = SEEDS.filter((seed) => {
      const { match, served } = played('deaf', seed);
      return orphans(match).some((port) => served.has(port));
    });
    expect(wasted.length).toBeGreaterThan(0);
  });

  it('is left alone once its clock has ended it: no stack opens that order again', () => {
    for (const seed of SEEDS) {
      const { match } = played('perfect', seed);
      const lives = orphans(match).map(
        (port) => match.seats.client.harbour.sockets.find(({ key }) => key.clientPort === port)?.incarnation,
      );
      expect(lives).toEqual(lives.map(() => 1));
    }
  });
});
