import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelId } from '../game/level.ts';
import { USUAL_SETTINGS } from '../game/match-settings.ts';
import { LEVELS } from '../levels/catalog.ts';
import { IDEAS } from '../scoring/ideas.ts';
import { type ClassEvent, type PairSeats, type StudentId, studentId } from './class-event.ts';
import { classAfter, present, roundOn, seatIn } from './class-state.ts';
import { drawnItems, formOf, ideasOfLevels, optionOrder } from './forms.ts';
import { classGain, questionStatistics, spreadOf } from './gain.ts';
import { inventoryEn } from './inventory/en.ts';
import { ITEMS, QUESTION_IDS, questionNamed } from './inventory/items.ts';
import { inventoryKo } from './inventory/ko.ts';
import { cleanName, drawnName, skeletonOf } from './names.ts';
import { broughtTogether, drawnPairs, movedTo, placeOf, swappedPairs, withNewcomers } from './pairs.ts';
import { classReport } from './report.ts';

const ids = (...numbers: readonly number[]) => numbers.map(studentId);
const [one, two, three, four] = ids(1, 2, 3, 4) as [StudentId, StudentId, StudentId, StudentId];
const everybody = (pairs: readonly PairSeats[]) =>
  pairs.flatMap(({ client, server }) => [client, server]).filter((id) => id !== null);

describe('pairs', () => {
  const students = fc.uniqueArray(fc.integer({ min: 1, max: 60 }).map(studentId), { maxLength: 41 });

  it('are drawn of everybody once, with one stack where the number is odd', () => {
    fc.assert(
      fc.property(students, fc.integer(), (all, seed) => {
        const pairs = drawnPairs(all, [], seed);
        expect(everybody(pairs).toSorted((a, b) => a - b)).toEqual(all.toSorted((a, b) => a - b));
        const stacks = pairs.filter(({ client, server }) => client === null || server === null);
        expect(stacks).toHaveLength(all.length % 2);
      }),
    );
  });

  it('drawn again bring others together, and the other seat to who was client', () => {
    const first = drawnPairs(ids(1, 2, 3, 4, 5, 6, 7, 8), [], 5);
    const second = drawnPairs(ids(1, 2, 3, 4, 5, 6, 7, 8), first, 6);
    const text = ({ client, server }: PairSeats) => [client, server].toSorted().join('-');
    expect(second.map(text).filter((pair) => first.map(text).includes(pair))).toEqual([]);
    const lone = drawnPairs(ids(1, 2), [{ client: one, server: two }], 1);
    expect(lone).toEqual([{ client: two, server: one }]);
  });

  it('are moved by hand without losing anybody', () => {
    const pairs = [
      { client: one, server: two },
      { client: three, server: four },
    ];
    expect(broughtTogether(pairs, one, four)).toEqual([
      { client: one, server: four },
      { client: three, server: two },
    ]);
    expect(broughtTogether(pairs, one, two)).toEqual(pairs);
    expect(broughtTogether([...pairs, { client: studentId(5), server: null }], studentId(5), one)).toEqual([
      { client: null, server: two },
      { client: three, server: four },
      { client: studentId(5), server: one },
    ]);
    expect(swappedPairs(pairs)[0]).toEqual({ client: two, server: one });
    fc.assert(
      fc.property(
        students,
        fc.nat(30),
        fc.constantFrom('client' as const, 'server' as const),
        (all, pair, side) => {
          const before = drawnPairs(all, [], 3);
          const [mover] = all;
          if (mover === undefined) return;
          const after = movedTo(before, mover, { pair, side });
          expect(everybody(after).toSorted((a, b) => a - b)).toEqual(all.toSorted((a, b) => a - b));
          if (pair < before.length) expect(placeOf(after, mover)?.side).toBe(side);
        },
      ),
    );
  });

  it('take a newcomer where a stack sits, else begin a new one', () => {
    expect(withNewcomers([{ client: one, server: null }], ids(1, 2, 3))).toEqual([
      { client: one, server: two },
      { client: three, server: null },
    ]);
  });
});

