import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from '../source-tree.ts';

const folder = join(PROJECT, 'assets');

/** One row a file of assets/SOURCES.md: `| path | author | licence | origin |`. */
function listedFiles(markdown: string): Map<string, string[]> {
  const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
  const cells = rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
  return new Map(cells.slice(2).map(([path = '', ...about]) => [path, about]));
}

test('assets/SOURCES.md tells author, licence and origin of each picture, sound and font', () => {
  const files = globSync('**/*.*', { cwd: folder }).filter((path) => path !== 'SOURCES.md');
  const listed = listedFiles(readFileSync(join(folder, 'SOURCES.md'), 'utf8'));
  expect([...listed.keys()].sort()).toEqual(files.map((path) => path.replaceAll('\\', '/')).sort());
  for (const [path, about] of listed) {
    expect({ path, told: about.filter((cell) => cell !== '').length }).toEqual({ path, told: 3 });
  }
});
