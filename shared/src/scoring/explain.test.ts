import { describe, expect, it } from 'vitest';
import type { LoggedCommand, SeatCommand } from '../game/command.ts';
import type { Level } from '../game/level.ts';
import { createMatch, stepMatch } from '../game/match.ts';
import type { Match } from '../game/match-state.ts';
import type { MatchRules } from '../game/rules.ts';
import type { Player, Side } from '../game/seat.ts';
import { viewFor } from '../game/view-for.ts';
import { FAIR_WINDS_HOME, LEVELS, OVERSTAYERS } from '../levels/catalog.ts';
import { order } from '../levels/testing/order.ts';
import { DRIVERS, PAR_DRIVERS } from '../players/drivers.ts';
import { type FlagName, handToken } from '../players/hand.ts';
import { runToEnd } from '../players/par.ts';
import { matchHash } from '../replay/replay.ts';
import { COSTLY_HELD_REASONS } from './beliefs.ts';
import { type Explained, type ExplainedLoss, explained } from './explain.ts';
import { scoreOf } from './score.ts';

/** Level 4 with orders that stay as they are here, whatever the level's own come to be. */
const PLAIN: Level = {
  ...FAIR_WINDS_HOME,
  orders: [order(1, 0, 'client'), order(0, 1, 'server'), order(1, 1, 'client')],
};
/** A crate of the client's that is to follow the server's FIN. */
const HALF: Level = { ...PLAIN, orders: [order(0, 1, 'server', { client: 1, server: 0 })] };

/** What the losses of the orders, of stuck sockets and of the log should add up to. */
function pointsLost(match: Match): number {
  const score = scoreOf(match);
  const orders = score.orders.map(
    ({ losses, stuck, beyondPar }) =>
      3 * beyondPar.length + losses.reduce((sum, loss) => sum + loss.cost, 0) + (stuck.length > 0 ? 40 : 0),
  );
  return orders.reduce((sum, lost) => sum + lost, 0) + 40 * score.nightStuck + score.log.cost;
}

function ofOrders(match: Match, losses: readonly ExplainedLoss[]): number {
  const ports = [...match.orders, ...match.night].map((order) => order.clientPort);
  const counted = losses.filter(
    ({ what, key }) => what.kind !== 'token' || ports.slice(0, match.orders.length).includes(key.clientPort),
  );
  return counted.reduce((sum, loss) => sum + loss.cost, 0);
}

const PLAYERS: readonly Player[] = ['novice', 'sloppy', 'deaf', 'wild'];

function played(level: Level, player: Player, seed: number): { match: Match; told: Explained } {
  const rules: MatchRules = {
    level: player === 'wild' ? { ...level, assistance: 'captain' } : level,
    seed,
    players: { client: player, server: player === 'wild' ? 'practised' : player },
    drivers: DRIVERS,
  };
  const match = runToEnd(createMatch(rules));
  return { match, told: explained({ rules, commands: [], endedAt: match.now }) };
}

describe.each(LEVELS)('every point lost in $id', (level) => {
  it('is explained once, with belief, section and what works, and the match runs as before', () => {
    for (const [index, player] of PLAYERS.entries()) {
      const { match, told } = played(level, player, 40 + index);
      expect([player, matchHash(told.match)]).toEqual([player, matchHash(match)]);
      expect([player, ofOrders(match, told.losses)]).toEqual([player, pointsLost(match)]);
      for (const loss of told.losses) {
        const hint = loss.what.kind === 'token' && loss.what.verdict.kind === 'hint';
        if (hint) expect([loss.misconception, loss.works.kind]).toEqual([undefined, 'token']);
        if (hint) continue;
        expect([loss.what, loss.misconception, loss.section]).toEqual([
          loss.what,
          expect.stringMatching(/^M\d\d$/),
          expect.stringMatching(/^3\.\d+(\.\d+)*$/),
        ]);
        if (loss.works.kind === 'token') expect(loss.works.verdict.cost).toBe(0);
      }
    }
  });
});

interface Told {
  readonly match: Match;
  readonly commands: readonly LoggedCommand[];
  readonly rules: MatchRules;
}

function begun(level: Level, seed: number, server: Player = 'perfect'): Told {
  const rules: MatchRules = {
    level,
    seed,
    players: { client: 'person', server },
    drivers: PAR_DRIVERS,
  };
  return { match: createMatch(rules), commands: [], rules };
}

function given(
  { match, commands, rules }: Told,
  side: Side,
  at: number,
  asked: (m: Match) => SeatCommand,
): Told {
  const current = stepMatch(match, { kind: 'wake' }, at).match;
  const command = { ...asked(current), seat: side };
  const logged = { serial: commands.length + 1, at, command };
  return {
    match: stepMatch(current, { kind: 'command', command }, at).match,
    commands: [...commands, logged],
    rules,
  };
}

