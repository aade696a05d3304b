// A lesson in real browsers, from the first click to nothing left: one teacher, four students. The tests and
// `npm run shots -- --class` go through it.
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import type { ClassTexts } from '../../client/src/i18n/class-en.ts';
import type { Language } from '../../client/src/i18n/language.ts';
import { loadClassTexts } from '../../client/src/i18n/load-class.ts';
import { loadLessonTexts } from '../../client/src/i18n/load-lesson.ts';
import { loadSandboxTexts } from '../../client/src/i18n/load-sandbox.ts';
import { sendBoat, sitDown } from './player.ts';
import { type OnPrint, printed, printedSheet } from './print.ts';
import type { TestServer } from './test-server.ts';
import type { OnScreen } from './tour-after.ts';
import { DESK, PHONE, type VisitedPage, visit } from './visited-page.ts';

/** Chooses the first answer. */
async function choose(page: Page): Promise<void> {
  await page.getByRole('radio').first().click();
  await page.getByRole('radio', { checked: true }).first().waitFor();
}

/** What a lesson is held with. */
export interface LessonParts {
  readonly browser: Browser;
  readonly server: TestServer;
  readonly language: Language;
  /** The language of the one student who has a phone. */
  readonly phone: Language;
  readonly onScreen: OnScreen;
  readonly onPrint: OnPrint;
  /** Gets each window before it opens its first page. */
  readonly onWindow?: (page: Page) => void;
}

/** What came of it. */
export interface LessonSeen {
  /** What went wrong in the pages. */
  readonly faults: readonly string[];
  /** Names on the projector before the teacher shows them, and then. */
  readonly names: readonly [hidden: boolean, shown: boolean];
  /** How many students could read what was right: while one still answered, and when the questions were over. */
  readonly right: readonly [early: number, late: number];
  /** The rows of the saved table of answers. */
  readonly table: readonly (readonly string[])[];
  /** Pages of each print. */
  readonly pages: Readonly<Record<string, number>>;
  /** What nobody but those concerned may read: the teacher's secret, the code of the class, names of its students. */
  readonly confidential: {
    readonly secret: string;
    readonly code: string;
    readonly names: readonly string[];
  };
}

type Four<Value> = readonly [Value, Value, Value, Value];

interface Lesson extends LessonParts {
  readonly teacher: VisitedPage;
  readonly students: Four<VisitedPage>;
  readonly texts: ClassTexts;
}

