// The content security policy of the page, and those who watch over it in all the other tests: they see what breaks it.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { takeFaults } from './page-watch.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { DESK, visit } from './visited-page.ts';

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer(7)]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** What a page must not do, and the directive that forbids it. */
const FORBIDDEN: readonly (readonly [string, string])[] = [
  ['script-src', "try { new Function('1')(); } catch {}"],
  ['script-src', "try { eval('1'); } catch {}"],
  ['script-src-attr', "document.body.insertAdjacentHTML('beforeend', '<p onclick=\"1\">')"],
  ['script-src-elem', "document.head.append(Object.assign(document.createElement('script'), { text: '1' }))"],
  ['style-src-attr', "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">')"],
  ['img-src', "new Image().src = 'https://example.com/a.png'"],
  ['connect-src', "fetch('https://example.com/').catch(() => undefined)"],
  ['frame-src', "document.body.append(Object.assign(document.createElement('iframe'), { src: '/' }))"],
];

it('what breaks the policy is stopped, and seen', async () => {
  const visited = await visit(browser, server.url, DESK);
  await visited.page.getByRole('button', { name: visited.words.menu.playAlone }).waitFor();
  expect(takeFaults()).toEqual([]);
  for (const [directive, script] of FORBIDDEN) {
    // From a task of the page itself: what the test evaluates is not held to the policy.
    await visited.page.evaluate((text) => void setTimeout(new Function(text) as () => void), script);
    await expect.poll(() => takeFaults().join('\n')).toContain(`breach of ${directive}: `);
  }
  await visited.close();
  takeFaults();
});