describe('names', () => {
  it('are drawn so that no two look alike, in both languages', () => {
    for (const language of ['en', 'ko'] as const) {
      const names: string[] = [];
      for (let student = 0; student < 60; student += 1) names.push(drawnName(language, names, 9, student));
      expect(new Set(names.map(skeletonOf)).size).toBe(60);
      for (const name of names) expect(cleanName(name, [])).toEqual({ ok: true, value: name });
    }
    expect(drawnName('en', [], 9, 0)).not.toBe(drawnName('en', [], 9, 1));
  });

  it('that are typed are cleaned of what is not seen', () => {
    const typed: readonly (readonly [string, string])[] = [
      ['  Ada \u0000\u001b[31m ', 'Ada'],
      ['A\u202edа', 'name-not-allowed'],
      ['\u202eAda\u202c', 'Ada'],
      ['Ad\u200ba', 'Ada'],
      ['Ａｄａ', 'Ada'],
      ['김\u3000민준', '김 민준'],
      ["O'Neil-Smith", "O'Neil-Smith"],
      ['José', 'José'],
      ['Jose\u034f\u0301', 'José'],
      // Letters without a shape, of Hangul and of Khmer, and a variation selector.
      ['Ad\u3164a\u115f\uffa0', 'Ada'],
      ['Ada\u17b4\ufe0f', 'Ada'],
    ];
    const cleaned = typed.map(([name]) => {
      const result = cleanName(name.replace('[31m', ''), []);
      return result.ok ? result.value : result.problem;
    });
    expect(cleaned).toEqual(typed.map(([, expected]) => expected));
  });

  it('that are empty, endless, rude, of two scripts, or code are refused', () => {
    const refused = [
      '',
      '   ',
      '\u200b',
      'x'.repeat(25),
      'sh1t',
      'F.u.c.k',
      '씨 발',
      'Аda',
      '<b>Ada</b>',
      '=1+1',
      'a😀',
      '🇰🇷 Ada',
      '"><svg onload=alert(1)>',
      '{{7*7}}',
      'Ad\u0251',
      'Ada\u01c0',
    ];
    expect(refused.map((name) => cleanName(name, []))).toEqual(
      ['empty', 'empty', 'empty', 'too-long', ...Array(12).fill('not-allowed')].map((why) => ({
        ok: false,
        problem: `name-${why}`,
      })),
    );
    for (const fine of [
      'Ignazio',
      'Cassandra',
      'Hancock',
      'Anna Maria',
      'Łukasz',
      'Nguyễn Ðức',
      'कृष्णा',
      'สมชาย',
    ]) {
      expect(cleanName(fine, [])).toEqual({ ok: true, value: fine });
    }
  });

  it('that look like another one are taken', () => {
    for (const forged of ['Brave Puffin', 'brave  puffin', 'Brave Puff1n', 'BravePuffin', 'Brave-Puffln']) {
      expect(cleanName(forged, ['Brave Puffin'])).toEqual({ ok: false, problem: 'name-taken' });
    }
    expect(cleanName('Анна', ['Ahha'])).toEqual({ ok: false, problem: 'name-taken' });
    expect(cleanName('Brave \u3164Puffin', ['Brave Puffin'])).toEqual({ ok: false, problem: 'name-taken' });
  });

  // Letter and mark of each script, and one mark more than any of its letters has.
  it.each([
    ['Devanagari', 'क\u0902', 4],
    ['Thai', 'ก\u0e34', 3],
    ['Arabic', 'ب\u0610', 3],
    ['Hebrew', 'א\u05b0', 3],
    ['Cyrillic', 'б\u0483', 2],
    ['Hangul', '가\u302e', 2],
    ['Latin', 'q\u0301', 2],
  ] as const)('pile up no marks of %s', (_script, [letter = '', mark = ''], most) => {
    expect(cleanName(letter + mark.repeat(most - 1), []).ok).toBe(true);
    expect(cleanName(letter + mark.repeat(most), [])).toEqual({ ok: false, problem: 'name-not-allowed' });
  });

  it('never break, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
        const result = cleanName(typed, []);
        if (!result.ok) return;
        expect(result.value).not.toMatch(/[\p{C}<>"&=+@]/u);
        expect(cleanName(result.value, [])).toEqual(result);
      }),
    );
  });
});

