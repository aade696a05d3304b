import type { Assistance } from '@syn-or-swim/shared/game/level.ts';

/** The settings. */
export const settingsEn = {
  heading: 'Settings',
  close: 'Close',
  language: 'Language',
  sound: 'Sound',
  volume: 'Volume',
  captions: 'Sounds in writing',
  play: 'The game',
  pace: 'Pace',
  paces: { running: 'running', patient: 'patient' },
  paceNote: 'Patient: time stands still while you have something to answer. The stars are the same.',
  stretch: 'Time stretched',
  stretches: (factor: number) => (factor === 1 ? 'as usual' : `${factor} times`),
  stretchNote: 'Holds for matches that begin from now on; with a friend, both see it in the room.',
  assistance: 'Help with the numbers',
  grades: {
    level: 'as the level says',
    cadet: 'Cadet: numbers are filled in',
    mate: 'Mate: numbers to choose from',
    captain: 'Captain: write them, and wrong boats sail',
  } satisfies Readonly<Record<Assistance | 'level', string>>,
  look: 'Look',
  contrast: 'Contrast',
  contrasts: { system: 'as the system says', more: 'high' },
  motion: 'Motion',
  motions: { system: 'as the system says', less: 'little' },
  textSize: 'Text size',
  keys: 'Letters and digits are keys of the match',
  kept: 'Kept in this browser only.',
};

/** Every language says the same things. */
export type SettingsTexts = typeof settingsEn;
