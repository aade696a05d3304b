// A walk through what a class meets beside its usual lesson: an odd number, the weather and a shared harbour, a night
// shift, who is away or removed, two teachers, the next one at the same computer. For `npm run shots -- --class`.
import type { Browser } from 'playwright-core';
import type { ClassTexts } from '../../client/src/i18n/class-en.ts';
import type { Language } from '../../client/src/i18n/language.ts';
import { loadClassTexts } from '../../client/src/i18n/load-class.ts';
import { loadNetworkTexts } from '../../client/src/i18n/load-network.ts';
import { FAIR_WINDS_HOME, OVERSTAYERS } from '../../shared/src/levels/catalog.ts';
import { openAsStudent, type StudentPage } from '../lines/class-pages.ts';
import { type OnPrint, printed, printedSheet } from './print.ts';
import type { TestServer } from './test-server.ts';
import type { OnScreen } from './tour-after.ts';
import { DESK, type VisitedPage, visit } from './visited-page.ts';

/** From the teacher's start to the first moment of a match, and from a broken line to the stack on its seat (ms). */
const COUNTDOWN = 8000;
const AWAY = 11_000;
/** Until the sockets that level 8 begins with count as stuck (ms). */
const STUCK = OVERSTAYERS.timing.grace + 30_000;

/** What such a walk is made with. */
export interface ClassWalk {
  readonly browser: Browser;
  readonly server: TestServer;
  readonly language: Language;
  readonly onScreen: OnScreen;
  readonly onPrint: OnPrint;
}

interface OddClass extends ClassWalk {
  readonly teacher: VisitedPage;
  readonly texts: ClassTexts;
  /** Their names are the first two. */
  readonly first: VisitedPage;
  readonly second: VisitedPage;
  readonly others: readonly StudentPage[];
  readonly names: readonly string[];
  readonly code: string;
  /** Pages beyond those. */
  readonly more: VisitedPage[];
}

