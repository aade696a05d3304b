// A class of thirty as its teacher sees it: one browser, and thirty students over the page's own line, without pages.
// For `npm run shots -- --class`.
import { loadClassTexts } from '../../client/src/i18n/load-class.ts';
import { questionNamed } from '../../shared/src/classroom/inventory/items.ts';
import type { Level } from '../../shared/src/game/level.ts';
import { FAIR_WINDS_HOME } from '../../shared/src/levels/catalog.ts';
import type { FlagName } from '../../shared/src/players/hand.ts';
import { handToken } from '../../shared/src/players/hand.ts';
import { handCommand } from '../../tools/bench/class/hand.ts';
import { openAsStudent, type StudentPage } from '../lines/class-pages.ts';
import { type Dice, diceOf } from '../random/dice.ts';
import { printed } from './print.ts';
import type { ClassWalk } from './tour-class.ts';
import { DESK, type VisitedPage, visit } from './visited-page.ts';

const STUDENTS = 30;
const SEED = 8;
const COUNTDOWN = 8000;
/** How long they play, and from one act of everybody to the next (ms of game time). */
const PLAYED = 100_000;
const STEP = 2000;
const LEVEL: Level = FAIR_WINDS_HOME;

/** One of the thirty: how often this one is wrong, in per cent. */
interface Student {
  readonly page: StudentPage;
  readonly dice: Dice;
  readonly wrong: number;
}

/** What somebody flies who does not know better. */
const MISTAKEN: readonly [readonly FlagName[], ...(readonly FlagName[])[]] = [
  ['syn'],
  ['ack'],
  ['fin'],
  ['fin', 'ack'],
  ['syn', 'ack'],
  ['syn', 'fin'],
];

/** Visits the screens of a class of thirty; gives what went wrong in the teacher's page meanwhile. */
export async function classOfThirty(walk: ClassWalk): Promise<readonly string[]> {
  const { browser, server, language, onScreen, onPrint } = walk;
  const texts = await loadClassTexts(language);
  const { teacher: words, projector, report: told } = texts;
  const teacher = await visit(browser, server.url, { ...DESK, language }, '/teach');
  const { page } = teacher;
  const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click();
  await press(words.make);
  await page.getByText(words.nobody).waitFor();
  const students = await join(walk, await page.locator('.class-code').innerText());
  await page.getByText(words.count(STUDENTS, STUDENTS)).waitFor();
  await onScreen('thirty-console', teacher);
  await onScreen('thirty-roster', teacher, page.locator('.roster'));
  await onScreen('thirty-pairs', teacher, page.getByLabel(words.odd));
  await press(words.ask);
  await answerAll(students, 'before', 40);
  await page.getByText(words.answered(STUDENTS * 6, STUDENTS * 6)).waitFor();
  await press(words.stopAsking);
  await press(words.start(teacher.words.around.chart.level(LEVEL.number, levelTitle(teacher))));
  const staying = await play(walk, students);
  await page
    .locator('.class-tile')
    .nth(STUDENTS / 2 - 1)
    .waitFor();
  await onScreen('thirty-wall', teacher, page.locator('.class-wall'));
  const heat = page.locator('.class-heat').first();
  await heat.locator('summary').first().click();
  await onScreen('thirty-heat', teacher, heat);
  await press(words.projector);
  await page.getByText(words.table).waitFor();
  await onScreen('thirty-projector', teacher);
  await page.getByRole('checkbox', { name: projector.switches.names }).check();
  await onScreen('thirty-projector-names', teacher, page.locator('.class-table'));
  await page.getByRole('combobox', { name: projector.strait }).selectOption({ index: 3 });
  await page.locator('.open-boat').first().waitFor();
  await onScreen('thirty-projector-strait', teacher);
  await press(words.leaveProjector);
  await press(words.endRound);
  await page.getByRole('button', { name: words.ask, exact: true }).nth(1).click();
  await answerAll(staying, 'after', 75);
  await page.getByText(words.answered(staying.length * 6, STUDENTS * 6)).waitFor();
  await press(words.stopAsking);
  await press(words.makeReport);
  await page.getByText(told.sheetHint).waitFor();
  await onScreen('thirty-report', teacher, page.getByRole('heading', { name: told.gain }));
  await onScreen('thirty-report-students', teacher, page.locator('.report-students'));
  await onScreen('thirty-report-matches', teacher, page.getByText(told.sheetHint));
  await printed(teacher, 'report-thirty', onPrint);
  const { faults } = teacher;
  for (const student of staying) await student.page.close();
  await teacher.close();
  return faults;
}

function levelTitle({ words }: VisitedPage): string {
  return words.levels['fair-winds-home'].title;
}

/** Joins all of them, a row at a time. */
async function join({ server, language }: ClassWalk, code: string): Promise<readonly Student[]> {
  const students: Student[] = [];
  while (students.length < STUDENTS) {
    const row = await Promise.all(
      Array.from({ length: 6 }, () => openAsStudent(server.url, code, undefined, language)),
    );
    for (const page of row) {
      const dice = diceOf(SEED + students.length);
      students.push({ page, dice, wrong: dice.below(35) });
    }
  }
  return students;
}

/** Everybody answers all questions, of 100 about `knowing` rightly. */
async function answerAll(
  students: readonly Student[],
  form: 'before' | 'after',
  knowing: number,
): Promise<void> {
  await Promise.all(
    students.map(async ({ page, dice, wrong }) => {
      const { stage } = await page.until(
        ({ stage: asked }) => asked.kind === 'questions' && asked.form === form,
      );
      if (stage.kind !== 'questions') return;
      for (const { id, order } of stage.questions) {
        const right = questionNamed(id)?.options.indexOf('right') ?? 0;
        const choice = dice.percent(knowing - wrong) ? right : (order[dice.below(order.length)] ?? 0);
        page.room.answer({ form, question: id, choice });
      }
    }),
  );
}

/** All play for some time, some better than others; two of them leave. Gives those who stay. */
async function play({ server }: ClassWalk, students: readonly Student[]): Promise<readonly Student[]> {
  const matches = await Promise.all(students.map(({ page }) => page.untilMatch()));
  await Promise.all(matches.map((match) => match.until(({ seat }) => seat !== undefined)));
  await server.moveClock(COUNTDOWN);
  await Promise.all(matches.map((match) => match.until(({ view }) => view !== undefined)));
  const staying = [...students];
  for (let gone = 0; gone < PLAYED; gone += STEP) {
    await Promise.all(staying.map((student) => actOnce(student)));
    await server.moveClock(STEP);
    if (gone === PLAYED / 2) await Promise.all(staying.splice(3, 2).map(({ page }) => page.close()));
  }
  return staying;
}

async function actOnce({ page, dice, wrong }: Student): Promise<void> {
  const match = page.match();
  const view = match?.news().view;
  if (match === undefined || view === undefined || match.news().line !== 'up') return;
  const { seat, at: now, number: seen } = view;
  const socket = seat.sockets[dice.below(Math.max(1, seat.sockets.length))];
  if (socket !== undefined && dice.percent(wrong)) {
    const token = handToken({ view: seat, level: LEVEL, now }, socket.key, dice.oneOf(MISTAKEN));
    await match.room.send({ kind: 'token', token, seen });
  } else {
    await match.room.send(handCommand(view, LEVEL));
  }
}
