import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelId } from '../game/level.ts';
import { USUAL_SETTINGS } from '../game/match-settings.ts';
import {
  atHarbour,
  type ClassEvent,
  ODD_ONES,
  type PairSeats,
  type StudentId,
  studentId,
  studentsOf,
} from './class-event.ts';
import { classAfter, roundOn, seatIn } from './class-state.ts';
import {
  broughtTogether,
  drawnPairs,
  movedTo,
  pairsWithout,
  placeOf,
  swappedPairs,
  thirdOn,
  withNewcomers,
  withOddAs,
} from './pairs.ts';
import { classReport } from './report.ts';

const ids = (...numbers: readonly number[]) => numbers.map(studentId);
const [one, two, three, four] = ids(1, 2, 3, 4) as [StudentId, StudentId, StudentId, StudentId];
const trio: PairSeats = { client: one, server: two, third: { student: three, seat: 'network' } };
const sorted = (pairs: readonly PairSeats[]) => pairs.flatMap(studentsOf).toSorted((a, b) => a - b);

describe('the odd one', () => {
  it('sails with a stack, is the weather, or shares a harbour, as the teacher says; alone always with a stack', () => {
    const drawn = (odd: (typeof ODD_ONES)[number]) => drawnPairs(ids(1, 2, 3), [], 4, odd);
    expect(drawn('stack').map((pair) => studentsOf(pair).length)).toEqual([2, 1]);
    expect([drawn('network').length, drawn('network')[0]?.third?.seat]).toEqual([1, 'network']);
    expect([drawn('trio').length, drawn('trio')[0]?.third?.seat]).toEqual([1, 'client']);
    expect(drawnPairs([one], [], 4, 'network')).toEqual([{ client: one, server: null }]);
  });

  it('is another each time, as long as there is one who was not', () => {
    const earlier: PairSeats[] = [];
    const odd: StudentId[] = [];
    for (let round = 0; round < 5; round += 1) {
      const pairs = drawnPairs(ids(1, 2, 3, 4, 5), earlier, round, 'network');
      odd.push(...pairs.flatMap(({ third }) => (third === undefined ? [] : [third.student])));
      earlier.push(...pairs);
    }
    expect(new Set(odd).size).toBe(5);
  });

  it('becomes one of a pair with the next who comes, and the next is odd as the teacher says', () => {
    expect(withNewcomers([trio], [four], 'network')).toEqual([
      { client: one, server: two },
      { client: three, server: four },
    ]);
    expect(withNewcomers([{ client: one, server: two }], [three], 'trio')).toEqual([
      { client: one, server: two, third: { student: three, seat: 'client' } },
    ]);
    expect(withNewcomers([{ client: one, server: null }], [two], 'network')).toEqual([
      { client: one, server: two },
    ]);
  });

  it('takes the seat of whoever leaves the pair, and goes without a trace', () => {
    expect(pairsWithout([trio], one)).toEqual([{ client: three, server: two }]);
    expect(pairsWithout([trio], three)).toEqual([{ client: one, server: two }]);
    expect(pairsWithout([{ client: one, server: null }], one)).toEqual([]);
  });

  it('sits elsewhere when the teacher says so, and on the other side when seats are swapped', () => {
    const shared = thirdOn([trio], 0, 'client');
    expect(shared[0]?.third).toEqual({ student: three, seat: 'client' });
    expect(swappedPairs(shared)).toEqual([
      { client: two, server: one, third: { student: three, seat: 'server' } },
    ]);
    expect(swappedPairs([trio])[0]?.third?.seat).toBe('network');
    expect(withOddAs([trio], 'stack')).toEqual([
      { client: one, server: two },
      { client: three, server: null },
    ]);
    expect(withOddAs(withOddAs([trio], 'stack'), 'trio')).toEqual(shared);
    expect(withOddAs([{ client: one, server: two }], 'network')).toEqual([{ client: one, server: two }]);
  });

  it('is brought together with another, at a harbour', () => {
    expect(broughtTogether([trio, { client: four, server: null }], three, four)).toEqual([
      { client: four, server: two, third: { student: three, seat: 'network' } },
      { client: one, server: null },
    ]);
  });
});

