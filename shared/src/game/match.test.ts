import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { FAIR_WINDS_HOME, FIRST_LIGHT } from '../levels/catalog.ts';
import { FAIR_WINDS_ROUGH } from '../levels/test-levels.ts';
import { DRIVERS, PAR_DRIVERS } from '../players/drivers.ts';
import { type FlagName, flagsOf, handToken } from '../players/hand.ts';
import { runToEnd } from '../players/par.ts';
import { matchHash } from '../replay/replay.ts';
import { sequenceAdd, sequenceNumber } from '../tcp/sequence-number.ts';
import type { Level } from './level.ts';
import { createMatch, stepMatch, wakeAt } from './match.ts';
import type { Match } from './match-state.ts';
import type { Side } from './seat.ts';
import type { Signal } from './signal.ts';
import type { ConnectionKey, Token } from './token.ts';
import type { Verdict } from './verdict.ts';
import { viewFor } from './view-for.ts';

const SEED = 4711;

function begun(level: Level, seed = SEED): Match {
  return createMatch({ level, seed, players: { client: 'person', server: 'person' }, drivers: DRIVERS });
}

function firstKey(match: Match): ConnectionKey {
  const order = match.orders[0];
  if (order === undefined) throw new Error('the level has no order');
  return { clientPort: order.clientPort, serverPort: order.serverPort };
}

function built(match: Match, side: Side, key: ConnectionKey, names: readonly FlagName[], crates = 0): Token {
  const { seat: view } = viewFor(side, match);
  return handToken({ view, level: match.rules.level, now: match.now }, key, names, crates);
}

interface Sent {
  readonly match: Match;
  readonly verdict: Verdict | undefined;
}

function sent(match: Match, side: Side, token: Token, at = match.now, seen = match.views[side].number): Sent {
  return stepMatch(match, { kind: 'command', command: { kind: 'token', seat: side, token, seen } }, at);
}

function waited(match: Match, span: number): Match {
  return stepMatch(match, { kind: 'wake' }, match.now + span).match;
}

function sentByHand(
  match: Match,
  side: Side,
  key: ConnectionKey,
  names: readonly FlagName[],
  crates = 0,
): Match {
  return waited(sent(match, side, built(match, side, key, names, crates)).match, 1200);
}

function said(match: Match, side: Side, signal: Signal): Match {
  const command = { kind: 'signal', seat: side, signal, seen: match.views[side].number } as const;
  return stepMatch(match, { kind: 'command', command }, match.now).match;
}

function states(match: Match, key: ConnectionKey): readonly (string | undefined)[] {
  return (['client', 'server'] as const).map(
    (side) =>
      match.seats[side].harbour.sockets.find((socket) => socket.key.clientPort === key.clientPort)?.connection
        .state,
  );
}

function established(level = FAIR_WINDS_HOME): { match: Match; key: ConnectionKey } {
  let match = begun(level);
  const key = firstKey(match);
  match = sentByHand(match, 'client', key, ['syn']);
  match = sentByHand(match, 'server', key, ['syn', 'ack']);
  match = sentByHand(match, 'client', key, ['ack']);
  return { match, key };
}

