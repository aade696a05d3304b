// Programs that a test starts beside the server: proxies, package managers.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { delimiter } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '../eventually.ts';

/** Where Debian keeps programs that a usual PATH may leave out. */
const PATH = [process.env['PATH'], '/usr/sbin', '/sbin'].join(delimiter);

/** A program that runs. */
export interface Running {
  readonly stop: () => Promise<void>;
}

/** A port of this computer that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

/** Waits until the program `name` has said `words` on `stream`; throws with all it has said where it ends before. */
export function says(
  name: string,
  child: ChildProcess,
  stream: 'stdout' | 'stderr',
  words: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child[stream]?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes(words)) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`${name} did not start:\n${said}`)));
  });
}

/** Starts a program and waits until `url` answers, whatever the answer is. */
export async function startProgram(
  command: string,
  args: readonly string[],
  url: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const child: ChildProcess = spawn(command, [...args], {
    env: { ...process.env, PATH, ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let problem = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    problem += chunk.toString();
  });
  const ended = once(child, 'exit');
  await eventually(async () => {
    if (child.exitCode !== null) throw new Error(`${command} ended: ${problem}`);
    await (await fetch(url, { redirect: 'manual' })).arrayBuffer();
  });
  return {
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Runs a program to its end and gives its standard output; throws with what it said where it fails. */
export async function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  const { stdout } = await promisify(execFile)(command, [...args], {
    ...options,
    env: { ...process.env, PATH, ...options.env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}