describe('the inventory', () => {
  it('asks each idea, each question with one right option and tempting wrong ones, in both languages', () => {
    expect(QUESTION_IDS.length).toBeGreaterThanOrEqual(24);
    expect([...new Set(ITEMS.map(({ idea }) => idea))]).toEqual(IDEAS.map(({ idea }) => idea));
    expect(Object.keys(inventoryEn)).toEqual([...QUESTION_IDS]);
    expect(Object.keys(inventoryKo)).toEqual([...QUESTION_IDS]);
    for (const id of QUESTION_IDS) {
      const options = questionNamed(id)?.options ?? [];
      expect([id, options.filter((meaning) => meaning === 'right').length]).toEqual([id, 1]);
      expect([id, options.some((meaning) => meaning.startsWith('M'))]).toEqual([id, true]);
      for (const texts of [inventoryEn, inventoryKo]) {
        const { question, options: words } = texts[id];
        expect([question, ...words].every((text) => text.trim().length > 0)).toBe(true);
        expect([id, new Set(words).size]).toEqual([id, 4]);
      }
    }
    expect(questionNamed('constructor')).toBeUndefined();
  });

  it('has the numbers that are options in the same places in both languages', () => {
    for (const id of QUESTION_IDS) {
      const digits = (texts: readonly string[]) => texts.map((text) => (/^\d+$/.test(text) ? text : ''));
      expect(digits(inventoryKo[id].options)).toEqual(digits(inventoryEn[id].options));
    }
  });

  it('gives no right answer away by its place or its length', () => {
    const places = QUESTION_IDS.flatMap((id) =>
      Array.from({ length: 30 }, (_, student) =>
        optionOrder(id, studentId(student), 5).indexOf(questionNamed(id)?.options.indexOf('right') ?? -1),
      ),
    );
    for (const place of [0, 1, 2, 3]) {
      const share = places.filter((each) => each === place).length / places.length;
      expect(Math.abs(share - 0.25)).toBeLessThan(0.05);
    }
    const longest = QUESTION_IDS.filter((id) => {
      const lengths = inventoryEn[id].options.map((text) => text.length);
      const right = questionNamed(id)?.options.indexOf('right') ?? 0;
      return (
        lengths[right] === Math.max(...lengths) &&
        lengths.filter((each) => each === lengths[right]).length === 1
      );
    });
    expect(longest.length).toBeLessThan(QUESTION_IDS.length / 2);
  });
});

describe('the forms', () => {
  const lesson = LEVELS.filter(({ number }) => [1, 4, 8].includes(number));

  it('ask first what the levels teach, six or ten different items', () => {
    const ideas = ideasOfLevels(lesson);
    expect(ideas).toEqual([1, 3, 5]);
    for (const size of [0, 6, 10] as const) {
      const items = drawnItems(ideas, size, 77);
      expect(new Set(items).size).toBe(size);
      const asked = new Set(ITEMS.filter(({ id }) => items.includes(id)).map(({ idea }) => idea));
      if (size > 0) expect([...ideas].every((idea) => asked.has(idea))).toBe(true);
    }
  });

  it('ask the same items before and after in the other version, half of the students the other way round', () => {
    const items = drawnItems([1, 3, 5], 6, 77);
    const [before, after, other] = [
      formOf(items, one, 'before', 77),
      formOf(items, one, 'after', 77),
      formOf(items, two, 'before', 77),
    ];
    const flipped = (form: readonly string[]) =>
      form.map((id) => (id.endsWith('-a') ? id.replace(/a$/, 'b') : id.replace(/b$/, 'a'))).toSorted();
    expect(after.toSorted()).toEqual(flipped(before));
    expect(other.toSorted()).toEqual(flipped(before));
  });
});

const settings = {
  plan: [levelId('first-light')],
  match: USUAL_SETTINGS,
  typedNames: true,
  questions: 6,
} as const;

