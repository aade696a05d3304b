// Each invariant of issue 4 can fail: a match that was broken on purpose is reported, with these words.
import { isAlive, type Socket, withSocket } from '@syn-or-swim/shared/game/harbour.ts';
import type { JournalEvent } from '@syn-or-swim/shared/game/journal.ts';
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { createMatch, isOver, stepMatch, wakeAt } from '@syn-or-swim/shared/game/match.ts';
import { journalled, type Match, withSeat } from '@syn-or-swim/shared/game/match-state.ts';
import { orderId } from '@syn-or-swim/shared/game/order.ts';
import type { Driver, DriverSight, Drivers } from '@syn-or-swim/shared/game/rules.ts';
import { type Player, SIDES, type Side, type Stack } from '@syn-or-swim/shared/game/seat.ts';
import { keyText } from '@syn-or-swim/shared/game/token.ts';
import { present } from '@syn-or-swim/shared/kernel/assert.ts';
import { FAIR_WINDS_ROUGH } from '@syn-or-swim/shared/levels/test-levels.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { scoreOf } from '@syn-or-swim/shared/scoring/score.ts';
import { listenConnection } from '@syn-or-swim/shared/tcp/connection.ts';
import { sequenceAdd, sequenceNumber } from '@syn-or-swim/shared/tcp/sequence-number.ts';
import { describe, expect, it } from 'vitest';
import { holderFork, holderStart, secrecyFork, sunkFork } from './forks.ts';
import { watchOf } from './match-watch.ts';

const PAIR = { client: 'perfect', server: 'good' } as const;

function begun(players: Readonly<Record<Side, Player>> = PAIR, drivers: Drivers = DRIVERS): Match {
  return createMatch({ level: FAIR_WINDS_ROUGH, seed: 5, players, drivers });
}

/** A whole match, step by step. */
function played(first: Match): readonly Match[] {
  const matches = [first];
  for (let match = first, at = wakeAt(match); at !== undefined && !isOver(match); at = wakeAt(match)) {
    match = stepMatch(match, { kind: 'wake' }, at).match;
    matches.push(match);
  }
  return matches;
}

const FIRST = begun();
const MATCHES = played(FIRST);
const LAST = present(MATCHES.at(-1), 'a match');
/** The first step after which a server's socket is in ESTABLISHED and the client is owed something. */
const AT = MATCHES.findIndex((match) =>
  match.seats.server.harbour.sockets.some(
    ({ connection }) => connection.state === 'ESTABLISHED' && connection.acknowledgment.kind === 'owed',
  ),
);

/** What the watch says of the step to `broken`, after it has seen all steps before. */
function saidOf(broken: (match: Match) => Match, index = AT): readonly string[] {
  let before = FIRST;
  const watch = watchOf(before, true);
  for (const match of MATCHES.slice(1, index)) {
    expect(watch.step(before, match)).toEqual([]);
    before = match;
  }
  return watch.step(before, broken(present(MATCHES[index], 'a step')));
}

/** What the watch says at the end, of a match whose last moment is `broken`. */
function saidAtEnd(broken: (match: Match) => Match): readonly string[] {
  const watch = watchOf(FIRST, true);
  for (const [index, match] of MATCHES.entries()) {
    if (index > 0) watch.step(present(MATCHES[index - 1], 'a step'), match);
  }
  const match = broken(LAST);
  return watch.end(match, scoreOf(match));
}

/** The first living socket of the server. */
function livingSocket(match: Match): Socket {
  return present(match.seats.server.harbour.sockets.find(isAlive), 'a living socket');
}

/** `match` in which that socket is another. */
function withServerSocket(match: Match, change: (socket: Socket) => Partial<Socket>): Match {
  const seat = match.seats.server;
  const socket = livingSocket(match);
  const harbour = withSocket(seat.harbour, { ...socket, ...change(socket) });
  return withSeat(match, 'server', { ...seat, harbour });
}

/** The same, its TCB changed. A change makes what no TCP could be, so types can't follow. */
function withServerTcb(match: Match, changes: object): Match {
  return withServerSocket(match, ({ connection }) => ({ connection: { ...connection, ...changes } }));
}

function withServerLevel(match: Match, changes: Partial<Level>): Match {
  return { ...match, rules: { ...match.rules, level: { ...match.rules.level, ...changes } } };
}

function firstOf(match: Match, kind: JournalEvent['kind']): JournalEvent {
  return present(match.journal.find(({ event }) => event.kind === kind)?.event, kind);
}

/** A boat of which the strait knows nothing. */
function ghostly(match: Match): JournalEvent {
  const event = firstOf(match, 'departed');
  if (event.kind !== 'departed') throw new Error('no boat has left');
  return { ...event, boat: 999, fate: { kind: 'arrives', crossing: 100, copies: [], cause: undefined } };
}

const KEY = keyText(livingSocket(present(MATCHES[AT], 'a step')).key);

