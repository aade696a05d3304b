// The settings of this page: read once, kept at each change, and applied to the whole document.
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { keep, readKept, storageOrNone } from './model/kept-value.ts';
import { FIRST_SETTINGS, KEPT_SETTINGS, type Settings } from './model/settings.ts';

/** Where this browser keeps what a player has set and reached. */
export const pageStorage = storageOrNone(() => localStorage);

/** What the player has set; writing to it changes the page at once, and is kept. */
export const settings = signal<Settings>(readKept(pageStorage, KEPT_SETTINGS) ?? FIRST_SETTINGS);

function followQuery(text: string): ReadonlySignal<boolean> {
  const query = window.matchMedia(text);
  const matches = signal(query.matches);
  query.addEventListener('change', () => {
    matches.value = query.matches;
  });
  return matches;
}

const systemMotion = followQuery('(prefers-reduced-motion: reduce)');
const systemContrast = followQuery('(prefers-contrast: more)');

/** True where the system or the player asks that nothing should fly about. */
export const reducedMotion = computed(() => systemMotion.value || settings.value.motion === 'less');

/** True where the system or the player asks for more contrast. */
export const highContrast = computed(() => systemContrast.value || settings.value.contrast === 'more');

/** Font size from which text counts as large, CSS pixels. A projector's, which is larger than a laptop's, does not. */
const LARGE_TEXT = 24;

/** Marks the document for the styles, now and at every change, and keeps each change. */
export function applySettings(): void {
  const root = document.documentElement;
  effect(() => {
    root.dataset['motion'] = reducedMotion.value ? 'less' : 'full';
    root.dataset['contrast'] = highContrast.value ? 'more' : 'normal';
    root.style.setProperty('--text-scale', String(settings.value.textSize / 100));
    // Whether the page or the browser enlarges it: from here on a screen has room for fewer columns.
    root.dataset['text'] =
      Number.parseFloat(getComputedStyle(root).fontSize) >= LARGE_TEXT ? 'large' : 'normal';
  });
  effect(() => {
    if (settings.value !== FIRST_SETTINGS) keep(pageStorage, KEPT_SETTINGS, settings.value);
  });
}
