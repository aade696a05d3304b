import type { Milliseconds } from '../kernel/time.ts';
import type { Flags } from '../tcp/segment.ts';
import type { Side } from './seat.ts';
import type { ConnectionKey } from './token.ts';

/** What the player who is the network can do to boats under way. */
export type NetworkAct =
  | { readonly kind: 'sink' | 'hold' | 'copy'; readonly boat: number }
  /** Exchanges the moments at which two boats of one direction arrive. */
  | { readonly kind: 'swap'; readonly boats: readonly [number, number] };

/** Energy that each act takes. */
export const ACT_COSTS: Readonly<Record<NetworkAct['kind'], number>> = { sink: 3, hold: 1, copy: 2, swap: 2 };

/** The most energy that there can be, and what there is at the start. */
export const ENERGY_MAX = 6;

/** One unit of energy comes back after this. */
export const ENERGY_EVERY: Milliseconds = 5_000;

/** How much later a boat comes that is held, and a copy after its original. */
export const HELD_BY: Milliseconds = 5_000;
export const COPIED_AFTER: Milliseconds = 1_000;

/** Why an act can't be done. */
export type ActRefusal =
  | 'no-network-seat'
  | 'no-such-boat'
  | 'too-little-energy'
  /** No boat of one kind sinks twice running: not even this player may do that (rules.md section 3). */
  | 'sank-before'
  /** Boats that sail against each other can't change places. */
  | 'not-one-direction'
  | 'match-over';

/** What the network's seat has spent: energy at a moment, and which kinds of boat it sank last. */
export interface NetworkState {
  readonly energy: number;
  readonly at: Milliseconds;
  readonly sunk: readonly string[];
}

/** The network's seat before it has done anything. */
export const FRESH_NETWORK: NetworkState = { energy: ENERGY_MAX, at: 0, sunk: [] };

/** Energy at `now`, in whole units. */
export function energyAt(network: Pick<NetworkState, 'energy' | 'at'>, now: Milliseconds): number {
  return Math.min(ENERGY_MAX, network.energy + Math.floor((now - network.at) / ENERGY_EVERY));
}

/** The state of the seat after spending `cost` at `now`. The unit that is coming back keeps its time. */
export function spent(network: NetworkState, cost: number, now: Milliseconds): NetworkState {
  const energy = energyAt(network, now);
  const refilled = Math.floor((now - network.at) / ENERGY_EVERY) * ENERGY_EVERY;
  const at = energy === ENERGY_MAX ? now : network.at + refilled;
  return { ...network, energy: energy - cost, at };
}

/** What a router reads of a boat. */
export interface BoatHeader {
  readonly boat: number;
  readonly from: Side;
  readonly key: ConnectionKey;
  readonly flags: Flags;
  readonly seq: number;
  readonly ack: number;
  readonly crates: number;
  readonly departedAt: Milliseconds;
}

/** Everything that the network's seat sees. */
export interface NetworkView {
  /** Energy at the moment `since`; one unit comes back every {@link ENERGY_EVERY} from then on (see energyAt). */
  readonly energy: number;
  readonly since: Milliseconds;
  readonly boats: readonly BoatHeader[];
  /** Game time of the horn. */
  readonly hornAt: Milliseconds;
}
