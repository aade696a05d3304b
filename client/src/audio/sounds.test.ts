import { expect, test } from 'vitest';
import { SCORE, type Synth, type Tone } from './score.ts';
import { createSounds } from './sounds.ts';
import { mixed, zzfxTone } from './synth.ts';

/** A synth that keeps what it was asked for, and wakes at the attempt number `wakesAt`. */
function recordingSynth(wakesAt = 1) {
  const played: { tones: readonly Tone[]; volume: number }[] = [];
  const count = { loads: 0, wakes: 0 };
  const synth: Synth = {
    wake: async () => {
      count.wakes += 1;
      return count.wakes >= wakesAt;
    },
    play: (tones, volume) => played.push({ tones, volume }),
  };
  const load = async (): Promise<Synth> => {
    count.loads += 1;
    return synth;
  };
  return { load, played, count };
}

/** Lets the promises run that are settled already. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

test('nothing is loaded or heard before a hand has touched the page', async () => {
  const { load, played, count } = recordingSynth();
  const sounds = createSounds(load);
  sounds.playSound('syn');
  await settled();
  expect({ played, loads: count.loads }).toEqual({ played: [], loads: 0 });
});

test('after a gesture a sound is heard, quietly; the synth is loaded once', async () => {
  const { load, played, count } = recordingSynth();
  const sounds = createSounds(load);
  sounds.unlockSound();
  sounds.unlockSound();
  await settled();
  sounds.playSound('bell');
  expect(played.map(({ tones }) => tones)).toEqual([SCORE.bell]);
  expect(played[0]?.volume).toBeLessThan(0.5);
  expect(count.loads).toBe(1);
});

test('the one button silences, and a gesture in silence loads nothing', async () => {
  const { load, played, count } = recordingSynth();
  const sounds = createSounds(load);
  sounds.setSoundOn(false);
  sounds.unlockSound();
  await settled();
  sounds.playSound('fin');
  expect({ played, loads: count.loads }).toEqual({ played: [], loads: 0 });
  sounds.setSoundOn(true);
  await settled();
  sounds.playSound('fin');
  sounds.setSoundOn(false);
  sounds.playSound('fin');
  expect(played.map(({ tones }) => tones)).toEqual([SCORE.fin]);
});

test('the volume of the settings scales every sound, and none at all is silence', async () => {
  const { load, played } = recordingSynth();
  const sounds = createSounds(load);
  sounds.unlockSound();
  await settled();
  for (const volume of [1, 0.5, 7, 0, Number.NaN]) {
    sounds.setVolume(volume);
    sounds.playSound('ack');
  }
  const [full = 0] = played.map(({ volume }) => volume);
  expect(full).toBeGreaterThan(0);
  expect(played.map(({ volume }) => volume)).toEqual([full, full / 2, full, full]);
});

test('a browser that does not allow sound yet is asked again at the next gesture', async () => {
  const { load, played, count } = recordingSynth(2);
  const sounds = createSounds(load);
  sounds.unlockSound();
  await settled();
  sounds.playSound('ack');
  sounds.unlockSound();
  await settled();
  sounds.playSound('ack');
  expect({ heard: played.length, wakes: count.wakes }).toEqual({ heard: 1, wakes: 2 });
});

test('a browser without Web Audio stays silent and says nothing', async () => {
  const sounds = createSounds(() => Promise.reject(new Error('no AudioContext')));
  sounds.unlockSound();
  await settled();
  expect(() => sounds.playSound('chord-1')).not.toThrow();
});

test('SYN is a rising pair, FIN a falling one, ACK a single tick', () => {
  const pitches = (name: 'syn' | 'fin' | 'ack') => SCORE[name].map((tone) => tone.pitch);
  expect(pitches('syn')).toEqual([523.3, 784]);
  expect(pitches('fin')).toEqual([784, 523.3]);
  expect(pitches('ack')).toHaveLength(1);
});

test('tones are added up from their own beginnings and never louder than full', () => {
  const tones = [
    { at: 0, samples: [0.5, 0.5, 0.75] },
    { at: 2, samples: [0.5, -0.25] },
  ];
  expect(mixed(tones, 1000)).toEqual([0.5, 0.5, 1, -0.25]);
  expect(mixed([], 1000)).toEqual([]);
});

test('a tone is put into the order of zzfx parameters, without its randomness', () => {
  const tone: Tone = {
    at: 0,
    loud: 0.5,
    pitch: 98,
    attack: 0.1,
    hold: 0.2,
    release: 0.3,
    wave: 'saw',
    dullAbove: 420,
  };
  const parameters = zzfxTone(tone);
  expect(parameters.slice(0, 9)).toEqual([0.5, 0, 98, 0.1, 0.2, 0.3, 2, 1, 0]);
  expect([parameters.length, parameters[20]]).toEqual([21, -210]);
});
