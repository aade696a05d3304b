import { describe, expect, it } from 'vitest';
import type { LoggedCommand, SeatCommand } from '../game/command.ts';
import type { Level } from '../game/level.ts';
import { createMatch, stepMatch } from '../game/match.ts';
import type { Match } from '../game/match-state.ts';
import type { MatchRules } from '../game/rules.ts';
import { SIDES } from '../game/seat.ts';
import { viewFor } from '../game/view-for.ts';
import { CARGO, FIRST_LIGHT, LEVELS } from '../levels/catalog.ts';
import { order } from '../levels/testing/order.ts';
import { DRIVERS, PAR_DRIVERS } from '../players/drivers.ts';
import { handToken } from '../players/hand.ts';
import { runToEnd } from '../players/par.ts';
import { boatsBeyondPar, cargoBoatsOfPar } from './beyond-par.ts';
import { explained } from './explain.ts';
import { scoreOf } from './score.ts';

const PERFECT = { client: 'perfect', server: 'perfect' } as const;

/** Boats with cargo that went by a call, for each life of this end. */
function cargoBoatsOfLives(match: Match, clientPort: number, side: 'client' | 'server'): readonly number[] {
  const lives: number[] = [];
  for (const { event } of match.journal) {
    if (!('key' in event) || event.key.clientPort !== clientPort) continue;
    const born = event.kind === 'state' && event.side === side && event.to.startsWith('SYN_');
    if (born && (event.from === 'CLOSED' || event.from === 'LISTEN')) lives.push(0);
    const carries = event.kind === 'departed' && event.from === side && event.segment.dataLength > 0;
    if (carries && event.verdict === 'initiative') lives.push((lives.pop() ?? 0) + 1);
  }
  return lives;
}

describe('what par needs', () => {
  it.each(LEVELS)('is what the par pair of the same seed sends in $id', (level) => {
    for (const seed of [0, 1, 2]) {
      const match = runToEnd(createMatch({ level, seed, players: PERFECT, drivers: PAR_DRIVERS }));
      for (const task of match.orders) {
        for (const side of SIDES) {
          const lives = cargoBoatsOfLives(match, task.clientPort, side);
          expect([seed, task.origin, side, lives.at(-1) ?? 0]).toEqual([
            seed,
            task.origin,
            side,
            cargoBoatsOfPar(task, side),
          ]);
        }
      }
    }
  });

  it.each(LEVELS)('is never passed by pairs that talk to each other in $id', (level) => {
    for (const player of ['perfect', 'slow', 'novice', 'practised', 'good'] as const) {
      const players = { client: player, server: player };
      const match = runToEnd(createMatch({ level, seed: 6, players, drivers: DRIVERS }));
      expect([player, scoreOf(match).orders.flatMap(({ beyondPar }) => beyondPar)]).toEqual([player, []]);
    }
  });
});

interface Told {
  readonly match: Match;
  readonly rules: MatchRules;
  readonly commands: readonly LoggedCommand[];
}

function given({ match, rules, commands }: Told, at: number, asked: (current: Match) => SeatCommand): Told {
  const current = stepMatch(match, { kind: 'wake' }, at).match;
  const command = { ...asked(current), seat: 'client' } as const;
  const logged = { serial: commands.length + 1, at, command };
  const after = stepMatch(current, { kind: 'command', command }, at).match;
  return { match: after, rules, commands: [...commands, logged] };
}

function begun(level: Level, seed: number): Told {
  const rules: MatchRules = {
    level,
    seed,
    players: { client: 'person', server: 'perfect' },
    drivers: PAR_DRIVERS,
  };
  return { match: createMatch(rules), rules, commands: [] };
}

/** Lets the client's player send on the first order's connection, on `port` where it is not the lamp's. */
function sent(told: Told, at: number, names: readonly ('syn' | 'ack')[], crates = 0, port?: number): Told {
  return given(told, at, (match) => {
    const { clientPort = 0, serverPort = 0 } = match.orders[0] ?? {};
    const key = { clientPort, serverPort: port ?? serverPort };
    const sight = { view: viewFor('client', match).seat, level: told.rules.level, now: at };
    return {
      kind: 'token',
      token: handToken(sight, key, names, crates),
      seen: match.views.client.number,
    };
  });
}

/** Level 3 with one order: two crates of the client's. */
const TWO_CRATES: Level = { ...CARGO, orders: [order(2, 0, 'pilot')] };

describe('cargo in more boats than it needs', () => {
  const open = stepMatch(begun(TWO_CRATES, 1).match, { kind: 'wake' }, 8_000).match;

  it('costs 3 a boat at the horn, and the crates would have fitted on the boat before', () => {
    let told: Told = { ...begun(TWO_CRATES, 1), match: open };
    told = sent(sent(told, 8_000, ['ack'], 1), 9_000, ['ack'], 1);
    const match = stepMatch(told.match, { kind: 'wake' }, 12_000).match;
    expect(scoreOf(match).orders[0]).toMatchObject({
      clean: true,
      points: 97,
      losses: [],
      beyondPar: [{ kind: 'split-cargo', at: 9_000, seat: 'client' }],
    });
    const { losses } = explained({ rules: told.rules, commands: told.commands, endedAt: 12_000 });
    expect(losses).toMatchObject([
      {
        at: 9_000,
        cost: 3,
        misconception: 'M17',
        section: '3.7.4',
        what: { kind: 'boat', why: 'split-cargo' },
        works: { kind: 'token', seat: 'client', token: { crates: 2 }, verdict: { kind: 'initiative' } },
        ledTo: { kind: 'sailed', fate: 'arrived' },
      },
    ]);
  });

  it('costs nothing where one boat carries it all', () => {
    const told = sent({ ...begun(TWO_CRATES, 1), match: open }, 8_000, ['ack'], 2);
    const match = stepMatch(told.match, { kind: 'wake' }, 12_000).match;
    expect(scoreOf(match).orders[0]).toMatchObject({ clean: true, points: 100, beyondPar: [] });
  });
});

describe('a knock at a port behind which nobody listens', () => {
  it('costs 3, and the port of the lamp would have been taken', () => {
    const start = begun(FIRST_LIGHT, 2);
    const port = start.match.orders[0]?.serverPort ?? 0;
    const dark = FIRST_LIGHT.ports.find((other) => other !== port) ?? 0;
    const told = sent(start, 1_000, ['syn'], 0, dark);
    const match = stepMatch(told.match, { kind: 'wake' }, 6_000).match;
    const [first] = match.orders;
    if (first === undefined) throw new Error('level 1 has orders');
    expect(boatsBeyondPar(match, first)).toMatchObject([
      { kind: 'refused-knock', at: 1_000, seat: 'client' },
    ]);
    const { losses } = explained({ rules: told.rules, commands: told.commands, endedAt: 6_000 });
    expect(losses).toMatchObject([
      {
        cost: 3,
        misconception: 'M26',
        works: { kind: 'token', token: { key: { serverPort: port } } },
      },
    ]);
  });
});
