// A real Redis of its own for a test file: Debian's redis-server on a free port, with nothing kept on the disk.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { freePort, says } from '../deployment/program.ts';

/** A Redis server that listens on this machine alone. */
export interface RedisServer {
  /** As `REDIS_URL` takes it. */
  readonly url: string;
  /** Ends it at once, with all that it has. */
  readonly cut: () => Promise<void>;
  /** Starts it again on the same port, empty. */
  readonly restore: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts Redis. Ask `needsProgram(context, 'redis-server')` before. */
export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  let child = await launched(port);
  const cut = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    cut,
    restore: async () => {
      child = await launched(port);
    },
    stop: cut,
  };
}

async function launched(port: number): Promise<ChildProcess> {
  const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', tmpdir()];
  const child = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'pipe'] });
  await says('Redis', child, 'stdout', 'Ready to accept connections');
  return child;
}
