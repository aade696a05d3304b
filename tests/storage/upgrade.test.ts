// Databases of older versions, each written by the server of its time, opened by this one: nothing is lost.
//
// `older/` has one file for each schema, named after its last migration: all rows of all tables, as a server of that
// version left them after a match of two, and since there are classes a class in its first round, at SIGTERM. 0003 and
// 0004 came in one commit, so no server wrote 0003 alone. Whoever adds a migration adds what the server writes with it.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Dialect, Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { backUp, type StorePlace } from '../../server/src/storage/backup.ts';
import { openPostgresStore } from '../../server/src/storage/postgres-store.ts';
import { MIGRATIONS, TABLE_NAMES, type Tables } from '../../server/src/storage/schema.ts';
import { databaseFile } from '../../server/src/storage/sqlite-database.ts';
import { openSqliteStore } from '../../server/src/storage/sqlite-store.ts';
import type { Store, StoredMatch } from '../../server/src/storage/store.ts';
import { classAfter } from '../../shared/src/classroom/class-state.ts';
import { levelById } from '../../shared/src/levels/catalog.ts';
import { DRIVERS } from '../../shared/src/players/drivers.ts';
import type { Recording } from '../../shared/src/replay/recording.ts';
import { replay } from '../../shared/src/replay/replay.ts';
import { startProcess } from '../rooms/server-process.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

/** Servers start in processes of their own, which takes its time: some only in the full count. */
const LONG = process.env['LONG'] === '1';

const OLDER = join(import.meta.dirname, 'older');

type Rows = { readonly [Table in keyof Tables]?: readonly Record<string, string | number | null>[] };

const rowsOf = (schema: string): Rows => JSON.parse(readFileSync(join(OLDER, `${schema}.json`), 'utf8'));

/** The schemas that there are files for, oldest first. */
const SCHEMAS = readdirSync(OLDER)
  .map((file) => file.replace('.json', ''))
  .toSorted();

let folder: string;
let postgres: PostgresServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-upgrade-'));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

const newFolder = () => mkdtempSync(join(folder, 'data-'));

const ENGINES = [
  { name: 'SQLite', newPlace: async (): Promise<StorePlace> => ({ dataFolder: newFolder() }) },
  {
    name: 'PostgreSQL',
    newPlace: async (): Promise<StorePlace> => ({ databaseUrl: await postgres.newDatabase() }),
  },
] as const;

/** Writes what a server of `schema` left into the new database at `place`. */
async function leave(place: StorePlace, schema: string): Promise<Rows> {
  const rows = rowsOf(schema);
  const db = new Kysely<Record<string, Record<string, unknown>>>({ dialect: dialectOf(place) });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateTo(schema);
  expect(error).toBeUndefined();
  for (const table of TABLE_NAMES) {
    for (const row of rows[table] ?? []) await db.insertInto(table).values(row).execute();
  }
  await db.destroy();
  return rows;
}

function dialectOf(place: StorePlace): Dialect {
  if ('databaseUrl' in place) {
    return new PostgresDialect({ pool: new pg.Pool({ connectionString: place.databaseUrl }) });
  }
  const raw = new DatabaseSync(databaseFile(place.dataFolder));
  return new SqliteDialect({
    database: {
      close: () => raw.close(),
      prepare: (sql) => {
        const statement = raw.prepare(sql);
        const values = (given: readonly unknown[]) => given as (string | number | null)[];
        return {
          reader: statement.columns().length > 0,
          all: (given) => statement.all(...values(given)),
          run: (given) => statement.run(...values(given)),
          iterate: (given) => statement.iterate(...values(given)),
        };
      },
    },
  });
}

async function open(place: StorePlace): Promise<Store> {
  const opened =
    'dataFolder' in place
      ? await openSqliteStore(place.dataFolder, 'this process')
      : await openPostgresStore(place.databaseUrl, () => {}, 'this process');
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  return opened.value;
}

/** What the store is to give of the matches in `rows`. */
function matchesOf({ matches = [], commands = [] }: Rows): readonly StoredMatch[] {
  return matches.map((row) => {
    const own = commands.filter(({ match_id }) => match_id === row['id']);
    const parsed = own.map(({ serial, at, json }) => ({ serial, at, command: JSON.parse(String(json)) }));
    const setup = {
      levelId: row['level_id'],
      levelHash: row['level_hash'],
      seed: row['seed'],
      players: JSON.parse(String(row['players'])),
      ...JSON.parse(String(row['settings'] ?? '{}')),
    };
    const end = row['ended_at'] === null ? undefined : { endedAt: row['ended_at'], failure: undefined };
    return {
      id: row['id'],
      roomId: row['room_id'],
      number: row['number'],
      rulesVersion: row['rules_version'],
      startedAt: row['started_at'],
      setup,
      commands: parsed,
      end,
    } as unknown as StoredMatch;
  });
}