describe('an order by hand', () => {
  it('goes through the handshake', () => {
    let match = begun(FAIR_WINDS_HOME);
    const key = firstKey(match);
    match = sentByHand(match, 'client', key, ['syn']);
    expect(states(match, key)).toEqual(['SYN_SENT', 'SYN_RECEIVED']);
    match = sentByHand(match, 'server', key, ['syn', 'ack']);
    expect(states(match, key)).toEqual(['ESTABLISHED', 'SYN_RECEIVED']);
    match = sentByHand(match, 'client', key, ['ack']);
    expect(states(match, key)).toEqual(['ESTABLISHED', 'ESTABLISHED']);
  });

  it('is closed by both ends, and waits 2MSL at the end that closed first', () => {
    const { match: open, key } = established();
    const order = open.orders[0];
    const first = order?.closesFirst === 'server' ? 'server' : 'client';
    const second = first === 'client' ? 'server' : 'client';
    let match = open;
    for (const side of [first, second] as const) {
      for (let crate = 0; crate < (order?.crates[side] ?? 0); crate += 1) {
        match = sentByHand(match, side, key, ['ack'], 1);
        match = sentByHand(match, side === 'client' ? 'server' : 'client', key, ['ack']);
      }
    }
    match = sentByHand(match, first, key, ['fin', 'ack']);
    match = sentByHand(match, second, key, ['ack']);
    expect(states(match, key)).toEqual(
      first === 'client' ? ['FIN_WAIT_2', 'CLOSE_WAIT'] : ['CLOSE_WAIT', 'FIN_WAIT_2'],
    );
    match = sentByHand(match, second, key, ['fin', 'ack']);
    match = sentByHand(match, first, key, ['ack']);
    expect(states(match, key)).toEqual(
      first === 'client' ? ['TIME_WAIT', 'CLOSED'] : ['CLOSED', 'TIME_WAIT'],
    );
    match = waited(match, 24_000);
    expect(states(match, key)).toEqual(['CLOSED', 'CLOSED']);
  });
});

describe('the referee', () => {
  it('holds a wrong token back, and shows the right one only at the second miss', () => {
    let match = begun(FAIR_WINDS_HOME);
    const key = firstKey(match);
    match = sentByHand(match, 'client', key, ['syn']);
    const first = sent(match, 'server', built(match, 'server', key, ['ack']));
    expect(first.verdict).toMatchObject({ kind: 'wrong', sailed: false, right: undefined, cost: 10 });
    const second = sent(first.match, 'server', built(first.match, 'server', key, ['fin', 'ack']));
    expect(second.verdict).toMatchObject({
      kind: 'wrong',
      right: { flags: { syn: true, ack: true, fin: false, rst: false } },
    });
    expect(states(second.match, key)).toEqual(['SYN_SENT', 'SYN_RECEIVED']);
  });

  it('shows the SYN to who tries a second time to begin with something else', () => {
    const match = begun(FAIR_WINDS_HOME);
    const key = firstKey(match);
    const first = sent(match, 'client', built(match, 'client', key, ['fin']));
    const second = sent(first.match, 'client', built(first.match, 'client', key, ['ack']));
    expect(first.verdict).toMatchObject({ kind: 'wrong', right: undefined });
    expect(second.verdict).toMatchObject({
      kind: 'wrong',
      right: built(second.match, 'client', key, ['syn']),
    });
  });

  it('counts an ACK that nothing asked for as idle, and lets it sail', () => {
    const { match, key } = established();
    const { verdict, match: after } = sent(match, 'client', built(match, 'client', key, ['ack']));
    expect(verdict).toEqual({ kind: 'idle', cost: 3 });
    expect(after.strait.underWay.entries).toHaveLength(1);
  });

  it('tells a repeat long before the bell from one at the bell', () => {
    const match = begun(FAIR_WINDS_HOME);
    const key = firstKey(match);
    const asked = sent(match, 'client', built(match, 'client', key, ['syn'])).match;
    const early = waited(asked, 5_000);
    expect(sent(early, 'client', built(early, 'client', key, ['syn'])).verdict).toEqual({
      kind: 'repeat',
      needed: false,
      cost: 3,
    });
    const late = waited(asked, 11_700);
    expect(sent(late, 'client', built(late, 'client', key, ['syn'])).verdict).toEqual({
      kind: 'repeat',
      needed: true,
      cost: 0,
    });
    const rung = waited(asked, 13_000);
    expect(sent(rung, 'client', built(rung, 'client', key, ['syn'])).verdict).toEqual({
      kind: 'repeat',
      needed: true,
      cost: 0,
    });
  });

  it('lets a hand repeat the first of two boats at the bell, though a stack would send both as one', () => {
    const task = { crates: { client: 1, server: 0 }, cratesAfterFin: { client: 0, server: 0 } };
    const orders = [{ ...task, closesFirst: 'client' as const }];
    const { match, key } = established({ ...FAIR_WINDS_HOME, orders });
    const crate = sent(match, 'client', built(match, 'client', key, ['ack'], 1)).match;
    const closed = sent(crate, 'client', built(crate, 'client', key, ['fin', 'ack'])).match;
    const rung = waited(closed, 13_000);
    expect(sent(rung, 'client', built(rung, 'client', key, ['ack'], 1)).verdict).toEqual({
      kind: 'repeat',
      needed: true,
      cost: 0,
    });
  });

  it('holds back what the order does not want, at the price of a wrong token', () => {
    const { match, key } = established();
    const crates = (match.orders[0]?.crates.client ?? 0) + 1;
    expect(sent(match, 'client', built(match, 'client', key, ['ack'], crates)).verdict).toEqual({
      kind: 'held',
      reason: 'crate-not-ordered',
      cost: 10,
    });
  });

  it('stops charging after three wrong tokens in a row', () => {
    let match = begun(FAIR_WINDS_HOME);
    const key = firstKey(match);
    const costs: (number | undefined)[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const result = sent(match, 'client', built(match, 'client', key, ['fin']));
      costs.push(result.verdict?.cost);
      match = result.match;
    }
    expect(costs).toEqual([10, 10, 10, 0, 0]);
  });
});