/** Lets a person send on the first order's connection. */
function sent(told: Told, side: Side, at: number, names: readonly FlagName[], crates = 0, order = 0): Told {
  return given(told, side, at, (match) => {
    const { clientPort = 0, serverPort = 0 } = match.orders[order] ?? {};
    const view = viewFor(side, match).seat;
    const sight = { view, level: told.rules.level, now: at };
    const token = handToken(sight, { clientPort, serverPort }, names, crates);
    return { kind: 'token', token, seen: match.views[side].number };
  });
}

function lossesOf({ match, commands, rules }: Told, endedAt = match.now): readonly ExplainedLoss[] {
  return explained({ rules, commands, endedAt }).losses;
}

/** A seed in which the first order of `level` is the one at `origin`. */
function seedWith(level: Level, origin: number): number {
  const seeds = [...Array(200).keys()];
  const rules = { level, players: { client: 'person', server: 'person' }, drivers: DRIVERS } as const;
  return seeds.find((seed) => createMatch({ ...rules, seed }).orders[0]?.origin === origin) ?? 0;
}

describe('what would have worked', () => {
  it('is the SYN, where somebody acknowledges before there is a connection', () => {
    const told = sent(begun(PLAIN, 5), 'client', 100, ['ack']);
    const [loss] = lossesOf(told);
    expect(loss).toMatchObject({
      at: 100,
      seat: 'client',
      cost: 10,
      misconception: 'M18',
      section: '3.10.7.1',
      works: { kind: 'token', token: { flags: { syn: true, ack: false } }, verdict: { kind: 'initiative' } },
      ledTo: { kind: 'held-back', dropped: false },
    });
    // The token that works is taken where the match is set back to just before.
    const works = loss?.works;
    if (works?.kind !== 'token') throw new Error('a token works');
    const again = given(begun(PLAIN, 5), 'client', 100, (match) => ({
      kind: 'token',
      token: works.token,
      seen: match.views.client.number,
    }));
    expect(lossesOf(again)).toEqual([]);
    expect(again.match.seats.client.harbour.sockets[0]?.connection.state).toBe('SYN_SENT');
  });

  it('is to wait for the bell, where a SYN is sent again too early', () => {
    const told = sent(sent(begun(PLAIN, 5, 'person'), 'client', 100, ['syn']), 'client', 3_000, ['syn']);
    const [loss] = lossesOf(told, 20_000);
    expect(loss).toMatchObject({
      cost: 3,
      misconception: 'M31',
      section: '3.8.1',
      works: { kind: 'wait', until: 12_100 },
      ledTo: { kind: 'sailed', fate: 'arrived', spoilt: false },
    });
    const waited = sent(sent(begun(PLAIN, 5, 'person'), 'client', 100, ['syn']), 'client', 12_100, ['syn']);
    expect(lossesOf(waited)).toEqual([]);
  });

  it('tells the third wrong token in a row, which dropped the grade', () => {
    let told = begun(PLAIN, 5);
    for (const at of [100, 200, 300, 400]) told = sent(told, 'client', at, ['ack']);
    expect(lossesOf(told).map(({ ledTo }) => ledTo)).toEqual([
      { kind: 'held-back', dropped: false },
      { kind: 'held-back', dropped: false },
      { kind: 'held-back', dropped: true },
    ]);
  });

  it('names the boat that spoilt a connection in Captain', () => {
    const captain: Level = { ...PLAIN, assistance: 'captain' };
    const seed = seedWith(captain, 0);
    let told = sent(begun(captain, seed, 'person'), 'client', 100, ['syn']);
    told = sent(told, 'server', 1_500, ['syn', 'ack']);
    // A crate on the ACK that has to come first is fine; data on a SYN of an open connection is not.
    told = given(told, 'client', 3_000, (match) => {
      const socket = match.seats.client.harbour.sockets[0];
      if (socket === undefined || !('rcv' in socket.connection)) throw new Error('the client is open');
      const { snd, rcv } = socket.connection;
      const flags = { syn: false, ack: true, fin: true, rst: false };
      const token = { key: socket.key, flags, seq: snd.nxt, ack: rcv.irs, crates: 0 };
      return { kind: 'token', token, seen: match.views.client.number };
    });
    const losses = lossesOf(told, 10_000);
    expect(losses.map(({ ledTo }) => ledTo.kind)).toEqual(['sailed']);
    expect(losses[0]).toMatchObject({ misconception: 'M12', works: { kind: 'token' } });
  });

  it('shows a hint as what it is: a cost without a mistake', () => {
    const told = given(begun(PLAIN, 5), 'client', 100, (match) => {
      const { clientPort = 0, serverPort = 0 } = match.orders[0] ?? {};
      return { kind: 'hint', key: { clientPort, serverPort }, seen: match.views.client.number };
    });
    expect(lossesOf(told)).toMatchObject([
      { cost: 10, misconception: undefined, section: undefined, ledTo: { kind: 'shown' } },
    ]);
  });
});

