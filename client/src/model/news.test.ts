import type { WrittenEntry } from '@syn-or-swim/shared/game/log-entry.ts';
import { createMatch, stepMatch } from '@syn-or-swim/shared/game/match.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import type { SeatView } from '@syn-or-swim/shared/game/view.ts';
import { viewFor } from '@syn-or-swim/shared/game/view-for.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { expect, test } from 'vitest';
import { newsBetween, newsOf } from './news.ts';

/** What the server sees of level `number` at game time `at`. */
function seen(number: number, at: number): SeatView {
  const level = LEVELS.find((other) => other.number === number);
  if (level === undefined) throw new Error(`no level ${number}`);
  const players = { client: 'perfect', server: 'perfect' } as const;
  const match = createMatch({ level, seed: 3, players, drivers: DRIVERS });
  return viewFor('server', stepMatch(match, { kind: 'wake' }, at).match).seat;
}

function entryBy(by: Side, at: number): WrittenEntry {
  return { clientPort: 50_000, cause: 'network', remedy: 'resend-at-the-bell', by, at };
}

test('what the partner writes into the log is news once, what one writes oneself is not', () => {
  const view = seen(4, 1000);
  const [mine, partners] = [entryBy('server', 20_000), entryBy('client', 21_000)];
  const written = { ...view, log: [mine, partners] };
  expect(newsBetween(view, written)).toEqual([{ kind: 'logged', entry: partners }]);
  const again = { ...written, log: [mine, partners, entryBy('client', 25_000)] };
  expect(newsBetween(written, again)).toEqual([{ kind: 'logged', entry: entryBy('client', 25_000) }]);
});

test('that the partner has had enough is news, that oneself has is not', () => {
  const view = seen(4, 1000);
  const mine: SeatView = { ...view, enough: ['server'] };
  expect(newsBetween(view, mine)).toEqual([]);
  expect(newsBetween(mine, { ...mine, enough: ['server', 'client'] })).toEqual([{ kind: 'enough' }]);
});

test('a sea wall is news when it is seen first, also to who comes back', () => {
  const walls = [{ clientPort: 50_000, stops: 'FIN', sentBy: 'client', from: 8000, until: 28_000 } as const];
  const view = seen(4, 1000);
  const news = [{ kind: 'wall', wall: walls[0] }];
  expect(newsBetween(view, { ...view, walls })).toEqual(news);
  expect(newsBetween({ ...view, walls }, { ...view, walls })).toEqual([]);
  expect(newsBetween(undefined, { ...view, walls, slips: [] })).toEqual(news);
});

test('that the horn was put off is news once, and none to who has just come', () => {
  const seat = seen(4, 1000);
  const known = {
    phase: 'playing',
    players: { client: 'person', server: 'person' },
    hornAt: 100_000,
  } as const;
  const later = { seat, public: { ...known, hornAt: 160_000 } };
  expect(newsOf(seat, known, later)).toEqual([{ kind: 'more-time', by: 60_000 }]);
  expect(newsOf(seat, later.public, later)).toEqual([]);
  expect(newsOf(undefined, undefined, { ...later, seat: { ...seat, slips: [] } })).toEqual([]);
});