describe('the watch of a match', () => {
  it('says nothing where all holds', () => {
    expect([...saidOf((match) => match), ...saidAtEnd((match) => match)]).toEqual([]);
  });

  it.each<[string, (match: Match) => Match, readonly string[]]>([
    [
      'a TCB without a place',
      (match) => withServerSocket(match, () => ({ place: 'none' })),
      [`server: ${KEY} lives without a place`],
    ],
    [
      'more TCBs than berths',
      (match) => withServerLevel(match, { berths: 0 }),
      ['server: more TCBs than berths'],
    ],
    [
      'more TCBs at anchor than places',
      (match) =>
        withServerLevel(
          withServerSocket(match, () => ({ place: 'anchorage' })),
          { anchorage: 0 },
        ),
      ['server: more TCBs at anchor than places'],
    ],
    [
      'two sockets of one key',
      (match) => {
        const seat = match.seats.server;
        const { harbour } = seat;
        const sockets = [...harbour.sockets, ...harbour.sockets];
        return withSeat(match, 'server', { ...seat, harbour: { ...harbour, sockets } });
      },
      ['server: two sockets of one key'],
    ],
    [
      'a listener at a berth',
      (match) => withServerSocket(match, () => ({ connection: listenConnection })),
      [`server: ${KEY} is a listener`],
    ],
    [
      'a boat that left twice',
      (match) => journalled(match, firstOf(match, 'departed')),
      ['boat 1 left twice'],
    ],
    [
      'a boat that arrived twice',
      (match) => journalled(match, firstOf(match, 'arrived')),
      ['boat 1 arrived at 24700 ms against its fate'],
    ],
    [
      'a due that may not be paid',
      (match) =>
        withServerTcb(match, { state: 'SYN_RECEIVED', reset: null, handshake: { kind: 'owed', since: 0 } }),
      [
        `server: ${KEY} in SYN_RECEIVED owes handshake, and may not send it: syn-after-open`,
        `server: ${KEY} in SYN_RECEIVED owes handshake, and the referee refuses its token`,
      ],
    ],
    [
      'a due that is not paid by being sent',
      (match) => {
        const { connection } = livingSocket(match);
        if (!('retransmission' in connection)) throw new Error('no connection that repeats');
        const timer = { kind: 'repeat-owed', since: 0 };
        return withServerTcb(match, { retransmission: { ...connection.retransmission, timer } });
      },
      [`server: ${KEY} in ESTABLISHED owes repeat, and sending it does not pay`],
    ],
    [
      "an RST that can't be paid, and one that outlives its time",
      (match) => {
        const seat = match.seats.server;
        const { key } = livingSocket(match);
        const flags = { syn: false, ack: false, fin: false, rst: true };
        const segment = { seq: sequenceNumber(1), ack: sequenceNumber(0), flags, dataLength: 100, window: 0 };
        const resets = [{ key, segment, since: 0, lapsesAt: match.now - 1 }];
        return withSeat(match, 'server', { ...seat, harbour: { ...seat.harbour, resets } });
      },
      [`server: the RST of ${KEY} should have lapsed`, `server: the RST of ${KEY} can't be paid`],
    ],
    [
      'acknowledged octets that were never sent',
      (match) => {
        const { connection } = livingSocket(match);
        if (!('snd' in connection)) throw new Error('no connection that sends');
        const una = sequenceAdd(connection.snd.nxt, 1);
        return withServerTcb(match, { snd: { ...connection.snd, una } });
      },
      [`server: ${KEY}: SND.NXT is before SND.UNA`, `${KEY}: SND.UNA is 1 beyond the peer's RCV.NXT`],
    ],
    [
      'octets that the peer never sent',
      (match) => withServerSocket(match, ({ received }) => ({ received: received + 100 })),
      [`server: ${KEY}: the user was given more than was received`, `${KEY}: more was received than sent`],
    ],
    [
      'time that runs back',
      (match) => ({ ...match, journal: match.journal.slice(0, -2), now: match.now - 1_000 }),
      ['time ran back from 24400 to 23700', ...SIDES.map((side) => `${side}: a view of another moment`)],
    ],
    [
      'a journal that forgets',
      (match) => ({ ...match, journal: match.journal.slice(3) }),
      ['the journal forgot something'],
    ],
    [
      'a view that changes although its record did not',
      (match) => {
        const views = { ...match.views.client, at: match.now };
        return { ...match, views: { ...match.views, client: views } };
      },
      ['client: the view changed and its number did not'],
    ],
    [
      'a number that grows although its record did not change',
      (match) => {
        const views = { ...match.views.client, number: match.views.client.number + 1 };
        return { ...match, views: { ...match.views, client: views } };
      },
      ["client: the view number is not its record's", 'client: the view changed and its number did not'],
    ],
    [
      'a stack that errs',
      (match) => {
        const event = firstOf(match, 'judged');
        if (event.kind !== 'judged') throw new Error('nothing was judged');
        return journalled(match, { ...event, seat: 'client', verdict: { kind: 'idle', cost: 3 } });
      },
      ['the stack perfect of client was idle at 24700 ms'],
    ],
  ])('reports %s', (_name, broken, said) => {
    expect(saidOf(broken)).toEqual(said);
  });

  it.each<[string, (match: Match) => Match, readonly string[]]>([
    ['a match without an end', (match) => ({ ...match, phase: 'playing' }), ['the match did not end']],
    [
      'costs of which a seat was not told',
      (match) => {
        const seat = match.seats.server;
        const [first, ...others] = seat.records;
        const record = { ...present(first, 'a record'), waste: 0, wrong: 3 };
        return withSeat(match, 'server', { ...seat, records: [record, ...others] });
      },
      ['server was told that order 1 cost 30, it cost 10'],
    ],
  ])('reports at the end %s', (_name, broken, said) => {
    expect(saidAtEnd(broken)).toEqual(said);
  });

  it('reports a boat that never came', () => {
    const watch = watchOf(FIRST, true);
    for (const [index, match] of MATCHES.entries()) {
      if (index > 0)
        watch.step(
          present(MATCHES[index - 1], 'a step'),
          index === AT ? journalled(match, ghostly(match)) : match,
        );
    }
    expect(watch.end(LAST, scoreOf(LAST))).toEqual(['boat 999 never came at 24800 ms']);
  });

  it('reports a score that is not the sum of its parts, in an order and in the whole', () => {
    const score = scoreOf(LAST);
    const [first, ...others] = score.orders;
    const order = present(first, 'an order');
    const watch = watchOf(LAST, false);
    expect(watch.end(LAST, { ...score, points: score.points + 1 })).toEqual([
      `the match counts ${score.points + 1}, its parts say ${score.points}`,
    ]);
    expect(
      watch.end(LAST, { ...score, orders: [{ ...order, points: order.points + 1 }, ...others] }),
    ).toEqual([`order 1 counts ${order.points + 1}, its parts say ${order.points}`]);
  });
});