/** How running the match again ends: it comes to its end, or other rules or another level are the reason why not. */
function judgedAgain({ rulesVersion, setup, commands, end }: StoredMatch): string {
  const level = levelById(setup.levelId, []);
  if (level === undefined) return 'other-level';
  const endedAt = end?.endedAt ?? commands.at(-1)?.at ?? 0;
  const recording: Recording = { format: 'syn-or-swim-recording', rulesVersion, setup, commands, endedAt };
  const again = replay(recording, level, DRIVERS);
  return again.ok ? `at ${again.value.now} of ${endedAt}` : again.problem.kind;
}

it('there is what a server left for every schema, the newest too', () => {
  expect(SCHEMAS).toEqual(Object.keys(MIGRATIONS).filter((name) => name !== '0003-classes'));
});

describe.each(ENGINES)('a database in $name', ({ newPlace }) => {
  it.each(SCHEMAS)('of schema %s is brought up to date and loses nothing', async (schema) => {
    const place = await newPlace();
    const rows = await leave(place, schema);
    const store = await open(place);
    const ids = await store.matchIds();
    const stored = await Promise.all(ids.map((id) => store.readMatch(id)));
    expect(stored).toEqual(matchesOf(rows));
    for (const match of matchesOf(rows)) {
      expect(judgedAgain(match)).toMatch(/^(at (\d+) of \2|unknown-rules|other-level)$/);
    }
    const classes = await store.readClasses();
    expect(classes.map(({ code, events }) => [code, events.map(({ event }) => event)])).toEqual(
      (rows.classes ?? []).map(({ code }) => [
        code,
        (rows.class_events ?? []).map(({ json }) => JSON.parse(String(json))),
      ]),
    );
    for (const { events } of classes) {
      const { students } = classAfter(events.map(({ event }) => event));
      expect([students[0]?.name, students.length]).toEqual(['Ada', 2]);
    }
    for (const { code, state = null, class_id = null, owner } of rows.rooms ?? []) {
      const opened = await store.openRoom(String(code));
      const kept = class_id === null && state !== null;
      expect([opened?.state, opened?.owner]).toEqual(
        kept ? [JSON.parse(String(state)), owner] : [undefined, undefined],
      );
    }
    const [secret] = rows.secrets ?? [];
    const proposed = Buffer.from('proposed');
    const given = Buffer.from(await store.secret('seats', proposed)).toString('base64url');
    expect(given).toBe(secret?.['value'] ?? proposed.toString('base64url'));
    // It takes new ones, and is copied with them.
    await store.addRoom({ id: 'new-room', code: 'NEW234', madeAt: 1 });
    await store.beat({ owner: 'this process', at: 1, matches: {} });
    await store.close();
    const copied = await backUp(place, join(newFolder(), 'matches.sqlite'));
    expect(copied).toEqual({
      secrets: 1,
      pulses: 1 + (rows.pulses?.length ?? 0),
      classes: rows.classes?.length ?? 0,
      class_events: rows.class_events?.length ?? 0,
      rooms: 1 + (rows.rooms?.length ?? 0),
      matches: rows.matches?.length ?? 0,
      commands: rows.commands?.length ?? 0,
    });
  });

  it('that came back from a backup is one on which a server is ready', async () => {
    const place = await newPlace();
    const rows = await leave(place, '0004-secrets');
    await (await open(place)).close();
    const restored = { dataFolder: newFolder() };
    await backUp(place, databaseFile(restored.dataFolder));
    const short = 'dataFolder' in place ? [restored] : [place];
    for (const each of LONG ? [place, restored] : short) {
      const settings =
        'dataFolder' in each
          ? { DATA_DIR: each.dataFolder }
          : { DATABASE_URL: each.databaseUrl, DATA_DIR: newFolder() };
      const server = await startProcess(settings);
      expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({ ready: true });
      const code = rows.classes?.[0]?.['code'];
      expect(await (await fetch(`${server.url}/api/codes/${code}`)).json()).toEqual({ kind: 'class' });
      expect(await server.stop()).toBe(0);
    }
  });
});
