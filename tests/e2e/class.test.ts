import { mkdirSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classEn } from '../../client/src/i18n/class-en.ts';
import { classKo } from '../../client/src/i18n/class-ko.ts';
import { openSqliteStore } from '../../server/src/storage/sqlite-store.ts';
import { launchBrowser } from './browser.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { DESK, PHONE, type VisitedPage, visit } from './visited-page.ts';

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

const textsOf = ({ words }: VisitedPage) => (words.language === 'ko' ? classKo : classEn);

/** Where pictures of the screens go; nowhere unless asked for. */
const SHOTS = process.env['SHOTS'];

async function shot({ page }: VisitedPage, name: string): Promise<void> {
  if (SHOTS === undefined) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
}

const press = ({ page }: VisitedPage, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click();

/** Answers every question of the form with its first option. */
async function answerAll(student: VisitedPage): Promise<void> {
  const { page } = student;
  const { student: texts } = textsOf(student);
  for (let number = 1; number <= 6; number += 1) {
    await page.getByRole('heading', { name: texts.question(number, 6) }).waitFor();
    await page.getByRole('radio').first().check();
    await press(student, texts.answer);
  }
  await page.getByText(texts.answersDone).waitFor();
}

describe('a lesson', () => {
  it('with four students: make, join, ask, run, freeze, project, report, save, delete', async () => {
    const teacher = await visit(browser, server.url, DESK, '/teach');
    const { teacher: words } = classEn;
    await shot(teacher, 'teach-make');
    await press(teacher, words.make);
    await teacher.page.getByText(words.nobody).waitFor();
    const code = await teacher.page.locator('.class-code').innerText();
    const ownAddress = teacher.page.url();

    // Two by the link of the QR code, one by the code on the page for students, one by the code on the title.
    const students = [
      await visit(browser, server.url, PHONE, `/join?code=${code}`),
      await visit(browser, server.url, DESK, `/join?code=${code}`),
      await visit(browser, server.url, DESK, '/join'),
      await visit(browser, server.url, DESK),
    ];
    const [first, second, third, fourth] = students as [VisitedPage, VisitedPage, VisitedPage, VisitedPage];
    await shot(third, 'join-code');
    // The title, which has such a field too, is there until the part for students is loaded.
    await third.page.getByRole('textbox', { name: classEn.student.code }).fill(code.toLowerCase());
    await press(third, classEn.student.join);
    await fourth.page.getByRole('textbox', { name: fourth.words.menu.code }).fill(code);
    await press(fourth, fourth.words.menu.join);
    for (const student of students) await student.page.getByText(textsOf(student).student.waiting).waitFor();
    await shot(first, 'student-waiting-ko');
    await teacher.page.getByText(words.count(4, 4)).waitFor();
    const before = await first.page.locator('.class-name').innerText();
    await press(first, classKo.student.otherName);
    await expect.poll(() => first.page.locator('.class-name').innerText()).not.toBe(before);
    await shot(teacher, 'teach-console');

    await press(teacher, words.ask);
    for (const student of students.slice(0, 1)) await shot(student, 'student-question-ko');
    await Promise.all(students.map(answerAll));
    await teacher.page.getByText(words.answered(24, 24)).waitFor();
    await press(teacher, words.stopAsking);

    await teacher.page.getByRole('button', { name: /^Start Level 1/ }).click();
    for (const student of students) await student.page.locator('.countdown').waitFor();
    await server.moveClock(8000);
    for (const student of students) {
      const heading = student.words.play.sockets.heading;
      await student.page.getByRole('region', { name: heading }).waitFor();
    }
    await server.moveClock(1000);
    await teacher.page.locator('.class-tile').nth(1).waitFor();
    await shot(teacher, 'teach-wall');
    await press(teacher, words.freeze);
    for (const student of students) await student.page.getByText(textsOf(student).student.frozen).waitFor();
    await shot(second, 'student-frozen');
    await press(teacher, words.thaw);
    await second.page.getByText(classEn.student.frozen).waitFor({ state: 'hidden' });

    // A reload brings the same seat back; the teacher's page too, by its own address.
    await second.page.reload();
    await second.page.getByRole('region', { name: second.words.play.sockets.heading }).waitFor();
    await teacher.page.goto('about:blank');
    await teacher.page.goto(ownAddress);
    await teacher.page.getByText(words.count(4, 4)).waitFor();

    await press(teacher, words.projector);
    await teacher.page.getByText(words.table).waitFor();
    const projected = await teacher.page.locator('main').innerText();
    await shot(teacher, 'projector');
    await press(teacher, words.showNames);
    const named = await teacher.page.locator('main').innerText();
    expect([projected.includes(words.pair(1)), named.includes(words.pair(1))]).toEqual([true, false]);
    await press(teacher, words.leaveProjector);

    await press(teacher, words.endRound);
    for (const student of students)
      await student.page.getByText(textsOf(student).student.afterMatch).waitFor();
    await press(teacher, words.makeReport);
    await teacher.page.getByText(words.noGain).waitFor();
    await shot(teacher, 'teach-report');
    const [download] = await Promise.all([
      teacher.page.waitForEvent('download'),
      press(teacher, words.tables.answers),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const rows = parse(Buffer.concat(chunks), { bom: true }) as string[][];
    expect([rows.length, rows[0]?.[0]]).toEqual([25, 'student']);
    await teacher.page.emulateMedia({ media: 'print' });
    const sheet = await teacher.page.pdf({ format: 'A4' });
    expect(sheet.subarray(0, 5).toString()).toBe('%PDF-');
    await teacher.page.emulateMedia({ media: 'screen' });

    teacher.page.once('dialog', (dialog) => void dialog.accept());
    await press(teacher, words.deleteClass);
    await teacher.page.getByText(words.gone).waitFor();
    for (const student of students) await student.page.getByRole('alert').waitFor();
    await shot(first, 'student-class-over-ko');
    expect([teacher, ...students].flatMap(({ faults }) => faults)).toEqual([]);
    for (const visited of [teacher, ...students]) await visited.close();
    await server.end();
    const opened = await openSqliteStore(server.dataFolder);
    if (!opened.ok) throw new Error(opened.problem.kind);
    const left = [await opened.value.readClasses(), await opened.value.matchIds()];
    await opened.value.close();
    expect(left).toEqual([[], []]);
  });
});
