import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { backUp, type StorePlace } from '../../server/src/storage/backup.ts';
import { openPostgresStore } from '../../server/src/storage/postgres-store.ts';
import { openSqliteStore } from '../../server/src/storage/sqlite-store.ts';
import { isOwnerLost, type NewMatch, type Store } from '../../server/src/storage/store.ts';
import { type ClassEvent, studentId } from '../../shared/src/classroom/class-event.ts';
import type { LoggedCommand } from '../../shared/src/game/command.ts';
import { levelId } from '../../shared/src/game/level.ts';
import { USUAL_SETTINGS } from '../../shared/src/game/match-settings.ts';
import { eventually } from '../eventually.ts';
import { startBadLine } from '../lines/bad-line.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

// A database server has to start first.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let folder: string;
let postgres: PostgresServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-stores-'));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

const lost: Error[] = [];

/** The two stores: a new place, and how it is opened. */
const KINDS = [
  {
    name: 'SQLite',
    place: async (): Promise<StorePlace> => ({ dataFolder: mkdtempSync(join(folder, 'data-')) }),
  },
  {
    name: 'PostgreSQL',
    place: async (): Promise<StorePlace> => ({ databaseUrl: await postgres.newDatabase() }),
  },
] as const;

async function open(place: StorePlace, owner?: string): Promise<Store> {
  const opened =
    'dataFolder' in place
      ? await openSqliteStore(place.dataFolder, owner)
      : await openPostgresStore(place.databaseUrl, (cause) => void lost.push(cause), owner);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  return opened.value;
}

const MADE = 1_800_000_000_000;
const NAME = "Brave Puffin 용감한 바다오리 🐧 '; drop table classes; --";
const joined: ClassEvent = { kind: 'joined', student: studentId(1), name: NAME };
const classOne = { id: 'class-1', code: 'ABC234', keyHash: 'f00d', madeAt: MADE };

const matchIn = (roomId: string, id: string): NewMatch => ({
  id,
  roomId,
  number: 1,
  rulesVersion: 1,
  setup: {
    levelId: levelId('first-light'),
    levelHash: 'f00d',
    seed: 4_294_967_295,
    players: { client: 'person', server: 'holder' },
  },
  startedAt: MADE + 3000,
});
const thanksAt = (serial: number): LoggedCommand => ({
  serial,
  at: serial * 10,
  command: { kind: 'signal', signal: { kind: 'thanks' }, seen: serial, seat: 'client' },
});

/** A class with one match in it, and a room beside it. */
async function fill(store: Store): Promise<void> {
  await store.addClass(classOne);
  await store.appendClassEvent('class-1', { serial: 1, at: MADE, event: joined });
  await store.addRoom({ id: 'room-1', code: 'DEF234', madeAt: MADE, classId: 'class-1' });
  await store.addRoom({ id: 'room-2', code: 'GHJ234', madeAt: MADE });
  await store.addMatch(matchIn('room-1', 'match-1'));
  await store.addMatch(matchIn('room-2', 'match-2'));
  await store.append('match-1', thanksAt(1));
  await store.append('match-2', thanksAt(1));
}