describe('a token against the order', () => {
  /** The first order of `origin` opened, its client a person. */
  function open(level: Level, origin: number): Told {
    const told = sent(begun(level, seedWith(level, origin)), 'client', 100, ['syn']);
    return sent(told, 'client', 3_000, ['ack']);
  }

  it.each([
    // The client's crate comes first: the FIN before it means that cargo may follow a FIN.
    {
      level: PLAIN,
      origin: 0,
      flags: ['fin', 'ack'],
      crates: 0,
      reason: 'fin-before-cargo',
      shows: 'M34',
    },
    {
      level: PLAIN,
      origin: 0,
      flags: ['ack'],
      crates: 2,
      reason: 'crate-not-ordered',
      shows: 'M06',
    },
    // Here a crate is to follow the peer's FIN, and leaves before it.
    {
      level: HALF,
      origin: 0,
      flags: ['ack'],
      crates: 1,
      reason: 'crate-not-ordered',
      shows: 'M01',
    },
    {
      level: PLAIN,
      origin: 1,
      flags: ['fin', 'ack'],
      crates: 0,
      reason: 'close-out-of-turn',
      shows: 'M02',
    },
    { level: PLAIN, origin: 0, flags: ['rst'], crates: 0, reason: 'abort-forfeits', shows: 'M23' },
  ] as const)('$reason shows $shows where order $origin of $level.id asks for something else', (row) => {
    const { level, origin, flags, crates, reason, shows } = row;
    const told = sent(open(level, origin), 'client', 3_100, flags, crates);
    const [loss] = lossesOf(told);
    expect(loss?.what).toMatchObject({ kind: 'token', verdict: { kind: 'held', reason } });
    expect([loss?.misconception, loss?.cost]).toEqual([shows, 10]);
    expect(COSTLY_HELD_REASONS).toContain(reason);
  });
});

describe('a connection that stayed until the horn', () => {
  it('names the application that never called close(), and the FIN that was still possible', () => {
    const rules: MatchRules = {
      level: OVERSTAYERS,
      seed: 5,
      players: { client: 'person', server: 'person' },
      drivers: DRIVERS,
    };
    const { losses } = explained({ rules, commands: [], endedAt: OVERSTAYERS.timing.round });
    const night = losses.filter(({ order }) => (order ?? 0) >= 1_000);
    expect(night).toHaveLength(2);
    for (const loss of night) {
      expect(loss).toMatchObject({
        seat: 'server',
        cost: 40,
        misconception: 'M04',
        section: '3.3.2',
        what: { kind: 'stuck', socket: { side: 'server', state: 'CLOSE_WAIT' } },
        works: { kind: 'token', seat: 'server', token: { flags: { fin: true, ack: true } } },
        ledTo: { kind: 'stuck' },
      });
    }
  });

  it('says M14 of a FIN that was lost and that nobody repeated after the bell', () => {
    const { timing } = PLAIN;
    const wall = {
      kind: 'wall',
      from: 5_500,
      until: undefined,
      order: 0,
      role: 'FIN',
      manner: 'drop',
    } as const;
    const level: Level = {
      ...PLAIN,
      barriers: [{ ...wall, direction: 'client' }],
      timing: { ...timing, round: 60_000, grace: 0 },
    };
    let told = sent(begun(level, seedWith(level, 0)), 'client', 100, ['syn']);
    told = sent(told, 'client', 3_000, ['ack'], 1);
    told = sent(told, 'client', 6_000, ['fin', 'ack']);
    expect(lossesOf(told, 60_000)).toMatchObject([
      {
        seat: 'client',
        cost: 40,
        misconception: 'M14',
        section: '3.8.4',
        what: { kind: 'stuck', socket: { side: 'client', state: 'FIN_WAIT_1' } },
        works: {
          kind: 'token',
          seat: 'client',
          token: { flags: { fin: true } },
          verdict: { kind: 'repeat' },
        },
      },
    ]);
  });
});

describe('an entry of the harbour log that is wrong', () => {
  it('costs ten, shows the tuning belief, and names the entry that would have been right', () => {
    const rules: MatchRules = {
      level: OVERSTAYERS,
      seed: 9,
      players: { client: 'person', server: 'person' },
      drivers: DRIVERS,
    };
    const clientPort = createMatch(rules).night[0]?.clientPort ?? 0;
    const entry = { clientPort, cause: 'server-application', remedy: 'tcp-tw-reuse' } as const;
    const commands: readonly LoggedCommand[] = (['server', 'client'] as const).map((seat, index) => ({
      serial: index + 1,
      at: 16_000 + index,
      command: { kind: 'log', seat, entry, seen: 1 },
    }));
    const [loss] = explained({ rules, commands, endedAt: 20_000 }).losses;
    expect(loss).toMatchObject({
      at: 16_001,
      cost: 10,
      misconception: 'M37',
      works: { kind: 'entry', entry: { clientPort, cause: 'server-application', remedy: 'call-close' } },
    });
  });
});
