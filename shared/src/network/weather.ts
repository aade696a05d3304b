import { keyedHash } from '../kernel/hash.ts';
import type { Milliseconds } from '../kernel/time.ts';

/** What happens to boats by chance, each fate keyed by what the boat is (rules.md section 3). */
export interface Weather {
  /** Of 1000 boats, how many sink. No boat of one kind sinks twice running. */
  readonly lossPerMille: number;
  /** Added to the crossing, from 0 to this, keyed by the boat. */
  readonly jitter: Milliseconds;
}

/**
 * What tells one boat's chance from another's: who sent it, for which order, in which role, the how-manieth of
 * that role. Needless boats count in a key space of their own, so that they change no other boat's fate.
 */
export interface BoatKey {
  readonly direction: string;
  readonly order: number;
  readonly role: string;
  /** From 1. */
  readonly count: number;
  readonly needless: boolean;
}

/** What becomes of a boat. `crossing` is how long it sails until it arrives. */
export type Fate =
  | { readonly kind: 'arrives'; readonly crossing: Milliseconds }
  | { readonly kind: 'sinks'; readonly after: Milliseconds };

function hashOf(seed: number, purpose: string, key: BoatKey, count: number): number {
  const space = key.needless ? 'needless' : 'needed';
  return keyedHash(seed, purpose, space, key.direction, key.order, key.role, count);
}

function sinks(seed: number, weather: Weather, key: BoatKey): boolean {
  let sunk = false;
  for (let count = 1; count <= key.count; count += 1) {
    // Outside walls and outages no token sinks twice running (rules.md section 3).
    sunk = !sunk && hashOf(seed, 'loss', key, count) % 1000 < weather.lossPerMille;
  }
  return sunk;
}

/**
 * The fate of the boat `key` in `weather`: the same for the same seed and key, whatever else sails.
 * `crossing` is the level's, in ms; a boat that sinks does so half-way.
 */
export function fateOf(seed: number, weather: Weather, crossing: Milliseconds, key: BoatKey): Fate {
  const jitter = weather.jitter === 0 ? 0 : hashOf(seed, 'jitter', key, key.count) % (weather.jitter + 1);
  if (sinks(seed, weather, key)) return { kind: 'sinks', after: Math.floor((crossing + jitter) / 2) };
  return { kind: 'arrives', crossing: crossing + jitter };
}
