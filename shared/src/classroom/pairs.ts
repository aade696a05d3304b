// Who sails with whom.
import { peerOf, SIDES, type Side } from '../game/seat.ts';
import { permuted } from '../kernel/hash.ts';
import {
  type OddOne,
  type PairSeats,
  type StudentId,
  studentsOf,
  type Third,
  type ThirdSeat,
} from './class-event.ts';

/** Whether two students sailed together in any of `earlier`. */
function sailedTogether(one: StudentId, other: StudentId, earlier: readonly PairSeats[]): boolean {
  return earlier.some((pair) => SIDES.some((side) => pair[side] === one && pair[peerOf(side)] === other));
}

/** How often `student` was the client in `earlier`. */
function timesClient(student: StudentId, earlier: readonly PairSeats[]): number {
  return earlier.filter(({ client }) => client === student).length;
}

/** How often `student` was the odd one in `earlier`: beside a stack, or a third. */
function timesOdd(student: StudentId, earlier: readonly PairSeats[]): number {
  return earlier.filter(
    ({ client, server, third }) =>
      third?.student === student ||
      (client === student && server === null) ||
      (server === student && client === null),
  ).length;
}

/** Where the third of a match sits first. */
function firstSeat(odd: Exclude<OddOne, 'stack'>): ThirdSeat {
  return odd === 'network' ? 'network' : 'client';
}

/**
 * All `students` in pairs, in an order that `seed` chooses: where it can be, two who did not sail together in any of
 * `earlier`, and whoever was client less often is client. Of an odd number whoever was it least often is the odd one:
 * beside a stack, or as the third of the first pair, as `odd` says. A lone student always has a stack.
 */
export function drawnPairs(
  students: readonly StudentId[],
  earlier: readonly PairSeats[],
  seed: number,
  odd: OddOne = 'stack',
): readonly PairSeats[] {
  const waiting = [...permuted(students, seed, 'pairs')];
  const last = waiting.length % 2 === 1 ? oddOne(waiting, earlier) : undefined;
  const pairs: PairSeats[] = [];
  for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
    const first = one;
    const fresh = waiting.findIndex((other) => !sailedTogether(first, other, earlier));
    const [other = null] = waiting.splice(Math.max(fresh, 0), 1);
    const swap = other !== null && timesClient(first, earlier) > timesClient(other, earlier);
    pairs.push(swap ? { client: other, server: first } : { client: first, server: other });
  }
  return last === undefined ? pairs : withOdd(pairs, last, odd);
}

/** Takes the odd one out of `waiting`: the last of those who were it least often. */
function oddOne(waiting: StudentId[], earlier: readonly PairSeats[]): StudentId | undefined {
  const least = Math.min(...waiting.map((student) => timesOdd(student, earlier)));
  const at = waiting.findLastIndex((student) => timesOdd(student, earlier) === least);
  return waiting.splice(at, 1)[0];
}

/** `pairs` with `student`, for whom there is no partner. */
function withOdd(pairs: readonly PairSeats[], student: StudentId, odd: OddOne): readonly PairSeats[] {
  const at = pairs.findIndex(
    ({ client, server, third }) => client !== null && server !== null && third === undefined,
  );
  if (odd === 'stack' || at === -1) return [...pairs, { client: student, server: null }];
  const third: Third = { student, seat: firstSeat(odd) };
  return pairs.map((pair, index) => (index === at ? { ...pair, third } : pair));
}

/** `pairs` with the seats of every pair swapped; who shares a harbour stays beside the other. */
export function swappedPairs(pairs: readonly PairSeats[]): readonly PairSeats[] {
  return pairs.map(({ client, server, third }) => {
    const swapped: PairSeats = { client: server, server: client };
    if (third === undefined) return swapped;
    const seat = third.seat === 'network' ? 'network' : peerOf(third.seat);
    return { ...swapped, third: { ...third, seat } };
  });
}

/** `pairs` with whoever of `students` has no seat yet: on a stack's seat, with a third, or as `odd` says. */
export function withNewcomers(
  pairs: readonly PairSeats[],
  students: readonly StudentId[],
  odd: OddOne = 'stack',
): readonly PairSeats[] {
  const seated = new Set(pairs.flatMap(studentsOf));
  return students
    .filter((student) => !seated.has(student))
    .reduce((before, student) => withNewcomer(before, student, odd), pairs);
}

function withNewcomer(pairs: readonly PairSeats[], student: StudentId, odd: OddOne): readonly PairSeats[] {
  const at = pairs.findIndex((pair) => SIDES.some((side) => pair[side] === null));
  if (at !== -1) {
    return pairs.map((pair, index) => {
      if (index !== at) return pair;
      return pair.client === null ? { ...pair, client: student } : { ...pair, server: student };
    });
  }
  const third = pairs.find((pair) => pair.third !== undefined)?.third;
  if (third === undefined) return withOdd(pairs, student, odd);
  return [...pairsWithout(pairs, third.student), { client: third.student, server: student }];
}

