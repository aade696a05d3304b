import type { LevelId } from '@syn-or-swim/shared/game/level.ts';
import type { Mood } from './strait-model.ts';

/** What the strait looks like, level by level. */
const MOOD_OF_LEVEL: Readonly<Record<string, Mood>> = {
  'first-light': 'dawn',
  'count-the-waves': 'moonlight',
  cargo: 'dusk',
  'fair-winds-home': 'sunset',
  'half-a-goodbye': 'starlight',
  fog: 'thick-fog',
  echoes: 'aurora',
  overstayers: 'late-night',
  'the-sea-wall': 'overcast',
  'the-silent-harbour': 'snow',
  'still-waters': 'mirror',
  'crossing-boats': 'before-dawn',
  'man-overboard': 'rain',
  'ghost-fleet': 'eerie',
  'the-perfect-storm': 'storm',
};

/** The mood of the level named `id`; a clear night where it has none of its own. */
export function moodOfLevel(id: LevelId): Mood {
  return MOOD_OF_LEVEL[id] ?? 'night';
}
