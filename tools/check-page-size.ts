import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildIfStale, CLIENT_FOLDER } from './client-sources.ts';

/** What the page may weigh, in thousands of bytes after gzip, as a school's network carries it. */
const BUDGETS = {
  /** The title screen: index.html, the scripts and styles it names, and the Latin font. */
  menu: 100,
  /** The largest script: Phaser and the scenes, loaded after the menu. */
  'largest script': 200,
  /** All scripts and styles that a match with a friend takes, in English. */
  'match with a friend': 350,
} as const;

type Sizes = Readonly<Record<keyof typeof BUDGETS, number>>;

async function measure(): Promise<Sizes> {
  const html = await readFile(join(CLIENT_FOLDER, 'index.html'), 'utf8');
  const sizes = new Map<string, number>();
  for (const name of await readdir(join(CLIENT_FOLDER, 'assets'))) {
    sizes.set(
      name,
      gzipSync(await readFile(join(CLIENT_FOLDER, 'assets', name)), { level: 9 }).length / 1000,
    );
  }
  const sum = (wanted: (name: string) => boolean): number =>
    [...sizes].reduce((total, [name, size]) => total + (wanted(name) ? size : 0), 0);
  return {
    menu:
      gzipSync(html).length / 1000 + sum((name) => html.includes(name) || name.startsWith('game-kr-latin')),
    'largest script': Math.max(...[...sizes].map(([name, size]) => (name.endsWith('.js') ? size : 0))),
    'match with a friend': sum((name) => /[.](?:js|css)$/.test(name) && !/^solo-|-ko-/.test(name)),
  };
}

if (!(await buildIfStale())) process.exit(1);
for (const [what, size] of Object.entries(await measure())) {
  const budget = BUDGETS[what as keyof typeof BUDGETS];
  console.log(`measured: ${what}: ${size.toFixed(1)} of ${budget} kB`);
  if (size > budget) {
    console.error(
      `The page grew too large (${what}): see client/dist/assets for what weighs, and load it later or leave it out.`,
    );
    process.exitCode = 1;
  }
}
