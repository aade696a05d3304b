// A server process between its players and its store, and what can be done to it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { type BadLine, startBadLine } from '../lines/bad-line.ts';
import { type ServerProcess, startProcess } from '../rooms/server-process.ts';
import { type PostgresServer, startPostgres } from '../storage/postgres-server.ts';
import type { BadMachine } from './bad-machine.ts';
import type { Kept } from './ledger.ts';

/** A PostgreSQL server with a bad line to it. */
export interface HostedDatabase {
  readonly server: PostgresServer;
  /** Its address without the bad line. */
  readonly direct: string;
  readonly line: BadLine;
}

/** A server for whose players much goes wrong. */
export interface Hosted {
  /** Over which players come in. */
  readonly line: BadLine;
  /** Where its matches are kept; undefined: in its data folder. */
  readonly database: HostedDatabase | undefined;
  readonly kill: () => Promise<void>;
  /** As an operator ends it; gives its exit code. */
  readonly end: () => Promise<number | null>;
  /** Starts it anew, on the same data. */
  readonly start: () => Promise<void>;
  readonly signal: (signal: 'SIGSTOP' | 'SIGCONT') => void;
  readonly machine: (change: Partial<BadMachine>) => void;
  /** The disk is full: nothing more can be written to any file. */
  readonly fillDisk: (full: boolean) => void;
  /** All commands that the store has. */
  readonly kept: () => Promise<readonly Kept[]>;
  /** The last lines of the log of the process that runs now. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

const ALL_COMMANDS = `select rooms.code, matches.number as match, commands.serial, commands.at, commands.json
  from commands join matches on matches.id = commands.match_id join rooms on rooms.id = matches.room_id`;

interface Row {
  readonly code: string;
  readonly match: number;
  readonly serial: number;
  readonly at: number | string;
  readonly json: string;
}

function keptOf({ code, match, serial, at, json }: Row): Kept {
  const command = JSON.parse(json) as {
    readonly seat?: string;
    readonly kind: string;
    readonly seen?: number;
  };
  const number = command.kind === 'signal' ? (command.seen ?? 0) : 0;
  return { code, match, serial, at: Number(at), seat: command.seat ?? '', number };
}

async function startDatabase(): Promise<HostedDatabase & { readonly url: string }> {
  const server = await startPostgres();
  const direct = await server.newDatabase();
  const line = await startBadLine(direct);
  const url = new URL(direct);
  url.port = new URL(line.url).port;
  return { server, direct, line, url: url.href };
}

/** Starts a server whose matches are kept in its data folder, or in a PostgreSQL server of its own. */
export async function startHosted(store: 'sqlite' | 'postgres'): Promise<Hosted> {
  const folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-faults-'));
  const machineFile = join(folder, 'machine.json');
  let machine: BadMachine = { clockOff: 0, commitTakes: 0 };
  const setMachine = (change: Partial<BadMachine>) => {
    machine = { ...machine, ...change };
    writeFileSync(machineFile, JSON.stringify(machine));
  };
  setMachine({});
  const database = store === 'sqlite' ? undefined : await startDatabase();
  const launch = () =>
    startProcess({
      DATA_DIR: folder,
      LOG_LEVEL: 'error',
      NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'bad-machine.ts')).href}`,
      BAD_MACHINE: machineFile,
      ...(database === undefined ? {} : { DATABASE_URL: database.url }),
    });
  let server: ServerProcess = await launch();
  const line = await startBadLine(server.url);
  return {
    line,
    database,
    kill: () => server.kill(),
    end: () => server.stop(),
    start: async () => {
      server = await launch();
      line.lead(server.url);
    },
    signal: (signal) => server.signal(signal),
    machine: setMachine,
    fillDisk: (full) => {
      // The soft limit alone, so that it can be taken back by any user. A write beyond it fails.
      execFileSync('prlimit', ['--pid', String(server.pid), `--fsize=${full ? '1' : 'unlimited'}:unlimited`]);
    },
    kept: () => (database === undefined ? sqliteRows(folder) : postgresRows(database.direct)),
    log: () => server.log().split('\n').slice(-20).join('\n'),
    stop: async () => {
      await server.kill();
      await line.stop();
      await database?.line.stop();
      await database?.server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

async function sqliteRows(folder: string): Promise<readonly Kept[]> {
  const reader = new DatabaseSync(join(folder, 'matches.sqlite'), { readOnly: true });
  try {
    return (reader.prepare(ALL_COMMANDS).all() as unknown as readonly Row[]).map(keptOf);
  } finally {
    reader.close();
  }
}

/** All commands in the database at `url`. */
export async function postgresRows(url: string): Promise<readonly Kept[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Row>(ALL_COMMANDS)).rows.map(keptOf);
  } finally {
    await client.end();
  }
}
