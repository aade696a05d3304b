import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const MODULE = new URL('./garbage-collection.ts', import.meta.url).href;

/** Holds some 80 MiB, lets go of all of it or of nine parts of ten, and tells what the process had before and after a collection, MiB. */
const script = (keptOfTen: number) => `
  const { spareGarbageCollection, thoroughCollection } = await import('${MODULE}');
  spareGarbageCollection();
  const collect = thoroughCollection();
  const resident = () => process.memoryUsage.rss() / 2 ** 20;
  let held = Array.from({ length: 2_000_000 }, (_, index) => ({ index }));
  const before = resident();
  held = held.filter(({ index }) => index % 10 < ${keptOfTen});
  collect();
  console.log(JSON.stringify({ before, after: resident(), held: held.length, global: typeof gc }));
`;

function run(keptOfTen: number): Readonly<Record<'before' | 'after' | 'held' | 'global', unknown>> {
  const told = execFileSync(process.execPath, ['--input-type=module', '-e', script(keptOfTen)]);
  return JSON.parse(told.toString());
}

describe('a thorough collection', () => {
  it.each([
    [0, 'of which nothing is left'],
    [1, 'of which every tenth object is left in each place'],
  ])('gives back to the system what nobody holds, with %i of ten kept, %s', (keptOfTen) => {
    const { before, after, held } = run(keptOfTen);
    expect(held).toBe(keptOfTen * 200_000);
    expect(Number(before) - Number(after)).toBeGreaterThan(40);
  });

  it('leaves the program without a way to call for it', () => {
    expect(run(0).global).toBe('undefined');
  });
});
