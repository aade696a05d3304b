import { SCORE, type SoundName, type Synth } from './score.ts';

/** The game's sounds behind their one button. */
export interface Sounds {
  /** Plays `name` if sound is on and a hand has touched the page; else does nothing. It is never kept for later. */
  playSound(name: SoundName): void;
  /** The one button. Sound is on at first, but nothing is heard before a gesture. */
  setSoundOn(on: boolean): void;
  /** The player's own loudness, 0 to 1; 1 at first. */
  setVolume(volume: number): void;
  /** A hand has touched the page: from now on a browser allows sound. Does nothing while sound is off. */
  unlockSound(): void;
}

/** Loudness of the whole game, 0 to 1: quiet. */
const VOLUME = 0.35;

/** Sounds that are made by what `load` brings. It is asked for at the first gesture with sound on. */
export function createSounds(load: () => Promise<Synth>): Sounds {
  let on = true;
  let loudness = 1;
  let touched = false;
  let asking = false;
  let ready: Synth | undefined;
  const bring = async (): Promise<void> => {
    const synth = await load();
    if (await synth.wake()) ready = synth;
  };
  const start = (): void => {
    if (asking || ready !== undefined) return;
    asking = true;
    // Where sound is not allowed yet, the next gesture asks again; without Web Audio the page stays silent.
    void bring()
      .catch(() => undefined)
      .finally(() => {
        asking = false;
      });
  };
  return {
    playSound(name) {
      if (on && loudness > 0) ready?.play(SCORE[name], VOLUME * loudness);
    },
    setSoundOn(wanted) {
      on = wanted;
      if (on && touched) start();
    },
    setVolume(volume) {
      loudness = Number.isNaN(volume) ? 1 : Math.min(1, Math.max(0, volume));
    },
    unlockSound() {
      touched = true;
      if (on) start();
    },
  };
}

const sounds = createSounds(async () => {
  const { loadSynth } = await import('./synth.ts');
  return loadSynth();
});

/** Plays a sound of the game, unless it is off or no hand has touched the page yet. */
export const { playSound, setSoundOn, setVolume, unlockSound } = sounds;

/**
 * Unlocks sound at the page's first gestures, whatever they touch. Returns what takes the listeners away again.
 */
export function unlockAtGesture(page: EventTarget): () => void {
  const ended = new AbortController();
  for (const gesture of ['pointerdown', 'keydown']) {
    page.addEventListener(gesture, unlockSound, { signal: ended.signal, passive: true });
  }
  return () => ended.abort();
}