const press = ({ page }: VisitedPage, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click();

const heading = ({ page }: VisitedPage, name: string) => page.getByRole('heading', { name, exact: true });

/** A name of the most letters that a name may have. */
const LONG_NAME: Readonly<Record<Language, string>> = {
  en: 'Wilhelmina Featherstone',
  ko: '바다에서 제일 용감한 일등 항해사',
};

/** Visits every such screen; gives what went wrong in the pages meanwhile. */
export async function oddClass(walk: ClassWalk): Promise<readonly string[]> {
  const lesson = await gather(walk);
  await pairUp(lesson);
  await firstRound(lesson);
  await mistakes(lesson);
  await nightShift(lesson);
  await nextAtTheComputer(lesson);
  await report(lesson);
  const { teacher, first, second, more, others } = lesson;
  const pages = [teacher, first, second, ...more];
  const faults = pages.flatMap((visited) => visited.faults);
  for (const visited of pages) await visited.close();
  for (const other of others) await other.close();
  return faults;
}

/** Makes a class with a night shift, in which names may be typed; five join, two of them in browsers. */
async function gather(walk: ClassWalk): Promise<OddClass> {
  const { browser, server, language, onScreen } = walk;
  const desk = { ...DESK, language };
  const texts = await loadClassTexts(language);
  const { teacher: words, student: told } = texts;
  const teacher = await visit(browser, server.url, desk, '/teach');
  const night = teacher.page.getByRole('checkbox', { name: words.nightShift });
  await night.check();
  await teacher.page.getByRole('checkbox', { name: words.typedNames }).check();
  await onScreen('class-make-night-shift', teacher, night);
  await press(teacher, words.make);
  await teacher.page.getByText(words.nobody).waitFor();
  const code = await teacher.page.locator('.class-code').innerText();
  const join = async () => {
    const student = await visit(browser, server.url, desk, `/join?code=${code}`);
    await student.page.getByText(told.waiting).waitFor();
    return student;
  };
  const [first, second] = [await join(), await join()];
  const taken = await teacher.page.locator('.roster strong').first().innerText();
  const field = second.page.getByRole('textbox', { name: told.typeName });
  await field.fill(taken);
  await press(second, told.takeName);
  await second.page.getByText(told.nameProblems['name-taken']).waitFor();
  await onScreen('student-typed-name', second);
  await field.fill(LONG_NAME[language]);
  await press(second, told.takeName);
  await heading(second, told.you(LONG_NAME[language])).waitFor();
  const others: StudentPage[] = [];
  for (let count = 3; count <= 5; count += 1) {
    others.push(await openAsStudent(server.url, code, undefined, language));
  }
  await teacher.page.getByText(words.count(5, 5)).waitFor();
  const names = await teacher.page.locator('.roster strong').allInnerTexts();
  return { ...walk, teacher, texts, first, second, others, names, code, more: [] };
}

/** Every way in which the odd one may sit; by touch, by dragging, and from the list: the first becomes the weather. */
async function pairUp({ teacher, texts, names, onScreen }: OddClass): Promise<void> {
  const { page } = teacher;
  const { teacher: words } = texts;
  const [one = '', two = '', , four = '', five = ''] = names;
  const pairs = page.locator('.class-pairs');
  const seat = (name: string) => pairs.getByRole('button', { name, exact: true });
  const held = (name: string) => page.getByRole('button', { name, exact: true });
  const rowOf = (name: string) => pairs.locator('> li').filter({ has: held(name) });
  const odd = page.getByLabel(words.odd);
  await onScreen('pairs-stack', teacher, odd);
  await odd.selectOption('trio');
  await page.getByLabel(words.thirdOf(five)).waitFor();
  await onScreen('pairs-trio', teacher, odd);
  await odd.selectOption('network');
  await page.getByLabel(words.thirdOf(five)).locator('option:checked[value=network]').waitFor({
    state: 'attached',
  });
  await seat(one).click();
  await page.getByText(words.pickedHint(one)).waitFor();
  await onScreen('pairs-picked', teacher, odd);
  await seat(five).click();
  await page.getByLabel(words.thirdOf(one)).waitFor();
  // By the keyboard: the fifth and the second stay together, and are parted by a drag.
  await seat(five).press('Enter');
  await seat(two).press('Enter');
  await rowOf(two)
    .filter({ has: held(five) })
    .waitFor();
  await seat(four).dragTo(seat(two));
  await rowOf(two)
    .filter({ has: held(four) })
    .waitFor();
  await onScreen('pairs-network', teacher, odd);
}

function start({ teacher, texts }: OddClass, level: typeof OVERSTAYERS): Promise<void> {
  const { words } = teacher;
  const { title } = level === OVERSTAYERS ? words.levels.overstayers : words.levels['fair-winds-home'];
  return press(teacher, texts.teacher.start(words.around.chart.level(level.number, title)));
}

const playing = ({ page, words }: VisitedPage) =>
  page.getByRole('region', { name: words.play.sockets.heading }).waitFor();

/** The first is the weather for the second and fourth; more time, a freeze, somebody away. */
async function firstRound(lesson: OddClass): Promise<void> {
  const { teacher, first, second, others, texts, names, server, language, onScreen } = lesson;
  const { teacher: words } = texts;
  const { page } = teacher;
  const weather = await loadNetworkTexts(language);
  await start(lesson, OVERSTAYERS);
  for (const student of [first, second]) await student.page.locator('.countdown').waitFor();
  await onScreen('weather-countdown', first);
  await onScreen('weathered-countdown', second);
  await server.moveClock(COUNTDOWN);
  await first.page.getByText(weather.none).waitFor();
  await playing(second);
  await onScreen('class-weather', first);
  await onScreen('class-play', second);
  await press(teacher, words.moreTime(3));
  await page.getByText(words.timeGiven('3:00')).waitFor();
  await press(teacher, words.freeze);
  await second.page.getByText(texts.student.frozen).waitFor();
  await onScreen('teach-frozen', teacher);
  await press(teacher, words.projector);
  await onScreen('projector-frozen', teacher);
  await press(teacher, words.leaveProjector);
  await press(teacher, words.thaw);
  await second.page.getByText(texts.student.frozen).waitFor({ state: 'hidden' });
  await others[1]?.close();
  await page
    .locator('.roster li.empty')
    .filter({ hasText: names[3] ?? '' })
    .waitFor();
  await server.moveClock(AWAY);
  await second.page.getByText(second.words.play.bar.partnerHeld).waitFor();
  await page.locator('.class-tile em').first().waitFor();
  await onScreen('teach-odd-wall', teacher, page.locator('.class-wall'));
  await onScreen('teach-away', teacher, page.locator('.roster'));
  await onScreen('class-partner-held', second);
}

/** The second is removed and comes back; another teacher looks in; the first one's page is opened anew. */
async function mistakes(lesson: OddClass): Promise<void> {
  const { browser, server, teacher, second, texts, names, more, language, onScreen } = lesson;
  const { teacher: words, student: told } = texts;
  const { page } = teacher;
  const name = names[1] ?? '';
  await press(teacher, words.remove(name));
  await second.page.getByRole('alert').waitFor();
  await page.getByRole('button', { name: words.letBack(name) }).waitFor();
  await onScreen('student-removed', second);
  await onScreen('teach-removed', teacher, page.locator('.roster'));
  await press(teacher, words.letBack(name));
  await page.getByRole('button', { name: words.remove(name) }).waitFor();
  await press(second, told.join);
  await playing(second);
  const other = await visit(browser, server.url, { ...DESK, language }, new URL(page.url()).pathname);
  more.push(other);
  await other.page.goto(page.url());
  // The same page with another key in its address.
  await other.page.reload();
  await other.page.locator('.class-tile').first().waitFor();
  await press(other, words.freeze);
  await page.getByText(words.frozen).waitFor();
  await press(teacher, words.thaw);
  await other.page.getByText(words.frozen).waitFor({ state: 'hidden' });
  await page.reload();
  await page.locator('.class-tile').first().waitFor();
  await onScreen('teach-two', other);
}

/** What was left open is inherited; the first shares a harbour by now. */
async function nightShift(lesson: OddClass): Promise<void> {
  const { teacher, first, second, texts, server, onScreen } = lesson;
  const { teacher: words, student: told, projector } = texts;
  const { page } = teacher;
  await server.moveClock(STUCK);
  await press(teacher, words.endRound);
  await first.page.getByText(told.afterMatch).waitFor();
  await onScreen('class-weather-after', first);
  await page.getByLabel(words.odd).selectOption('trio');
  await start(lesson, FAIR_WINDS_HOME);
  for (const student of [first, second]) await student.page.locator('.countdown').waitFor();
  await onScreen('night-shift-countdown', first);
  await server.moveClock(COUNTDOWN);
  await playing(first);
  await playing(second);
  await onScreen('night-shift-play', second);
  const inherited = page.locator('.class-tile').filter({ hasText: 'CLOSE_WAIT' }).first();
  await inherited.waitFor();
  await onScreen('teach-night-shift', teacher, inherited);
  await press(teacher, words.projector);
  await page.getByText(words.table).waitFor();
  await onScreen('projector-night-shift', teacher);
  await page.getByRole('checkbox', { name: projector.switches.names }).check();
  await onScreen('projector-night-shift-names', teacher);
  await press(teacher, words.leaveProjector);
}

/** Somebody opens the class where somebody sat before: one, and then two. */
async function nextAtTheComputer(lesson: OddClass): Promise<void> {
  const { first, texts, server, code, names, onScreen } = lesson;
  const { student: told } = texts;
  const open = async (): Promise<VisitedPage> => {
    const page = await first.page.context().newPage();
    await page.goto(`${server.url}/join?code=${code}&r=canvas`);
    return { ...first, page };
  };
  await first.page.close();
  const next = await open();
  await heading(next, told.stillYou(names[0] ?? '')).waitFor();
  await onScreen('student-still-you', next);
  await press(next, told.somebodyElse);
  // Somebody new, for whom a match of their own begins.
  await lesson.teacher.page.locator('.roster li').nth(names.length).waitFor();
  await server.moveClock(COUNTDOWN);
  await playing(next);
  await next.page.close();
  const last = await open();
  await heading(last, told.whoAreYou).waitFor();
  await onScreen('student-who', last);
  await press(last, told.iAm(names[0] ?? ''));
  await playing(last);
}

/** A report with a third, a worksheet and its solution from it. */
async function report({ teacher, texts, onScreen, onPrint }: OddClass): Promise<void> {
  const { page } = teacher;
  const { teacher: words, report: told } = texts;
  await press(teacher, words.endRound);
  await page
    .getByRole('button', { name: words.start(''), exact: false })
    .first()
    .waitFor();
  await press(teacher, words.makeReport);
  await page.getByText(told.sheetHint).waitFor();
  await onScreen('report-third', teacher, page.getByText(told.sheetHint));
  await printed(teacher, 'report-odd', onPrint);
  for (const [name, word] of [
    ['worksheet-odd', told.sheet],
    ['solution-odd', told.solution],
  ] as const) {
    const button = page.getByRole('button', { name: new RegExp(`^${word}: `) }).first();
    await printedSheet(teacher, button, name, onPrint);
  }
}
