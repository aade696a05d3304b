// What solo and pair games share: the texts of the game, the picture, the frame around a screen.
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { playSound, setSoundOn, setVolume, unlockAtGesture } from './audio/sounds.ts';
import { type GameTexts, loadPlayTexts } from './i18n/load-play.ts';
import type { MatchModel, MatchSurroundings } from './model/match-model.ts';
import { type HeardSound, hornsBetween, soundsBetween } from './model/match-sounds.ts';
import { VOLUMES } from './model/settings.ts';
import type { MountStrait } from './model/strait-model.ts';
import { highContrast, reducedMotion, settings } from './page-settings.ts';
import type { Shell } from './shell.ts';
import { PlayContext, shipName } from './ui/play-context.ts';

const texts = signal<GameTexts | undefined>(undefined);
let following = false;

/** Loads the texts of the game in the page's language, and those of another whenever it changes. */
export async function loadTexts(shell: Shell): Promise<GameTexts> {
  const loaded = await loadPlayTexts(shell.language.peek());
  texts.value = loaded;
  if (!following) {
    following = true;
    effect(() => {
      void loadPlayTexts(shell.language.value).then((next) => {
        texts.value = next;
      });
    });
  }
  return loaded;
}

/** `Screen` with the texts of the game around it. */
export function framed(Screen: ComponentType): ComponentType {
  return () =>
    texts.value === undefined ? null : (
      <PlayContext.Provider value={texts.value}>
        <Screen />
      </PlayContext.Provider>
    );
}

/** Phaser and the scenes, loaded when the strait is first shown. */
export async function loadStrait(): Promise<MountStrait> {
  return (await import('./scenes/strait.ts')).mountStrait;
}

/** What a match of this page needs to know besides itself. */
export const surroundings: MatchSurroundings = {
  shipName: (index) => (texts.value === undefined ? String(index) : shipName(texts.value.texts, index)),
  reducedMotion,
  highContrast,
};

/** The one setting `name` as a signal of its own: it follows the settings, and writing to it changes them. */
function settingSignal(name: 'sound' | 'singleKeys'): Signal<boolean> {
  const own = signal(settings.peek()[name]);
  effect(() => {
    own.value = settings.value[name];
  });
  effect(() => {
    const value = own.value;
    if (settings.peek()[name] !== value) settings.value = { ...settings.peek(), [name]: value };
  });
  return own;
}

/** Whether the game is heard; the button of the play screen changes it, as the settings do. */
export const soundOn = settingSignal('sound');

/** Whether letters and digits are keys of the match; help and settings change it. */
export const singleKeys = settingSignal('singleKeys');

effect(() => {
  const { sound, volume } = settings.value;
  setSoundOn(sound);
  setVolume(volume / VOLUMES.high);
});

unlockAtGesture(window);

const written = signal<readonly HeardSound[]>([]);

/** How long a caption stands, ms: long enough to read it twice. */
const CAPTION_LASTS = 3000;

/** What has just sounded, in writing; always empty where the settings do not ask for it. */
export const captions: ReadonlySignal<readonly HeardSound[]> = computed(() =>
  settings.value.captions ? written.value : [],
);

effect(() => {
  if (written.value.length === 0) return;
  const timer = setTimeout(() => {
    written.value = [];
  }, CAPTION_LASTS);
  return () => clearTimeout(timer);
});

function sound(sounds: readonly HeardSound[]): void {
  if (sounds.length === 0) return;
  for (const { sound: name } of sounds) playSound(name);
  written.value = sounds;
}

/** How often the page looks whether a horn sounds, ms. */
const HORN_WATCH = 250;

/** Plays the sounds of `model` from now on, and has the low horn, which comes by time alone, told as news. @returns what makes it silent again */
export function heard(model: MatchModel): () => void {
  let before = model.strait.peek();
  const stop = effect(() => {
    const after = model.strait.value;
    sound(soundsBetween(before, after));
    before = after;
  });
  let passed = model.link.clock.now();
  const timer = setInterval(() => {
    const now = model.link.clock.now();
    const horns = hornsBetween(model.strait.peek(), passed, now);
    passed = now;
    if (horns.length === 0) return;
    sound(horns.slice(0, 1).map(({ label }) => ({ sound: 'horn', ship: label })));
    model.news.value = horns.map(({ key }) => ({ kind: 'horn', key }));
  }, HORN_WATCH);
  return () => {
    stop();
    clearInterval(timer);
  };
}
