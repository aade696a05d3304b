import { type ReadonlySignal, signal } from '@preact/signals';
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { lampBurnsAt, type SocketEntry } from './socket-entries.ts';
import type { GameClock } from './strait-model.ts';

/** The least time between two looks: where the game's clock stands they would never end, ms of the page. */
const PAUSE = 200;

/** Due lamps that begin to burn between two views (rules.md section 2: from level 8 on after a while). */
export class LateLamps {
  readonly #lit = signal(0);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Changes whenever a lamp begins to burn. */
  readonly lit: ReadonlySignal<number> = this.#lit;

  /** Looks again when the next of `entries()` is to burn. */
  watch(entries: () => readonly SocketEntry[], level: Level, clock: GameClock): void {
    clearTimeout(this.#timer);
    const waiting = entries().flatMap(({ owesSince, lamp }) =>
      owesSince === undefined || lamp ? [] : [lampBurnsAt(owesSince, level) - clock.now()],
    );
    if (waiting.length === 0) return;
    this.#timer = setTimeout(
      () => {
        this.#lit.value += 1;
        this.watch(entries, level, clock);
      },
      Math.max(PAUSE, Math.min(...waiting)),
    );
  }
}
