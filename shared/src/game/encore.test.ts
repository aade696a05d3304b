import { describe, expect, it } from 'vitest';
import { FAIR_WINDS_HOME } from '../levels/catalog.ts';
import { DRIVERS } from '../players/drivers.ts';
import { scoreOf } from '../scoring/score.ts';
import { starsOf } from '../scoring/stars.ts';
import { ENCORE_AFTER } from './encore.ts';
import type { JournalEvent } from './journal.ts';
import type { Level } from './level.ts';
import { createMatch, isOver, stepMatch, wakeAt } from './match.ts';
import type { Match } from './match-state.ts';
import type { Driver, Drivers } from './rules.ts';
import { SIDES, type Side } from './seat.ts';
import { AFTERGLOW } from './settle.ts';
import { viewFor } from './view-for.ts';

const LEVEL = { ...FAIR_WINDS_HOME, timing: { ...FAIR_WINDS_HOME.timing, round: 300_000 } };
const SEED = 4711;
const PERFECT: Driver = DRIVERS.stacks.perfect;

/** Hands that play as a perfect stack does, and never say enough: so two people play who play well. */
const PLAYING_ON: Drivers = {
  ...DRIVERS,
  stacks: { ...DRIVERS.stacks, good: { ...PERFECT, isHand: true } },
};

function begun(level: Level = LEVEL): Match {
  const players = { client: 'good', server: 'good' } as const;
  return createMatch({ level, seed: SEED, players, drivers: PLAYING_ON });
}

function events<Kind extends JournalEvent['kind']>(match: Match, kind: Kind) {
  return match.journal.flatMap(({ at, event }) =>
    event.kind === kind ? [{ at, event: event as Extract<JournalEvent, { kind: Kind }> }] : [],
  );
}

function until(match: Match, holds: (match: Match) => boolean): Match {
  let current = match;
  for (let at = wakeAt(current); at !== undefined && !holds(current); at = wakeAt(current)) {
    current = stepMatch(current, { kind: 'wake' }, at).match;
  }
  return current;
}

function enough(match: Match, side: Side): Match {
  const command = { kind: 'enough', seat: side, seen: match.views[side].number } as const;
  return stepMatch(match, { kind: 'command', command }, match.now).match;
}

function slipsOf(match: Match): readonly { readonly at: number; readonly encore: boolean }[] {
  return match.seats.client.slips.map(({ at, encore }) => ({ at, encore: encore === true }));
}

const FIRST_ENCORE = until(begun(), (match) => match.encores.length > 0);
const PLAYED_OUT = until(begun(), isOver);

