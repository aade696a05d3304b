// The real server as a process of its own, as `npm start` runs it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../server/src/main.ts');

/** A server process that listens. */
export interface ServerProcess {
  readonly url: string;
  /** All that it has written to standard output so far. */
  readonly output: () => string;
  /** All that it has written to standard error so far: its log. */
  readonly log: () => string;
  readonly pid: number;
  /** Stops it where it stands, or lets it go on. */
  readonly signal: (signal: 'SIGSTOP' | 'SIGCONT') => void;
  /** Ends it as a power cut would. */
  readonly kill: () => Promise<void>;
  readonly isRunning: () => boolean;
  /** Asks it to end; gives its exit code. */
  readonly stop: () => Promise<number | null>;
}

/** How a process that did not start has ended. */
export interface StartFailure {
  readonly code: number | null;
  readonly problem: string;
}

/** The environment of this process without what would set the server, and with `settings`. */
function environment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { PORT: _port, HOST: _host, DATA_DIR: _data, LOG_LEVEL: _level, ...rest } = process.env;
  return { ...rest, ...settings };
}

function launch(
  settings: Readonly<Record<string, string>>,
  options: readonly string[],
  script: string,
): ChildProcess {
  return spawn(process.execPath, [script, ...options], {
    env: environment({ HOST: '127.0.0.1', PORT: '0', ...settings }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function collected(stream: ChildProcess['stdout']): () => string {
  let text = '';
  stream?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return () => text;
}

/** Starts a server and waits until it tells its address. `script` is what Node runs, usually `server/src/main.ts`. */
export async function startProcess(
  settings: Readonly<Record<string, string>>,
  options: readonly string[] = [],
  script = MAIN,
): Promise<ServerProcess> {
  const child = launch(settings, options, script);
  const output = collected(child.stdout);
  const problem = collected(child.stderr);
  const ended = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const port = /http:\/\/localhost:(\d+)/.exec(output())?.[1];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
    void ended.then(() => reject(new Error(problem())));
  });
  return {
    url,
    output,
    log: problem,
    pid: child.pid ?? 0,
    signal: (signal) => void child.kill(signal),
    isRunning: () => child.exitCode === null && child.signalCode === null,
    kill: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
  };
}

/** Starts a server that is to fail, and gives what it says on standard error. */
export async function failToStart(
  settings: Readonly<Record<string, string>>,
  options: readonly string[] = [],
): Promise<StartFailure> {
  const child = launch(settings, options, MAIN);
  const problem = collected(child.stderr);
  await once(child, 'close');
  return { code: child.exitCode, problem: problem() };
}
