// A class of thirty as its teacher sees it: one browser, and thirty students over the page's own line, without pages.
// For `npm run shots -- --class`.
import { loadClassTexts } from '../../client/src/i18n/load-class.ts';
import { questionNamed } from '../../shared/src/classroom/inventory/items.ts';
import type { Level } from '../../shared/src/game/level.ts';
import { profileOf } from '../../shared/src/game/profile-of-level.ts';
import { tokenOf } from '../../shared/src/game/referee.ts';
import { CRATE_OCTETS, type Token } from '../../shared/src/game/token.ts';
import type { SocketView } from '../../shared/src/game/view.ts';
import { FAIR_WINDS_HOME } from '../../shared/src/levels/catalog.ts';
import type { FlagName } from '../../shared/src/players/hand.ts';
import { handToken } from '../../shared/src/players/hand.ts';
import type { ServerMessages } from '../../shared/src/protocol/messages.ts';
import { nextTransmission } from '../../shared/src/tcp/dues.ts';
import { sequenceDifference } from '../../shared/src/tcp/sequence-number.ts';
import { openAsStudent, type StudentPage } from '../lines/class-pages.ts';
import { type Dice, diceOf } from '../random/dice.ts';
import { printed } from './print.ts';
import { SIZES } from './tour.ts';
import type { ClassWalk } from './tour-class.ts';
import { DESK, type VisitedPage, visit } from './visited-page.ts';

const STUDENTS = 30;
const SEED = 8;
const COUNTDOWN = 8000;
/** How long they play, and from one act of everybody to the next (ms of game time). */
const PLAYED = 100_000;
const STEP = 2000;
const LEVEL: Level = FAIR_WINDS_HOME;

/** One of the thirty; `wrong`: how often this one errs, in per cent. */
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
  await press(words.projector);
  await page.getByRole('img', { name: words.qr }).waitFor();
  await onScreen('thirty-lobby', teacher);
  const beyond = await beyondTheWall(teacher);
  await press(words.leaveProjector);
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
  beyond.push(...(await beyondTheWall(teacher)));
  await page.getByRole('checkbox', { name: projector.switches.names }).check();
  beyond.push(...(await beyondTheWall(teacher)));
  await onScreen('thirty-projector-names', teacher, page.locator('.class-table'));
  await page.getByRole('combobox', { name: projector.strait }).selectOption({ index: 3 });
  await page.locator('.open-state').first().waitFor();
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
  const faults = [...teacher.faults, ...beyond];
  for (const student of staying) await student.page.close();
  await teacher.close();
  return faults;
}

/** What of the projector a class would have to scroll for, on each size of a wall; the page keeps its own. */
async function beyondTheWall({ page, visitor }: VisitedPage): Promise<string[]> {
  const found: string[] = [];
  for (const size of SIZES.filter(({ width }) => width > 1000)) {
    await page.setViewportSize(size);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    if (height > size.height) found.push(`the projector is ${height} px high, the screen ${size.height}`);
  }
  await page.setViewportSize(visitor.size);
  return found;
}

function levelTitle({ words }: VisitedPage): string {
  return words.levels['fair-winds-home'].title;
}

/** Which number the class gave to the student of `page`. */
function numberOf(page: StudentPage): number {
  return Number(/^s(\d+)/.exec(page.token() ?? '')?.[1]);
}

/** Joins all of them, a row at a time. */
async function join({ server, language }: ClassWalk, code: string): Promise<readonly Student[]> {
  const students: Student[] = [];
  while (students.length < STUDENTS) {
    const row = await Promise.all(
      Array.from({ length: 6 }, () => openAsStudent(server.url, code, undefined, language)),
    );
    for (const page of row.toSorted((one, other) => numberOf(one) - numberOf(other))) {
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
    // They joined one after the other, and so they sit in pairs.
    await Promise.all(staying.map((student, index) => actOnce(student, staying[index ^ 1])));
    await server.moveClock(STEP);
    if (gone === PLAYED / 2) await Promise.all(staying.splice(-2).map(({ page }) => page.close()));
  }
  return staying;
}

type View = ServerMessages['view'];

function viewOf({ page }: Student): View | undefined {
  return page.match()?.news().view;
}

/** What `socket` is to send by its pair's slips: crates first, then the FIN where it is this end's turn. */
function called(
  { seat }: View,
  partner: View,
  socket: SocketView,
): readonly [readonly FlagName[], number] | undefined {
  const { connection, place, key, piloted } = socket;
  const slip = partner.seat.slips.find(({ clientPort }) => clientPort === key.clientPort);
  if (piloted) return undefined;
  const opens = seat.side === 'client' && place === 'none' && connection.state === 'CLOSED';
  if (opens && socket.nextIss !== undefined) return [['syn'], 0];
  if (slip === undefined || (connection.state !== 'ESTABLISHED' && connection.state !== 'CLOSE_WAIT'))
    return undefined;
  const { iss, una, nxt } = connection.snd;
  if (una !== nxt) return undefined;
  const sent = Math.round((sequenceDifference(nxt, iss) - 1) / CRATE_OCTETS);
  if (sent < slip.partnerCrates) return [['ack'], 1];
  return slip.partnerClosesFirst || connection.state === 'CLOSE_WAIT' ? [['fin', 'ack'], 0] : undefined;
}

/** What somebody does who has talked with their partner. */
function rightToken(own: View, partner: View): Token | undefined {
  const { seat, at: now } = own;
  for (const socket of seat.sockets) {
    const due = nextTransmission(socket.connection, now, profileOf(LEVEL));
    if (due !== undefined && !socket.piloted) return tokenOf(socket.key, due);
  }
  for (const socket of seat.sockets) {
    const [flags, crates] = called(own, partner, socket) ?? [];
    if (flags !== undefined) return handToken({ view: seat, level: LEVEL, now }, socket.key, flags, crates);
  }
  return undefined;
}

/** One act of `student`: now and then a mistaken one. */
async function actOnce(student: Student, partner: Student | undefined): Promise<void> {
  const { page, dice, wrong } = student;
  const own = viewOf(student);
  const other = partner && viewOf(partner);
  const socket = own?.seat.sockets[dice.below(Math.max(1, own.seat.sockets.length))];
  if (own === undefined || other === undefined || socket === undefined) return;
  const mistaken = dice.percent(wrong)
    ? handToken({ view: own.seat, level: LEVEL, now: own.at }, socket.key, dice.oneOf(MISTAKEN))
    : undefined;
  const token = mistaken ?? rightToken(own, other);
  if (token !== undefined) await page.match()?.room.send({ kind: 'token', token, seen: own.number });
}
