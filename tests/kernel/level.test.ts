// The level against the real kernel, played through by a script over the real device: by a stack, four times as fast
// as by hand.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, type TestContext, test } from 'vitest';
import type { KernelOutcome } from '../../server/src/commands/kernel.ts';
import { KERNEL_LEVEL } from '../../shared/src/levels/kernel-level.ts';
import { eventually } from '../eventually.ts';
import { needsProgram, needsTunDevice } from '../needs.ts';

const CLI = join(import.meta.dirname, '../../server/src/cli.ts');
const CHILD = join(import.meta.dirname, '../../server/src/kernel/namespace-program.ts');
const PACE = '4';
/** Another than any other test has, so that its child is known by its limit. */
const OTHER_PACE = 7;
/** In its weather more than a third of all boats is lost. */
const ROUGH_SEED = '249';
const LIMIT = 150_000;
const LOOK_EVERY = 50;

const run = promisify(execFile);

/** How long the child of a match at `pace` may live. */
function limitAt(pace: number): number {
  return Math.ceil(KERNEL_LEVEL.timing.round / pace) + 10_000;
}

/** The children in namespaces that a match of this length, played from this work tree, has started. */
function childrenOf(limit: number): readonly string[] {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return readFileSync(`/proc/${name}/cmdline`, 'latin1').endsWith(`${CHILD}\0${limit}\0`);
    } catch {
      // It has ended meanwhile.
      return false;
    }
  });
}

/** Waits until `holds`, which it does within seconds or never. */
async function until(holds: () => boolean): Promise<void> {
  await eventually(() => expect(holds()).toBe(true), { interval: LOOK_EVERY });
}

function needsKernel(context: TestContext): void {
  needsProgram(context, 'perl');
  needsProgram(context, 'ip');
  needsTunDevice(context);
}

test('both pages are fetched whole with a third of the boats lost, and the log replays without the kernel', {
  timeout: LIMIT,
}, async (context) => {
  needsKernel(context);
  const folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-kernel-'));
  const file = join(folder, 'match.json');
  try {
    const asked = ['kernel', '--seed', ROUGH_SEED, '--pace', PACE, '--record', file, '--json'];
    const played = await run(process.execPath, [CLI, ...asked], { timeout: LIMIT });
    const { boats, lost, kernelRepeats, pages, points, par, hash }: KernelOutcome = JSON.parse(played.stdout);
    console.log(
      `measured: ${lost} of ${boats} boats lost before a real kernel, which repeated ${kernelRepeats} times`,
    );
    expect(pages.map(({ whole }) => whole)).toEqual([true, true]);
    expect(pages.every(({ text }) => text.startsWith('HTTP/1.1 200 OK\r\n'))).toBe(true);
    expect(lost * 3).toBeGreaterThanOrEqual(boats);
    expect(points).toBe(par);
    const again = await run(process.execPath, [CLI, 'replay', file, '--json']);
    expect(JSON.parse(again.stdout)).toMatchObject({ points, hash, verified: true });
    expect(childrenOf(limitAt(Number(PACE)))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test(
  'a child in its namespace ends with the process that started it, however that ends',
  async (context) => {
    needsKernel(context);
    const playing = spawn(process.execPath, [CLI, 'kernel', '--pace', String(OTHER_PACE)], {
      stdio: 'ignore',
    });
    const children = () => childrenOf(limitAt(OTHER_PACE));
    await until(() => children().length === 1);
    playing.kill('SIGKILL');
    await until(() => children().length === 0);
  },
  LIMIT,
);
