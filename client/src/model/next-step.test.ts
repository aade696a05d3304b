import { createMatch } from '@syn-or-swim/shared/game/match.ts';
import { viewFor } from '@syn-or-swim/shared/game/view-for.ts';
import { FIRST_LIGHT } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { expect, it } from 'vitest';
import { EMPTY_DRAFT, readyBoat } from './draft.ts';
import { nextStep } from './next-step.ts';
import { type SocketEntry, socketEntries } from './socket-entries.ts';

/** The first customer's row of a match in which nothing has happened, and what the client sees of it. */
function firstRow() {
  const players = { client: 'person', server: 'perfect' } as const;
  const match = createMatch({ level: FIRST_LIGHT, seed: 11, players, drivers: DRIVERS });
  const view = viewFor('client', match).seat;
  const [entry] = socketEntries({ view, level: FIRST_LIGHT, now: 0, remembered: new Map() });
  if (entry === undefined) throw new Error('no customer');
  return { view, entry };
}

it('says that all is done only once all customers of the level have come', () => {
  const { view: now, entry: first } = firstRow();
  const order = { clientPort: 50_000, cost: 0, reached: true, dropped: false };
  const view = { ...now, slips: [], orders: [order] };
  const entries = [{ ...first, reached: true }];
  const step = (orders: typeof FIRST_LIGHT.orders) =>
    nextStep({ view, level: { ...FIRST_LIGHT, orders }, entries, signals: [] }).kind;
  expect([step(FIRST_LIGHT.orders), step(FIRST_LIGHT.orders.slice(0, 1))]).toEqual([
    'wait-for-slip',
    'all-done',
  ]);
});

/** A row that is CLOSED, not done, and that this end can't open again. */
function overRow(): ReturnType<typeof firstRow> {
  const { view, entry } = firstRow();
  const { socket } = entry;
  if (socket === undefined) throw new Error('no socket');
  return { view, entry: { ...entry, socket: { ...socket, nextIss: undefined } } };
}

it('says what became of an order that is over without being done', () => {
  const { view, entry } = overRow();
  const orders = [{ clientPort: 50_000, cost: 0, reached: false, dropped: false }];
  const level = { ...FIRST_LIGHT, orders: FIRST_LIGHT.orders.slice(0, 1) };
  const step = (side: 'client' | 'server', row: SocketEntry) =>
    nextStep({ view: { ...view, side, orders }, level, entries: [row], signals: [] });
  const cancelled = { ...entry, cancelled: true };
  expect([step('client', entry), step('server', entry), step('client', cancelled)]).toEqual([
    { kind: 'lost', entry },
    { kind: 'lost-here', entry },
    { kind: 'customer-left', entry: cancelled },
  ]);
});

it('writes no number on the plate of an end that has none', () => {
  const shown = ({ view, entry }: ReturnType<typeof firstRow>, ack: boolean) => {
    const draft = { ...EMPTY_DRAFT, flags: { ...EMPTY_DRAFT.flags, ack } };
    return readyBoat(entry, draft, { view, level: FIRST_LIGHT, now: 0 }).shown;
  };
  const fresh = firstRow();
  expect([shown(overRow(), true), shown(fresh, true), shown(fresh, false)]).toEqual([
    { seq: undefined, ack: undefined },
    { seq: fresh.entry.socket?.nextIss, ack: undefined },
    { seq: fresh.entry.socket?.nextIss, ack: undefined },
  ]);
});
