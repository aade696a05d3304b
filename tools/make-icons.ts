// Draws the icons of the installed page from assets/page/icons/icon.svg, in the browser of the tests:
// `node tools/make-icons.ts`.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from '../tests/e2e/browser.ts';

const folder = join(import.meta.dirname, '../assets/page/icons');

/** What a maskable icon may lose at its edges: the drawing stays within 80 %, on a full ground. */
const MASKABLE = 0.72;

const ICONS = [
  { file: 'icon-192.png', size: 192, share: 1, ground: 'transparent' },
  { file: 'icon-512.png', size: 512, share: 1, ground: 'transparent' },
  { file: 'icon-180.png', size: 180, share: 1, ground: '#10162f' },
  { file: 'icon-maskable-512.png', size: 512, share: MASKABLE, ground: '#10162f' },
] as const;

const drawing = await readFile(join(folder, 'icon.svg'), 'utf8');
const browser = await launchBrowser();
try {
  const page = await browser.newPage();
  for (const { file, size, share, ground } of ICONS) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>body{margin:0;display:grid;place-items:center;height:100vh;background:${ground}}` +
        `svg{width:${share * 100}%}</style>${drawing}`,
    );
    await page.screenshot({ path: join(folder, file), omitBackground: ground === 'transparent' });
  }
} finally {
  await browser.close();
}
