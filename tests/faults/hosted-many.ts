// Two server processes on one PostgreSQL and one Redis, each with a bad line of its own, behind doors that lead past a
// process that doesn't answer, as a proxy does.
import { freePort } from '../deployment/program.ts';
import { type BadLine, startBadLine } from '../lines/bad-line.ts';
import { type Many, startMany } from '../rooms/many.ts';
import type { ServerProcess } from '../rooms/server-process.ts';
import { type HostedDatabase, postgresRows } from './hosted.ts';
import type { Kept } from './ledger.ts';

/** One of the processes. */
export interface HostedProcess {
  /** By which sockets reach this very process; its `PUBLIC_ADDRESS`. */
  readonly line: BadLine;
  readonly kill: () => Promise<void>;
  /** Starts it anew, at the same address. */
  readonly start: () => Promise<void>;
  /** Lets it stand still; knocks go to the other one. */
  readonly stall: () => void;
  readonly wake: () => void;
}

/** Processes that share everything, for whose players much goes wrong. */
export interface HostedMany {
  /** Where pages knock. */
  readonly doors: readonly string[];
  readonly redis: Many['redis'];
  readonly database: HostedDatabase;
  readonly processes: readonly HostedProcess[];
  /** The process that has the most rooms now. */
  readonly owner: () => Promise<HostedProcess>;
  /** All commands that the store has. */
  readonly kept: () => Promise<readonly Kept[]>;
  /** The last lines of the processes' logs. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

/** How many rooms for two the process at `url` has. */
async function roomsOf(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return [...text.matchAll(/^syn_or_swim_rooms\{.*\} (\d+)$/gm)].reduce(
    (sum, [, rooms]) => sum + Number(rooms),
    0,
  );
}

type Place = HostedProcess & { readonly server: () => ServerProcess };

async function startPlace(many: Many, databaseUrl: string, leadTo: (url: string | undefined) => void) {
  const port = `${await freePort()}`;
  const url = `http://127.0.0.1:${port}`;
  const line = await startBadLine(url);
  const launch = () =>
    many.start({
      PORT: port,
      PUBLIC_ADDRESS: new URL(line.url).host,
      DATABASE_URL: databaseUrl,
      LOG_LEVEL: 'warn',
    });
  let server = await launch();
  leadTo(url);
  const place: Place = {
    line,
    server: () => server,
    kill: async () => {
      leadTo(undefined);
      await server.kill();
    },
    start: async () => {
      server = await launch();
      leadTo(url);
    },
    stall: () => {
      leadTo(undefined);
      server.signal('SIGSTOP');
    },
    wake: () => {
      server.signal('SIGCONT');
      leadTo(url);
    },
  };
  return place;
}

/** Starts PostgreSQL, Redis and two processes. Ask `needsProgram(context, 'redis-server')` before. */
export async function startHostedMany(): Promise<HostedMany> {
  const many = await startMany();
  const direct = many.databaseUrl;
  const databaseLine = await startBadLine(direct);
  const through = new URL(direct);
  through.port = new URL(databaseLine.url).port;
  // A door of its own for each process, which leads to the other one while its own doesn't answer.
  const doors = [await startBadLine('http://127.0.0.1:9'), await startBadLine('http://127.0.0.1:9')];
  const answering: (string | undefined)[] = [];
  const leadTo = (index: number) => (url: string | undefined) => {
    answering[index] = url;
    for (const [door, line] of doors.entries()) {
      const next = answering[door] ?? answering.find((each) => each !== undefined);
      if (next !== undefined) line.lead(next);
    }
  };
  const first = await startPlace(many, through.href, leadTo(0));
  const second = await startPlace(many, through.href, leadTo(1));
  const processes = [first, second];
  return {
    doors: doors.map(({ url }) => url),
    redis: many.redis,
    database: { server: many.postgres, direct, line: databaseLine },
    processes,
    owner: async () => {
      const [one, other] = await Promise.all(processes.map(({ server }) => roomsOf(server().url)));
      return (one ?? 0) >= (other ?? 0) ? first : second;
    },
    kept: () => postgresRows(direct),
    log: () =>
      processes.map(({ server }) => server().log().split('\n').slice(-12).join('\n')).join('\n---\n'),
    stop: async () => {
      for (const { server } of processes) server().signal('SIGCONT');
      await many.stop();
      const lines = [...doors, databaseLine, ...processes.map(({ line }) => line)];
      await Promise.all(lines.map((line) => line.stop()));
    },
  };
}
