// `npm run golden`: plays the golden matches anew and keeps them, after a change of rules, levels or players that was
// meant. What they came to before and come to now is then a difference to be read before it is committed.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { goldenLevels } from '../tests/golden/golden.ts';

const folder = join(import.meta.dirname, '../tests/golden');
for (const entry of readdirSync(folder, { withFileTypes: true })) {
  if (entry.isDirectory()) rmSync(join(folder, entry.name), { recursive: true });
}
const files = goldenLevels().flatMap(({ replays, summary }) => [...replays, summary]);
for (const { path, text } of files) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
console.log(
  `${files.length} golden files in tests/golden; git diff -- '*/summary.txt' tells what has changed`,
);