describe('lag', () => {
  it.each([1, 400, 1000])('turns no right token wrong when a FIN arrived %i ms before it', (lag) => {
    const { match, key } = established();
    const order = match.orders[0];
    const first: Side = order?.closesFirst === 'server' ? 'server' : 'client';
    const second: Side = first === 'client' ? 'server' : 'client';
    const crates = order?.crates[first] ?? 0;
    let open = match;
    if (crates > 0) {
      open = sentByHand(open, first, key, ['ack'], crates);
      const seen = open.views[second].number;
      const late = built(open, second, key, ['ack']);
      const closed = sent(open, first, built(open, first, key, ['fin', 'ack'])).match;
      const arrived = waited(closed, 1200);
      const result = sent(arrived, second, late, arrived.now + lag, seen);
      expect(result.verdict).toEqual({ kind: 'due', cost: 0 });
      const sailed = result.match.seats[second].departures.at(-1)?.segment;
      expect(sailed?.ack).toBe(late.ack);
      const socket = viewFor(second, result.match).seat.sockets.find(
        (other) => other.key.clientPort === key.clientPort,
      );
      expect(socket?.owesSince).toBeDefined();
    }
    expect(crates).toBeGreaterThan(0);
  });

  it('judges two tokens in a row on the same view as one after the other', () => {
    let match = begun(FAIR_WINDS_HOME);
    const key = firstKey(match);
    match = sentByHand(match, 'client', key, ['syn']);
    match = sentByHand(match, 'server', key, ['syn', 'ack']);
    const seen = match.views.client.number;
    const ack = built(match, 'client', key, ['ack']);
    const acknowledged = sent(match, 'client', ack, match.now, seen);
    const crate = { ...built(acknowledged.match, 'client', key, ['ack'], 1) };
    const result = sent(acknowledged.match, 'client', crate, match.now + 100, seen);
    expect(acknowledged.verdict).toEqual({ kind: 'due', cost: 0 });
    expect(result.verdict?.kind === 'wrong').toBe(false);
  });
});

describe('chance', () => {
  it('leaves every other fate as it was when one idle boat more sails', () => {
    const fates = (match: Match) =>
      match.journal.flatMap(({ event }) =>
        event.kind === 'departed' && event.verdict !== 'idle'
          ? [[event.from, event.key.clientPort, event.segment.seq, event.segment.flags, event.fate]]
          : [],
      );
    const rules = {
      level: FAIR_WINDS_ROUGH,
      seed: SEED,
      players: { client: 'perfect', server: 'perfect' },
      drivers: PAR_DRIVERS,
    } as const;
    const plain = runToEnd(createMatch(rules));
    let match = createMatch(rules);
    let idled = 0;
    for (let next = wakeAt(match); next !== undefined; next = wakeAt(match)) {
      match = stepMatch(match, { kind: 'wake' }, next).match;
      const open = match.seats.client.harbour.sockets.find(
        (socket) => socket.connection.state === 'ESTABLISHED' && !socket.peerClosed,
      );
      if (open === undefined || idled > 0) continue;
      const result = sent(match, 'client', built(match, 'client', open.key, ['ack']));
      if (result.verdict?.kind !== 'idle') continue;
      idled += 1;
      match = result.match;
    }
    expect(idled).toBe(1);
    expect(fates(match)).toEqual(fates(plain));
  });
});

