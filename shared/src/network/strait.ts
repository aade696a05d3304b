import { type EventQueue, emptyQueue, nextMoment, scheduled, takeDue } from '../kernel/event-queue.ts';
import type { Milliseconds } from '../kernel/time.ts';
import { type BoatKey, type Conditions, type Fate, fateOf } from './weather.ts';

/** A boat in the fog: when it left, and the cargo that its harbour gave it. */
export interface Boat<Load> {
  /** From 1, in the order of departure; both harbours' boats share the count. */
  readonly id: number;
  readonly departedAt: Milliseconds;
  readonly load: Load;
}

/** What a boat's departure asks of the strait. */
export interface Sailing<Load> {
  readonly load: Load;
  readonly key: Omit<BoatKey, 'count'>;
}

/** The water between the harbours: boats under way, and how many of each kind have sailed. */
export interface Strait<Load> {
  readonly nextBoat: number;
  readonly underWay: EventQueue<Boat<Load>>;
  readonly counts: Readonly<Record<string, number>>;
}

/** Water on which nothing sails yet. */
export function emptyStrait<Load>(): Strait<Load> {
  return { nextBoat: 1, underWay: emptyQueue(), counts: {} };
}

/** A boat that is to sail: the strait that has counted it, and the fate that the sea has in mind for it. */
export interface Cleared<Load> {
  readonly strait: Strait<Load>;
  readonly boat: Boat<Load>;
  readonly fate: Fate;
}

/** Clears a boat out at `now`. It is not on the water before {@link launched}. */
export function cleared<Load>(
  strait: Strait<Load>,
  sailing: Sailing<Load>,
  now: Milliseconds,
  conditions: Conditions,
): Cleared<Load> {
  const { key } = sailing;
  const counter = `${key.needless ? 'needless' : 'needed'}|${key.direction}|${key.order}|${key.role}`;
  const count = (strait.counts[counter] ?? 0) + 1;
  const fate = fateOf(conditions, { ...key, count }, now);
  const boat: Boat<Load> = { id: strait.nextBoat, departedAt: now, load: sailing.load };
  const counts = { ...strait.counts, [counter]: count };
  return { strait: { ...strait, nextBoat: strait.nextBoat + 1, counts }, boat, fate };
}

/** `strait` with `boat` on the water, towards `fate`. */
export function launched<Load>(strait: Strait<Load>, boat: Boat<Load>, fate: Fate): Strait<Load> {
  const crossings = fate.kind === 'arrives' ? [fate.crossing, ...fate.copies] : [];
  const underWay = crossings.reduce(
    (queue, crossing) => scheduled(queue, boat.departedAt + crossing, boat),
    strait.underWay,
  );
  return { ...strait, underWay };
}

/** Lets a boat sail at `now`; gives the strait with it, the boat, and the fate that nobody ashore learns. */
export function sail<Load>(
  strait: Strait<Load>,
  sailing: Sailing<Load>,
  now: Milliseconds,
  conditions: Conditions,
): Cleared<Load> {
  const ready = cleared(strait, sailing, now, conditions);
  return { ...ready, strait: launched(ready.strait, ready.boat, ready.fate) };
}

/** The first boat that has arrived by `now`, with its moment and the strait that is left. */
export function arrival<Load>(
  strait: Strait<Load>,
  now: Milliseconds,
): { readonly strait: Strait<Load>; readonly boat: Boat<Load>; readonly at: Milliseconds } | undefined {
  const due = takeDue(strait.underWay, now);
  if (due === undefined) return undefined;
  return { strait: { ...strait, underWay: due.queue }, boat: due.entry.item, at: due.entry.at };
}

/** When the next boat arrives, or undefined where none is under way. */
export function nextArrival<Load>(strait: Strait<Load>): Milliseconds | undefined {
  return nextMoment(strait.underWay);
}
