// A server for tests whose process goes again and again, while the folder of its data stays.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { post } from './raw-seat.ts';
import { startProcess } from './server-process.ts';

/** A folder, and the process that runs on it. */
export interface ServerOnDisk {
  /** The address of the process that runs now. */
  readonly url: string;
  readonly folder: string;
  /** Lets `ms` go by on its clock. */
  readonly pass: (ms: number) => Promise<void>;
  /** Starts another process where the one before has ended. Its clock stands where that of any new one does. */
  readonly start: () => Promise<void>;
  /** Ends the process as a power cut would. */
  readonly kill: () => Promise<void>;
  /** Asks it to end; gives its exit code. */
  readonly stop: () => Promise<number | null>;
  /** Ends it, and deletes the folder. */
  readonly remove: () => Promise<void>;
}

/** Starts a server with `settings` on a new folder; its clock stands until a test lets time go by. */
export async function startOnDisk(settings: Readonly<Record<string, string>> = {}): Promise<ServerOnDisk> {
  const folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-server-'));
  const started = () => startProcess({ ...settings, DATA_DIR: folder }, ['--test-clock']);
  let running = await started();
  return {
    get url() {
      return running.url;
    },
    folder,
    pass: async (ms) => {
      const moved = await post(`${running.url}/test/clock`, { by: ms });
      if (!moved.ok) throw new Error(`the clock was not moved: ${moved.status}`);
    },
    start: async () => {
      running = await started();
    },
    kill: () => running.kill(),
    stop: () => running.stop(),
    remove: async () => {
      await running.kill();
      rmSync(folder, { recursive: true });
    },
  };
}
