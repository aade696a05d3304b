import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../server/src/storage/sqlite-store.ts';
import { axeFindings } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { holdLesson } from './class-lesson.ts';
import { layoutFaults } from './layout-faults.ts';
import { keptBy, type Overheard, openEars } from './overheard.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { leftOverWords } from './words-left-over.ts';

/** axe takes its time: the screens that have most on them, each whole with LONG=1. */
const LOOKED_AT = [
  'teach-console',
  'lecture-shown',
  'student-poll',
  'projector-strait',
  'teach-report',
  'student-review',
  'script',
];
const LONG = process.env['LONG'] === '1';

/** A token of a seat, a student or a teacher. */
const TOKEN = /(?:[012]\.\d+|[st]\d+)\.[\w-]{43}/;

/** In what of `heard` there is something that `fits`. */
const placesOf = (heard: readonly Overheard[], fits: (text: string) => boolean) => [
  ...new Set(heard.filter(({ text }) => fits(text)).map(({ where }) => where)),
];

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await startTestServer(7);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe('a lesson', () => {
  it('with four students: make, join, ask, lecture, run, freeze, project, report, save, print, delete', async () => {
    const findings: string[] = [];
    const sheets: string[] = [];
    const ears = openEars();
    const kept: Overheard[] = [];
    const shown: string[] = [];
    const seen = await holdLesson({
      browser,
      server,
      language: 'en',
      phone: 'ko',
      onWindow: ears.listen,
      onPrint: async (_name, sheet) => void sheets.push(sheet.subarray(0, 5).toString()),
      onScreen: async (name, { page, visitor }) => {
        if (name.startsWith('projector')) shown.push(await page.content());
        if (name.startsWith('teach') || name.startsWith('student')) kept.push(...(await keptBy(page)));
        const found = [
          ...(await layoutFaults(page)),
          ...(LONG || LOOKED_AT.includes(name) ? await axeFindings(page) : []),
          ...(visitor.language === 'ko' ? await leftOverWords(page) : []),
        ];
        for (const finding of found) findings.push(`${name}: ${finding}`);
      },
    });
    expect(findings).toEqual([]);
    expect(seen.faults).toEqual([]);
    expect(seen.names).toEqual([true, true]);
    // Nobody reads what is right while somebody still answers; then everybody does.
    expect(seen.right).toEqual([0, 4]);
    // A head, and twelve answers of each.
    expect([seen.table.length, seen.table[0]?.[0]]).toEqual([49, 'student']);
    expect(sheets).toEqual(['%PDF-', '%PDF-', '%PDF-']);
    expect(seen.pages['worksheet']).toBe(1);
    // One page to teach by, and what to say on two more at most.
    expect(seen.pages['script']).toBeLessThanOrEqual(3);

    // The teacher's secret is said in one exchange, and kept in the address alone; tokens stand in bodies.
    const { secret, code, names } = seen.confidential;
    const heard = await ears.said();
    expect([secret.length, names.length]).toEqual([22, 4]);
    expect(placesOf([...heard, ...kept], (text) => text.includes(secret))).toEqual([
      'body of POST /api/classes/teacher',
    ]);
    expect(placesOf([...heard, ...kept], (text) => TOKEN.test(text)).toSorted()).toEqual([
      'body of POST /matchmake/joinById/CODE',
      'localStorage',
      'sessionStorage',
    ]);
    expect(shown.length).toBeGreaterThan(3);
    expect(shown.filter((page) => page.includes(secret))).toEqual([]);

    await server.end();
    const lines = server.log().split('\n').filter(Boolean);
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toContain('a match began');
    const told = lines.filter(
      (line) =>
        TOKEN.test(line) || [secret, code, ...names, '127.0.0.1', '::1'].some((word) => line.includes(word)),
    );
    expect(told).toEqual([]);
    const opened = await openSqliteStore(server.dataFolder);
    if (!opened.ok) throw new Error(opened.problem.kind);
    const left = [await opened.value.readClasses(), await opened.value.matchIds()];
    await opened.value.close();
    expect(left).toEqual([[], []]);
  });
});
