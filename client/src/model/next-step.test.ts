import { createMatch } from '@syn-or-swim/shared/game/match.ts';
import { viewFor } from '@syn-or-swim/shared/game/view-for.ts';
import { FIRST_LIGHT } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { expect, it } from 'vitest';
import { nextStep } from './next-step.ts';
import { socketEntries } from './socket-entries.ts';

it('says that all is done only once all customers of the level have come', () => {
  const players = { client: 'person', server: 'perfect' } as const;
  const match = createMatch({ level: FIRST_LIGHT, seed: 11, players, drivers: DRIVERS });
  const now = viewFor('client', match).seat;
  const order = { clientPort: 50_000, cost: 0, reached: true, dropped: false };
  const view = { ...now, slips: [], orders: [order] };
  const [first] = socketEntries({ view: now, level: FIRST_LIGHT, now: 0, remembered: new Map() });
  if (first === undefined) throw new Error('no customer');
  const entries = [{ ...first, reached: true }];
  const step = (orders: typeof FIRST_LIGHT.orders) =>
    nextStep({ view, level: { ...FIRST_LIGHT, orders }, entries, signals: [] }).kind;
  expect([step(FIRST_LIGHT.orders), step(FIRST_LIGHT.orders.slice(0, 1))]).toEqual([
    'wait-for-slip',
    'all-done',
  ]);
});
