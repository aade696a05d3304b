import { describe, expect, it } from 'vitest';
import { sightOf } from '../game/happenings.ts';
import { occupied } from '../game/harbour.ts';
import type { JournalEvent } from '../game/journal.ts';
import type { Level } from '../game/level.ts';
import { createMatch, isOver, stepMatch, wakeAt } from '../game/match.ts';
import type { Match } from '../game/match-state.ts';
import { composeToken } from '../game/referee.ts';
import type { Token } from '../game/token.ts';
import { viewFor } from '../game/view-for.ts';
import { present } from '../kernel/assert.ts';
import { DRIVERS, PAR_DRIVERS } from '../players/drivers.ts';
import { flagsOf } from '../players/hand.ts';
import { benchOf } from '../players/mistakes.ts';
import { parOf, runToEnd } from '../players/par.ts';
import { payment } from '../players/stack.ts';
import { scoreOf } from '../scoring/score.ts';
import { starsFor } from '../scoring/stars.ts';
import {
  ECHOES,
  GHOST_FLEET,
  LEVELS,
  MAN_OVERBOARD,
  OVERSTAYERS,
  THE_SEA_WALL,
  THE_SILENT_HARBOUR,
} from './catalog.ts';

const SEEDS = [...Array(12).keys()].map((index) => 17 + index * 101);
const PERFECT = { client: 'perfect', server: 'perfect' } as const;
const PEOPLE = { client: 'person', server: 'person' } as const;

function par(level: Level, seed: number): Match {
  return runToEnd(createMatch({ level, seed, players: PERFECT, drivers: PAR_DRIVERS }));
}

function events<Kind extends JournalEvent['kind']>(match: Match, kind: Kind) {
  return match.journal.flatMap(({ event }) =>
    event.kind === kind ? [event as Extract<JournalEvent, { kind: Kind }>] : [],
  );
}

describe.each(LEVELS)('$id', (level) => {
  it('gives the perfect pair at least 200 points and three stars, and no token of theirs costs anything', () => {
    for (const seed of SEEDS) {
      const match = par(level, seed);
      const { points } = scoreOf(match);
      const costs = events(match, 'judged').filter(({ verdict }) => verdict.cost > 0);
      expect([seed, costs]).toEqual([seed, []]);
      expect([seed, points >= 200, starsFor(points, parOf(level, seed))]).toEqual([seed, true, 3]);
    }
  });

  it('gives a pair that does nothing no star', () => {
    const match = runToEnd(createMatch({ level, seed: 3, players: PEOPLE, drivers: DRIVERS }));
    expect(starsFor(scoreOf(match).points, parOf(level, 3))).toBe(0);
  });

  it('keeps the times that rules.md section 4 asks for', () => {
    const { crossing, rto, msl, userTimeout } = level.timing;
    expect(rto).toBeGreaterThanOrEqual(2 * crossing + 8_000);
    expect(2 * msl).toBeGreaterThanOrEqual(rto + 8_000 + crossing);
    const walled = (level.walls ?? []).length > 0 || (level.barriers ?? []).length > 0;
    expect(!walled || userTimeout > 4 * rto + 2_000).toBe(true);
  });
});

describe('level 7', () => {
  it('has an old SYN, three copies, one boat held up, and a number that passes 2^32', () => {
    for (const seed of SEEDS) {
      const match = par(ECHOES, seed);
      const departures = events(match, 'departed');
      const struck = departures.filter(({ fate }) => fate.kind === 'arrives' && fate.cause === 'incident');
      expect(departures.filter(({ by }) => by === 'earlier-life')).toHaveLength(1);
      expect(struck).toHaveLength(1 + (ECHOES.incidents?.length ?? 0));
      const near = departures.filter(({ segment }) => segment.flags.syn && segment.seq === 2 ** 32 - 50);
      expect(near.length).toBeGreaterThan(0);
    }
  });
});

describe('level 8', () => {
  it('begins with two sockets in CLOSE_WAIT whose twins are in FIN_WAIT_2, and they count when left', () => {
    const begun = createMatch({ level: OVERSTAYERS, seed: 5, players: PEOPLE, drivers: DRIVERS });
    const states = (side: 'client' | 'server') =>
      viewFor(side, begun)
        .seat.sockets.filter((socket) => socket.order === undefined)
        .map((socket) => socket.connection.state);
    expect(states('server')).toEqual(['CLOSE_WAIT', 'CLOSE_WAIT']);
    expect(states('client')).toEqual(['FIN_WAIT_2', 'FIN_WAIT_2']);
  });

  it('takes two slips off the pier, and their sockets stay', () => {
    const match = par(OVERSTAYERS, 5);
    expect(events(match, 'cancelled')).toHaveLength(2);
    expect(scoreOf(match).orders.every((order) => order.clean)).toBe(true);
  });

  it('leaves a server that forgets close() with callers at anchor, whom nobody can serve', () => {
    const { perfect, slow } = PAR_DRIVERS.stacks;
    // It pays what it owes and never calls close(): the program's bug that the level is about.
    const forgets: typeof slow = {
      ...slow,
      reaction: 0,
      decide: (sight) => {
        const act = perfect.decide(sight);
        return act?.kind === 'token' && act.token.flags.fin ? undefined : act;
      },
    };
    const drivers = { ...PAR_DRIVERS, stacks: { ...PAR_DRIVERS.stacks, slow: forgets } };
    const players = { client: 'perfect', server: 'slow' } as const;
    const match = runToEnd(createMatch({ level: OVERSTAYERS, seed: 5, players, drivers }));
    const alive = match.seats.server.harbour.sockets.filter(
      (socket) => socket.connection.state !== 'CLOSED' && socket.place === 'berth',
    );
    expect(alive.map((socket) => socket.connection.state)).toEqual(Array(4).fill('CLOSE_WAIT'));
    const anchored = match.seats.server.harbour.sockets.filter((socket) => socket.place === 'anchorage');
    expect(anchored.map((socket) => socket.connection.state)).toEqual(['CLOSE_WAIT', 'CLOSE_WAIT']);
    expect(events(match, 'dropped-at-anchorage').length).toBeGreaterThan(0);
    expect(scoreOf(match).points).toBe(0);
  });
});

