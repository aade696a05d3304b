// Beyond the fifteen levels: the endless storm, and levels from files.
import '@syn-or-swim/shared/protocol/without-eval.ts';
import { signal } from '@preact/signals';
import { ENDLESS_STORM } from '@syn-or-swim/shared/levels/endless-storm.ts';
import { OWN_LEVEL_MAX, type OwnLevel, readOwnLevel } from '@syn-or-swim/shared/levels/own-level.ts';
import type { BeyondTexts } from './i18n/beyond-en.ts';
import { loadBeyondTexts } from './i18n/load-beyond.ts';
import type { Debrief } from './model/debrief-model.ts';
import { keep, readKept } from './model/kept-value.ts';
import { learnLevel } from './model/own-levels.ts';
import { packedText, unpackedText } from './model/packed-text.ts';
import { isBetter, KEPT_STORM_BEST, type StormBest } from './model/storm-best.ts';
import { pageStorage } from './page-settings.ts';
import { framed, loadTexts } from './play-parts.tsx';
import type { Shell } from './shell.ts';
import { playStorm, showBriefing, showChart } from './solo.tsx';
import { type OpenedFile, OwnLevelScreen } from './ui/own-level-screen.tsx';
import { StormScreen } from './ui/storm-screen.tsx';

/** The storm's texts under its own name, so that every screen can say it. */
function learnStorm(language: 'en' | 'ko', { storm }: BeyondTexts): void {
  const [tag = ''] = storm.lines;
  const words = { title: storm.heading, tag, briefing: { both: storm.lines, client: [], server: [] } };
  learnLevel({ level: ENDLESS_STORM, texts: { [language]: words } });
}

async function wordsFor(shell: Shell): Promise<BeyondTexts> {
  const language = shell.language.peek();
  const [words] = await Promise.all([loadBeyondTexts(language), loadTexts(shell)]);
  learnStorm(language, words);
  return words;
}

function bestKept(): StormBest | undefined {
  return readKept(pageStorage, KEPT_STORM_BEST);
}

/** Keeps the storm of `debrief` where it is the best so far; true where it is. */
function keepBest({ score }: Debrief): boolean {
  const storm = { points: score.points, clean: score.orders.filter(({ clean }) => clean).length };
  if (!isBetter(storm, bestKept())) return false;
  keep(pageStorage, KEPT_STORM_BEST, storm);
  return true;
}

/** The screen from which one sails into the endless storm. */
export async function showStorm(shell: Shell): Promise<void> {
  const words = await wordsFor(shell);
  const begin = (): void =>
    playStorm(shell, ENDLESS_STORM, {
      again: words.storm.again,
      record: (debrief) => (keepBest(debrief) ? words.storm.record : undefined),
      onBack: () => void showStorm(shell),
    });
  shell.show(
    framed(() => (
      <StormScreen words={words} best={bestKept()} onBegin={begin} onBack={() => void showChart(shell)} />
    )),
  );
}

const opened = signal<OpenedFile | undefined>(undefined);
const read = signal<OwnLevel | undefined>(undefined);

/** Checks `text` of the file `name`, and shows what came of it. */
async function take(name: string, text: string, language: 'en' | 'ko'): Promise<void> {
  const result = readOwnLevel(name, text);
  if (!result.ok) {
    read.value = undefined;
    opened.value = { kind: 'refused', problems: result.problem };
    return;
  }
  const own = result.value;
  learnLevel(own);
  read.value = own;
  const title = (own.texts[language] ?? own.texts.en ?? own.texts.ko)?.title ?? own.level.id;
  const link = `${location.origin}/#level=${await packedText(text)}`;
  opened.value = { kind: 'level', name: title, link };
}

/** The screen that opens a level from a file. */
export async function showOwnLevel(shell: Shell): Promise<void> {
  const words = await wordsFor(shell);
  const language = shell.language.peek();
  const onFile = (file: File): void => {
    file.text().then(
      (text) => take(file.name, text, language),
      () => {
        opened.value = { kind: 'refused', problems: [words.file.unreadable] };
      },
    );
  };
  shell.show(
    framed(() => (
      <OwnLevelScreen
        words={words}
        opened={opened.value}
        onFile={onFile}
        onPlay={() => read.value !== undefined && showBriefing(shell, read.value.level)}
        onBack={() => void showChart(shell)}
      />
    )),
  );
}

/** Opens the level that stands behind #level= in a link, with all that is wrong with it where something is. */
export async function openLevelLink(shell: Shell, packed: string): Promise<void> {
  const { file } = await wordsFor(shell);
  const text = await unpackedText(packed, 4 * OWN_LEVEL_MAX);
  if (text === undefined) {
    shell.fail(file.brokenLink);
    return;
  }
  await take(file.inLink, text, shell.language.peek());
  await showOwnLevel(shell);
}