describe.each(KINDS)('the store in $name', ({ place: newPlace }) => {
  let place: StorePlace;
  beforeEach(async () => {
    place = await newPlace();
  });

  it('keeps what was asked without waiting, in its order, and gives it back after a reopening', async () => {
    const first = await open(place);
    const commands = Array.from({ length: 200 }, (_, index) => thanksAt(index + 1));
    await Promise.all([
      first.addRoom({ id: 'room-1', code: 'DEF234', madeAt: MADE }),
      first.addMatch(matchIn('room-1', 'match-1')),
      ...commands.map((command) => first.append('match-1', command)),
      first.endMatch('match-1', { endedAt: 2500, failure: undefined }),
    ]);
    await first.close();
    const second = await open(place);
    const stored = await second.readMatch('match-1');
    const ids = await second.matchIds();
    await second.close();
    expect(stored).toEqual({
      ...matchIn('room-1', 'match-1'),
      commands,
      end: { endedAt: 2500, failure: undefined },
    });
    expect(ids).toEqual(['match-1']);
    await expect(second.matchIds()).rejects.toThrow('the store is closed');
  });

  it('fails the one write that is wrong and keeps those of the same moment', async () => {
    const store = await open(place);
    await fill(store);
    const outcomes = await Promise.allSettled([
      store.append('match-1', thanksAt(2)),
      store.append('match-1', thanksAt(2)),
      store.append('no-such-match', thanksAt(1)),
      store.append('match-1', thanksAt(3)),
    ]);
    const stored = await store.readMatch('match-1');
    await store.close();
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(stored?.commands).toEqual([1, 2, 3].map(thanksAt));
  });

  it('takes no command of a match before the one that comes first', async () => {
    const store = await open(place);
    await fill(store);
    const outcomes = await Promise.allSettled([
      store.append('match-1', thanksAt(3), 7),
      store.append('match-1', thanksAt(2), 6),
      store.append('match-1', thanksAt(4), 8),
    ]);
    const stored = await store.readMatch('match-1');
    await store.close();
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
    expect(stored?.commands).toEqual([1, 2].map(thanksAt));
  });

  it('keeps what brings a room back: its state, whose it is, signs of life, and the numbers of commands', async () => {
    const store = await open(place);
    await fill(store);
    const state = {
      level: levelId('first-light'),
      settings: USUAL_SETTINGS,
      match: 1,
      swapped: true,
      played: false,
      phase: 'playing',
      places: [{ epoch: 2, taken: true }],
    } as const;
    const told = [await store.openRoom('GHJ234')];
    await store.keepRoom('room-2', 'process-1', state);
    await store.keepRoom('room-1', 'process-1', state);
    await store.append('match-2', thanksAt(2), 41);
    const matches = { 'match-2': 1234 };
    for (const at of [MADE, MADE + 1000]) await store.beat({ owner: 'process-1', at, matches });
    told.push(await store.openRoom('GHJ234'), await store.openRoom('DEF234'));
    const taken = await Promise.all(
      ['process-2', 'process-3'].map((owner) => store.takeRoom('room-2', 'process-1', owner)),
    );
    const pulses = [await store.pulse('process-1'), await store.pulse('process-2')];
    const asked = await store.askedIds('match-2');
    await store.keepRoom('room-2', 'process-2', undefined);
    told.push(await store.openRoom('GHJ234'));
    await store.close();
    const room = {
      id: 'room-2',
      code: 'GHJ234',
      madeAt: MADE,
      owner: 'process-1',
      state,
      matchId: 'match-2',
    };
    // A class brings its rooms back itself.
    expect(told).toEqual([undefined, room, undefined, undefined]);
    expect(taken.toSorted()).toEqual([false, true]);
    expect(pulses).toEqual([{ owner: 'process-1', at: MADE + 1000, matches }, undefined]);
    expect(asked).toEqual(new Map([[2, 41]]));
  });

  it('writes into a room and a class for their owner alone, and no command behind a gap', async () => {
    const store = await open(place, 'process-1');
    await fill(store);
    const pulse = { owner: 'process-1', at: MADE, matches: {} };
    const lostBefore = await store.beat(pulse);
    const outcomesOf = async (serial: number) => {
      const asked = await Promise.allSettled([
        store.append('match-2', thanksAt(serial)),
        store.append('match-1', thanksAt(serial)),
        store.endMatch('match-2', { endedAt: 1, failure: undefined }),
        store.addMatch({ ...matchIn('room-2', `other-${serial}`), number: serial }),
        store.appendClassEvent('class-1', { serial, at: MADE, event: joined }),
        store.keepRoom('room-2', 'process-1', undefined),
      ]);
      return asked.map((one) => (one.status === 'fulfilled' ? 'kept' : isOwnerLost(one.reason)));
    };
    const gap = await Promise.allSettled([store.append('match-2', thanksAt(3))]);
    const whereBefore = [await store.whereIs('GHJ234'), await store.whereIs('DEF234')];
    const owner = await outcomesOf(2);
    const taken = [
      await store.takeRoom('room-2', 'process-1', 'process-2'),
      await store.takeClass('class-1', 'process-3', 'process-2'),
      await store.takeClass('class-1', 'process-1', 'process-2'),
    ];
    const former = await outcomesOf(3);
    const lostAfter = await store.beat({ ...pulse, ended: true });
    const told = [
      await store.pulse('process-1'),
      await store.owned('process-1'),
      await store.owned('process-2'),
    ];
    const where = [
      await store.whereIs('GHJ234'),
      await store.whereIs('DEF234'),
      await store.whereIs('ABC234'),
    ];
    const [whole, none] = [await store.readClass('class-1'), await store.whereIs('ZZZ234')];
    const serials = (await store.readMatch('match-2'))?.commands.map(({ serial }) => serial);
    await store.close();
    expect(gap).toMatchObject([{ status: 'rejected', reason: { message: /command 3 does not follow/ } }]);
    expect([owner, taken, former]).toEqual([Array(6).fill('kept'), [true, false, true], Array(6).fill(true)]);
    expect([lostBefore, lostAfter]).toEqual([0, 2]);
    const all = { rooms: new Set(['room-1', 'room-2']), classes: new Set(['class-1']) };
    const nothing = { rooms: new Set(), classes: new Set() };
    expect(told).toEqual([{ ...pulse, ended: true }, nothing, all]);
    const ofClass = { kind: 'class', isPair: true, stored: classOne, owner: 'process-2' };
    expect(whereBefore).toEqual([
      { kind: 'room', owner: 'process-1', open: false },
      { ...ofClass, owner: 'process-1' },
    ]);
    expect(where).toEqual([
      { kind: 'room', owner: 'process-2', open: false },
      ofClass,
      { ...ofClass, isPair: false },
    ]);
    expect([whole?.owner, whole?.events.length, none, serials]).toEqual(['process-2', 2, undefined, [1, 2]]);
  });

  it('keeps a class with its events and its matches, and of a deleted one nothing', async () => {
    const store = await open(place);
    await fill(store);
    const before = [await store.readClasses(), await store.classMatchIds('class-1')];
    await store.deleteClass('class-1');
    const after = [await store.readClasses(), await store.classMatchIds('class-1'), await store.matchIds()];
    const gone = await store.readMatch('match-1');
    await store.close();
    expect(before).toEqual([
      [{ ...classOne, events: [{ serial: 1, at: MADE, event: joined }] }],
      ['match-1'],
    ]);
    expect([...after, gone]).toEqual([[], [], ['match-2'], undefined]);
  });

  it('gives the secret that was kept first, to every start', async () => {
    const first = await open(place);
    const kept = await first.secret('seats', Uint8Array.of(0, 255, 7));
    await first.close();
    const second = await open(place);
    const again = await second.secret('seats', Uint8Array.of(1));
    await second.close();
    expect([...kept, ...again]).toEqual([0, 255, 7, 0, 255, 7]);
  });

  it('is copied by a backup while it is open and written, to what opens as a data folder', async () => {
    const store = await open(place);
    await fill(store);
    const target = mkdtempSync(join(folder, 'backup-'));
    const writing = Array.from({ length: 300 }, (_, index) => store.append('match-2', thanksAt(index + 2)));
    const [counts] = await Promise.all([backUp(place, join(target, 'matches.sqlite')), ...writing]);
    await expect(backUp(place, join(target, 'matches.sqlite'))).rejects.toThrow('is there already');
    const original = await store.readMatch('match-2');
    await store.close();
    const copy = await open({ dataFolder: target });
    const copied = await copy.readMatch('match-2');
    const classes = await copy.readClasses();
    await copy.close();
    expect(classes.map(({ events }) => events[0]?.event)).toEqual([joined]);
    // As it stood at one moment: a beginning of what there is now.
    expect(original?.commands.slice(0, copied?.commands.length)).toEqual(copied?.commands);
    expect(counts).toMatchObject({ classes: 1, matches: 2, commands: 1 + (copied?.commands.length ?? 0) });
  });
});

