// Pictures of every screen, in four sizes and two languages, and of every level on a phone and a laptop, and what a
// script finds on them: `npm run shots` writes them to test-results/shots. Parts of it: `-- --screens` the screens alone,
// `-- --class` those of a class (`--part lesson`, `odd` or `thirty`: one of its walks), `-- --seats` those of the seats and modes beside a match of two, `-- --kernel` those of
// the real kernel, `-- --levels 1,9` those levels alone; `--language ko` makes all but the levels' pictures in one language.
// `-- --readme` makes the README's pictures in docs/images, and nothing else.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Locator, Page } from 'playwright-core';
import { LANGUAGES, type Language } from '../client/src/i18n/language.ts';
import { loadDebriefTexts } from '../client/src/i18n/load-debrief.ts';
import { LEVELS } from '../shared/src/levels/catalog.ts';
import { axeFindings } from '../tests/e2e/axe.ts';
import { launchBrowser } from '../tests/e2e/browser.ts';
import { holdLesson } from '../tests/e2e/class-lesson.ts';
import { liftFog } from '../tests/e2e/debrief-reader.ts';
import { kernelTour } from '../tests/e2e/kernel-tour.ts';
import { layoutFaults } from '../tests/e2e/layout-faults.ts';
import { briefings, levelScenes } from '../tests/e2e/level-scenes.ts';
import { sees } from '../tests/e2e/pair-match.ts';
import { act, button, type Player, sendBoat, sitDown } from '../tests/e2e/player.ts';
import type { OnPrint } from '../tests/e2e/print.ts';
import { meet, ready } from '../tests/e2e/room.ts';
import { startTestServer, type TestServer } from '../tests/e2e/test-server.ts';
import { SIZES, tour } from '../tests/e2e/tour.ts';
import type { OnScreen } from '../tests/e2e/tour-after.ts';
import { type ClassWalk, oddClass } from '../tests/e2e/tour-class.ts';
import { seatsTour } from '../tests/e2e/tour-seats.ts';
import { classOfThirty } from '../tests/e2e/tour-thirty.ts';
import { visit } from '../tests/e2e/visited-page.ts';
import { leftOverWords } from '../tests/e2e/words-left-over.ts';
import { hasTunDevice } from '../tests/needs.ts';
import { buildIfStale } from './client-sources.ts';

const SEED = 7;
const root = join(import.meta.dirname, '..');
const folder = join(root, 'test-results/shots');
/** The pictures of the README: level 4, some seconds after the two began, when boats sail and states differ. */
const README = { folder: join(root, 'docs/images'), level: 'fair-winds-home', round: 120_000 };
/** Later than its horn (ms). */
const AFTER_THE_HORN = 600_000;
const README_MOMENTS = [2000, 4000, 6000, 8000, 10_000];
/** How far the boats of the last moment have sailed. */
const UNDER_WAY = 400;

/** A4 between its margins, in CSS pixels. */
const PAPER = { width: 688, height: 1017 };

/** What every level is looked at in. */
const LEVEL_SIZES = [SIZES[0], SIZES[2]];

const { values } = parseArgs({
  options: {
    readme: { type: 'boolean', default: false },
    screens: { type: 'boolean', default: false },
    class: { type: 'boolean', default: false },
    part: { type: 'string' },
    seats: { type: 'boolean', default: false },
    kernel: { type: 'boolean', default: false },
    levels: { type: 'string' },
    language: { type: 'string' },
  },
});

/** The levels that are asked for. */
const levels = values.levels?.split(',').map(Number) ?? LEVELS.map(({ number }) => number);
const everything =
  !values.screens && !values.class && !values.seats && !values.kernel && values.levels === undefined;
/** The languages that are asked for. */
const languages = LANGUAGES.filter((language) => language === (values.language ?? language));

/** The strait draws itself anew for its size, in its own time. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

type Size = (typeof SIZES)[number];

interface Shooting {
  readonly sizes: readonly Size[];
  /** Waits until the page has drawn itself for its new size. */
  readonly settled: (page: Page) => Promise<void>;
}

let findings = 0;

function report(line: string): void {
  findings += 1;
  console.error(line);
}

async function shoot(
  name: string,
  page: Page,
  language: string,
  { sizes, settled }: Shooting = { sizes: SIZES, settled: drawn },
  part?: Locator,
): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await part?.scrollIntoViewIfNeeded();
    await settled(page);
    const file = `${name}-${language}-${size.width}x${size.height}.png`;
    await page.screenshot({ path: join(folder, file), timeout: 60_000 });
    for (const fault of await layoutFaults(page)) report(`${file}: ${fault}`);
  }
  if (language !== 'ko') return;
  for (const word of await leftOverWords(page)) report(`${name}-${language}: not Korean: ${word}`);
}

/** Takes one picture for the README, with every panel at its top. */
async function takePicture({ page }: Player, name: string): Promise<void> {
  await page.evaluate(() => {
    for (const panel of document.querySelectorAll('.panel')) panel.scrollTop = 0;
    const { activeElement } = document;
    if (activeElement instanceof HTMLInputElement) activeElement.setSelectionRange(0, 0);
    if (activeElement instanceof HTMLElement) activeElement.blur();
  });
  await drawn(page);
  await page.screenshot({ path: join(README.folder, name), timeout: 60_000 });
}

