import type { Hunt, Hunter, Sandbox } from './sandbox.ts';

const VITEST = 'node_modules/vitest/vitest.mjs';

/** The tests of the engine, quickest first. A broken engine is handed on until one catches it. */
export const HUNTERS: readonly Hunter[] = [
  { name: 'rules', args: ['tests/mutation/probe.ts'] },
  { name: 'recordings', args: ['tests/mutation/recordings.ts'] },
  { name: 'unit', args: [VITEST, 'run', '--project', 'shared', '--bail', '1', 'shared/src/tcp'] },
  { name: 'golden', args: [VITEST, 'run', '--project', 'whole', '--bail', '1', 'tests/exhaustive'] },
];

/** The first of `hunters` that finds something; undefined where the mutation survives them all. */
export async function firstCatch(sandbox: Sandbox, hunters: readonly Hunter[]): Promise<Hunt | undefined> {
  for (const hunter of hunters) {
    const hunt = await sandbox.hunt(hunter);
    if (hunt.caught !== undefined) return hunt;
  }
  return undefined;
}
