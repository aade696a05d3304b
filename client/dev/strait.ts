import { signal } from '@preact/signals';
import { MOODS, type StraitGestures } from '../src/model/strait-model.ts';
import { mountStrait } from '../src/scenes/strait.ts';
import { SAMPLE_SCENES, SCENE_OF_MOOD, sampleModel } from './strait-sample.ts';

/**
 * The strait by itself, for eyes and screenshots: `?scene=crossing&side=client&mood=storm`, with `&r=canvas`,
 * `&still=1`, `&contrast=1`, and `&run=1` for a clock that goes round and round instead of standing. A mood without a
 * scene brings the scene that shows its level.
 */
const asked = new URLSearchParams(location.search);
const mood = MOODS.find((name) => name === asked.get('mood')) ?? 'night';
const scene = SAMPLE_SCENES.find((name) => name === asked.get('scene')) ?? SCENE_OF_MOOD[mood];
const side = asked.get('side') === 'server' ? 'server' : 'client';
const highContrast = asked.has('contrast');
const model = signal({ ...sampleModel(scene, side, asked.has('still')), mood, highContrast });
if (asked.has('run')) {
  const clock = { now: () => Math.round((performance.now() % 4000) - 1500) };
  model.value = { ...model.value, clock };
}

const gestures: StraitGestures = {
  selectSocket(key) {
    const { piers } = model.value;
    const selected = piers.map((pier) => ({ ...pier, selected: pier.key.clientPort === key.clientPort }));
    model.value = { ...model.value, piers: selected };
  },
  toggleFlag(flag) {
    const { draft } = model.value;
    model.value = {
      ...model.value,
      draft: { ...draft, flags: { ...draft.flags, [flag]: !draft.flags[flag] } },
    };
  },
  send() {
    document.title = 'sent';
  },
};

const element = document.querySelector<HTMLElement>('#strait');
if (element !== null) {
  const mounted = mountStrait(element, model, gestures);
  // For a look at how it goes away.
  element.addEventListener('dblclick', () => mounted.destroy());
}