describe('what a seat may know', () => {
  it('gives a seat the same bytes at the same moments whatever only the other side knows', () => {
    const trace = (partnerActs: boolean) => {
      let match = begun(FAIR_WINDS_HOME);
      const key = firstKey(match);
      match = sent(match, 'client', built(match, 'client', key, ['syn'])).match;
      match = waited(match, 1200);
      if (partnerActs) {
        match = sent(match, 'server', built(match, 'server', key, ['ack'])).match;
        match = sent(match, 'server', built(match, 'server', key, ['fin', 'ack'])).match;
      }
      const early = canonicalJson(viewFor('client', match));
      match = waited(match, 3000);
      return [early, canonicalJson(viewFor('client', match)), match.views.client.number];
    };
    expect(trace(true)).toEqual(trace(false));
  });

  it('counts boats a harbour at a time, so that no gap tells of the partner\u2019s', () => {
    const boats = (partnerSends: boolean) => {
      let match = begun(FAIR_WINDS_HOME);
      const key = firstKey(match);
      match = sentByHand(match, 'client', key, ['syn']);
      if (partnerSends) match = sent(match, 'server', built(match, 'server', key, ['syn', 'ack'])).match;
      match = sent(match, 'client', built(match, 'client', key, ['syn'])).match;
      return viewFor('client', match).seat.departures.map((departure) => departure.boat);
    };
    expect(boats(true)).toEqual([1, 2]);
    expect(boats(false)).toEqual([1, 2]);
  });

  it('never shows a seat its own duty, only the partner\u2019s', () => {
    const match = begun(FAIR_WINDS_HOME);
    const [slip] = viewFor('client', match).seat.slips;
    const [order] = match.orders;
    expect(slip).toMatchObject({
      partnerCrates: order?.crates.server,
      partnerClosesFirst: order?.closesFirst === 'server',
    });
    expect(canonicalJson(viewFor('server', match).seat.slips)).toBe('[]');
  });

  it('gives the client the same views whatever its own duty is, at the same moments', () => {
    const views = (crates: number) => {
      const orders = FAIR_WINDS_HOME.orders.map((task) => ({
        ...task,
        crates: { ...task.crates, client: crates },
      }));
      let match = begun({ ...FAIR_WINDS_HOME, orders });
      const key = firstKey(match);
      const seen: unknown[] = [];
      const look = () => seen.push(canonicalJson([match.now, viewFor('client', match)]));
      for (const [side, flags] of [
        ['client', ['syn']],
        ['server', ['syn', 'ack']],
        ['client', ['ack']],
        ['client', ['ack']],
      ] as const) {
        match = sentByHand(match, side, key, flags);
        look();
      }
      match = said(match, 'server', { kind: 'wait' });
      look();
      match = waited(match, 30_000);
      look();
      return seen;
    };
    expect(views(0)).toEqual(views(3));
  });

  it('changes a view number exactly when that view changes', () => {
    let match = begun(FIRST_LIGHT);
    const before = { client: viewFor('client', match), server: viewFor('server', match) };
    match = stepMatch(
      match,
      {
        kind: 'command',
        command: {
          kind: 'action',
          seat: 'server',
          action: { kind: 'listen', port: match.seats.server.lampDuty ?? 0 },
          seen: 1,
        },
      },
      500,
    ).match;
    expect(viewFor('client', match)).toEqual(before.client);
    expect(viewFor('server', match).number).toBe(before.server.number + 1);
  });
});