describe('an encore', () => {
  it('comes 5 s after the client has done with every order, and the next when that is done', () => {
    const client = events(FIRST_ENCORE, 'reached').filter(({ event }) => event.seat === 'client');
    const done = Math.max(...client.map(({ at }) => at));
    expect(slipsOf(FIRST_ENCORE).at(-1)).toEqual({ at: done + ENCORE_AFTER, encore: true });
    expect(slipsOf(FIRST_ENCORE).filter(({ encore }) => !encore)).toHaveLength(LEVEL.orders.length);
    const moments = slipsOf(PLAYED_OUT).filter(({ encore }) => encore);
    expect(moments.length).toBeGreaterThan(3);
    expect(moments.slice(1).filter(({ at }, index) => at - (moments[index]?.at ?? 0) < ENCORE_AFTER)).toEqual(
      [],
    );
  });

  it('has the shape of one of the level’s orders, with a port and an id of its own', () => {
    const all = [...PLAYED_OUT.orders, ...PLAYED_OUT.encores];
    expect(all.map(({ id }) => Number(id))).toEqual(all.map((_, index) => index + 1));
    expect(new Set(all.map(({ clientPort }) => clientPort)).size).toBe(all.length);
    const shapes = LEVEL.orders.map(({ crates, closesFirst }) => ({ crates, closesFirst }));
    for (const { crates, closesFirst } of PLAYED_OUT.encores) {
      expect(shapes).toContainEqual({ crates, closesFirst });
    }
  });

  it('waits for a free berth at the client: a TIME_WAIT may still lie there', () => {
    const narrow = until(begun({ ...LEVEL, berths: 2 }), (match) => match.encores.length > 0);
    const before = narrow.journal.findLast(({ event }) => event.kind === 'ended' && event.side === 'client');
    expect(narrow.now).toBe((before?.at ?? 0) + ENCORE_AFTER);
    const berths = viewFor('client', narrow).seat.sockets.filter(({ place }) => place === 'berth');
    expect(berths.filter(({ connection }) => connection.state === 'TIME_WAIT')).toHaveLength(1);
  });

  it('comes not in the last 30 s, and the round lasts until the horn', () => {
    expect(PLAYED_OUT.now).toBe(LEVEL.timing.round);
    const last = Math.max(...slipsOf(PLAYED_OUT).map(({ at }) => at));
    expect(last).toBeLessThan(LEVEL.timing.round - 30_000);
  });

  it('counts for the badge, and for nothing else: same points, same stars', () => {
    const early = until(enough(enough(begun(), 'client'), 'server'), isOver);
    const [long, short] = [scoreOf(PLAYED_OUT), scoreOf(early)];
    expect(early.now).toBeLessThan(PLAYED_OUT.now);
    expect(short.encores).toBe(0);
    expect(long.encores).toBeGreaterThan(3);
    expect({ ...long, encores: 0 }).toEqual(short);
    expect(starsOf(PLAYED_OUT, short.points)).toBe(starsOf(early, short.points));
  });

  it('costs nothing, whatever is sent', () => {
    const { clientPort, serverPort } = FIRST_ENCORE.encores[0] ?? { clientPort: 0, serverPort: 0 };
    const [socket] = viewFor('client', FIRST_ENCORE).seat.sockets.filter(
      ({ key }) => key.clientPort === clientPort,
    );
    const flags = { syn: false, ack: true, fin: true, rst: false };
    const seq = socket?.nextIss;
    if (seq === undefined) throw new Error('the encore is not to be opened');
    const token = { key: { clientPort, serverPort }, flags, seq, ack: seq, crates: 0 };
    let match = stepMatch(
      FIRST_ENCORE,
      { kind: 'command', command: { kind: 'seat', seat: 'client', player: 'person' } },
      FIRST_ENCORE.now,
    ).match;
    for (let count = 0; count < 2; count += 1) {
      const command = { kind: 'token', seat: 'client', token, seen: match.views.client.number } as const;
      const { match: after, verdict } = stepMatch(match, { kind: 'command', command }, match.now);
      expect(verdict).toMatchObject({ kind: 'wrong', cost: 0 });
      match = after;
    }
    const cost = viewFor('client', match).seat.orders.find((order) => order.clientPort === clientPort)?.cost;
    expect(cost).toBe(0);
  });
});

describe('enough', () => {
  it('is told to both seats, once', () => {
    const match = enough(enough(begun(), 'server'), 'server');
    for (const side of SIDES) expect(viewFor(side, match).seat.enough).toEqual(['server']);
    expect(events(match, 'enough')).toEqual([{ at: 0, event: { kind: 'enough', seat: 'server' } }]);
  });

  it('of one seat alone ends nothing', () => {
    expect(until(enough(begun(), 'client'), isOver).now).toBe(LEVEL.timing.round);
  });

  it('of both ends the round once all orders are CLOSED, though an encore is under way', () => {
    const both = enough(enough(FIRST_ENCORE, 'client'), 'server');
    const ended = until(both, isOver);
    const closed = events(ended, 'ended').filter(({ event }) =>
      ended.orders.some(({ clientPort }) => clientPort === event.key.clientPort),
    );
    const last = Math.max(...closed.map(({ at }) => at), FIRST_ENCORE.now);
    expect(ended.now).toBe(last + AFTERGLOW);
    expect(ended.encores).toHaveLength(1);
  });

  it('need not be said by a stack', () => {
    const players = { client: 'perfect', server: 'perfect' } as const;
    const match = until(createMatch({ level: LEVEL, seed: SEED, players, drivers: DRIVERS }), isOver);
    expect(match.now).toBeLessThan(LEVEL.timing.round);
    expect(match.encores).toEqual([]);
  });
});