describe('level 9', () => {
  it('tells of its walls in the server\u2019s harbour alone', () => {
    const match = par(THE_SEA_WALL, 7);
    expect(viewFor('server', match).seat.walls).toHaveLength(4);
    expect(viewFor('client', match).seat.walls).toEqual([]);
  });

  it('eats boats in every round, and one connection can only be given up, at both ends', () => {
    for (const seed of SEEDS) {
      const match = par(THE_SEA_WALL, seed);
      const eaten = events(match, 'departed').filter(
        ({ fate }) => fate.kind === 'sinks' && fate.cause === 'wall',
      );
      expect(eaten.length).toBeGreaterThanOrEqual(4);
      const resets = events(match, 'ended').filter(
        ({ ending }) => ending === 'reset' || ending === 'timeout',
      );
      expect(resets.map(({ side }) => side).sort()).toEqual(['client', 'server']);
      expect(scoreOf(match).orders.every((order) => order.clean)).toBe(true);
    }
  });
});

describe('level 10', () => {
  it('lets three applications sleep; two wake by coffee, the third peer has a clock', () => {
    const match = par(THE_SILENT_HARBOUR, 1);
    expect(match.seats.server.coffees).toBe(0);
    const clocked = events(match, 'ended').filter(({ ending }) => ending === 'timeout');
    expect(clocked.map(({ side }) => side)).toEqual(['client']);
  });

  it('holds back the close of an application that sleeps, free of cost, and only its own harbour knows', () => {
    const players = { client: 'perfect', server: 'person' } as const;
    let match = createMatch({ level: THE_SILENT_HARBOUR, seed: 1, players, drivers: PAR_DRIVERS });
    const sleeper = () =>
      match.seats.server.harbour.sockets.find(
        ({ connection, key }) =>
          connection.state === 'CLOSE_WAIT' && match.seats.server.asleep.includes(key.clientPort),
      );
    const pays = () =>
      match.seats.server.harbour.sockets
        .filter((socket) => !socket.piloted)
        .flatMap((socket) => payment(sightOf(match, 'server', false), socket) ?? []);
    const send = (token: Token) => {
      const command = { kind: 'token', token, seen: match.views.server.number, seat: 'server' } as const;
      const stepped = stepMatch(match, { kind: 'command', command }, match.now);
      match = stepped.match;
      return stepped.verdict;
    };
    while (sleeper() === undefined && !isOver(match)) {
      const [due] = pays();
      if (due?.kind === 'token') send(due.token);
      else match = stepMatch(match, { kind: 'wake' }, present(wakeAt(match), 'a next moment')).match;
    }
    const { key } = present(sleeper(), 'a sleeper');
    const socket = present(sleeper(), 'a sleeper');
    const fin = composeToken(
      benchOf(sightOf(match, 'server', false), socket, key),
      flagsOf(['fin', 'ack']),
      0,
    );
    expect(send(fin)).toEqual({ kind: 'held', reason: 'asleep', cost: 0 });
    expect(viewFor('client', match).seat.asleep).toEqual([]);
  });
});

describe('level 13', () => {
  it('takes every TCB of the host that crashes, and leaves it dark for a while', () => {
    const match = par(MAN_OVERBOARD, 2);
    expect(events(match, 'crashed').map(({ side }) => side)).toEqual(['server', 'client']);
    const people = runToEnd(
      createMatch({ level: MAN_OVERBOARD, seed: 2, players: PEOPLE, drivers: DRIVERS }),
    );
    expect(events(people, 'crashed').map(({ side }) => side)).toEqual(['server', 'client']);
    expect(events(people, 'ended').some(({ ending }) => ending === 'crashed')).toBe(true);
  });
});

describe('level 14', () => {
  it('fills the anchorage with callers who do not exist, unless cookies answer', () => {
    const match = par(GHOST_FLEET, 4);
    expect(events(match, 'cookies')).toHaveLength(1);
    const idle = createMatch({ level: GHOST_FLEET, seed: 4, players: PEOPLE, drivers: DRIVERS });
    const { flood, anchorage } = GHOST_FLEET;
    const at = (flood?.from ?? 0) + (flood?.every ?? 0) * (anchorage - 1);
    const flooded = stepMatch(idle, { kind: 'wake' }, at).match;
    expect(occupied(flooded.seats.server.harbour, 'anchorage')).toBe(anchorage);
  });
});