describe('level 1', () => {
  it('answers a SYN to a dark port with an RST that the server\u2019s player owes', () => {
    let match = begun(FIRST_LIGHT);
    const { clientPort } = firstKey(match);
    const dark = FIRST_LIGHT.ports.find((port) => port !== match.seats.server.lampDuty) ?? 0;
    const key = { clientPort, serverPort: dark };
    match = sentByHand(match, 'client', key, ['syn']);
    const [owed] = viewFor('server', match).seat.resets;
    expect(owed?.key).toEqual(key);
    const token = built(match, 'server', key, ['rst', 'ack']);
    expect(token.ack).toBe(sequenceAdd(token.ack, 0));
    const paid = sent(match, 'server', token);
    expect(paid.verdict).toEqual({ kind: 'due', cost: 0 });
    const refused = waited(paid.match, 1200);
    expect(states(refused, key)[0]).toBe('CLOSED');
    expect(viewFor('client', refused).seat.sockets[0]?.nextIss).toBeDefined();
  });

  it('lets an unpaid RST lapse after 5 s', () => {
    let match = begun(FIRST_LIGHT);
    const key = { clientPort: firstKey(match).clientPort, serverPort: 443 };
    match = sentByHand(match, 'client', key, ['syn']);
    expect(viewFor('server', match).seat.resets).toHaveLength(1);
    expect(viewFor('server', waited(match, 5_000)).seat.resets).toHaveLength(0);
  });

  it('tells the port by signal, at once and to both', () => {
    const match = said(begun(FIRST_LIGHT), 'server', { kind: 'port', port: 443 });
    expect(viewFor('client', match).seat.signals).toEqual([
      { at: 0, from: 'server', signal: { kind: 'port', port: 443 } },
    ]);
  });
});

describe('in Captain', () => {
  const captain: Level = { ...FAIR_WINDS_HOME, assistance: 'captain' };

  it('a wrong token sails, and its sender\u2019s TCB knows nothing of it', () => {
    let match = begun(captain);
    const key = firstKey(match);
    match = sentByHand(match, 'client', key, ['syn']);
    const before = viewFor('client', match).seat.sockets[0]?.connection;
    const forged = { ...built(match, 'client', key, ['ack']), seq: sequenceAdd(sequenceNumber(0), 77) };
    const { verdict, match: sailing } = sent(match, 'client', forged);
    expect(verdict).toMatchObject({ kind: 'wrong', sailed: true, cost: 10 });
    expect(viewFor('client', sailing).seat.sockets[0]?.connection).toEqual(before);
    expect(sailing.strait.underWay.entries).toHaveLength(1);
  });

  it('a forged ACK that is accepted spoils the connection, which is never clean', () => {
    let match = begun(captain);
    const key = firstKey(match);
    match = sentByHand(match, 'client', key, ['syn']);
    match = sent(match, 'server', built(match, 'server', key, ['syn', 'ack'])).match;
    const server = match.seats.server.harbour.sockets[0]?.connection;
    const ack = server !== undefined && 'snd' in server ? server.snd.nxt : sequenceNumber(0);
    const client = match.seats.client.harbour.sockets[0]?.connection;
    const seq = client !== undefined && 'snd' in client ? client.snd.nxt : sequenceNumber(0);
    const forged: Token = { key, seq, ack, flags: flagsOf(['ack']), crates: 0 };
    match = waited(sent(match, 'client', forged).match, 1200);
    expect(states(match, key)[1]).toBe('ESTABLISHED');
    expect(match.journal.filter(({ event }) => event.kind === 'spoilt')).toHaveLength(1);
  });

  it('three wrong tokens in a row drop the grade for that order: the fourth is held back', () => {
    let match = begun(captain);
    const key = firstKey(match);
    match = sentByHand(match, 'client', key, ['syn']);
    const sailed: unknown[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const { verdict, match: after } = sent(match, 'server', built(match, 'server', key, ['fin']));
      sailed.push(verdict?.kind === 'wrong' && verdict.sailed);
      match = after;
    }
    expect(sailed).toEqual([true, true, true, false]);
  });
});

describe('the same commands', () => {
  it('give the same match, however often it is woken between', () => {
    const rules = {
      level: FAIR_WINDS_ROUGH,
      seed: SEED,
      players: { client: 'perfect', server: 'perfect' },
      drivers: DRIVERS,
    } as const;
    const often = runToEnd(createMatch(rules));
    const once = stepMatch(createMatch(rules), { kind: 'wake' }, often.now).match;
    expect(matchHash(once)).toBe(matchHash(often));
  });
});
