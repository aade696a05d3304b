import type { Synth, Tone } from './score.ts';

/** zzfx's numbers for its wave shapes. */
const SHAPES = { sine: 0, triangle: 1, saw: 2, noise: 4 } as const;

/** `tone` as zzfx takes it: volume, randomness, frequency, attack, sustain, release, shape, curve, slide, ... filter. */
export function zzfxTone(tone: Tone): readonly (number | undefined)[] {
  const { loud, pitch, attack, hold, release, glide = 0, dullAbove = 0 } = tone;
  const shape = SHAPES[tone.wave ?? 'sine'];
  const head = [loud, 0, pitch, attack, hold, release, shape, 1, glide];
  const unused = Array.from({ length: 11 }, () => undefined);
  // zzfx reads a negative filter as a low pass, and its cutoff lies at twice the number.
  return [...head, ...unused, -dullAbove / 2];
}

/** Adds up tones, each from its own beginning on: one list of samples from -1 to 1. */
export function mixed(
  tones: readonly { readonly at: number; readonly samples: readonly number[] }[],
  sampleRate: number,
): number[] {
  const starts = tones.map((tone) => Math.round((tone.at / 1000) * sampleRate));
  const length = Math.max(0, ...tones.map((tone, index) => (starts[index] ?? 0) + tone.samples.length));
  const sum = new Array<number>(length).fill(0);
  for (const [index, tone] of tones.entries()) {
    const start = starts[index] ?? 0;
    for (const [offset, sample] of tone.samples.entries()) {
      sum[start + offset] = Math.min(1, Math.max(-1, (sum[start + offset] ?? 0) + sample));
    }
  }
  return sum;
}

/** zzfx as the game's synth. It opens the page's audio, so it is loaded at a gesture and not before. */
export async function loadSynth(): Promise<Synth> {
  const { ZZFX } = await import('zzfx');
  // The game sets its own loudness when it plays.
  ZZFX.volume = 1;
  const built = new Map<readonly Tone[], number[]>();
  const samplesOf = (tones: readonly Tone[]): number[] => {
    const known = built.get(tones);
    if (known !== undefined) return known;
    const parts = tones.map((tone) => ({ at: tone.at, samples: ZZFX.buildSamples(...zzfxTone(tone)) }));
    const samples = mixed(parts, ZZFX.sampleRate);
    built.set(tones, samples);
    return samples;
  };
  return {
    async wake() {
      await ZZFX.audioContext.resume();
      return ZZFX.audioContext.state === 'running';
    },
    play(tones, volume) {
      ZZFX.playSamples([samplesOf(tones)], volume);
    },
  };
}
