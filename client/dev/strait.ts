import { signal } from '@preact/signals';
import type { StraitGestures } from '../src/model/strait-model.ts';
import { mountStrait } from '../src/scenes/strait.ts';
import { SAMPLE_SCENES, sampleModel } from './strait-sample.ts';

/**
 * The strait by itself, for eyes and screenshots: `?scene=crossing&side=client`, with `&r=canvas`, `&still=1`, and
 * `&run=1` for a clock that goes round and round instead of standing.
 */
const asked = new URLSearchParams(location.search);
const scene = SAMPLE_SCENES.find((name) => name === asked.get('scene')) ?? 'crossing';
const side = asked.get('side') === 'server' ? 'server' : 'client';
const model = signal(sampleModel(scene, side, asked.has('still')));
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
