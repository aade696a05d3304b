// What a person can type, and what no cleaned text is, as if the cleaning had let it through: on every page it is text.
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadClassTexts } from '../../client/src/i18n/load-class.ts';
import { loadExportsTexts } from '../../client/src/i18n/load-exports.ts';
import { openSqliteStore } from '../../server/src/storage/sqlite-store.ts';
import { studentId } from '../../shared/src/classroom/class-event.ts';
import { levelId } from '../../shared/src/game/level.ts';
import { FAIR_WINDS_HOME } from '../../shared/src/levels/catalog.ts';
import { joinAsStudent, LESSON } from '../rooms/class-seat.ts';
import { post } from '../rooms/raw-seat.ts';
import { launchBrowser } from './browser.ts';
import { liftFog } from './debrief-reader.ts';
import { layoutFaults } from './layout-faults.ts';
import { sendBoat, sitDown } from './player.ts';
import { ready } from './room.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { DESK, PHONE, type VisitedPage, visit } from './visited-page.ts';

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer(7)]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Names that no student can take, as long as a name may be. */
const NAMES = ['<img src onerror=own()>', '"><svg onload=own()> {{1'] as const;

/** A title of a level that somebody has written, and its other texts. */
const TITLE = '"><img src onerror=own()> &lt;';
const LINES = [
  '</script><script>own()</script>',
  '<svg onload=own()> {{7*7}} %3Cb%3E',
  '=HYPERLINK("x")',
] as const;

/** Opens a page in which nothing may call for anybody, ask anything, or make elements out of text. */
async function visitWatched(path: string, visitor = DESK, stored?: readonly [key: string, value: string]) {
  const alarms: string[] = [];
  const visited = await visit(browser, server.url, visitor, path, async (page) => {
    page.on('dialog', (dialog) => {
      if (dialog.type() !== 'confirm') alarms.push(`${dialog.type()}: ${dialog.message()}`);
      void dialog.accept();
    });
    await page.exposeFunction('own', () => void alarms.push('a script ran'));
    if (stored !== undefined) {
      await page.addInitScript(([key, value]) => sessionStorage.setItem(key, value), [...stored] as const);
    }
  });
  return { ...visited, alarms };
}

/** What is not as it should be on the page, of which each of `texts` is to be read as it was written. */
async function wrongWith(page: Page, texts: readonly string[], on = 'screen'): Promise<readonly string[]> {
  const made = await page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap(({ outerHTML, attributes }) =>
      [...attributes].some(({ name }) => name.startsWith('on'))
        ? [`an element out of text: ${outerHTML.slice(0, 100)}`]
        : [],
    ),
  );
  const read = `${await page.locator('body').innerText()} ${await page.locator('select').allInnerTexts()}`;
  const missing = texts.filter((text) => !read.includes(text)).map((text) => `not to be read: ${text}`);
  return [...made, ...missing, ...(on === 'screen' ? await layoutFaults(page) : [])];
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();

/** A class of two whose names in the store are {@link NAMES}; gives the way in of its teacher and its students. */
async function classWithHostileNames() {
  const made = (await (await post(`${server.url}/api/classes`, { settings: LESSON })).json()) as {
    code: string;
    secret: string;
  };
  const tokens: string[] = [];
  for (const _ of NAMES) {
    const student = await joinAsStudent(server.url, made.code);
    tokens.push(student.token);
    await student.leave();
  }
  await server.end();
  const opened = await openSqliteStore(server.dataFolder);
  if (!opened.ok) throw new Error(opened.problem.kind);
  const [stored] = await opened.value.readClasses();
  const last = stored?.events.at(-1);
  for (const [index, name] of NAMES.entries()) {
    await opened.value.appendClassEvent(stored?.id ?? '', {
      serial: (last?.serial ?? 0) + 1 + index,
      at: last?.at ?? 0,
      event: { kind: 'renamed', student: studentId(index + 1), name },
    });
  }
  await opened.value.close();
  await server.startAgain();
  return { ...made, tokens };
}

