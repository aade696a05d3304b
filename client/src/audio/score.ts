/** What can be heard. None is ever the only sign of anything: each has its picture and its words. */
export type SoundName =
  | 'syn'
  | 'ack'
  | 'fin'
  | 'landing'
  | 'bell'
  | 'horn'
  | 'tow'
  | 'gull'
  | 'flare'
  | 'wind'
  | Chord;

/** The chord of a clean goodbye, a step higher with each one in a row. */
type Chord = 'chord-1' | 'chord-2' | 'chord-3' | 'chord-4' | 'chord-5';

/** The chords, from the first goodbye of a streak on. */
export const CHORDS = ['chord-1', 'chord-2', 'chord-3', 'chord-4', 'chord-5'] as const satisfies Chord[];

/** One tone of a sound: when it begins, ms after the sound's own beginning, and how it is made. */
export interface Tone {
  readonly at: number;
  /** Loudness beside the other tones of the game, 0 to 1. */
  readonly loud: number;
  /** Pitch in Hz. */
  readonly pitch: number;
  /** Seconds from silence to full, held, and back to silence. */
  readonly attack: number;
  readonly hold: number;
  readonly release: number;
  /** Default: sine. */
  readonly wave?: 'sine' | 'triangle' | 'saw' | 'noise';
  /** How the pitch glides, in zzfx's units; 0 where left out. */
  readonly glide?: number;
  /** Above this many Hz little is let through; unfiltered where left out. */
  readonly dullAbove?: number;
}

/** Makes sound of tones; zzfx in the browser, a list in tests. */
export interface Synth {
  /** Whether the browser lets it be heard yet; asks for that at the same time. */
  wake(): Promise<boolean>;
  play(tones: readonly Tone[], volume: number): void;
}

function soft(at: number, pitch: number, loud: number, release: number): Tone {
  return { at, loud, pitch, attack: 0.008, hold: 0.03, release };
}

/** A struck bell: its own tone, the minor tenth that makes it a bell, and a brief bright partial. */
const BELL: readonly Tone[] = [
  { at: 0, loud: 0.5, pitch: 659.3, attack: 0.002, hold: 0.04, release: 1.1 },
  { at: 0, loud: 0.22, pitch: 1567.9, attack: 0.002, hold: 0.02, release: 0.6 },
  { at: 0, loud: 0.12, pitch: 2637, attack: 0.001, hold: 0.01, release: 0.22 },
];

/** The major chord `semitones` above the first, its tones one after the other. */
function chord(semitones: number): readonly Tone[] {
  const up = 2 ** (semitones / 12);
  return [
    soft(0, 523.3 * up, 0.26, 0.75),
    soft(70, 659.3 * up, 0.26, 0.7),
    soft(140, 784 * up, 0.26, 0.65),
    soft(210, 1046.5 * up, 0.18, 0.7),
  ];
}

/** Every sound of the game, tone by tone. */
export const SCORE: Readonly<Record<SoundName, readonly Tone[]>> = {
  syn: [soft(0, 523.3, 0.5, 0.12), soft(95, 784, 0.5, 0.2)],
  ack: [{ at: 0, loud: 0.34, pitch: 1174.7, attack: 0.001, hold: 0.006, release: 0.045, wave: 'triangle' }],
  fin: [soft(0, 784, 0.5, 0.12), soft(95, 523.3, 0.5, 0.24)],
  bell: BELL,
  horn: [
    { at: 0, loud: 0.33, pitch: 98, attack: 0.09, hold: 0.5, release: 0.35, wave: 'saw', dullAbove: 420 },
    {
      at: 0,
      loud: 0.3,
      pitch: 146.8,
      attack: 0.12,
      hold: 0.45,
      release: 0.3,
      wave: 'triangle',
      dullAbove: 600,
    },
  ],
  'chord-1': chord(0),
  'chord-2': chord(2),
  'chord-3': chord(4),
  'chord-4': chord(5),
  'chord-5': chord(7),
  landing: [
    { at: 0, loud: 0.26, pitch: 92, attack: 0.002, hold: 0.01, release: 0.09, glide: -0.5 },
    {
      at: 4,
      loud: 0.1,
      pitch: 240,
      attack: 0.002,
      hold: 0.01,
      release: 0.05,
      wave: 'noise',
      dullAbove: 700,
    },
  ],
  gull: [
    { at: 0, loud: 0.16, pitch: 1180, attack: 0.03, hold: 0.05, release: 0.14, wave: 'triangle', glide: -4 },
    {
      at: 210,
      loud: 0.14,
      pitch: 1240,
      attack: 0.02,
      hold: 0.04,
      release: 0.12,
      wave: 'triangle',
      glide: -5,
    },
    {
      at: 380,
      loud: 0.12,
      pitch: 1120,
      attack: 0.02,
      hold: 0.04,
      release: 0.16,
      wave: 'triangle',
      glide: -5,
    },
  ],
  wind: [
    { at: 0, loud: 0.22, pitch: 140, attack: 0.3, hold: 0.2, release: 0.5, wave: 'noise', dullAbove: 900 },
  ],
  tow: [
    { at: 0, loud: 0.4, pitch: 233, attack: 0.01, hold: 0.05, release: 0.06, wave: 'triangle' },
    { at: 130, loud: 0.4, pitch: 196, attack: 0.01, hold: 0.09, release: 0.1, wave: 'triangle' },
  ],
  flare: [
    {
      at: 0,
      loud: 0.3,
      pitch: 320,
      attack: 0.05,
      hold: 0.12,
      release: 0.4,
      wave: 'noise',
      glide: 3,
      dullAbove: 1800,
    },
    { at: 380, loud: 0.24, pitch: 196, attack: 0.02, hold: 0.1, release: 0.5, wave: 'triangle', glide: -0.6 },
  ],
};
