// What solo and pair games share: the texts of the game, the picture, the frame around a screen.
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { playSound, setSoundOn, unlockAtGesture } from './audio/sounds.ts';
import { type GameTexts, loadPlayTexts } from './i18n/load-play.ts';
import type { MatchModel, MatchSurroundings } from './model/match-model.ts';
import { hornsBetween, soundsBetween } from './model/match-sounds.ts';
import type { MountStrait } from './model/strait-model.ts';
import { prefersReducedMotion, type Shell } from './shell.ts';
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

function followQuery(query: MediaQueryList): ReadonlySignal<boolean> {
  const matches = signal(query.matches);
  query.addEventListener('change', () => {
    matches.value = query.matches;
  });
  return matches;
}

/** What a match of this page needs to know besides itself. */
export const surroundings: MatchSurroundings = {
  shipName: (index) => (texts.value === undefined ? String(index) : shipName(texts.value.texts, index)),
  reducedMotion: followQuery(prefersReducedMotion()),
  highContrast: followQuery(window.matchMedia('(prefers-contrast: more)')),
};

const SOUND_KEY = 'syn-or-swim.sound';

function keptSound(): boolean {
  try {
    return localStorage.getItem(SOUND_KEY) !== 'off';
  } catch {
    return true;
  }
}

/** Whether the game is heard; the button of the play screen changes it, and the browser keeps it. */
export const soundOn = signal(keptSound());

effect(() => {
  setSoundOn(soundOn.value);
  try {
    localStorage.setItem(SOUND_KEY, soundOn.value ? 'on' : 'off');
  } catch {
    // Storage is forbidden: the choice holds until the page is loaded again.
  }
});

unlockAtGesture(window);

/** How often the page looks whether a horn sounds, ms. */
const HORN_WATCH = 250;

/** Plays the sounds of `model` from now on, and has the low horn, which comes by time alone, told as news. @returns what makes it silent again */
export function heard(model: MatchModel): () => void {
  let before = model.strait.peek();
  const stop = effect(() => {
    const after = model.strait.value;
    for (const sound of soundsBetween(before, after)) playSound(sound);
    before = after;
  });
  let passed = model.link.clock.now();
  const timer = setInterval(() => {
    const now = model.link.clock.now();
    const horns = hornsBetween(model.strait.peek(), passed, now);
    passed = now;
    if (horns.length === 0) return;
    playSound('horn');
    model.news.value = horns.map(({ key }) => ({ kind: 'horn', key }));
  }, HORN_WATCH);
  return () => {
    stop();
    clearInterval(timer);
  };
}