describe('a deleted class', () => {
  it('is found in none of the files of SQLite, while the server runs on', async () => {
    const dataFolder = mkdtempSync(join(folder, 'data-'));
    const store = await open({ dataFolder });
    await fill(store);
    const held = () =>
      readdirSync(dataFolder).filter((file) => readFileSync(join(dataFolder, file)).includes('Brave Puffin'));
    expect(held()).not.toEqual([]);
    await store.deleteClass('class-1');
    expect(held()).toEqual([]);
    await store.close();
  });
});

describe('PostgreSQL', () => {
  it('that starts four servers at once migrates one time', async () => {
    const databaseUrl = await postgres.newDatabase();
    const stores = await Promise.all(Array.from({ length: 4 }, () => open({ databaseUrl })));
    await Promise.all(stores.map((store, index) => store.addClass({ ...classOne, id: `class-${index}` })));
    expect(await stores[0]?.readClasses()).toHaveLength(4);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('that was started again is used again', async () => {
    const databaseUrl = await postgres.newDatabase();
    const store = await open({ databaseUrl });
    await fill(store);
    await postgres.cutConnections(databaseUrl);
    await store.append('match-1', thanksAt(2));
    await store.append('match-1', thanksAt(3));
    expect((await store.readMatch('match-1'))?.commands).toEqual([1, 2, 3].map(thanksAt));
    await store.close();
  });

  it('that crashes while it is asked ends no process, and is asked again when it is back', async () => {
    const databaseUrl = await postgres.newDatabase();
    const store = await open({ databaseUrl });
    await fill(store);
    const other = new pg.Client(databaseUrl);
    const otherLost = new Promise<Error>((resolve) => other.on('error', resolve));
    await other.connect();
    await other.query('begin; lock table commands in exclusive mode');
    lost.length = 0;
    const asked = [store.append('match-1', thanksAt(2)), store.append('match-1', thanksAt(3))];
    await eventually(async () => {
      const { rows } = await other.query('select count(*)::int as waiting from pg_locks where not granted');
      expect(rows).toEqual([{ waiting: 1 }]);
    });
    await postgres.crash();
    await otherLost;
    await postgres.start();
    await Promise.all(asked);
    expect((await store.readMatch('match-1'))?.commands).toEqual([1, 2, 3].map(thanksAt));
    expect(lost.length).toBeGreaterThan(0);
    await store.close();
  });

  it('whose line swallows everything is noticed, and used again over a new one, with nothing lost nor twice', async () => {
    const direct = await postgres.newDatabase();
    const line = await startBadLine(direct);
    const through = new URL(direct);
    through.port = new URL(line.url).port;
    const store = await open({ databaseUrl: through.href });
    await fill(store);
    lost.length = 0;
    const other = new pg.Client(direct);
    await other.connect();
    await other.query('begin; lock table commands in exclusive mode');
    const first = store.append('match-1', thanksAt(2));
    await eventually(async () => {
      const { rows } = await other.query('select count(*)::int as waiting from pg_locks where not granted');
      expect(rows).toEqual([{ waiting: 1 }]);
    });
    // The line is whole again at once, but for the connection that was open it stays dead, and nobody says so. Its session
    // goes on, and keeps the row that it writes from everybody until the database server ends it.
    line.cut('swallow');
    line.restore();
    await other.query('commit');
    await other.end();
    const swallowedAt = performance.now();
    await first;
    const usedAgain = Math.round(performance.now() - swallowedAt);
    expect(lost.map(({ message }) => message)).toEqual(['Query read timeout']);
    // Nothing new arrives either: whoever waits is told.
    line.cut('swallow');
    const cutAt = performance.now();
    await expect(store.append('match-1', thanksAt(3))).rejects.toThrow(/timeout/);
    const noticed = Math.round(performance.now() - cutAt);
    line.restore();
    await store.append('match-1', thanksAt(3));
    expect((await store.readMatch('match-1'))?.commands).toEqual([1, 2, 3].map(thanksAt));
    console.log(
      `measured: a line to PostgreSQL that swallows everything: used again over a new one after ${usedAgain} ms, given up after ${noticed} ms where there is none`,
    );
    expect(Math.max(usedAgain, noticed)).toBeLessThan(15_000);
    await store.close();
    await line.stop();
  });

  it('that is not there, or asks for another password, is a problem with its reason', async () => {
    const databaseUrl = await postgres.newDatabase();
    const wrong = new URL(databaseUrl);
    wrong.password = 'wrong';
    const refused = await openPostgresStore(wrong.href, () => {});
    wrong.port = '1';
    const absent = await openPostgresStore(wrong.href, () => {});
    expect(refused).toEqual({
      ok: false,
      problem: { detail: expect.stringContaining('password authentication failed') },
    });
    expect(absent).toEqual({ ok: false, problem: { detail: expect.stringContaining('ECONNREFUSED') } });
  });
});