describe('moving by hand', () => {
  it('loses nobody and seats nobody twice, whatever is moved where', () => {
    const students = fc.uniqueArray(fc.integer({ min: 1, max: 60 }).map(studentId), {
      minLength: 1,
      maxLength: 21,
    });
    const moves = fc.array(
      fc.tuple(
        fc.nat(20),
        fc.nat(12),
        fc.constantFrom('client' as const, 'server' as const, 'third' as const),
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(students, moves, fc.constantFrom(...ODD_ONES), (all, steps, odd) => {
        let pairs = drawnPairs(all, [], 3, odd);
        const everybody = sorted(pairs);
        expect(everybody).toEqual(all.toSorted((a, b) => a - b));
        for (const [index, pair, side] of steps) {
          const mover = all[index % all.length];
          if (mover === undefined) continue;
          pairs = movedTo(pairs, mover, { pair, side }, odd);
          expect(sorted(pairs)).toEqual(everybody);
          expect(pairs.every(({ client, server }) => client !== null || server !== null)).toBe(true);
          expect(placeOf(pairs, mover)).toBeDefined();
        }
        for (const student of all)
          expect(sorted(pairsWithout(pairs, student))).toEqual(everybody.filter((id) => id !== student));
      }),
    );
  });

  it('makes a pair of its own behind the last', () => {
    expect(movedTo([{ client: one, server: two }], two, { pair: 1, side: 'server' })).toEqual([
      { client: one, server: null },
      { client: null, server: two },
    ]);
  });
});

describe('a class with three in a match', () => {
  const level = levelId('first-light');
  const joined = (student: StudentId): ClassEvent => ({ kind: 'joined', student, name: `Name ${student}` });
  const shared: PairSeats = { client: one, server: two, third: { student: three, seat: 'client' } };
  const began = (seats: PairSeats): readonly ClassEvent[] => [
    {
      kind: 'settings',
      settings: { plan: [level], match: USUAL_SETTINGS, typedNames: false, questions: 0, odd: 'trio' },
    },
    ...[one, two, three].map(joined),
    { kind: 'round-began', round: 1, level, seed: 5 },
    { kind: 'match-began', round: 1, match: 'm', seats },
  ];

  it('knows where each sits, and that the third has gone', () => {
    const state = classAfter(began(shared));
    const round = roundOn(state);
    if (round === undefined) throw new Error('no round');
    expect([one, two, three].map((student) => seatIn(round, student)?.place)).toEqual([
      'client',
      'server',
      'third',
    ]);
    expect(atHarbour(shared, 'client')).toEqual([one, three]);
    const after = classAfter([...began(shared), { kind: 'third-gone', match: 'm' }]);
    expect(after.rounds[0]?.matches[0]).toMatchObject({ seats: { client: one, server: two }, began: shared });
  });

  it('reports a mistake at a shared harbour to both, once to the class, and what the weather was worth', () => {
    const tries = [{ seat: 'client' as const, idea: 1 as const, at: 5, mistake: 'M01' as const }];
    const outcome = { match: 'm', tries, points: 10, par: 100, stars: 0 };
    const report = classReport(classAfter(began(shared)), [outcome]);
    expect(report.students.map(({ ideas, matches }) => [ideas[0]?.tried, matches])).toEqual([
      [1, 1],
      [0, 1],
      [1, 1],
    ]);
    expect(report.heatMap[0]?.tried).toBe(1);
    expect(report.mistakes).toEqual([{ misconception: 'M01', times: 1, students: 2, match: 'm' }]);
    const none = { points: 0, acts: 0, provoked: 0 };
    const sink = { points: 6, acts: 2, provoked: 2 };
    const network = { ...sink, byAct: { sink, hold: none, copy: none, swap: none } };
    const windy = classReport(classAfter(began(trio)), [{ ...outcome, network }]);
    expect(windy.matches[0]?.third).toEqual({ name: 'Name 3', seat: 'network', network });
    expect(windy.students[2]).toMatchObject({ matches: 1 });
  });
});
