import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import {
  ACT_COSTS,
  type ActRefusal,
  type BoatHeader,
  energyAt,
  type NetworkAct,
} from '@syn-or-swim/shared/game/network-act.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { CommandRefusal, RoomAnswer, ServerMessages } from '@syn-or-swim/shared/protocol/messages.ts';
import type { GameClock } from './strait-model.ts';

/** The way from the network's page to its match. */
export interface NetworkLink {
  readonly level: Level;
  readonly clock: GameClock;
  /** Asks the match for `act`. The promise fails where no answer can come any more. */
  act(act: NetworkAct): Promise<RoomAnswer>;
}

/** What became of the last act. */
export interface NetworkWord {
  readonly kind: NetworkAct['kind'];
  /** Undefined where it was done. */
  readonly refused: ActRefusal | CommandRefusal | 'not-sent' | undefined;
}

/** One match as the network's player sees it: headers under way, energy, and what was done last. */
export class NetworkModel {
  readonly link: NetworkLink;
  readonly #view = signal<ServerMessages['network-view'] | undefined>(undefined);
  /** Boats under way, in the order of their departure. */
  readonly boats: ReadonlySignal<readonly BoatHeader[]>;
  /** The boat that is to change places with the next one that is chosen. */
  readonly toSwap: Signal<number | undefined> = signal(undefined);
  readonly word: Signal<NetworkWord | undefined> = signal(undefined);

  constructor(link: NetworkLink) {
    this.link = link;
    this.boats = computed(() => this.#view.value?.boats ?? []);
  }

  /** Takes in what the match shows the network. */
  receive(view: ServerMessages['network-view']): void {
    this.#view.value = view;
    const { value } = this.toSwap;
    if (value !== undefined && !view.boats.some(({ boat }) => boat === value)) this.toSwap.value = undefined;
  }

  /** Game time of the horn. */
  get hornAt(): Milliseconds {
    return this.#view.value?.hornAt ?? this.link.level.timing.round;
  }

  /** Whole units of energy at `now`. */
  energy(now: Milliseconds): number {
    const view = this.#view.value;
    return view === undefined ? 0 : energyAt({ energy: view.energy, at: view.since }, now);
  }

  /** How far `boat` has come at `now` where nothing holds it, 0 to 1. */
  way({ departedAt }: BoatHeader, now: Milliseconds): number {
    return Math.min(1, Math.max(0, (now - departedAt) / this.link.level.timing.crossing));
  }

  /** True where there is energy for an act of `kind` at `now`. */
  canPay(kind: NetworkAct['kind'], now: Milliseconds): boolean {
    return this.energy(now) >= ACT_COSTS[kind];
  }

  /** Marks `boat` to change places, or swaps it with the one that is marked. */
  swap(boat: number): void {
    const first = this.toSwap.value;
    if (first === undefined || first === boat) this.toSwap.value = first === boat ? undefined : boat;
    else {
      this.toSwap.value = undefined;
      void this.act({ kind: 'swap', boats: [first, boat] });
    }
  }

  /** Does `act`, and keeps what became of it. */
  async act(act: NetworkAct): Promise<void> {
    const { kind } = act;
    try {
      const answer = await this.link.act(act);
      this.word.value = { kind, refused: answer.kind === 'refused' ? answer.reason : undefined };
    } catch {
      this.word.value = { kind, refused: 'not-sent' };
    }
  }
}
