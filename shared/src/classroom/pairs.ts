// Who sails with whom.
import { peerOf, SIDES, type Side } from '../game/seat.ts';
import { permuted } from '../kernel/hash.ts';
import type { PairSeats, StudentId } from './class-event.ts';

/** Whether two students sailed together in any of `earlier`. */
function sailedTogether(one: StudentId, other: StudentId, earlier: readonly PairSeats[]): boolean {
  return earlier.some((pair) => SIDES.some((side) => pair[side] === one && pair[peerOf(side)] === other));
}

/** How often `student` was the client in `earlier`. */
function timesClient(student: StudentId, earlier: readonly PairSeats[]): number {
  return earlier.filter(({ client }) => client === student).length;
}

/**
 * All `students` in pairs, in an order that `seed` chooses: where it can be, two who did not sail together in any of
 * `earlier`, and whoever was client less often is client. Of an odd number the last one gets a stack.
 */
export function drawnPairs(
  students: readonly StudentId[],
  earlier: readonly PairSeats[],
  seed: number,
): readonly PairSeats[] {
  const waiting = [...permuted(students, seed, 'pairs')];
  const pairs: PairSeats[] = [];
  for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
    const first = one;
    const fresh = waiting.findIndex((other) => !sailedTogether(first, other, earlier));
    const [other = null] = waiting.splice(Math.max(fresh, 0), 1);
    const swap = other !== null && timesClient(first, earlier) > timesClient(other, earlier);
    pairs.push(swap ? { client: other, server: first } : { client: first, server: other });
  }
  return pairs;
}

/** `pairs` with the seats of every pair swapped. */
export function swappedPairs(pairs: readonly PairSeats[]): readonly PairSeats[] {
  return pairs.map(({ client, server }) => ({ client: server, server: client }));
}

/** `pairs` with whoever of `students` has no seat yet: on a stack's seat where there is one, else in a new pair. */
export function withNewcomers(
  pairs: readonly PairSeats[],
  students: readonly StudentId[],
): readonly PairSeats[] {
  const seated = (student: StudentId) => pairs.some((pair) => SIDES.some((side) => pair[side] === student));
  return students.filter((student) => !seated(student)).reduce(withNewcomer, pairs);
}

function withNewcomer(pairs: readonly PairSeats[], student: StudentId): readonly PairSeats[] {
  const at = pairs.findIndex((pair) => SIDES.some((side) => pair[side] === null));
  if (at === -1) return [...pairs, { client: student, server: null }];
  return pairs.map((pair, index) => {
    if (index !== at) return pair;
    return pair.client === null ? { ...pair, client: student } : { ...pair, server: student };
  });
}

/** `pairs` with `one` and `other` in one pair: whoever sat beside `one` goes to where `other` sat. */
export function broughtTogether(
  pairs: readonly PairSeats[],
  one: StudentId,
  other: StudentId,
): readonly PairSeats[] {
  const place = placeOf(pairs, one);
  if (place === undefined || one === other) return pairs;
  return movedTo(pairs, other, { pair: place.pair, side: peerOf(place.side) });
}

/** One seat of all pairs. */
export interface SeatPlace {
  /** The index of the pair. */
  readonly pair: number;
  readonly side: Side;
}

/** Where `student` sits; undefined where nowhere. */
export function placeOf(pairs: readonly PairSeats[], student: StudentId): SeatPlace | undefined {
  for (const [pair, seats] of pairs.entries()) {
    const side = SIDES.find((each) => seats[each] === student);
    if (side !== undefined) return { pair, side };
  }
  return undefined;
}

/** `pairs` with `student` on `place`; who or what was there goes to where the student was. Pairs of stacks vanish. */
export function movedTo(
  pairs: readonly PairSeats[],
  student: StudentId,
  place: SeatPlace,
): readonly PairSeats[] {
  const from = placeOf(pairs, student);
  const target = pairs[place.pair];
  if (target === undefined) return pairs;
  const displaced = target[place.side];
  return pairs
    .map((pair, index) => {
      const left = from?.pair === index ? { ...pair, [from.side]: displaced } : pair;
      return place.pair === index ? { ...left, [place.side]: student } : left;
    })
    .filter(({ client, server }) => client !== null || server !== null);
}