it('names are text on every page of a class, and what is typed as a name is refused', async () => {
  const { code, secret, tokens } = await classWithHostileNames();
  const texts = await loadClassTexts('en');
  const { teacher: words, student: told, projector, report } = texts;
  const teacher = await visitWatched(`/teach#${code}.${secret}`);
  const student = await visitWatched(`/join?code=${code}`, { ...PHONE, language: 'en' }, [
    'syn-or-swim.class',
    `${code} ${tokens[0]}`,
  ]);
  const wrong: string[] = [];
  const look = async (where: string, { page }: VisitedPage, shown: readonly string[]) => {
    for (const what of await wrongWith(page, shown)) wrong.push(`${where}: ${what}`);
  };
  await teacher.page.getByText(words.count(1, 2)).waitFor();
  await look('roster', teacher, NAMES);
  await look('student', student, [NAMES[0]]);

  for (const typed of [NAMES[0], '{{7*7}}', 'Z\u0336\u0336\u0336algo', '\u200b\u3164', '=1+1']) {
    await student.page.getByRole('textbox').fill(typed);
    await press(student.page, told.takeName);
    await student.page
      .getByText(told.nameProblems[typed.startsWith('\u200b') ? 'name-empty' : 'name-not-allowed'])
      .waitFor();
  }
  await look('a refused name', student, [NAMES[0]]);

  await teacher.page
    .getByRole('button', { name: new RegExp(`^${words.start('')}`) })
    .first()
    .click();
  await student.page.locator('.countdown').waitFor();
  await look('before a match', student, [NAMES[1]]);
  await server.moveClock(8000);
  await student.page.getByRole('region', { name: student.words.play.sockets.heading }).waitFor();
  await look('a match', student, []);
  await server.moveClock(1000);
  await teacher.page.locator('.class-tile').first().waitFor();
  await look('wall', teacher, NAMES);
  await press(teacher.page, words.projector);
  await teacher.page.getByRole('checkbox', { name: projector.switches.names }).check();
  await look('projector', teacher, NAMES);
  await press(teacher.page, words.leaveProjector);
  await press(teacher.page, words.endRound);
  await student.page.getByText(told.afterMatch).first().waitFor();
  await look('after the match', student, []);

  await press(teacher.page, words.makeReport);
  await teacher.page.getByRole('heading', { name: report.gain }).waitFor();
  await look('report', teacher, NAMES);
  await teacher.page.emulateMedia({ media: 'print' });
  wrong.push(...(await wrongWith(teacher.page, NAMES, 'paper')));
  await teacher.page.emulateMedia({ media: 'screen' });
  await press(teacher.page, words.deleteClass);
  await teacher.page.getByText(words.gone).waitFor();
  expect([wrong, teacher.alarms, student.alarms]).toEqual([[], [], []]);
  for (const visited of [teacher, student]) await visited.close();
});

it('the texts of a level that a friend brings are text in lobby, match, debrief and on the worksheet', async () => {
  const level = { ...FAIR_WINDS_HOME, id: levelId('own-waters'), number: 0 };
  const briefing = {
    both: [...LINES, `pile Z${'\u0336'.repeat(60)}algo`],
    client: ['\u202egnp'],
    server: [],
  };
  const said = { title: TITLE, tag: LINES[0], briefing };
  const made = await post(`${server.url}/api/rooms`, {
    level: level.id,
    own: { level, texts: { en: said } },
  });
  const { code } = (await made.json()) as { code: string };
  const isIn = ({ page, words }: VisitedPage) =>
    page.getByRole('button', { name: words.play.lobby.ready, exact: true }).waitFor();
  const maker = await visitWatched(`/${code}?r=canvas`);
  // The first one in is the client.
  await isIn(maker);
  const friend = await visitWatched(`/${code}?r=canvas`);
  await isIn(friend);
  const players = [maker, friend];
  const wrong: string[] = [];
  const look = async (where: string, shown: readonly string[]) => {
    for (const { page } of players)
      for (const what of await wrongWith(page, shown)) wrong.push(`${where}: ${what}`);
  };
  await look('lobby', [TITLE, ...LINES]);
  const hand = sitDown(maker);
  await ready(server, [hand, sitDown(friend)]);
  await server.moveClock(1000);
  await hand.exchange(() => sendBoat(hand, { flags: ['SYN'], crates: 0 }));
  await look('match', []);
  await server.moveClock(level.timing.round);
  await look('after the horn', []);
  await liftFog(hand);
  await liftFog(sitDown(friend));
  await look('debrief', [TITLE]);
  const exports = await loadExportsTexts('en');
  const { page } = maker;
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, exports.picture.svg)]);
  const picture = await readFile(await download.path(), 'utf8');
  expect([picture.includes('<img'), picture.includes('&gt;&lt;img src onerror=own()&gt; &amp;lt;')]).toEqual([
    false,
    true,
  ]);
  await page.evaluate(() => {
    window.print = () => undefined;
  });
  await page.getByRole('button', { name: exports.worksheet.print, exact: true }).click();
  await page.emulateMedia({ media: 'print' });
  await page.locator('.print-root svg').waitFor();
  for (const what of await wrongWith(page, [TITLE], 'paper')) wrong.push(`worksheet: ${what}`);
  expect([wrong, ...players.map(({ alarms }) => alarms)]).toEqual([[], [], []]);
  for (const visited of players) await visited.close();
});
