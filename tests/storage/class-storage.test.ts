// What the store does with classes while real servers run on it, on both engines.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { backUp, type StorePlace } from '../../server/src/storage/backup.ts';
import { openPostgresStore } from '../../server/src/storage/postgres-store.ts';
import { MIGRATIONS } from '../../server/src/storage/schema.ts';
import { openSqliteStore } from '../../server/src/storage/sqlite-store.ts';
import type { Store } from '../../server/src/storage/store.ts';
import { studentId } from '../../shared/src/classroom/class-event.ts';
import { levelId } from '../../shared/src/game/level.ts';
import type { ClassMade } from '../../shared/src/protocol/class-messages.ts';
import { eventually } from '../eventually.ts';
import { openAsStudent, openAsTeacher, type StudentPage } from '../lines/class-pages.ts';
import { makeClass } from '../rooms/class-seat.ts';
import { failToStart, type ServerProcess, startProcess } from '../rooms/server-process.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

/** Servers start in processes of their own, which takes its time: some only in the full count. */
const LONG = process.env['LONG'] === '1';

const DAY = 86_400_000;

let folder: string;
let postgres: PostgresServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-classes-'));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

const newFolder = () => mkdtempSync(join(folder, 'data-'));

/** The two engines: a new place, and the settings of a server on it. */
const ENGINES = [
  { name: 'SQLite', newPlace: async (): Promise<StorePlace> => ({ dataFolder: newFolder() }) },
  {
    name: 'PostgreSQL',
    newPlace: async (): Promise<StorePlace> => ({ databaseUrl: await postgres.newDatabase() }),
  },
] as const;

function settingsOf(place: StorePlace): Readonly<Record<string, string>> {
  return 'dataFolder' in place
    ? { DATA_DIR: place.dataFolder }
    : { DATABASE_URL: place.databaseUrl, DATA_DIR: newFolder() };
}

async function open(place: StorePlace): Promise<Store> {
  const opened =
    'dataFolder' in place
      ? await openSqliteStore(place.dataFolder)
      : await openPostgresStore(place.databaseUrl, () => {});
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  return opened.value;
}

/** Runs SQL on the database at `place` while servers may run on it. */
async function sql(place: StorePlace, query: string): Promise<void> {
  if ('dataFolder' in place) {
    const database = new DatabaseSync(join(place.dataFolder, 'matches.sqlite'));
    database.exec(query);
    database.close();
    return;
  }
  const client = new pg.Client(place.databaseUrl);
  await client.connect();
  await client.query(query);
  await client.end();
}

/** A copy of all that is at `place` now, as the data folder of another server. */
async function copyOf(place: StorePlace): Promise<{ readonly dataFolder: string }> {
  const dataFolder = newFolder();
  await backUp(place, join(dataFolder, 'matches.sqlite'));
  return { dataFolder };
}

type Row = Readonly<Record<string, unknown>>;

