import { describe, expect, it } from 'vitest';
import { LEVELS } from '../levels/catalog.ts';
import { DRIVERS } from '../players/drivers.ts';
import { flagsOf } from '../players/hand.ts';
import { initiative } from '../players/stack.ts';
import { closedConnection } from '../tcp/connection.ts';
import { dues } from '../tcp/dues.ts';
import { segmentText } from '../tcp/segment.ts';
import { sequenceAdd, sequenceNumber } from '../tcp/sequence-number.ts';
import { step } from '../tcp/step.ts';
import { connectionIn } from '../tcp/testing/connection-in.ts';
import { isAlive, type Socket } from './harbour.ts';
import type { Level } from './level.ts';
import { createMatch, isOver, stepMatch, wakeAt } from './match.ts';
import type { Match } from './match-state.ts';
import { type MateChoices, mateChoices, type NumberChoice } from './mate-choices.ts';
import { profileOf } from './profile-of-level.ts';
import { type Bench, composeToken, findOn, segmentOf, tokenOf } from './referee.ts';
import type { DriverSight } from './rules.ts';
import { nextIssOf } from './sailing.ts';
import { type Player, SIDES, type Side } from './seat.ts';
import { keyText, type Token } from './token.ts';

const KEY = { clientPort: 49_160, serverPort: 80 };

function benchOf(match: Match, side: Side, socket: Socket): Bench {
  return {
    key: socket.key,
    connection: isAlive(socket) ? socket.connection : closedConnection,
    resets: match.seats[side].harbour.resets,
    nextIss: isAlive(socket) ? undefined : nextIssOf(match, side, socket.key),
    profile: match.profile,
    now: match.now,
  };
}

function values(choices: readonly NumberChoice[]): readonly number[] {
  return choices.map(({ value }) => value);
}

function offers(choices: MateChoices, token: Token): boolean {
  const acks = values(choices.ack);
  return values(choices.seq).includes(token.seq) && (!token.flags.ack || acks.includes(token.ack));
}

/** Everything that `side` owes or may call for on `socket` now, as far as its order asks for it. */
function rightTokens(match: Match, side: Side, socket: Socket): readonly Token[] {
  const { profile, now } = match;
  const bench = benchOf(match, side, socket);
  const sight: DriverSight = {
    seat: match.seats[side],
    level: match.rules.level,
    profile,
    now,
    whole: undefined,
    iss: (key) => nextIssOf(match, side, key),
    draw: () => 0,
  };
  const owed = dues(bench.connection, now, profile).map((due) => tokenOf(socket.key, due.segment));
  const resets = bench.resets.filter((reset) => keyText(reset.key) === keyText(socket.key));
  const call = initiative(sight, socket);
  return [
    ...owed,
    ...resets.map((reset) => tokenOf(reset.key, reset.segment)),
    ...(call?.kind === 'token' ? [call.token] : []),
  ].filter((token) => findOn({ ...bench, key: token.key }, token).kind !== 'refused');
}

interface Watched {
  readonly offered: number;
  readonly missing: readonly string[];
}

function watched(level: Level, seed: number, player: Player): Watched {
  let match = createMatch({ level, seed, players: { client: player, server: player }, drivers: DRIVERS });
  const missing: string[] = [];
  let offered = 0;
  while (!isOver(match)) {
    const before = match;
    match = stepMatch(match, { kind: 'wake' }, wakeAt(match) ?? level.timing.round).match;
    for (const side of SIDES) {
      if (match.seats[side] === before.seats[side]) continue;
      for (const socket of match.seats[side].harbour.sockets) {
        for (const token of rightTokens(match, side, socket)) {
          const bench = { ...benchOf(match, side, socket), key: token.key };
          const choices = mateChoices(bench, token.flags, token.crates);
          offered += 1;
          if (!offers(choices, token)) {
            missing.push(`${level.id} ${seed} ${match.now} ${segmentText(segmentOf(token, 0))}`);
          }
        }
      }
    }
  }
  return { offered, missing };
}

describe('the numbers that Mate offers', () => {
  it.each(LEVELS)('hold the right token for all that is owed and asked for in $id', (level) => {
    const players = ['slow', 'practised', 'novice', 'sloppy'] as const;
    const seen = players.map((player, index) => watched(level, 31 + 7 * index, player));
    expect(seen.flatMap(({ missing }) => missing)).toEqual([]);
    expect(Math.min(...seen.map(({ offered }) => offered))).toBeGreaterThan(10);
  });
});

const PROFILE = profileOf(LEVELS[0] as Level);
const STATES = [
  'SYN_RECEIVED',
  'ESTABLISHED',
  'FIN_WAIT_1',
  'FIN_WAIT_2',
  'CLOSE_WAIT',
  'TIME_WAIT',
] as const;
const FLAG_SETS = [['ack'], ['fin', 'ack'], ['rst'], ['syn', 'ack']] as const;

function bench(state: (typeof STATES)[number], clientPort = KEY.clientPort): Bench {
  const connection = connectionIn(state, PROFILE);
  const key = { clientPort, serverPort: 80 };
  return { key, connection, resets: [], nextIss: undefined, profile: PROFILE, now: 0 };
}

