// `npm run golden`: plays the golden matches anew and keeps them, after a change of rules, levels or players that was
// meant. What they came to before and come to now is then a difference to be read before it is committed.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RULES_VERSION } from '@syn-or-swim/shared/replay/recording.ts';
import { goldenLevels, goldenRules, RULES_PATH, wantsNewVersion } from '../tests/golden/golden.ts';

const folder = join(import.meta.dirname, '../tests/golden');
const levels = goldenLevels();
const rules = goldenRules(levels, RULES_VERSION);
if (wantsNewVersion(JSON.parse(readFileSync(join(folder, RULES_PATH), 'utf8')), rules)) {
  console.error(
    'The golden matches come to something else, so matches under way would be judged by other rules than they were\n' +
      'begun with: raise RULES_VERSION in shared/src/replay/recording.ts, and run this again. Nothing was changed.',
  );
  process.exit(1);
}
for (const entry of readdirSync(folder, { withFileTypes: true })) {
  if (entry.isDirectory()) rmSync(join(folder, entry.name), { recursive: true });
}
const files = levels.flatMap(({ replays, summary }) => [...replays, summary]);
for (const { path, text } of files) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
writeFileSync(join(folder, RULES_PATH), `${JSON.stringify(rules, null, 2)}\n`);
console.log(
  `${files.length} golden files in tests/golden; git diff -- '*/summary.txt' tells what has changed`,
);
