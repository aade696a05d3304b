// What a player sets once for all matches. The browser alone keeps it.
import { ASSISTANCE_GRADES } from '@syn-or-swim/shared/game/level.ts';
import {
  type MatchSettings,
  PACES,
  STRETCHES,
  USUAL_SETTINGS,
} from '@syn-or-swim/shared/game/match-settings.ts';
import { isRecord, type KeptKind } from './kept-value.ts';

/** Loudness in per cent; 0 is silence. */
export const VOLUMES = { low: 0, high: 100, step: 10 } as const;
/** How the game's text is enlarged, per cent (WCAG 1.4.4 asks for 200). */
export const TEXT_SIZES = [100, 125, 150, 200] as const;
/** What each player sets of a match; who is the weather, a room says. */
export type OwnSettings = Omit<MatchSettings, 'network'>;

/** The settings: those of the next match, and those of this browser. */
export interface Settings extends OwnSettings {
  readonly volume: number;
  /** The one button: off, nothing is heard at any volume. */
  readonly sound: boolean;
  /** What sounds is also written at the strait's edge, whether it is heard or not. */
  readonly captions: boolean;
  /** `system`: as browser and system say. */
  readonly contrast: 'system' | 'more';
  readonly motion: 'system' | 'less';
  readonly textSize: (typeof TEXT_SIZES)[number];
  /** Single letters and digits are keys of the match (WCAG 2.1.4 asks that they can be turned off). */
  readonly singleKeys: boolean;
}

/** What holds until somebody changes it. */
export const FIRST_SETTINGS: Settings = {
  ...matchSettings(USUAL_SETTINGS),
  volume: 100,
  sound: true,
  captions: false,
  contrast: 'system',
  motion: 'system',
  textSize: 100,
  singleKeys: true,
};

/** What of `settings` belongs to a match. */
export function matchSettings({ stretch, pace, assistance }: OwnSettings): OwnSettings {
  return { stretch, pace, assistance };
}

/** `value` where it is one of `choices`, else `otherwise`: one setting that is not understood leaves the others. */
function oneOf<Choice>(choices: readonly Choice[], value: unknown, otherwise: Choice): Choice {
  return choices.find((choice) => choice === value) ?? otherwise;
}

function volumeOf(value: unknown): number {
  const { low, high } = VOLUMES;
  return typeof value === 'number' && value >= low && value <= high
    ? Math.round(value)
    : FIRST_SETTINGS.volume;
}

function settingsOf(kept: unknown): Settings | undefined {
  if (!isRecord(kept)) return undefined;
  return {
    volume: volumeOf(kept['volume']),
    sound: kept['sound'] !== false,
    captions: kept['captions'] === true,
    pace: oneOf(PACES, kept['pace'], FIRST_SETTINGS.pace),
    stretch: oneOf(STRETCHES, kept['stretch'], FIRST_SETTINGS.stretch),
    assistance: oneOf(['level', ...ASSISTANCE_GRADES], kept['assistance'], FIRST_SETTINGS.assistance),
    contrast: oneOf(['system', 'more'], kept['contrast'], FIRST_SETTINGS.contrast),
    motion: oneOf(['system', 'less'], kept['motion'], FIRST_SETTINGS.motion),
    textSize: oneOf(TEXT_SIZES, kept['textSize'], FIRST_SETTINGS.textSize),
    singleKeys: kept['singleKeys'] !== false,
  };
}

/** How the browser keeps them. */
export const KEPT_SETTINGS: KeptKind<Settings> = {
  key: 'syn-or-swim.settings',
  version: 1,
  read: settingsOf,
};