describe('a class', () => {
  const events: readonly ClassEvent[] = [
    { kind: 'settings', settings },
    { kind: 'joined', student: one, name: 'Ada' },
    { kind: 'joined', student: two, name: 'Grace' },
    { kind: 'joined', student: three, name: 'Joan' },
    {
      kind: 'paired',
      pairs: [
        { client: one, server: two },
        { client: three, server: null },
      ],
    },
    { kind: 'round-began', round: 1, level: levelId('first-light'), seed: 5 },
    { kind: 'match-began', round: 1, match: 'r1', seats: { client: one, server: two } },
    { kind: 'match-began', round: 1, match: 'r2', seats: { client: three, server: null } },
    { kind: 'joined', student: four, name: 'Radia' },
    { kind: 'seated', match: 'r2', side: 'server', student: four },
  ];

  it('is what happened in it', () => {
    const state = classAfter(events);
    const round = roundOn(state);
    expect(round && seatIn(round, four)).toEqual({
      match: {
        match: 'r2',
        began: { client: three, server: null },
        seats: { client: three, server: four },
        late: false,
      },
      place: 'server',
    });
    const after = classAfter([
      ...events,
      { kind: 'round-ended', round: 1 },
      { kind: 'removed', student: one },
      { kind: 'removed', student: three },
      { kind: 'renamed', student: two, name: 'Hopper' },
      { kind: 'let-back', student: three },
      { kind: 'questions', form: 'before', open: true },
      { kind: 'answered', student: two, form: 'before', question: 'ack-next-a', choice: 3 },
    ]);
    expect(roundOn(after)).toBeUndefined();
    expect(present(after).map(({ name }) => name)).toEqual(['Hopper', 'Joan', 'Radia']);
    expect(after.pairs).toEqual([{ client: null, server: two }]);
    expect([after.asking, after.students[1]?.answers.before]).toEqual(['before', { 'ack-next-a': 3 }]);
    expect(
      classAfter([...events, { kind: 'questions', form: 'before', open: false }]).asking,
    ).toBeUndefined();
  });

  it('is reported by what its matches showed, without who was removed', () => {
    const state = classAfter([...events, { kind: 'removed', student: two }]);
    const report = classReport(state, [
      {
        match: 'r1',
        tries: [
          { seat: 'client', idea: 1, mistake: undefined },
          { seat: 'client', idea: 2, mistake: 'M11' },
          { seat: 'server', idea: 2, mistake: 'M12' },
        ],
        points: 50,
        par: 200,
        stars: 1,
      },
      { match: 'r2', tries: [{ seat: 'client', idea: 2, mistake: 'M11' }], points: 0, par: 200, stars: 0 },
    ]);
    expect(report.students.map(({ name }) => name)).toEqual(['Ada', 'Joan', 'Radia']);
    expect(report.students[0]?.ideas.slice(0, 2)).toEqual([
      { idea: 1, tried: 1, right: 1, mistakes: [] },
      { idea: 2, tried: 1, right: 0, mistakes: [{ misconception: 'M11', times: 1 }] },
    ]);
    expect(report.mistakes).toEqual([{ misconception: 'M11', times: 2, students: 2, match: 'r1' }]);
    expect(report.matches.map(({ names, share }) => [names.client, names.server, share])).toEqual([
      ['Ada', 'Grace', 25],
      ['Joan', 'Radia', 0],
    ]);
  });
});