/** Plays the beginning of a match, a laptop and a phone, and takes the README's pictures: of both, and of the debrief. */
async function takeReadmePictures(browser: Browser, server: TestServer): Promise<void> {
  const desk = { language: 'en', size: { width: 1366, height: 768 }, touch: false, motion: true } as const;
  const phone = { ...desk, size: { width: 390, height: 844 }, touch: true, scale: 2 } as const;
  const maker = sitDown(await visit(browser, server.url, desk, `/?r=canvas&level=${README.level}`));
  const joiner = sitDown(await visit(browser, server.url, phone));
  await meet(maker, joiner);
  await ready(server, [maker, joiner]);
  for (const moment of README_MOMENTS) {
    for (const player of [joiner, maker]) await act(player, true);
    await server.moveClock(2000);
    for (const player of [maker, joiner]) await sees(player, README.round - moment);
  }
  for (const player of [joiner, maker]) await act(player, true);
  await server.moveClock(UNDER_WAY);
  await takePicture(maker, 'play.png');
  await takePicture(joiner, 'phone.png');
  // A mistake on the connection that has most to tell.
  await maker.page.getByRole('button', { name: /^1 / }).click();
  for (let miss = 0; miss < 2; miss += 1) {
    await maker.exchange(() => sendBoat(maker, { flags: ['SYN', 'FIN'], crates: 0 }));
  }
  await server.moveClock(AFTER_THE_HORN);
  await liftFog(maker);
  const words = await loadDebriefTexts('en');
  const walk = maker.page.getByRole('region', { name: words.walk.heading });
  await walk.waitFor();
  await button(maker, words.walk.nextStop).click();
  await walk.getByText(words.walk.could).first().waitFor();
  await walk.evaluate((section) => section.scrollIntoView({ block: 'start' }));
  await takePicture(maker, 'debrief.png');
}

async function shootLevels(browser: Browser, server: TestServer): Promise<void> {
  // The page's time stands, its frames with it.
  const settled = (page: Page): Promise<void> => page.clock.runFor(100);
  const onScreen: OnScreen = async (name, { page, visitor }) => {
    await shoot(name, page, visitor.language, { sizes: LEVEL_SIZES, settled });
    await page.setViewportSize(visitor.size);
  };
  const onBriefing: OnScreen = (name, { page, visitor }) =>
    shoot(name, page, visitor.language, { sizes: LEVEL_SIZES, settled: drawn });
  const faults = [...(await levelScenes(browser, server, levels, SEED, onScreen))];
  for (const language of LANGUAGES) {
    faults.push(...(await briefings(browser, server, levels, language, onBriefing)));
  }
  for (const fault of faults) report(fault);
}

/** Takes a picture of every screen of `walk`, in each language; where `axe`, with what axe finds on each. */
async function shootTour(
  walk: (language: Language, onScreen: OnScreen) => Promise<readonly string[]>,
  axe: boolean,
): Promise<void> {
  for (const language of languages) {
    const faults = await walk(language, async (name, { page, visitor }, part) => {
      await shoot(name, page, language, undefined, part);
      await page.setViewportSize(visitor.size);
      for (const finding of axe ? await axeFindings(page) : []) report(`${name}-${language}: ${finding}`);
    });
    for (const fault of faults) report(`${language}: ${fault}`);
  }
}

/** The match against this machine's own kernel; where it can't be had, what the pages say of it. */
async function shootKernel(browser: Browser): Promise<void> {
  const plays = hasTunDevice();
  if (!plays)
    console.error('No pictures of the match against the kernel: no TUN device that can be used here');
  await shootTour((language, onScreen) => kernelTour(browser, language, plays, onScreen), true);
}

/** The walks through a class, by their names. */
const CLASS_WALKS = {
  lesson: async ({ language, ...walk }: ClassWalk) =>
    (await holdLesson({ ...walk, language, phone: language })).faults,
  odd: oddClass,
  thirty: classOfThirty,
};

/** A class, teacher's and students' screens, with what axe finds on each; what would be printed, as PDF. */
async function shootClass(browser: Browser, server: TestServer): Promise<void> {
  for (const [part, walk] of Object.entries(CLASS_WALKS)) {
    if (part !== (values.part ?? part)) continue;
    await shootTour(
      (language, onScreen) => walk({ browser, server, language, onScreen, onPrint: keepSheet }),
      true,
    );
  }
}

const keepSheet: OnPrint = async (name, sheet, { page, visitor }) => {
  const { language } = visitor;
  await writeFile(join(folder, `${name}-${language}.pdf`), sheet);
  await page.setViewportSize(PAPER);
  await page.screenshot({ path: join(folder, `${name}-paper-${language}.png`), fullPage: true });
  await page.setViewportSize(visitor.size);
};

async function shootAll(browser: Browser, server: TestServer): Promise<void> {
  if (everything) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  if (everything || values.screens) {
    await shootTour((...how) => tour(browser, server, ...how), false);
  }
  if (everything || values.seats) await shootTour((...how) => seatsTour(browser, server, ...how), true);
  if (everything || values.seats || values.kernel) await shootKernel(browser);
  if (everything || values.class) await shootClass(browser, server);
  if (everything || values.levels !== undefined) await shootLevels(browser, server);
  console.log(`Pictures in ${folder}, ${findings} findings`);
}

if (!(await buildIfStale())) process.exit(1);
const [browser, server] = await Promise.all([launchBrowser(), startTestServer(SEED)]);
try {
  if (values.readme) await takeReadmePictures(browser, server);
  else await shootAll(browser, server);
} finally {
  await browser.close();
  await server.stop();
}
process.exitCode = findings === 0 ? 0 : 1;
