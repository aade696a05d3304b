import { describe, expect, it } from 'vitest';
import { levelId } from '../../game/level.ts';
import { SIDES } from '../../game/seat.ts';
import { LEVELS } from '../catalog.ts';
import { TEST_LEVELS } from '../test-levels.ts';
import { levelsEn } from './en.ts';
import { levelsKo } from './ko.ts';
import { LEVEL_NAMES, type Lesson, levelNameOf } from './lesson.ts';
import { LESSONS, lessonOf } from './lessons.ts';
import { briefingFor, type LevelText, textOf } from './level-texts.ts';

const LANGUAGES = [
  ['English', levelsEn],
  ['Korean', levelsKo],
] as const;

/** Every text with its path, in the order of the paths. */
function textsOf(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`))
    .sort(([first], [second]) => (first < second ? -1 : 1));
}

describe.each(LANGUAGES)('the %s texts', (_language, texts) => {
  it('are there for every level, and for no test level', () => {
    expect(Object.keys(texts)).toEqual([...LEVEL_NAMES]);
    expect(LEVELS.map(({ id }) => textOf(texts, id))).toEqual(Object.values(texts));
    expect(TEST_LEVELS.map(({ id }) => textOf(texts, id))).toEqual(TEST_LEVELS.map(() => undefined));
  });

  it('have a sentence for each step and an answer for each misconception of the lesson', () => {
    for (const name of LEVEL_NAMES) {
      const text: LevelText = texts[name];
      const lesson: Lesson = LESSONS[name];
      expect([name, text.example.length]).toEqual([name, lesson.example.steps.length]);
      expect(Object.keys(text.questions)).toEqual(Object.keys(lesson.questions));
      for (const [question, { wrong }] of Object.entries(lesson.questions))
        expect([name, question, text.questions[question]?.wrong.length]).toEqual([
          name,
          question,
          wrong.length,
        ]);
    }
  });

  it('brief each seat in 3 to 5 lines', () => {
    const lines = Object.entries(texts).flatMap(([name, text]) =>
      SIDES.map((side) => [name, side, briefingFor(text, side).length] as const),
    );
    expect(lines.filter(([, , count]) => count < 3 || count > 5)).toEqual([]);
  });

  it('give the answers of a question different words', () => {
    const repeated = Object.values<LevelText>(texts).flatMap(({ questions }) =>
      Object.entries(questions).filter(
        ([, { right, wrong }]) => new Set([right, ...wrong]).size <= wrong.length,
      ),
    );
    expect(repeated).toEqual([]);
  });

  it('are neither empty nor left with a space at an end', () => {
    expect(textsOf(texts).filter(([, text]) => text.trim() === '' || text.trim() !== text)).toEqual([]);
  });

  it('name no number of a segment that its worked example does not know', () => {
    for (const name of LEVEL_NAMES) {
      const text: LevelText = texts[name];
      const steps: Lesson['example']['steps'] = LESSONS[name].example.steps;
      const known = steps.flatMap(({ happens, sends }) =>
        [happens?.kind === 'arrives' ? happens.segment : undefined, sends?.segment].flatMap((shown) =>
          shown === undefined ? [] : [shown.seq, shown.ack ?? 0],
        ),
      );
      // The last octet of a crate, and the number before a first one, are said as well.
      const allowed = new Set(known.flatMap((number) => [number - 1, number]));
      const said = text.example.flatMap((sentence) =>
        [...sentence.matchAll(/\d{3,}/g)].map(([digits]) => Number(digits)),
      );
      expect([name, said.filter((number) => number !== 200 && !allowed.has(number))]).toEqual([name, []]);
    }
  });

  it('say Linux where a setting or a length is Linux’ own', () => {
    const own = /tcp_(fin_timeout|tw_reuse|orphan_retries)|\bss -|60 s|60초/;
    const unnamed = LEVEL_NAMES.flatMap((name) => {
      const text: LevelText = texts[name];
      const questions = Object.entries(text.questions).map(
        ([question, all]) =>
          [question, [all.prompt, all.right, ...all.wrong, all.explanation].join(' ')] as const,
      );
      return [['met', text.met] as const, ...questions]
        .filter(([, words]) => own.test(words) && !words.includes('Linux'))
        .map(([path]) => `${name} ${path}`);
    });
    expect(unnamed).toEqual([]);
  });
});

describe('both languages', () => {
  it('have the same texts', () => {
    expect(textsOf(levelsKo).map(([path]) => path)).toEqual(textsOf(levelsEn).map(([path]) => path));
  });

  it('name the same numbers and the same words of TCP', () => {
    const words = (text: string) =>
      [
        ...text.matchAll(
          /\b[A-Z]+_[A-Z0-9_]+\b|\b(?:SYN|ACK|FIN|RST|CLOSING|CLOSED|ESTABLISHED)(?=s?\b)|\d{4,}/g,
        ),
      ]
        .map(([word]) => word)
        .sort();
    const korean = new Map(textsOf(levelsKo));
    const different = textsOf(levelsEn)
      .map(([path, text]) => [path, new Set(words(text)), new Set(words(korean.get(path) ?? ''))] as const)
      .filter(([, english, other]) => [...english].join() !== [...other].join())
      .map(([path, english, other]) => `${path}: ${[...english]} / ${[...other]}`);
    expect(different).toEqual([]);
  });
});

/** TCP's own words, names of programs, calls and settings, and messages that are English everywhere. */
const KEPT_WORDS = new Set(
  (
    'SYN ACK FIN RST TCP IP RFC ISN RTO MSL MUST NAT TIME WAIT CLOSE CLOSED LISTEN ESTABLISHED SENT RECEIVED LAST ' +
    'CLOSING seq ack close keep alive challenge cookie accept tcp fin timeout tw reuse orphan retries Linux Apache ' +
    'nginx Java C ss ssh lnt tan state wait syn recv tcpdump Wireshark netstat Wi Fi shutdown fd SHUT WR Socket ' +
    'shutdownOutput'
  ).split(' '),
);
/** Messages that programs say in English. */
const MESSAGES =
  /“(?:Connection refused|Connection reset by peer|Too many open files|Possible SYN flooding|TCP [A-Z][A-Za-z -]+)”/g;

/** How a word ends when Korean reads it aloud; ㄹ takes 로, as a vowel does. */
const ENDINGS: readonly (readonly [RegExp, 'vowel' | 'consonant' | 'rieul'])[] = [
  [/[018]$/, 'consonant'],
  [/[36]$/, 'consonant'],
  [/[2459]$/, 'vowel'],
  [/7$/, 'rieul'],
  [/(?:SYN|FIN|LISTEN|CLOSING|ISN|timeout)$/, 'consonant'],
  [/MSL$/, 'rieul'],
  [/[A-Za-z)]$/, 'vowel'],
];
const PARTICLES = /([A-Za-z0-9_)]+)(은|는|이|가|을|를|과|와|으로|로)(?=[ .,?!”]|$)/g;

describe('Korean texts', () => {
  const texts = textsOf(levelsKo);

  it('are Korean: no sentence without Hangul, and no English but what stays English', () => {
    expect(texts.filter(([, text]) => /[A-Za-z]/.test(text) && !/\p{Script=Hangul}/u.test(text))).toEqual([]);
    const leftOver = texts.flatMap(([path, text]) =>
      (text.replace(MESSAGES, '').match(/[A-Za-z]+/g) ?? [])
        .filter((word) => !KEPT_WORDS.has(word))
        .map((word) => `${path}: ${word}`),
    );
    expect(leftOver).toEqual([]);
  });

  it('take the particle that fits the English word or number before it', () => {
    const wrong = texts.flatMap(([path, text]) =>
      [...text.matchAll(PARTICLES)].flatMap(([whole, word = '', particle = '']) => {
        const ending = ENDINGS.find(([pattern]) => pattern.test(word))?.[1] ?? 'vowel';
        const read = /1$|8$/.test(word) ? 'rieul' : ending;
        const takesVowelForm =
          read === 'vowel' || (read === 'rieul' && (particle === '로' || particle === '으로'));
        const isVowelForm = ['는', '가', '를', '와', '로'].includes(particle);
        return takesVowelForm === isVowelForm ? [] : [`${path}: ${whole}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('end in 해요체', () => {
    const sentences = texts.flatMap(([path, text]) =>
      text
        .replaceAll(/“[^”]*”/g, '')
        .split(/(?<=[.?!])\s/)
        .map((sentence) => [path, sentence] as const),
    );
    const other = sentences.filter(([, sentence]) => /(?:다|음|함|임|습니다|까)[.?!]$/.test(sentence));
    expect(other).toEqual([]);
  });
});

describe('a level that is not one of the fifteen', () => {
  it('has no name, no lesson and no text', () => {
    const id = levelId('nowhere');
    expect([levelNameOf(id), lessonOf(id), textOf(levelsEn, id)]).toEqual([undefined, undefined, undefined]);
  });
});
