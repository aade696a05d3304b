// docs/inventory.md lists the items that there are, with the sections and beliefs that they have.
import { readFile } from 'node:fs/promises';
import { ITEMS, VERSIONS } from '@syn-or-swim/shared/classroom/inventory/items.ts';
import { expect, it } from 'vitest';

it('the table of docs/inventory.md is the one of the items', async () => {
  const lines = ITEMS.map(({ id, idea, source, options }) => {
    const beliefs = VERSIONS.map((version) =>
      [...new Set(options[version])].filter((meaning) => meaning.startsWith('M')).join(' '),
    );
    return `| ${[id, idea, source.a, source.b, ...beliefs].join(' | ')} |`;
  });
  const document = await readFile(new URL('../../docs/inventory.md', import.meta.url), 'utf8');
  expect(document.split('\n').slice(-ITEMS.length - 1, -1)).toEqual(lines);
});