const REACTION = DRIVERS.stacks.good.reaction;

/** DRIVERS with another `player`. */
function driversWith(player: Stack, driver: Partial<Driver>): Drivers {
  return { ...DRIVERS, stacks: { ...DRIVERS.stacks, [player]: { ...DRIVERS.stacks[player], ...driver } } };
}

describe('the forks of a match', () => {
  it('find nothing where all holds', () => {
    const match = present(MATCHES[AT], 'a step');
    const found = SIDES.flatMap((side) => [
      ...holderFork(match, side),
      ...holderStart(match, side),
      ...secrecyFork(match, side),
      ...sunkFork(match, side),
    ]);
    expect(found).toEqual([]);
  });

  it('report a holder that sends what is wrong, in the whole match and in its first act', () => {
    const drivers = driversWith('holder', { decide: DRIVERS.stacks.wild.decide });
    const match = present(played(begun(PAIR, drivers))[20], 'a step');
    expect(holderFork(match, 'client')[0]).toBe(
      'with a holder for the client from 14700 ms: the stack holder of client was wrong at 15600 ms',
    );
    expect(holderStart(match, 'client')).toEqual([
      'with a holder for the client from 14700 ms: the stack holder of client was wrong at 15600 ms',
    ]);
  });

  /** Drivers with a channel behind the match's back: the server's hand leaves word, the client's stack finds it. */
  function leakyDrivers(tells: (sight: DriverSight) => boolean): Drivers {
    let word = false;
    const server = driversWith('good', {
      decide: (sight) => {
        word ||= tells(sight);
        return DRIVERS.stacks.good.decide(sight);
      },
    });
    const client = driversWith('perfect', {
      decide: (sight) => {
        const found = word;
        word = false;
        if (found) return { kind: 'signal', signal: { kind: 'ask', order: orderId(1) } };
        return DRIVERS.stacks.perfect.decide(sight) ?? { kind: 'rest', until: sight.now + 100 };
      },
    });
    return { ...DRIVERS, stacks: { ...server.stacks, perfect: client.stacks.perfect } };
  }

  it('report a seat that learns at once what its peer does', () => {
    const match = begun(
      PAIR,
      leakyDrivers(() => true),
    );
    expect(secrecyFork(match, 'client')).toEqual([
      'the client sees at 900 ms that the server has fallen silent at 0 ms',
    ]);
  });

  it('report a seat that learns at once what has become of its boat', () => {
    const drivers = leakyDrivers(({ seat, now }) => seat.arrivals.at(-1)?.at === now - REACTION);
    const first = begun(PAIR, drivers);
    const match = present(
      played(first).find(({ strait }) =>
        strait.underWay.entries.some(({ item }) => item.load.from === 'client'),
      ),
      'a boat under way',
    );
    expect(sunkFork(match, 'client')).toEqual([
      'the client sees at 2800 ms that its boat 1 has sunk at 900 ms',
    ]);
  });
});
