import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../server/src/storage/sqlite-store.ts';
import { axeFindings } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { holdLesson } from './class-lesson.ts';
import { layoutFaults } from './layout-faults.ts';
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
    const seen = await holdLesson({
      browser,
      server,
      language: 'en',
      phone: 'ko',
      onPrint: async (_name, sheet) => void sheets.push(sheet.subarray(0, 5).toString()),
      onScreen: async (name, { page, visitor }) => {
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

    await server.end();
    const opened = await openSqliteStore(server.dataFolder);
    if (!opened.ok) throw new Error(opened.problem.kind);
    const left = [await opened.value.readClasses(), await opened.value.matchIds()];
    await opened.value.close();
    expect(left).toEqual([[], []]);
  });
});