const press = ({ page }: VisitedPage, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click();

const textsOf = ({ words }: VisitedPage) => loadClassTexts(words.language);

/** Waits until every student reads what `told` picks from the texts of their language. */
async function allRead(students: readonly VisitedPage[], told: (texts: ClassTexts) => string): Promise<void> {
  for (const student of students) {
    await student.page
      .getByText(told(await textsOf(student)))
      .first()
      .waitFor();
  }
}

/** Make; join two by the link of the QR code, one by the code on the page for students, one by that on the title. */
async function gather(parts: LessonParts): Promise<Lesson> {
  const { browser, server, language, onScreen } = parts;
  const desk = { ...DESK, language };
  const opened = async (page: Page) => parts.onWindow?.(page);
  const teacher = await visit(browser, server.url, desk, '/teach', opened);
  const texts = await loadClassTexts(language);
  const { teacher: words, student: told } = texts;
  await teacher.page.getByRole('button', { name: words.make }).waitFor();
  await onScreen('teach-make', teacher);
  await press(teacher, words.make);
  await teacher.page.getByText(words.nobody).waitFor();
  const code = await teacher.page.locator('.class-code').innerText();
  const students: Four<VisitedPage> = [
    await visit(browser, server.url, { ...PHONE, language: parts.phone }, `/join?code=${code}`, opened),
    await visit(browser, server.url, desk, `/join?code=${code}`, opened),
    await visit(browser, server.url, desk, '/join', opened),
    await visit(browser, server.url, desk, undefined, opened),
  ];
  const [first, , third, fourth] = students;
  await third.page.getByRole('textbox', { name: told.code }).fill(code.toLowerCase());
  await onScreen('join-code', third);
  await press(third, told.join);
  await fourth.page.getByRole('textbox', { name: fourth.words.menu.code }).fill(code);
  await press(fourth, fourth.words.menu.join);
  await allRead(students, ({ student }) => student.waiting);
  await onScreen('student-waiting', first);
  await teacher.page.getByText(words.count(4, 4)).waitFor();
  const before = await first.page.locator('.class-name').innerText();
  await press(first, (await textsOf(first)).student.otherName);
  await first.page.locator('.class-name').filter({ hasNotText: before }).waitFor();
  await onScreen('teach-console', teacher);
  await press(teacher, words.projector);
  await teacher.page.getByRole('img', { name: words.qr }).waitFor();
  await onScreen('projector-joining', teacher);
  await press(teacher, words.leaveProjector);
  return { ...parts, teacher, students, texts };
}

/** Answers every question of the form with its first option. */
async function answerAll(student: VisitedPage): Promise<void> {
  const { page } = student;
  const { student: texts } = await textsOf(student);
  for (let number = 1; number <= 6; number += 1) {
    await page.getByRole('heading', { name: texts.question(number, 6) }).waitFor();
    await choose(page);
    await press(student, texts.answer);
  }
  await page.getByText(texts.answersDone).waitFor();
}

/** Whether a page says what is right, in a heading. */
async function reads(student: VisitedPage): Promise<boolean> {
  const { review } = await textsOf(student);
  return student.page.getByRole('heading', { name: review.heading }).isVisible();
}

/** The questions after: three answer, and nobody reads what was right; the fourth does, and all read it. */
async function questionsAfter({ teacher, students, texts, onScreen }: Lesson): Promise<LessonSeen['right']> {
  const { teacher: words } = texts;
  const [first, second, third, fourth] = students;
  // Below the questions before, which could be asked again.
  await teacher.page.getByRole('button', { name: words.ask, exact: true }).nth(1).click();
  await Promise.all([first, second, third].map(answerAll));
  await first.page.getByText((await textsOf(first)).review.later).waitFor();
  const early = (await Promise.all(students.map(reads))).filter(Boolean).length;
  await answerAll(fourth);
  for (const student of students) {
    const { review } = await textsOf(student);
    await student.page.getByRole('heading', { name: review.heading }).waitFor();
  }
  await teacher.page.getByText(words.answered(24, 24)).nth(1).waitFor();
  await press(teacher, words.stopAsking);
  await allRead(students, ({ student }) => student.waiting);
  const late = (await Promise.all(students.map(reads))).filter(Boolean).length;
  await onScreen('student-review', first, first.page.locator('.class-review'));
  await onScreen('student-review-desk', second, second.page.locator('.class-review'));
  return [early, late];
}

async function questions({ teacher, students, texts, onScreen }: Lesson): Promise<void> {
  const { teacher: words } = texts;
  await press(teacher, words.ask);
  await students[0].page.getByRole('radio').first().waitFor();
  await onScreen('student-question', students[0]);
  await press(teacher, words.projector);
  await onScreen('projector-questions', teacher);
  await press(teacher, words.leaveProjector);
  await Promise.all(students.map(answerAll));
  await teacher.page.getByText(words.answered(24, 24)).waitFor();
  await press(teacher, words.stopAsking);
}

/** The lecture: a boat, what comes, the answers, the step; then a state, which is covered until the answers are shown. */
async function lecture({ teacher, students, texts, onScreen, language }: Lesson): Promise<void> {
  const { page } = teacher;
  const { poll } = texts;
  const sandbox = await loadSandboxTexts(language);
  await press(teacher, poll.lecture);
  const client = page.getByRole('region', { name: sandbox.sides.client, exact: true });
  await client.getByRole('button', { name: 'SYN', exact: true }).click();
  await client.getByRole('button', { name: sandbox.send, exact: true }).click();
  await onScreen('lecture-decide', teacher);
  await press(teacher, sandbox.decisions.arrive);
  await press(teacher, poll.asks.send(poll.sides.server));
  for (const student of students) {
    await student.page.getByText((await textsOf(student)).poll.hint).waitFor();
    await choose(student.page);
  }
  await page.getByText(poll.answered(4, 4)).waitFor();
  await onScreen('lecture-asked', teacher);
  await onScreen('student-poll', students[0]);
  await press(teacher, poll.show);
  await page.locator('.poll-spread .is-right').getByText('SYN+ACK').waitFor({ state: 'attached' });
  for (const student of students) await student.page.locator('.poll-spread .is-right').waitFor();
  await onScreen('lecture-shown', teacher);
  await onScreen('student-poll-shown', students[0]);
  await press(teacher, poll.step);
  const state = page.getByTestId('state-server');
  await state.getByText('SYN_RECEIVED').waitFor();
  await allRead(students, ({ student }) => student.waiting);
  await press(teacher, poll.asks.state(poll.sides.server));
  await state.getByText(sandbox.covered).waitFor();
  await onScreen('lecture-covered', teacher);
  await press(teacher, poll.show);
  await state.getByText('SYN_RECEIVED').waitFor();
  await press(teacher, poll.close);
  await press(teacher, poll.back);
}

/** A round: start, freeze, a reload, the teacher's page from its own link, the projector with one pair's strait. */
async function round(lesson: Lesson, ownAddress: string): Promise<LessonSeen['names']> {
  const { teacher, students, texts, server, onScreen } = lesson;
  const { teacher: words, projector } = texts;
  const { page } = teacher;
  const [first, second, third] = students;
  await page
    .getByRole('button', { name: new RegExp(`^${words.start('')}`) })
    .nth(1)
    .click();
  for (const student of students) await student.page.locator('.countdown').waitFor();
  await server.moveClock(8000);
  const playing = ({ page: own, words: said }: VisitedPage) =>
    own.getByRole('region', { name: said.play.sockets.heading }).waitFor();
  for (const student of students) await playing(student);
  await server.moveClock(1000);
  await page.locator('.class-tile').nth(1).waitFor();
  await onScreen('teach-wall', teacher);
  await press(teacher, words.freeze);
  await allRead(students, ({ student }) => student.frozen);
  await onScreen('student-frozen', first);
  await press(teacher, words.thaw);
  await second.page.getByText(texts.student.frozen).waitFor({ state: 'hidden' });

  // A reload brings the same seat back; the teacher's page too, by its own address.
  await second.page.reload();
  await playing(second);
  await page.goto('about:blank');
  await page.goto(ownAddress);
  await page.getByText(words.count(4, 4)).waitFor();

  await press(teacher, words.projector);
  await page.getByText(words.table).waitFor();
  const hidden = (await page.locator('main').innerText()).includes(words.pair(1));
  await onScreen('projector-round', teacher);
  const names = page.getByRole('checkbox', { name: projector.switches.names });
  await names.check();
  const shown = !(await page.locator('main').innerText()).includes(words.pair(1));
  await names.uncheck();
  // It must not shame: the table can be left out.
  await page.getByRole('checkbox', { name: projector.switches.table }).uncheck();
  await page.getByText(words.table).waitFor({ state: 'hidden' });
  // Somebody knocks, so that there is something to be seen, and to be asked on a worksheet.
  const knocking = sitDown(third);
  await knocking.exchange(() => sendBoat(knocking, { flags: ['SYN'], crates: 0 }));
  const strait = page.getByRole('combobox', { name: projector.strait });
  await strait.selectOption({ label: words.pair(2) });
  await page.locator('.class-waits').waitFor();
  await server.moveClock(30_800);
  await page.locator('.open-boat').first().waitFor();
  await onScreen('projector-strait', teacher);
  await press(teacher, words.leaveProjector);

  await press(teacher, words.endRound);
  await allRead(students, ({ student }) => student.afterMatch);
  await onScreen('student-after', first);
  return [hidden, shown];
}

/** The report: made, saved as CSV, printed, and a worksheet from a match of the class. */
async function report(lesson: Lesson): Promise<Pick<LessonSeen, 'table' | 'pages'>> {
  const { teacher, texts, onScreen } = lesson;
  const { teacher: words, report: told } = texts;
  const { page } = teacher;
  await press(teacher, words.makeReport);
  await page.getByRole('heading', { name: told.statistics }).waitFor();
  await page.getByText(told.polls, { exact: true }).waitFor();
  const reported = page.getByRole('heading', { name: told.gain });
  await onScreen('teach-report', teacher, reported);
  await onScreen('teach-report-matches', teacher, page.getByText(told.sheetHint));
  const asked = page.locator('.review-asked').first();
  await asked.locator('summary').click();
  await asked.getByText(texts.review.why, { exact: true }).waitFor();
  await onScreen('teach-report-questions', teacher, asked);
  await asked.locator('summary').click();
  const [download] = await Promise.all([page.waitForEvent('download'), press(teacher, words.tables.answers)]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const table = parse(Buffer.concat(chunks), { bom: true }) as string[][];
  const pages: Record<string, number> = { report: await printed(teacher, 'report', lesson.onPrint) };
  const sheet = page.getByRole('button', { name: new RegExp(`^${told.sheet}: `) }).nth(1);
  pages['worksheet'] = await printedSheet(teacher, sheet, 'worksheet', lesson.onPrint);
  return { table, pages };
}

async function deletion({ teacher, students, texts, onScreen }: Lesson): Promise<void> {
  teacher.page.once('dialog', (dialog) => void dialog.accept());
  await press(teacher, texts.teacher.deleteClass);
  await teacher.page.getByText(texts.teacher.gone).waitFor();
  for (const student of students) await student.page.getByRole('alert').waitFor();
  await onScreen('student-class-over', students[0]);
}

/** The script of the lesson, which prints on few pages. */
async function script(lesson: Lesson): Promise<number> {
  const { teacher, texts, language, onScreen } = lesson;
  await press(teacher, texts.lesson.open);
  const { plan } = await loadLessonTexts(language);
  await teacher.page.getByRole('heading', { name: plan.heading, exact: true }).waitFor();
  await onScreen('script', teacher);
  return printed(teacher, 'script', lesson.onPrint);
}

/** Holds the lesson, and deletes the class. */
export async function holdLesson(parts: LessonParts): Promise<LessonSeen> {
  const lesson = await gather(parts);
  const { teacher, students } = lesson;
  const ownAddress = teacher.page.url();
  const [code = '', secret = ''] = new URL(ownAddress).hash.slice(1).split('.');
  const names = await teacher.page.locator('.roster strong').allInnerTexts();
  const confidential = { secret, code, names };
  await questions(lesson);
  await lecture(lesson);
  const shownNames = await round(lesson, ownAddress);
  const right = await questionsAfter(lesson);
  const { table, pages } = await report(lesson);
  await deletion(lesson);
  const scriptPages = await script(lesson);
  const faults = [teacher, ...students].flatMap((visited) => visited.faults);
  for (const visited of [teacher, ...students]) await visited.close();
  return { faults, names: shownNames, right, table, pages: { ...pages, script: scriptPages }, confidential };
}
