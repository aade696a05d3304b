// A lesson in real browsers: one teacher and four students, from the first click to nothing left.
import { mkdirSync, writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classEn } from '../../client/src/i18n/class-en.ts';
import { classKo } from '../../client/src/i18n/class-ko.ts';
import { lessonEn } from '../../client/src/i18n/lesson-en.ts';
import { sandboxEn } from '../../client/src/i18n/sandbox-en.ts';
import { openSqliteStore } from '../../server/src/storage/sqlite-store.ts';
import { launchBrowser } from './browser.ts';
import { sendBoat, sitDown } from './player.ts';
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
const { teacher: words, poll: pollWords, projector: onWall, report: reportWords } = classEn;

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

/** The pages of the PDF that the teacher would print. */
async function printed({ page }: VisitedPage, name: string): Promise<number> {
  await page.emulateMedia({ media: 'print' });
  const sheet = await page.pdf({ preferCSSPageSize: true });
  await page.emulateMedia({ media: 'screen' });
  if (SHOTS !== undefined) writeFileSync(`${SHOTS}/${name}.pdf`, sheet);
  expect(sheet.subarray(0, 5).toString()).toBe('%PDF-');
  return sheet.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

/** Make, join by link and by code, names, the questions before. */
async function gather(): Promise<{
  readonly teacher: VisitedPage;
  readonly students: readonly VisitedPage[];
  readonly ownAddress: string;
}> {
  const teacher = await visit(browser, server.url, DESK, '/teach');
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
  const [first, , third, fourth] = students as [VisitedPage, VisitedPage, VisitedPage, VisitedPage];
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
  await press(teacher, words.projector);
  await teacher.page.getByRole('img', { name: words.qr }).waitFor();
  await shot(teacher, 'projector-joining');
  await press(teacher, words.leaveProjector);
  return { teacher, students, ownAddress };
}

/** The lecture: a boat, what comes, the answers, the step. */
async function lecture(teacher: VisitedPage, students: readonly VisitedPage[]): Promise<void> {
  const { page } = teacher;
  await press(teacher, pollWords.lecture);
  const client = page.getByRole('region', { name: sandboxEn.sides.client });
  await client.getByRole('button', { name: 'SYN', exact: true }).click();
  await client.getByRole('button', { name: sandboxEn.send, exact: true }).click();
  await press(teacher, sandboxEn.decisions.arrive);
  await press(teacher, pollWords.asks.send('server'));
  await shot(teacher, 'lecture-asked');
  for (const student of students) {
    await student.page.getByText(textsOf(student).poll.hint).waitFor();
    await student.page.getByRole('radio').first().check();
  }
  await page.getByText(pollWords.answered(4, 4)).waitFor();
  const [first, second] = students as [VisitedPage, VisitedPage];
  await shot(first, 'student-poll-ko');
  await press(teacher, pollWords.show);
  await page.locator('.poll-spread .is-right').getByText('SYN+ACK').waitFor({ state: 'attached' });
  await second.page.locator('.poll-spread .is-right').waitFor();
  await shot(teacher, 'lecture-shown');
  await shot(first, 'student-poll-shown-ko');
  await press(teacher, pollWords.step);
  await page.getByTestId('state-server').getByText('SYN_RECEIVED').waitFor();
  for (const student of students) await student.page.getByText(textsOf(student).student.waiting).waitFor();
  // The state that is asked for is covered until the answers are shown.
  await press(teacher, pollWords.asks.state('server'));
  await page.getByTestId('state-server').getByText(sandboxEn.covered).waitFor();
  await page.getByRole('img', { name: /server covered/ }).waitFor();
  await press(teacher, pollWords.show);
  await page.getByTestId('state-server').getByText('SYN_RECEIVED').waitFor();
  await press(teacher, pollWords.close);
  await press(teacher, pollWords.back);
}

/** A round: start, freeze, a reload, the teacher's page from its link, the projector with one pair's strait. */
async function round(
  teacher: VisitedPage,
  students: readonly VisitedPage[],
  ownAddress: string,
): Promise<void> {
  const { page } = teacher;
  const second = students[1] as VisitedPage;
  await page.getByRole('button', { name: /^Start Level 1/ }).click();
  for (const student of students) await student.page.locator('.countdown').waitFor();
  await server.moveClock(8000);
  for (const student of students) {
    const heading = student.words.play.sockets.heading;
    await student.page.getByRole('region', { name: heading }).waitFor();
  }
  await server.moveClock(1000);
  await page.locator('.class-tile').nth(1).waitFor();
  await shot(teacher, 'teach-wall');
  await press(teacher, words.freeze);
  for (const student of students) await student.page.getByText(textsOf(student).student.frozen).waitFor();
  await shot(second, 'student-frozen');
  await press(teacher, words.thaw);
  await second.page.getByText(classEn.student.frozen).waitFor({ state: 'hidden' });

  // A reload brings the same seat back; the teacher's page too, by its own address.
  await second.page.reload();
  await second.page.getByRole('region', { name: second.words.play.sockets.heading }).waitFor();
  await page.goto('about:blank');
  await page.goto(ownAddress);
  await page.getByText(words.count(4, 4)).waitFor();

  await press(teacher, words.projector);
  await page.getByText(words.table).waitFor();
  const projected = await page.locator('main').innerText();
  await shot(teacher, 'projector');
  await page.getByRole('checkbox', { name: onWall.switches.names }).check();
  const named = await page.locator('main').innerText();
  expect([projected.includes(words.pair(1)), named.includes(words.pair(1))]).toEqual([true, false]);
  await page.getByRole('checkbox', { name: onWall.switches.names }).uncheck();
  // It must not shame: the table can be left out.
  await page.getByRole('checkbox', { name: onWall.switches.table }).uncheck();
  await page.getByText(words.table).waitFor({ state: 'hidden' });
  await page.getByRole('checkbox', { name: onWall.switches.table }).check();
  await page.getByRole('combobox', { name: onWall.strait }).selectOption({ label: words.pair(1) });
  await page.getByText(/half a minute late/).waitFor();
  // Somebody knocks, so that there is something to be seen, and to be asked on a worksheet.
  const third = sitDown(students[2] as VisitedPage);
  await third.exchange(() => sendBoat(third, { flags: ['SYN'], crates: 0 }));
  await server.moveClock(30_800);
  await page.getByRole('img', { name: /without fog/ }).waitFor();
  await shot(teacher, 'projector-strait');
  await press(teacher, words.leaveProjector);

  await press(teacher, words.endRound);
  for (const student of students) await student.page.getByText(textsOf(student).student.afterMatch).waitFor();
}

/** The report: made, saved as CSV, printed, and a worksheet from a match of the class. */
async function report(teacher: VisitedPage): Promise<void> {
  const { page } = teacher;
  await press(teacher, words.makeReport);
  await page.getByText(words.noGain).waitFor();
  await page.getByText(reportWords.polls).waitFor();
  await shot(teacher, 'teach-report');
  const [download] = await Promise.all([page.waitForEvent('download'), press(teacher, words.tables.answers)]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const rows = parse(Buffer.concat(chunks), { bom: true }) as string[][];
  expect([rows.length, rows[0]?.[0]]).toEqual([25, 'student']);
  expect(await printed(teacher, 'report')).toBeGreaterThan(0);
  await page.evaluate(() => {
    window.print = () => undefined;
  });
  await page
    .getByRole('button', { name: /^Worksheet: / })
    .nth(1)
    .click();
  await page.locator('.sheet-ladder svg').waitFor({ state: 'attached' });
  expect(await printed(teacher, 'worksheet')).toBe(1);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
}

describe('a lesson', () => {
  it('with four students: make, join, ask, lecture, run, freeze, project, report, save, print, delete', async () => {
    const { teacher, students, ownAddress } = await gather();
    await press(teacher, words.ask);
    await shot(students[0] as VisitedPage, 'student-question-ko');
    await Promise.all(students.map(answerAll));
    await teacher.page.getByText(words.answered(24, 24)).waitFor();
    await press(teacher, words.stopAsking);
    await lecture(teacher, students);
    await round(teacher, students, ownAddress);
    await report(teacher);

    teacher.page.once('dialog', (dialog) => void dialog.accept());
    await press(teacher, words.deleteClass);
    await teacher.page.getByText(words.gone).waitFor();
    for (const student of students) await student.page.getByRole('alert').waitFor();
    await shot(students[0] as VisitedPage, 'student-class-over-ko');
    await press(teacher, classEn.lesson.open);
    await teacher.page.getByRole('heading', { name: lessonEn.plan.heading }).waitFor();
    await shot(teacher, 'script');
    // One page to teach by, and what to say on two more at most.
    expect(await printed(teacher, 'script')).toBeLessThanOrEqual(3);
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
