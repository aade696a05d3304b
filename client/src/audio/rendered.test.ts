import { beforeAll, expect, test, vi } from 'vitest';
import { SCORE, type SoundName } from './score.ts';
import { mixed, zzfxTone } from './synth.ts';

/** Samples a second, as zzfx makes them. */
const RATE = 44_100;

let build: (...tone: readonly (number | undefined)[]) => number[];

beforeAll(async () => {
  // zzfx opens the page's audio as it is loaded; to compute samples it needs none.
  vi.stubGlobal('AudioContext', class {});
  const { ZZFX } = await import('zzfx');
  ZZFX.volume = 1;
  build = (...tone) => ZZFX.buildSamples(...tone);
});

/** The whole sound, its tones added up without a limit, and as the game plays it. */
function rendered(name: SoundName): { readonly sum: readonly number[]; readonly played: readonly number[] } {
  const parts = SCORE[name].map((tone) => ({ at: tone.at, samples: build(...zzfxTone(tone)) }));
  const quiet = parts.map(({ at, samples }) => ({ at, samples: samples.map((sample) => sample / 8) }));
  return { sum: mixed(quiet, RATE).map((sample) => sample * 8), played: mixed(parts, RATE) };
}

/** The loudest moment of `samples`: root mean square over a 50th of a second. */
function loudest(samples: readonly number[]): number {
  const long = RATE / 50;
  let best = 0;
  for (let start = 0; start < samples.length; start += long) {
    const piece = samples.slice(start, start + long);
    const power = piece.reduce((sum, sample) => sum + sample * sample, 0) / long;
    best = Math.max(best, Math.sqrt(power));
  }
  return best;
}

for (const name of Object.keys(SCORE) as SoundName[]) {
  test(`${name}: never clips, is heard, is short, and begins and ends without a click`, () => {
    const { sum, played } = rendered(name);
    const peak = Math.max(...sum.map(Math.abs));
    const seconds = sum.length / RATE;
    console.log(
      `measured: sound ${name}: peak ${peak.toFixed(2)}, loudest ${loudest(sum).toFixed(3)}, ${seconds.toFixed(2)} s`,
    );
    expect(peak).toBeLessThan(0.95);
    expect(Math.max(...played.map((sample, at) => Math.abs(sample - (sum[at] ?? 9))))).toBeLessThan(1e-9);
    expect(loudest(sum)).toBeGreaterThan(0.03);
    expect(loudest(sum)).toBeLessThan(0.45);
    expect(seconds).toBeGreaterThan(0.04);
    expect(seconds).toBeLessThan(1.6);
    expect(Math.abs(sum[0] ?? 1)).toBeLessThan(0.05);
    expect(Math.abs(sum.at(-1) ?? 1)).toBeLessThan(0.05);
  });
}

test('the horn is low, the bell is high: the middle of what is heard lies where it belongs', () => {
  /** Crossings of zero a second, half of them: about the pitch. */
  const pitch = (name: SoundName): number => {
    const { sum } = rendered(name);
    const piece = sum.slice(RATE * 0.2, RATE * 0.4);
    const crossings = piece.filter(
      (sample, index) => index > 0 && sample > 0 !== (piece[index - 1] ?? 0) > 0,
    );
    return crossings.length / 2 / 0.2;
  };
  expect(pitch('horn')).toBeLessThan(260);
  expect(pitch('bell')).toBeGreaterThan(600);
});
