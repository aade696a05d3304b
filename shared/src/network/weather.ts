import { keyedHash } from '../kernel/hash.ts';
import type { Milliseconds } from '../kernel/time.ts';

/** What happens to boats by chance, each fate keyed by what the boat is (rules.md section 3). Shares are of 1000. */
export interface Weather {
  /** Boats that sink. No boat of one kind sinks twice running. */
  readonly lossPerMille: number;
  /** Boats of which a copy arrives as well, `copyDelay` later. */
  readonly copyPerMille?: number;
  readonly copyDelay?: Milliseconds;
  /** Boats that are held up by `holdDelay`, so that later ones overtake them. */
  readonly holdPerMille?: number;
  readonly holdDelay?: Milliseconds;
  /** Boats that arrive broken: the checksum tells, and the harbour drops them unseen (RFC 9293 MUST-3). */
  readonly corruptPerMille?: number;
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

/** Something that a level is about and that therefore happens in every round, to the one boat with this key. */
export interface Incident {
  readonly direction: string;
  readonly order: number;
  readonly role: string;
  readonly count: number;
  readonly does: IncidentDeed;
}

/** What an incident does to its boat: sinks it, lets a copy follow it, or holds it up. */
export type IncidentDeed =
  | { readonly kind: 'sink' }
  | { readonly kind: 'copy'; readonly after: Milliseconds }
  | { readonly kind: 'hold'; readonly by: Milliseconds };

/** A stretch of game time in which boats don't get through: all of them, or those that one flag marks. */
export interface Barrier {
  /** `outage`: nothing crosses. `wall`: a firewall at one harbour's mouth. */
  readonly kind: 'outage' | 'wall';
  readonly from: Milliseconds;
  /** Undefined: for good. */
  readonly until: Milliseconds | undefined;
  /** Only boats of this sender; undefined: of both. */
  readonly direction: string | undefined;
  /** Only boats of this order; undefined: of all. */
  readonly order: number | undefined;
  /** Only boats whose role begins so ("FIN", "ACK"); undefined: all. */
  readonly role: string | undefined;
  /** A wall may drop silently or reject: then the sender is told by ICMP. */
  readonly manner: 'drop' | 'reject';
}

/** What struck a boat; the debrief tells it. */
export type Cause = 'chance' | 'incident' | 'outage' | 'wall' | 'network';

/** What becomes of a boat. Times count from its departure. */
export type Fate =
  | {
      readonly kind: 'arrives';
      readonly crossing: Milliseconds;
      /** When copies of it arrive as well. */
      readonly copies: readonly Milliseconds[];
      /** What held it up or copied it; undefined where nothing did. */
      readonly cause: Cause | undefined;
    }
  | { readonly kind: 'sinks'; readonly after: Milliseconds; readonly cause: Cause }
  | { readonly kind: 'corrupted'; readonly crossing: Milliseconds }
  | { readonly kind: 'rejected'; readonly after: Milliseconds };

/** Everything that decides fates. `crossing` is in ms. */
export interface Conditions {
  readonly seed: number;
  readonly weather: Weather;
  readonly crossing: Milliseconds;
  readonly incidents: readonly Incident[];
  readonly barriers: readonly Barrier[];
}

function hashOf(seed: number, purpose: string, key: BoatKey, count: number): number {
  const space = key.needless ? 'needless' : 'needed';
  return keyedHash(seed, purpose, space, key.direction, key.order, key.role, count);
}

function happens(perMille: number | undefined, seed: number, purpose: string, key: BoatKey): boolean {
  return perMille !== undefined && hashOf(seed, purpose, key, key.count) % 1000 < perMille;
}

function incidentOf(incidents: readonly Incident[], key: BoatKey, count: number): Incident | undefined {
  if (key.needless) return undefined;
  return incidents.find(
    (incident) =>
      incident.direction === key.direction &&
      incident.order === key.order &&
      incident.role === key.role &&
      incident.count === count,
  );
}

function sinks({ seed, weather, incidents }: Conditions, key: BoatKey): boolean {
  let sunk = false;
  for (let count = 1; count <= key.count; count += 1) {
    // Outside walls and outages no token sinks twice running (rules.md section 3), by incident or by chance.
    const willed = incidentOf(incidents, key, count)?.does.kind === 'sink';
    sunk = !sunk && (willed || hashOf(seed, 'loss', key, count) % 1000 < weather.lossPerMille);
  }
  return sunk;
}

function barrierFor(barriers: readonly Barrier[], key: BoatKey, now: Milliseconds): Barrier | undefined {
  return barriers.find(
    (barrier) =>
      now >= barrier.from &&
      (barrier.until === undefined || now < barrier.until) &&
      (barrier.direction === undefined || barrier.direction === key.direction) &&
      (barrier.order === undefined || barrier.order === key.order) &&
      (barrier.role === undefined || key.role.startsWith(barrier.role)),
  );
}

/** The fate of the boat `key` that leaves at `now`: the same for the same seed and key, whatever else sails. */
export function fateOf(conditions: Conditions, key: BoatKey, now: Milliseconds): Fate {
  const { seed, weather, incidents, barriers } = conditions;
  const jitter = weather.jitter === 0 ? 0 : hashOf(seed, 'jitter', key, key.count) % (weather.jitter + 1);
  const crossing = conditions.crossing + jitter;
  const midway = Math.floor(crossing / 2);
  const barrier = barrierFor(barriers, key, now);
  if (barrier !== undefined) {
    return barrier.manner === 'reject'
      ? { kind: 'rejected', after: midway }
      : { kind: 'sinks', after: midway, cause: barrier.kind };
  }
  const deed = incidentOf(incidents, key, key.count)?.does;
  if (sinks(conditions, key)) {
    return { kind: 'sinks', after: midway, cause: deed?.kind === 'sink' ? 'incident' : 'chance' };
  }
  if (happens(weather.corruptPerMille, seed, 'corrupt', key)) return { kind: 'corrupted', crossing };
  if (deed?.kind === 'copy') {
    return { kind: 'arrives', crossing, copies: [crossing + deed.after], cause: 'incident' };
  }
  if (deed?.kind === 'hold') {
    return { kind: 'arrives', crossing: crossing + deed.by, copies: [], cause: 'incident' };
  }
  const held = happens(weather.holdPerMille, seed, 'hold', key) ? (weather.holdDelay ?? 0) : 0;
  const copied = happens(weather.copyPerMille, seed, 'copy', key);
  const copies = copied ? [crossing + held + (weather.copyDelay ?? 0)] : [];
  return {
    kind: 'arrives',
    crossing: crossing + held,
    copies,
    cause: held > 0 || copied ? 'chance' : undefined,
  };
}
