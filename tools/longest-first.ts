import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest, longest first, of each step of `npm test`. One that starts late is under way alone at the
 * end, and the other processors wait for it; where it has never run Vitest can only go by its size.
 */
export const LONGEST: readonly string[] = [
  'server/src/cli.test.ts',
  'server/src/storage/sqlite-store.test.ts',
  'tests/faults/faults.test.ts',
  'tests/simulation/simulation.test.ts',
  'tests/storage/stores.test.ts',
  'tests/deployment/many-proxies.test.ts',
  'tests/storage/class-storage.test.ts',
  'tests/export/export.test.ts',
  'tests/simulation/misconceptions.test.ts',
  'tests/kernel/level.test.ts',
  'tests/simulation/levels.test.ts',
  'tests/storage/upgrade.test.ts',
  'tests/kernel/kernel.test.ts',
  'tests/architecture/import-rules.test.ts',
  'tests/rooms/many.test.ts',
  'tests/rooms/kill.test.ts',
  'tests/rooms/bad-wifi.test.ts',
  'tests/rooms/process.test.ts',
  'tests/e2e/screens.test.ts',
  'tests/e2e/around.test.ts',
  'tests/e2e/coming-back.test.ts',
  'tests/e2e/two-processes.test.ts',
];

function place({ moduleId }: TestSpecification): number {
  const found = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}`));
  return found < 0 ? LONGEST.length : found;
}

/** Starts the files that take longest first, then the others in Vitest's own order. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => place(one) - place(other));
  }
}
