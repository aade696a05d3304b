// Pictures of the strait by itself, for eyes: `node tests/visual/strait-shots.ts [SCENE[@MOOD][:side[:WIDTHxHEIGHT[:r]]]]...`
// writes them to test-results/strait/. `r` is `canvas` (the usual), `webgl`, `still` or `contrast`; the scene `level`
// is the one that shows the mood's level. Without arguments: every mood in every size.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createServer } from 'vite';
import { MOODS } from '../../client/src/model/strait-model.ts';
import { launchBrowser } from '../e2e/browser.ts';

const SIZES = ['360x220', '820x500', '1366x480', '1920x1080'];
/** Levels whose picture has more to show at the server's harbour. */
const SERVERS = ['late-night', 'overcast', 'snow', 'rain', 'eerie'];
const root = join(import.meta.dirname, '../../client');
const folder = join(import.meta.dirname, '../../test-results/strait');

const wanted = process.argv.slice(2);
const all = MOODS.flatMap((mood) =>
  SIZES.map((size) => `level@${mood}:${SERVERS.includes(mood) ? 'server' : 'client'}:${size}`),
);
const shots = wanted.length > 0 ? wanted : all;

await mkdir(folder, { recursive: true });
const server = await createServer({
  root,
  configFile: join(root, 'vite.config.ts'),
  logLevel: 'warn',
  server: { port: 0 },
});
await server.listen();
const address = server.resolvedUrls?.local[0];
const browser = await launchBrowser();
try {
  for (const shot of shots) {
    const [picture = 'crossing', side = 'client', size = '820x500', look = 'canvas'] = shot.split(':');
    const [width = 820, height = 500] = size.split('x').map(Number);
    const page = await browser.newPage({ viewport: { width, height } });
    page.on('pageerror', (error) => console.error(`${shot}: ${error.message}`));
    page.on(
      'console',
      (message) => message.type() === 'error' && console.error(`${shot}: ${message.text()}`),
    );
    const [scene = '', mood = 'night'] = picture.split('@');
    const extra = look === 'still' || look === 'contrast' ? `&${look}=1` : '';
    await page.goto(
      `${address}dev/strait.html?scene=${scene}&mood=${mood}&side=${side}&r=${look === 'webgl' ? 'webgl' : 'canvas'}${extra}`,
    );
    await page.locator('[data-strait=ready]').waitFor({ timeout: 60_000 });
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(folder, `${shot.replaceAll(/[:@]/g, '-')}.png`), timeout: 60_000 });
    console.log(shot);
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