describe('the gain', () => {
  const items = drawnItems([1, 3, 5], 6, 7);
  /** A student who has `before` and `after` right answers of six. */
  const answers = (student: StudentId, before: number, after: number): readonly ClassEvent[] =>
    (
      [
        ['before', before],
        ['after', after],
      ] as const
    ).flatMap(([form, right]) =>
      formOf(items, student, form, 7).map((question, index): ClassEvent => {
        const options = questionNamed(question)?.options ?? [];
        const place = options.indexOf('right');
        return { kind: 'answered', student, form, question, choice: index < right ? place : (place + 1) % 4 };
      }),
    );
  const classOf = (...counts: readonly (readonly [number, number])[]) =>
    classAfter([
      { kind: 'settings', settings },
      ...counts.flatMap(([before, after], index): readonly ClassEvent[] => {
        const student = studentId(index + 1);
        return [{ kind: 'joined', student, name: `S${student}` }, ...answers(student, before, after)];
      }),
    ]);

  it('is what was gained of what could be, with its spread, and says that it rests on few', () => {
    const gain = classGain(classOf([2, 4], [3, 6], [6, 6], [3, 0]));
    expect(gain.students.map(({ gain: own }) => own)).toEqual([50, 100, undefined, -100]);
    expect({ ...gain, students: undefined }).toEqual({
      students: undefined,
      before: 58,
      after: 67,
      gain: 20,
      spread: { lowest: -100, lowerQuartile: -25, median: 50, upperQuartile: 75, highest: 100 },
      tooFew: true,
    });
    expect(classGain(classOf(...Array<[number, number]>(10).fill([1, 5]))).tooFew).toBe(false);
  });

  it('leaves out who did not answer all, and a class without questions', () => {
    const state = classOf([2, 4]);
    const half = {
      ...state,
      students: state.students.map((student) => ({ ...student, answers: { ...student.answers, after: {} } })),
    };
    expect(classGain(half)).toMatchObject({ students: [], gain: undefined, spread: undefined });
    expect(classGain({ ...state, settings: { ...settings, questions: 0 } }).students).toEqual([]);
    expect(spreadOf([4])).toBeUndefined();
  });

  it('comes with difficulty, discrimination and the pull of each wrong option, as reckoned by hand', () => {
    const others = [
      'established-when-a',
      'half-close-a',
      'lost-ack-a',
      'duplicate-a',
      'close-wait-a',
    ] as const;
    const choiceOf = (id: string, right: boolean) => {
      const place = questionNamed(id)?.options.indexOf('right') ?? 0;
      return right ? place : (place + 1) % 4;
    };
    // The option that each of ten students chose (3 is right), and how many of the other five they had right.
    const sheets = [
      [3, 5],
      [3, 5],
      [3, 4],
      [0, 4],
      [3, 3],
      [3, 3],
      [1, 3],
      [1, 2],
      [3, 1],
      [2, 0],
    ] as const;
    const students = sheets.map(([choice, rest], index) => ({
      id: studentId(index + 1),
      name: '',
      removed: false,
      answers: {
        before: {
          'ack-next-a': choice,
          ...Object.fromEntries(others.map((id, other) => [id, choiceOf(id, other < rest)])),
        },
        after: {},
      },
    }));
    const asked = (all: typeof students) =>
      questionStatistics(all, ['before']).find(({ question }) => question === 'ack-next-a');
    // Better half: 3 of 4, and one of three equals of whom 2 are right: 3 2/3 of 5. Worse half: 1 of 3, and two of the
    // same three: 2 1/3 of 5. That is 73.3 % and 46.7 %.
    const expected = {
      question: 'ack-next-a',
      form: 'before',
      answers: 10,
      right: 60,
      discrimination: 27,
      options: [1, 2, 1, 6],
    };
    expect([asked(students), asked(students.toReversed())]).toEqual([expected, expected]);
  });

  it('comes with how each question went', () => {
    const good = Array<[number, number]>(8).fill([6, 6]);
    const bad = Array<[number, number]>(8).fill([0, 6]);
    const statistics = questionStatistics(classOf(...good, ...bad).students, ['before']);
    expect(statistics).toHaveLength(12);
    expect(statistics.every(({ answers: count, right }) => count === 8 && right === 50)).toBe(true);
    expect(statistics.every(({ options }) => options.reduce((sum, each) => sum + each, 0) === 8)).toBe(true);
    const many = questionStatistics(classOf(...good, ...good, ...bad, ...bad).students, ['before']);
    expect(many.every(({ discrimination }) => discrimination === 100)).toBe(true);
    expect(statistics.every(({ discrimination }) => discrimination === undefined)).toBe(true);
  });
});
