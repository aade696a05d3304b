import { expect, test } from 'vitest';
import { webResponse } from '../../server/src/kernel/web-page.ts';
import { charactersOfTexts } from '../../tools/subset-fonts.ts';

test('the font of the page has every character that the web server behind the real kernel sends', async () => {
  const characters = new Set(await charactersOfTexts());
  const pages = ['/', '/lighthouse', '/nowhere'].map((path) => webResponse(path, true).body).join('');
  const missing = [...new Set(pages)].filter((character) => character !== '\n' && !characters.has(character));
  expect(missing).toEqual([]);
});
