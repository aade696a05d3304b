import type { Level } from '@syn-or-swim/shared/game/level.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import { KERNEL_LEVEL } from '@syn-or-swim/shared/levels/kernel-level.ts';
import { briefingFor, textOf } from '@syn-or-swim/shared/levels/texts/level-texts.ts';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { GameTexts } from '../i18n/load-play.ts';
import type { PlayTexts } from '../i18n/play-en.ts';
import { ownLevel } from '../model/own-levels.ts';

/** All texts of the game in one language. */
export type PlayLanguage = GameTexts;

/** Given to all screens behind the title once the texts are loaded. */
export const PlayContext = createContext<PlayLanguage | undefined>(undefined);

/** The texts of the game. It throws outside of a {@link PlayContext}, which is a fault of the page. */
export function usePlay(): PlayLanguage {
  const language = useContext(PlayContext);
  if (language === undefined) throw new Error('A screen of the game was drawn before its texts were loaded.');
  return language;
}

/** The name of the ship with `index`. */
export function shipName(texts: PlayTexts, index: number): string {
  return texts.ships[index % texts.ships.length] ?? String(index);
}

/** What is said of a level: its own texts, or those of any level made for tests. */
export interface LevelWords {
  /** "Level 4: Fair winds home". */
  readonly name: string;
  readonly title: string;
  readonly tag: string;
  /** The lines that each seat reads before the level begins. */
  readonly lines: Readonly<Record<Side, readonly string[]>>;
  /** A sentence for each step of the worked example. */
  readonly example: readonly string[];
  /** Where this is met in real life. */
  readonly met: string | undefined;
}

/** The words of `level` in `language`. */
export function levelWords(level: Level, language: PlayLanguage): LevelWords {
  const { around, levels } = language;
  const written = ownLevel(level.id)?.texts;
  const told = written && (written[language.language] ?? written.en ?? written.ko);
  if (told !== undefined) {
    const { title, tag, briefing } = told;
    const linesOf = (side: Side) => [...briefing.both, ...briefing[side]];
    const lines = { client: linesOf('client'), server: linesOf('server') };
    return { name: title, title, tag, lines, example: [], met: undefined };
  }
  const own = textOf(levels, level.id);
  const { trial, trialTag, trialLines } = around.briefing;
  if (own === undefined) {
    const lines = { client: trialLines, server: trialLines };
    const title = level.id === KERNEL_LEVEL.id ? around.briefing.kernel : trial;
    return { name: title, title, tag: trialTag, lines, example: [], met: undefined };
  }
  const { title, tag, example, met } = own;
  const lines = { client: briefingFor(own, 'client'), server: briefingFor(own, 'server') };
  return { name: around.chart.level(level.number, title), title, tag, lines, example, met };
}
