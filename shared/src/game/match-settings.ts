// What players choose for a match beside its level: how time goes for them, and how much help they get.
import type { Assistance, Level } from './level.ts';

/** Factors by which all game time may be stretched: at 2, everything takes twice as long on the wall clock. */
export const STRETCHES = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const;

/** One of {@link STRETCHES}: quarters, so that whole milliseconds stay exact in binary numbers. */
export type Stretch = (typeof STRETCHES)[number];

/** Whether the clock always runs, or stands while a person has something to pay (rules.md section 4). */
export const PACES = ['running', 'patient'] as const;

/** One of {@link PACES}. */
export type ClockPace = (typeof PACES)[number];

/** Everything that the players of a match choose for it. Levels, par, score and stars are the same for all. */
export interface MatchSettings {
  readonly stretch: Stretch;
  readonly pace: ClockPace;
  /** The grade of assistance; `level`: as the level has it. */
  readonly assistance: Assistance | 'level';
}

/** What a match is played with where nobody chooses. */
export const USUAL_SETTINGS: MatchSettings = { stretch: 1, pace: 'running', assistance: 'level' };

/** What a match's setup keeps of its settings: only what is not usual. */
export interface UnusualSettings {
  readonly stretch?: Stretch;
  readonly pace?: 'patient';
  readonly assistance?: Assistance;
}

/** `settings` as the setup of a match keeps them. */
export function unusualSettings({ stretch, pace, assistance }: MatchSettings): UnusualSettings {
  return {
    ...(stretch === 1 ? {} : { stretch }),
    ...(pace === 'running' ? {} : { pace }),
    ...(assistance === 'level' ? {} : { assistance }),
  };
}

/** The whole settings of which a setup keeps what is not usual. */
export function settingsOf({ stretch, pace, assistance }: UnusualSettings): MatchSettings {
  return {
    stretch: stretch ?? USUAL_SETTINGS.stretch,
    pace: pace ?? USUAL_SETTINGS.pace,
    assistance: assistance ?? USUAL_SETTINGS.assistance,
  };
}

/** `level` as a match with this assistance plays it. */
export function levelOf({ assistance }: { readonly assistance?: Assistance | 'level' }, level: Level): Level {
  return assistance === undefined || assistance === 'level' ? level : { ...level, assistance };
}