/** A bench in ESTABLISHED after `octets` came in. */
function received(octets: number): Bench {
  const before = bench('ESTABLISHED');
  if (!('rcv' in before.connection)) throw new Error('ESTABLISHED has RCV.NXT');
  const flags = flagsOf(['ack']);
  const { rcv, snd } = before.connection;
  const segment = { seq: rcv.nxt, ack: snd.nxt, flags, dataLength: octets, window: 3_000 };
  const { connection } = step(before.connection, { kind: 'segment', segment }, 0, PROFILE);
  return { ...before, connection };
}

describe('the wrong ones', () => {
  it('are three of four, all different, each with the misconception that the referee finds in it', () => {
    for (const state of STATES) {
      for (const names of FLAG_SETS) {
        const here = bench(state);
        const right = composeToken(here, flagsOf(names), 0);
        const choices = mateChoices(here, right.flags, 0);
        for (const field of ['seq', 'ack'] as const) {
          if (field === 'ack' && !right.flags.ack) continue;
          const offered = choices[field];
          expect([state, names, new Set(values(offered)).size]).toEqual([state, names, 4]);
          const fitting = offered.find(({ value }) => value === right[field]);
          expect(fitting?.misconception).toBeUndefined();
          for (const { value, misconception } of offered) {
            const finding = findOn(here, { ...right, [field]: value });
            if (finding.kind !== 'refused') continue;
            if (value !== right[field]) expect(misconception).toBeDefined();
            if (finding.refusal.field === field) expect(misconception).toBe(finding.refusal.misconception);
          }
        }
      }
    }
  });

  it('name the off-by-one after a SYN, after a crate, the counted segment and the swapped number', () => {
    const named = (here: Bench, ports: number) => {
      const shown = new Set<string | undefined>();
      for (let port = 0; port < ports; port += 1) {
        const key = { clientPort: KEY.clientPort + port, serverPort: 80 };
        const { seq, ack } = mateChoices({ ...here, key }, flagsOf(['ack']), 0);
        for (const { misconception } of [...seq, ...ack]) shown.add(misconception);
      }
      return [...shown].filter((id) => id !== undefined).sort();
    };
    expect(named(bench('ESTABLISHED'), 40)).toEqual(expect.arrayContaining(['M12', 'M13', 'M17']));
    expect(named(received(200), 40)).toEqual(expect.arrayContaining(['M11', 'M13', 'M17']));
  });

  it('offer a repeat of what is outstanding as a hasty one, beside what is new', () => {
    const open = bench('ESTABLISHED');
    if (!('snd' in open.connection) || !('rcv' in open.connection)) throw new Error('ESTABLISHED sends');
    const { snd, rcv } = open.connection;
    const segment = segmentOf(composeToken(open, flagsOf(['ack']), 1), rcv.wnd);
    const called = step(
      open.connection,
      { kind: 'call', call: { kind: 'send', octets: 100 } },
      0,
      PROFILE,
    ).connection;
    const { connection } = step(called, { kind: 'transmit', segment }, 0, PROFILE);
    const { seq } = mateChoices({ ...open, connection }, flagsOf(['ack']), 1);
    const next = sequenceAdd(snd.nxt, 100);
    expect(seq.find(({ value }) => value === next)?.misconception).toBeUndefined();
    expect(seq.find(({ value }) => value === snd.nxt)).toEqual({ value: snd.nxt, misconception: 'M31' });
  });
});

describe('the order of the numbers', () => {
  const ROUNDS = 600;

  /** Of the choices at many ports: how often the right ack stands at each place, as offered and by its size. */
  function places(here: Bench): { readonly shown: readonly number[]; readonly bySize: readonly number[] } {
    const shown = [0, 0, 0, 0];
    const bySize = [0, 0, 0, 0];
    for (let port = 0; port < ROUNDS; port += 1) {
      const key = { clientPort: 49_152 + port, serverPort: 80 };
      const { ack } = mateChoices({ ...here, key }, flagsOf(['ack']), 0);
      const right = ack.findIndex(({ misconception }) => misconception === undefined);
      const rank = ack.filter(({ value }) => value < (ack[right]?.value ?? 0)).length;
      shown[right] = (shown[right] ?? 0) + 1;
      bySize[rank] = (bySize[rank] ?? 0) + 1;
    }
    return { shown, bySize };
  }

  it('puts the right one at every place alike, and never always in the middle of its size', () => {
    for (const octets of [100, 300]) {
      const { shown, bySize } = places(received(octets));
      for (const count of shown) expect(count).toBeGreaterThan(ROUNDS / 6);
      expect(Math.max(...bySize)).toBeLessThan(ROUNDS * 0.6);
    }
  });

  it('is the same whenever it is asked for', () => {
    const here = bench('CLOSE_WAIT');
    const flags = flagsOf(['fin', 'ack']);
    expect(mateChoices({ ...here, now: 9_000 }, flags, 0)).toEqual(mateChoices(here, flags, 0));
  });

  it('starts from the ISS where a connection is opened, with 0 or a neighbour among the wrong ones', () => {
    const closed: Bench = {
      ...bench('ESTABLISHED'),
      connection: closedConnection,
      nextIss: sequenceNumber(4_100),
    };
    const { seq, ack } = mateChoices(closed, flagsOf(['syn']), 0);
    expect(ack).toEqual([]);
    expect(seq.find(({ value }) => value === 4_100)).toEqual({ value: 4_100, misconception: undefined });
    expect(seq.filter(({ misconception }) => misconception === 'M17')).toHaveLength(3);
  });
});
