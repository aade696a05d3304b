// Several real server processes on one PostgreSQL and one Redis, each with a public address of its own.
import { freePort } from '../deployment/program.ts';
import { type PostgresServer, startPostgres } from '../storage/postgres-server.ts';
import { type RedisServer, startRedis } from '../storage/redis-server.ts';
import { type ServerProcess, startProcess } from './server-process.ts';

/** What the processes share. */
export interface Many {
  readonly postgres: PostgresServer;
  readonly redis: RedisServer;
  readonly databaseUrl: string;
  /** Starts one more process; `settings` come on top. */
  readonly start: (
    settings?: Readonly<Record<string, string>>,
    options?: readonly string[],
  ) => Promise<ServerProcess>;
  /** Ends all processes as a power cut would, then PostgreSQL and Redis. */
  readonly stop: () => Promise<void>;
}

/** Starts PostgreSQL and Redis. Ask `needsProgram(context, 'redis-server')` before. */
export async function startMany(): Promise<Many> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const databaseUrl = await postgres.newDatabase();
  const started: ServerProcess[] = [];
  return {
    postgres,
    redis,
    databaseUrl,
    start: async (settings = {}, options = []) => {
      const port = `${await freePort()}`;
      const shared = { DATABASE_URL: databaseUrl, REDIS_URL: redis.url };
      const server = await startProcess(
        { PORT: port, PUBLIC_ADDRESS: `127.0.0.1:${port}`, ...shared, ...settings },
        options,
      );
      started.push(server);
      return server;
    },
    stop: async () => {
      await Promise.all(started.map((server) => server.kill()));
      await Promise.all([postgres.stop(), redis.stop()]);
    },
  };
}