/** `pairs` without `student`, who leaves a stack behind; of three, the third takes the seat. A pair of stacks is none. */
export function pairsWithout(pairs: readonly PairSeats[], student: StudentId): readonly PairSeats[] {
  return pairs
    .map((pair): PairSeats => {
      const { client, server, third } = pair;
      if (third?.student === student) return { client, server };
      const side = SIDES.find((each) => pair[each] === student);
      return side === undefined ? pair : { client, server, [side]: third?.student ?? null };
    })
    .filter(({ client, server }) => client !== null || server !== null);
}

/** `pairs` with `one` and `other` in one pair: whoever sat beside `one` goes to where `other` sat. */
export function broughtTogether(
  pairs: readonly PairSeats[],
  one: StudentId,
  other: StudentId,
): readonly PairSeats[] {
  const place = placeOf(pairs, one);
  if (place === undefined || one === other) return pairs;
  // Beside who is the weather there is no harbour's seat of one's own.
  const side = place.side === 'third' ? 'client' : peerOf(place.side);
  return movedTo(pairs, other, { pair: place.pair, side });
}

/** One place of all pairs. */
export interface SeatPlace {
  /** The index of the pair. */
  readonly pair: number;
  readonly side: Side | 'third';
}

/** Where `student` sits; undefined where nowhere. */
export function placeOf(pairs: readonly PairSeats[], student: StudentId): SeatPlace | undefined {
  for (const [pair, seats] of pairs.entries()) {
    const side = SIDES.find((each) => seats[each] === student);
    if (side !== undefined) return { pair, side };
    if (seats.third?.student === student) return { pair, side: 'third' };
  }
  return undefined;
}

/** Who is on `side` of `pair`; null: a stack, or nobody as the third. */
function seatedAt(pair: PairSeats, side: SeatPlace['side']): StudentId | null {
  return side === 'third' ? (pair.third?.student ?? null) : pair[side];
}

/** `pair` with `student` on `side`; a third without a seat of its own sits where `odd` says. */
function seatedOn(
  pair: PairSeats,
  side: SeatPlace['side'],
  student: StudentId | null,
  odd: OddOne,
): PairSeats {
  if (side !== 'third') return { ...pair, [side]: student };
  const { client, server, third } = pair;
  if (student === null) return { client, server };
  const seat = third?.seat ?? firstSeat(odd === 'stack' ? 'network' : odd);
  return { client, server, third: { student, seat } };
}

/**
 * `pairs` with `student` on `place`; who or what was there goes to where the student was. A place behind the last pair is
 * a new pair. Pairs of stacks vanish, and where a harbour is left alone its pair's third takes it.
 */
export function movedTo(
  pairs: readonly PairSeats[],
  student: StudentId,
  place: SeatPlace,
  odd: OddOne = 'stack',
): readonly PairSeats[] {
  const from = placeOf(pairs, student);
  const isNew = place.pair === pairs.length && place.side !== 'third';
  const all = isNew ? [...pairs, { client: null, server: null }] : pairs;
  const target = all[place.pair];
  if (target === undefined) return pairs;
  const displaced = seatedAt(target, place.side);
  return all
    .map((pair, index) => {
      const left = from?.pair === index ? seatedOn(pair, from.side, displaced, odd) : pair;
      return settledThird(place.pair === index ? seatedOn(left, place.side, student, odd) : left);
    })
    .filter(({ client, server }) => client !== null || server !== null);
}

/** A third takes the seat that a stack would have. */
function settledThird(pair: PairSeats): PairSeats {
  const { client, server, third } = pair;
  if (third === undefined) return pair;
  const free = SIDES.find((side) => pair[side] === null);
  return free === undefined ? pair : { client, server, [free]: third.student };
}

/** `pairs` in which the third of the pair with this index sits on `seat`. */
export function thirdOn(pairs: readonly PairSeats[], pair: number, seat: ThirdSeat): readonly PairSeats[] {
  return pairs.map((each, index) =>
    index !== pair || each.third === undefined ? each : { ...each, third: { ...each.third, seat } },
  );
}

/** `pairs` whose odd one, where there is one, sits as `odd` says from now on. */
export function withOddAs(pairs: readonly PairSeats[], odd: OddOne): readonly PairSeats[] {
  const alone = pairs.find(({ client, server }) => client === null || server === null);
  const student =
    pairs.find(({ third }) => third !== undefined)?.third?.student ?? alone?.client ?? alone?.server;
  return student == null ? pairs : withOdd(pairsWithout(pairs, student), student, odd);
}
