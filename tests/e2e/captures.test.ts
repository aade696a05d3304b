// Real captures in a real browser: dropped, chosen, told, refused; nothing of them leaves the page.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaptureTexts } from '../../client/src/i18n/capture-en.ts';
import { loadCaptureTexts } from '../../client/src/i18n/load-capture.ts';
import { launchBrowser } from './browser.ts';
import { layoutFaults } from './layout-faults.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { DESK, PHONE, type VisitedPage, type Visitor, visit } from './visited-page.ts';

const CAPTURES = join(import.meta.dirname, '../data/tcp/captures');

const SAMPLES = join(import.meta.dirname, '../../assets/page/captures');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer(3)]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

interface CapturePage extends VisitedPage {
  readonly texts: CaptureTexts;
  /** Addresses that were asked for since the page stood. */
  readonly asked: readonly string[];
}

async function open(visitor: Visitor): Promise<CapturePage> {
  const visited = await visit(browser, server.url, visitor);
  const { page, words } = visited;
  await page.getByRole('button', { name: words.menu.capture, exact: true }).click();
  const { page: texts } = await loadCaptureTexts(visitor.language);
  await page.getByRole('heading', { name: texts.heading, level: 1 }).waitFor();
  const asked: string[] = [];
  page.on('request', (request) => {
    // A file of the page itself, asked for without a body, tells nobody of the capture.
    if (request.postData() !== null || !request.url().startsWith(`${server.url}/assets/`)) {
      if (!request.url().startsWith('blob:')) asked.push(`${request.method()} ${request.url()}`);
    }
  });
  return { ...visited, texts, asked };
}

/** Drops a file of these octets, as from a folder of the desk. */
async function drop(page: Page, name: string, octets: Uint8Array, onto: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ name: fileName, data }) => {
      const files = new DataTransfer();
      files.items.add(new File([Uint8Array.from(data)], fileName));
      return files;
    },
    { name, data: [...octets] },
  );
  const field = page.getByRole('region', { name: onto });
  for (const event of ['dragover', 'drop']) await field.dispatchEvent(event, { dataTransfer: transfer });
}

async function expectFit({ page, faults }: CapturePage): Promise<void> {
  expect(await layoutFaults(page)).toEqual([]);
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(
    violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`)),
  ).toEqual([]);
  expect(faults).toEqual([]);
}

/** The ladder's rows as they are read out. */
function rows(page: Page, texts: CaptureTexts): Promise<readonly string[]> {
  const ladder = page.getByRole('region', { name: texts.ladder.heading });
  return ladder.getByRole('listitem').allInnerTexts();
}

describe('a capture of a real connection', () => {
  it('is dropped and becomes a ladder with the states of both ends', async () => {
    const opened = await open(DESK);
    const { page, texts } = opened;
    const octets = await readFile(join(CAPTURES, 'lost-fin/a.pcap'));
    await drop(page, 'lost-fin.pcap', octets, texts.drop);
    await page.getByRole('heading', { name: texts.list.heading }).waitFor();
    const told = (await rows(page, texts)).join('\n');
    for (const state of ['SYN_SENT', 'ESTABLISHED', 'FIN_WAIT_1', 'FIN_WAIT_2', 'TIME_WAIT']) {
      expect(told).toContain(state);
    }
    expect(told).toContain(texts.notes['closes-first']);
    expect(told).toMatch(/Retransmission of segment \d+/);
    await page
      .getByText(texts.unseen['may-have-ended']('', 'TIME_WAIT').replace(/^TIME_WAIT of {2}/, ''))
      .waitFor();
    await expectFit(opened);
    // The other end is near: the states of the peer are sure then.
    await page.getByRole('radio', { name: texts.place.choices[1] }).check();
    await page.getByRole('radio', { name: texts.place.choices.both }).check();
    expect((await rows(page, texts)).join('\n')).not.toContain('…');
    expect(opened.asked).toEqual([]);
    await opened.close();
  });

  it('is chosen on a phone, in Korean', async () => {
    const opened = await open(PHONE);
    const { page, texts } = opened;
    await page.getByLabel(texts.choose).setInputFiles(join(SAMPLES, 'close-wait-leak.pcap'));
    await page.getByRole('heading', { name: texts.stuck.heading }).waitFor();
    await page.getByRole('heading', { name: /CLOSE_WAIT/ }).waitFor();
    await expectFit(opened);
    await opened.close();
  });

  it('is refused with a clear word where it is none, broken, or empty', async () => {
    const opened = await open(DESK);
    const { page, texts } = opened;
    const whole = await readFile(join(CAPTURES, 'lost-fin/a.pcap'));
    const broken = Uint8Array.from(whole);
    broken.fill(0xff, 24 + 8, 24 + 12);
    const cases = [
      [
        'text.pcap',
        new TextEncoder().encode('this is no capture, whatever its name says'),
        texts.problems['no-capture'],
      ],
      ['empty.pcap', new Uint8Array(0), texts.problems.empty],
      ['broken.pcap', broken, texts.problems.broken(24)],
    ] as const;
    for (const [name, octets, said] of cases) {
      await drop(page, name, octets, texts.drop);
      await page.getByRole('alert').getByText(said).waitFor();
    }
    await drop(page, 'cut.pcap', whole.subarray(0, whole.length - 10), texts.drop);
    await page.getByText(texts.cutOff).waitFor();
    await expectFit(opened);
    await opened.close();
  });

  it('may be one of those that go with the page', async () => {
    const opened = await open({ ...DESK, language: 'ko' });
    const { page, texts } = opened;
    for (const name of Object.values(texts.sampleNames)) {
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByRole('heading', { name: texts.ladder.heading }).waitFor();
      await page.reload();
      await page.getByRole('button', { name: opened.words.menu.capture, exact: true }).click();
    }
    await opened.close();
  });
});
