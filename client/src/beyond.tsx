// Beyond the fifteen levels: the endless storm, and levels from files.
import '@syn-or-swim/shared/protocol/without-eval.ts';
import { effect, signal } from '@preact/signals';
import { ENDLESS_STORM } from '@syn-or-swim/shared/levels/endless-storm.ts';
import { fault, type PlacedFault } from '@syn-or-swim/shared/levels/level-fault.ts';
import { OWN_LEVEL_MAX, type OwnLevel, readOwnLevel } from '@syn-or-swim/shared/levels/own-level.ts';
import type { BeyondTexts } from './i18n/beyond-en.ts';
import type { Language } from './i18n/language.ts';
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

/** The storm's texts under its own name, so that every screen can say it in either language. */
export async function learnStorm(): Promise<void> {
  const textIn = async (language: Language) => {
    const { storm } = await loadBeyondTexts(language);
    const [tag = ''] = storm.lines;
    return { title: storm.heading, tag, briefing: { both: storm.lines, client: [], server: [] } };
  };
  const [en, ko] = await Promise.all([textIn('en'), textIn('ko')]);
  learnLevel({ level: ENDLESS_STORM, texts: { en, ko } });
}

/** These pages' texts in the language of the page, once they are there. */
const words = signal<BeyondTexts | undefined>(undefined);
let following = false;

async function loadWords(shell: Shell): Promise<BeyondTexts> {
  const [loaded] = await Promise.all([
    loadBeyondTexts(shell.language.peek()),
    loadTexts(shell),
    learnStorm(),
  ]);
  words.value = loaded;
  if (!following) {
    following = true;
    effect(() => {
      void loadBeyondTexts(shell.language.value).then((next) => {
        words.value = next;
      });
    });
  }
  return loaded;
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
  await loadWords(shell);
  const begin = (): void =>
    playStorm(shell, ENDLESS_STORM, {
      words,
      isRecord: keepBest,
      onBack: () => void showStorm(shell),
    });
  shell.show(
    framed(() =>
      words.value === undefined ? null : (
        <StormScreen
          words={words.value}
          best={bestKept()}
          onBegin={begin}
          onBack={() => void showChart(shell)}
        />
      ),
    ),
  );
}

const opened = signal<OpenedFile | undefined>(undefined);
const read = signal<OwnLevel | undefined>(undefined);

/** Checks `text` of the file `name`, and shows what came of it. */
async function take(name: string, text: string, language: Language): Promise<void> {
  const result = readOwnLevel(name, text);
  if (!result.ok) {
    read.value = undefined;
    opened.value = { kind: 'refused', faults: result.problem };
    return;
  }
  const own = result.value;
  learnLevel(own);
  read.value = own;
  const title = (own.texts[language] ?? own.texts.en ?? own.texts.ko)?.title ?? own.level.id;
  const link = `${location.origin}/#level=${await packedText(text)}`;
  opened.value = { kind: 'level', name: title, link };
}

/** A character has at most three octets for each of its two halves. */
const FILE_OCTETS_MAX = 4 * OWN_LEVEL_MAX;

function tooLong({ name, size }: File): PlacedFault {
  return { file: name, path: '', fault: fault('file-too-long', size, OWN_LEVEL_MAX) };
}

/** The screen that opens a level from a file. */
export async function showOwnLevel(shell: Shell): Promise<void> {
  await loadWords(shell);
  const onFile = (file: File): void => {
    const unreadable = (): void => {
      read.value = undefined;
      opened.value = { kind: 'unreadable' };
    };
    // Nobody waits for a file of gigabytes to be read, only to be refused.
    if (file.size > FILE_OCTETS_MAX) {
      read.value = undefined;
      opened.value = { kind: 'refused', faults: [tooLong(file)] };
    } else file.text().then((text) => take(file.name, text, shell.language.peek()), unreadable);
  };
  shell.show(
    framed(() =>
      words.value === undefined ? null : (
        <OwnLevelScreen
          words={words.value}
          opened={opened.value}
          onFile={onFile}
          onPlay={() => read.value !== undefined && showBriefing(shell, read.value.level)}
          onBack={() => void showChart(shell)}
        />
      ),
    ),
  );
}

/** Opens the level that stands behind #level= in a link, with all that is wrong with it where something is. */
export async function openLevelLink(shell: Shell, packed: string): Promise<void> {
  const { file } = await loadWords(shell);
  const text = await unpackedText(packed, FILE_OCTETS_MAX);
  if (text === undefined) {
    shell.fail(file.brokenLink);
    return;
  }
  await take(file.inLink, text, shell.language.peek());
  await showOwnLevel(shell);
}
