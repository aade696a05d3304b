// The strait by itself, in both renderers, on its own page (client/dev/strait.html): what a type check can't see of
// Phaser's parts and what software WebGL does to pictures.
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { pixelsLike, unlikeness } from './pixels-like.ts';

const LONG = process.env['LONG'] === '1';

const root = join(import.meta.dirname, '../../client');
let server: ViteDevServer;
let browser: Browser;

beforeAll(async () => {
  const configFile = join(root, 'vite.config.ts');
  server = await createServer({ root, configFile, logLevel: 'error', server: { port: 0, watch: null } });
  await server.listen();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

/** The page with the strait drawn as `query` says, and what went wrong on it. */
async function openStrait(query: string): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage({ viewport: { width: 820, height: 500 } });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${server.resolvedUrls?.local[0]}dev/strait.html?${query}`);
  await page.locator('[data-strait=ready]').waitFor({ timeout: 90_000 });
  await page.evaluate(() => document.fonts.ready);
  return { page, errors };
}

/** SYN, ACK, FIN, RST, and the light plates on the hulls. */
const COLOURS = ['#4CC9F0', '#80ED99', '#FF7AB8', '#FF9F1C', '#EEF1FF'];

test('WebGL shows what Canvas shows: every flag, every plate, whole in each frame', async () => {
  const { page: drawn, errors } = await openStrait('scene=crossing&r=canvas');
  const expected = await pixelsLike(drawn, COLOURS);
  await drawn.close();
  const { page, errors: others } = await openStrait('scene=crossing&r=webgl');
  for (let frame = 0; frame < 4; frame++) {
    const seen = await pixelsLike(page, COLOURS);
    for (const [index, colour] of COLOURS.entries()) {
      const count = expected[index] ?? 0;
      expect({ colour, enough: count > 250 }).toEqual({ colour, enough: true });
      const ratio = (seen[index] ?? 0) / count;
      expect({ colour, frame, ratio, alike: ratio > 0.85 && ratio < 1.18 }).toMatchObject({ alike: true });
    }
  }
  expect([...errors, ...others]).toEqual([]);
  await page.close();
});

/** What each picture is about must be there in both renderers: the scene, the mood, and colours of its own. */
const PICTURES = [
  { query: 'scene=wall&side=server&mood=overcast', colours: ['#D93A34', '#FF8A7F'] },
  { query: 'scene=sleepers&side=server&mood=snow', colours: ['#7C6BD0', '#F4F6FF'] },
  { query: 'scene=ghosts&side=server&mood=eerie', colours: ['#EBC088', '#F2B84B'] },
  { query: 'scene=goodbyes&side=client&mood=sunset', colours: ['#F2B45A', '#E8ECFF'] },
];

test.each(LONG ? PICTURES : PICTURES.slice(0, 1))(
  '$query: WebGL and Canvas show the same picture, with what it is about',
  async (picture) => {
    const { page: drawn, errors } = await openStrait(`${picture.query}&r=canvas&still=1`);
    const { page: lit, errors: others } = await openStrait(`${picture.query}&r=webgl&still=1`);
    for (const page of [drawn, lit]) {
      const counts = await pixelsLike(page, picture.colours);
      expect(counts.map((count) => count > 40)).toEqual(picture.colours.map(() => true));
    }
    // Sums of colours over a coarse grid differ by rounding alone, in parts of 255.
    expect(await unlikeness(drawn, lit)).toBeLessThan(12);
    expect([...errors, ...others]).toEqual([]);
    await Promise.all([drawn.close(), lit.close()]);
  },
);

test('taps and a flick on the water are reported; the canvas is no part of the accessibility tree', async () => {
  const { page, errors } = await openStrait('scene=opening&r=canvas&still=1');
  const [before = 0] = await pixelsLike(page, ['#80ED99']);
  // The ACK flag of the chest: hoisted, it hangs on the mast and has left a pale place.
  await page.mouse.click(667, 467);
  await expect.poll(async () => (await pixelsLike(page, ['#80ED99']))[0] !== before).toBe(true);
  await page.mouse.move(310, 360);
  await page.mouse.down();
  await page.mouse.move(380, 362, { steps: 3 });
  await page.mouse.up();
  expect(await page.title()).toBe('sent');
  expect(await page.locator('canvas').getAttribute('aria-hidden')).toBe('true');
  expect(errors).toEqual([]);
  await page.close();
});

test('it fits itself to its element, rests when nothing moves, and leaves nothing behind', async () => {
  const { page, errors } = await openStrait('scene=opening&r=canvas&still=1');
  await page.setViewportSize({ width: 360, height: 240 });
  const size = () => page.locator('canvas').evaluate((canvas) => [canvas.clientWidth, canvas.clientHeight]);
  await expect.poll(size).toEqual([360, 240]);
  const framesAsked = await page.evaluate(async () => {
    let asked = 0;
    const ask = globalThis.requestAnimationFrame;
    globalThis.requestAnimationFrame = (callback) => {
      asked += 1;
      return ask(callback);
    };
    await new Promise((resolve) => setTimeout(resolve, 700));
    return asked;
  });
  expect(framesAsked).toBe(0);
  await page.locator('#strait').dispatchEvent('dblclick');
  await expect.poll(() => page.locator('canvas').count()).toBe(0);
  expect(errors).toEqual([]);
  await page.close();
});
