// `npm exec -c 'node tests/mutation/run.ts [WORD ...]'`: breaks the engine in every way of mutations.ts (or
// those whose name or file has one of the words), tells which test catches it, and lists the survivors.
import { firstCatch, HUNTERS } from './hunters.ts';
import { MUTATIONS } from './mutations.ts';
import { sandbox } from './sandbox.ts';

const words = process.argv.slice(2);
const chosen = MUTATIONS.filter(
  ({ name, file }) => words.length === 0 || words.some((word) => name.includes(word) || file.includes(word)),
);
const copy = sandbox();
try {
  const sound = await firstCatch(copy, HUNTERS);
  if (sound !== undefined) {
    throw new Error(`the tests "${sound.hunter}" fail for the engine as it is: ${sound.caught}`);
  }
  const counts = new Map<string, number>();
  const survivors: string[] = [];
  for (const mutation of chosen) {
    copy.broken(mutation);
    const hunt = await firstCatch(copy, HUNTERS);
    copy.mended(mutation);
    if (hunt === undefined) survivors.push(`${mutation.file}: ${mutation.name}`);
    else counts.set(hunt.hunter, (counts.get(hunt.hunter) ?? 0) + 1);
    console.log(`${(hunt?.hunter ?? 'SURVIVED').padEnd(10)} ${mutation.file}: ${mutation.name}`);
    if (hunt !== undefined) console.log(`           ${hunt.caught}`);
  }
  console.log([...counts].map(([hunter, count]) => `${hunter} ${count}`).join(', '));
  for (const survivor of survivors) console.log(`survivor: ${survivor}`);
  console.log(`${chosen.length - survivors.length} caught, ${survivors.length} survived`);
  process.exitCode = survivors.length === 0 ? 0 : 1;
} finally {
  copy.remove();
}
