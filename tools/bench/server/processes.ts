// The processes of the benchmark: the servers with a probe in them, and the load.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LoadOrder, LoadReply, WindowSeen } from './load.ts';
import type { Subject } from './pairs.ts';
import type { Usage } from './probe.ts';
import { SEED } from './script.ts';

const here = (file: string) => join(import.meta.dirname, file);
const PROBE = here('probe.ts');
const SCRIPTS: Record<Subject, string> = {
  ws: here('ws-relay.ts'),
  colyseus: here('colyseus-relay.ts'),
  game: here('../../../server/src/main.ts'),
};

/** How long a process may take to end, ms. */
const STOP_MS = 10_000;

/** A server that is measured. */
export interface MeasuredServer {
  readonly url: string;
  readonly usage: () => Promise<Usage>;
  /** After a collection of garbage. */
  readonly usageWithoutGarbage: () => Promise<Usage>;
  readonly stop: () => Promise<void>;
}

/** Asks `child`, and waits for the answer with the same number. */
type Ask = <Reply>(order: LoadOrder | 'usage' | 'usage without garbage') => Promise<Reply>;

function askOf(child: ChildProcess): Ask {
  const waiting = new Map<number, PromiseWithResolvers<never>>();
  let id = 0;
  child.on('message', (message: { readonly id: number; readonly reply: never }) => {
    waiting.get(message.id)?.resolve(message.reply);
    waiting.delete(message.id);
  });
  child.once('exit', () => {
    for (const { reject } of waiting.values())
      reject(new Error('a process of the benchmark ended by itself'));
  });
  return (order) => {
    id += 1;
    const answer = Promise.withResolvers<never>();
    waiting.set(id, answer);
    child.send({ id, order });
    return answer.promise;
  };
}

/** Ends a process, by force where it does not end by itself. */
async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(force);
}

/** Starts the server of `subject`; the game keeps its matches in `folder`. `nodeOptions` are for Node itself. */
export async function startServer(
  subject: Subject,
  folder: string,
  nodeOptions: readonly string[] = [],
): Promise<MeasuredServer> {
  const child = fork(SCRIPTS[subject], subject === 'game' ? ['--test-levels', `--test-seed=${SEED}`] : [], {
    execArgv: ['--expose-gc', '--import', PROBE, ...nodeOptions],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: folder,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const port = /http:\/\/localhost:(\d+)/.exec(text)?.[1];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
    child.once('exit', () => reject(new Error(`the server of ${subject} did not start: ${text}`)));
  });
  const ask = askOf(child);
  return {
    url,
    usage: () => ask<Usage>('usage'),
    usageWithoutGarbage: () => ask<Usage>('usage without garbage'),
    stop: () => stopped(child),
  };
}

/** A process of the load. */
export interface LoadProcess {
  readonly do: (order: LoadOrder) => Promise<WindowSeen | undefined>;
  readonly stop: () => Promise<void>;
}

/** Starts a process of the load, without pairs. */
export function startLoad(): LoadProcess {
  const child = fork(here('load.ts'), [], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  const ask = askOf(child);
  return {
    do: async (order) => {
      const reply = await ask<LoadReply>(order);
      if (reply.kind === 'failed') throw new Error(reply.why);
      return reply.kind === 'seen' ? reply.seen : undefined;
    },
    stop: () => stopped(child),
  };
}