/** All rows of all tables of the copy in `dataFolder`; throws where SQLite finds it damaged. */
function rowsOf({ dataFolder }: { readonly dataFolder: string }): Readonly<Record<string, readonly Row[]>> {
  const database = new DatabaseSync(join(dataFolder, 'matches.sqlite'), { readOnly: true });
  try {
    expect(database.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    expect(database.prepare('pragma foreign_key_check').all()).toEqual([]);
    const tables = database.prepare(`select name from sqlite_master where type = 'table'`).all();
    return Object.fromEntries(
      tables.map(({ name }) => [String(name), database.prepare(`select * from ${String(name)}`).all()]),
    );
  } finally {
    database.close();
  }
}

/** How many rows a class is in: its own, its events, its pairs' rooms, their matches and commands. */
const CLASS_TABLES = ['classes', 'class_events', 'rooms', 'matches', 'commands'] as const;
const counts = (rows: ReturnType<typeof rowsOf>) => CLASS_TABLES.map((table) => rows[table]?.length ?? -1);

interface Playing {
  readonly made: ClassMade;
  readonly students: readonly StudentPage[];
  readonly close: () => Promise<void>;
}

/** A class of four in a match that has begun. */
async function playingClass(url: string): Promise<Playing> {
  const { teacher: first, ...made } = await makeClass(url);
  await first.leave();
  const teacher = await openAsTeacher(url, made);
  const students = await Promise.all(Array.from({ length: 4 }, () => openAsStudent(url, made.code)));
  teacher.room.send('act', { kind: 'start', level: levelId('fair-winds-home') });
  await Promise.all(
    students.map(async (student) => (await student.untilMatch()).until(({ view }) => view !== undefined)),
  );
  await teacher.close();
  const close = async () => void (await Promise.all(students.map((student) => student.close())));
  return { made, students, close };
}

/** Says `count` words in each seat; every one is answered. */
async function talk({ students }: Playing, count: number): Promise<void> {
  await Promise.all(
    students.map(async (student) => {
      for (let word = 0; word < count; word += 1) await student.match()?.sendSignal('thanks');
    }),
  );
}

async function serverOn(
  place: StorePlace,
  more: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  return startProcess({ ...settingsOf(place), ...more });
}

describe.concurrent.each(ENGINES)('classes of a running server on $name', ({ newPlace }) => {
  it('are copied while they play, to what another server opens; of a deleted one nothing is left', async () => {
    const place = await newPlace();
    const server = await serverOn(place);
    const [one, other] = await Promise.all([playingClass(server.url), playingClass(server.url)]);
    one.students[0]?.room.send('name', { typed: 'Ada Lovelace' });
    const copies: { readonly dataFolder: string }[] = [];
    const talking = Promise.all([talk(one, 25), talk(other, 25)]);
    for (let copy = 0; copy < 2; copy += 1) copies.push(await copyOf(place));
    await talking;
    copies.push(await copyOf(place));
    const logs = copies.map((copy) => {
      const { commands = [] } = rowsOf(copy);
      return Map.groupBy(commands, ({ match_id }) => String(match_id));
    });
    const last = logs.at(-1) ?? new Map<string, Row[]>();
    // 25 words of four students in each of two classes were answered.
    expect([...last.values()].flat().filter(({ json }) => String(json).includes('thanks'))).toHaveLength(200);
    // Each copy is as it stood at one moment: of every log a beginning.
    for (const copy of logs) {
      for (const [match, commands] of copy) {
        expect(last.get(match)?.slice(0, commands.length)).toEqual(commands);
      }
    }
    const [, restored] = copies;
    if (restored === undefined) throw new Error('no copy');
    if (LONG) {
      const second = await serverOn(restored);
      const teacher = await openAsTeacher(second.url, one.made);
      const seat = await openAsStudent(second.url, one.made.code, one.students[0]?.token());
      expect(seat.view()?.code).toBe(one.made.code);
      expect(teacher.view()?.students).toHaveLength(4);
      await Promise.all([teacher.close(), seat.close()]);
      await second.stop();
    } else {
      const store = await open(restored);
      const [kept] = (await store.readClasses()).filter(({ code }) => code === one.made.code);
      expect(kept?.events.filter(({ event }) => event.kind === 'joined')).toHaveLength(4);
      expect(await store.classMatchIds(kept?.id ?? '')).toHaveLength(2);
      await store.close();
    }

    // One class is deleted: of the rows that are left each belongs to the other.
    const before = rowsOf(await copyOf(place));
    const [{ id } = { id: undefined }] =
      before['classes']?.filter(({ code }) => code === one.made.code) ?? [];
    const ownRooms = before['rooms']?.filter(({ class_id }) => class_id === id) ?? [];
    const traces = [
      one.made.code,
      'Ada Lovelace',
      id,
      ...ownRooms.flatMap((room) => [room['id'], room['code']]),
    ];
    expect(traces).toHaveLength(7);
    for (const trace of traces) expect(JSON.stringify(before)).toContain(trace);
    const page = await openAsTeacher(server.url, one.made);
    page.room.send('act', { kind: 'delete' });
    await eventually(() => expect(page.gone).toEqual(['class-closed']));
    await one.close();
    await eventually(
      async () => {
        const left = JSON.stringify(rowsOf(await copyOf(place)));
        for (const trace of traces) expect(left).not.toContain(trace);
      },
      { interval: 500 },
    );
    const left = rowsOf(await copyOf(place));
    const rooms = new Set(left['rooms']?.map(({ id }) => id));
    const matches = new Set(left['matches']?.map(({ id }) => id));
    expect(left['classes']).toHaveLength(1);
    expect(left['rooms']?.every(({ class_id }) => class_id === left['classes']?.[0]?.['id'])).toBe(true);
    expect(left['matches']?.every(({ room_id }) => rooms.has(room_id))).toBe(true);
    expect(left['commands']?.every(({ match_id }) => matches.has(match_id))).toBe(true);
    expect(counts(left).every((count) => count > 0)).toBe(true);
    const secondPage = await openAsTeacher(server.url, other.made);
    secondPage.room.send('act', { kind: 'delete' });
    await eventually(() => expect(secondPage.gone).toEqual(['class-closed']));
    await eventually(async () => expect(counts(rowsOf(await copyOf(place)))).toEqual([0, 0, 0, 0, 0]), {
      interval: 500,
    });
    await Promise.all([other.close(), page.close(), secondPage.close()]);
    await server.stop();
  });

  it('go by themselves when they are CLASS_DAYS old, with all that hangs on them', async () => {
    const place = await newPlace();
    const store = await open(place);
    for (const [name, days] of [
      ['old', 4],
      ['young', 2],
    ] as const) {
      const madeAt = Date.now() - days * DAY;
      await store.addClass({ id: name, code: name === 'old' ? 'AAA234' : 'BBB234', keyHash: 'f00d', madeAt });
      const event = { kind: 'joined', student: studentId(1), name } as const;
      await store.appendClassEvent(name, { serial: 1, at: madeAt, event });
      await store.addRoom({ id: `room-${name}`, code: 'CCC234', madeAt, classId: name });
      const players = { client: 'person', server: 'perfect' } as const;
      const setup = { levelId: levelId('first-light'), levelHash: 'f00d', seed: 1, players };
      const match = {
        id: `match-${name}`,
        roomId: `room-${name}`,
        number: 1,
        rulesVersion: 1,
        startedAt: madeAt,
      };
      await store.addMatch({ ...match, setup });
      const command = { kind: 'signal', signal: { kind: 'thanks' }, seen: 1, seat: 'client' } as const;
      await store.append(`match-${name}`, { serial: 1, at: 10, command });
    }
    await store.close();
    expect(counts(rowsOf(await copyOf(place)))).toEqual([2, 2, 2, 2, 2]);
    const server = await serverOn(place, { CLASS_DAYS: '3' });
    await eventually(
      async () => {
        const left = rowsOf(await copyOf(place));
        expect([left['classes']?.map(({ id }) => id), counts(left)]).toEqual([
          ['young'],
          [1, expect.any(Number), 1, 1, 1],
        ]);
      },
      { interval: 500 },
    );
    await server.stop();
  });

  it('written by a newer version are refused in words, and written by an older one not touched by a backup', async () => {
    const place = await newPlace();
    await (await open(place)).close();
    const migrations = Object.keys(MIGRATIONS);
    await sql(place, `delete from kysely_migration where name = '${migrations.at(-1)}'`);
    const target = join(newFolder(), 'matches.sqlite');
    await expect(backUp(place, target)).rejects.toThrow(
      'an older version of SYN or Swim has written this database',
    );
    await sql(
      place,
      `insert into kysely_migration values ('${migrations.at(-1)}', '2026-11-22T12:00:00.000Z')`,
    );
    await sql(place, `insert into kysely_migration values ('9999-tomorrow', '2027-11-22T12:00:00.000Z')`);
    const words = 'a newer version of SYN or Swim has written this database (it is at 9999-tomorrow';
    await expect(backUp(place, target)).rejects.toThrow(words);
    const { code, problem } = await failToStart(settingsOf(place));
    expect(problem).toContain(words);
    expect(code).not.toBe(0);
  });
});

describe.concurrent('servers that start at once', () => {
  it('bring an old PostgreSQL database up to date one time, and lose nothing', async () => {
    const databaseUrl = await postgres.newDatabase();
    const pool = new pg.Pool({ connectionString: databaseUrl });
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
    const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
    expect((await migrator.migrateTo('0003-classes')).error).toBeUndefined();
    await db.destroy();
    const madeAt = Date.now();
    await sql({ databaseUrl }, `insert into classes values ('old', 'AAA234', 'f00d', ${madeAt})`);
    const servers = await Promise.all(Array.from({ length: LONG ? 4 : 2 }, () => serverOn({ databaseUrl })));
    const { teacher, ...made } = await makeClass(servers[0]?.url ?? '');
    await teacher.leave();
    const store = await open({ databaseUrl });
    const codes = (await store.readClasses()).map(({ code }) => code);
    await store.close();
    expect(codes).toEqual(['AAA234', made.code]);
    await Promise.all(servers.map((server) => server.stop()));
  });

  it('on one data folder are one server, and others that say so', async () => {
    const dataFolder = newFolder();
    const started = await Promise.allSettled(
      Array.from({ length: LONG ? 4 : 2 }, () => serverOn({ dataFolder })),
    );
    const servers = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const problems = started.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []));
    expect([servers.length, problems.length]).toEqual([1, LONG ? 3 : 1]);
    for (const problem of problems) expect(problem).toContain('Another SYN or Swim server is running');
    await Promise.all(servers.map((server) => server.stop()));
  });
});
