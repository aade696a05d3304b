import { type ReadonlySignal, signal } from '@preact/signals';
import { segmentOf } from '@syn-or-swim/shared/game/referee.ts';
import type { Token } from '@syn-or-swim/shared/game/token.ts';
import type { SeatView } from '@syn-or-swim/shared/game/view.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { matchedBoats, type OwnBoat, type Towed } from './strait-scene.ts';

const KEPT_BOATS = 12;

/** The boats that this page's own hand has sent, from the moment of the tap on. */
export class OwnFleet {
  readonly #boats = signal<readonly OwnBoat[]>([]);
  #count = 0;

  readonly boats: ReadonlySignal<readonly OwnBoat[]> = this.#boats;

  /** Lets `token` leave, or shows it leave and come home where `towed`. @returns the boat's id */
  launch(token: Token, at: Milliseconds, towed: Towed | undefined): string {
    this.#count += 1;
    const id = `own-${this.#count}`;
    const boat: OwnBoat = {
      ...{ id, key: token.key, segment: segmentOf(token, 0), token, at, towed },
      ...{ boat: undefined, answeredAt: undefined },
    };
    this.#boats.value = [...this.#boats.value.slice(1 - KEPT_BOATS), boat];
    return id;
  }

  /** The match has answered at game time `at`: a view of that moment knows of the boat. */
  answered(id: string, at: Milliseconds): void {
    this.#change(id, (boat) => ({ ...boat, answeredAt: at }));
  }

  /** The tug brings the boat home, unless it has her already. */
  tow(id: string, towed: Towed): void {
    this.#change(id, (boat) => (boat.towed === undefined ? { ...boat, towed } : boat));
  }

  /** `view` has taken up some of the boats under numbers of its own. */
  receive(view: SeatView): void {
    this.#boats.value = matchedBoats(this.#boats.value, view);
  }

  #change(id: string, change: (boat: OwnBoat) => OwnBoat): void {
    this.#boats.value = this.#boats.value.map((boat) => (boat.id === id ? change(boat) : boat));
  }
}
