// Names of students: drawn from a list, or typed and cleaned. A name is shown to the whole class.
import { permuted } from '../kernel/hash.ts';
import { failure, type Result, success } from '../kernel/result.ts';
import { seenText } from '../kernel/seen-text.ts';

/** The languages in which names are drawn. */
export type NameLanguage = 'en' | 'ko';

/** Most letters of a name, as Unicode counts them. */
export const NAME_LENGTH_MAX = 24;

const FIRST_WORDS: Readonly<Record<NameLanguage, readonly string[]>> = {
  en: 'Brave Calm Clever Swift Merry Bold Gentle Quick Bright Lucky Sunny Witty Steady Keen Jolly Nimble'.split(
    ' ',
  ),
  ko: '용감한 침착한 영리한 날쌘 즐거운 씩씩한 다정한 빠른 환한 행복한 밝은 재치있는 든든한 꼼꼼한 유쾌한 부지런한'.split(
    ' ',
  ),
};

const SECOND_WORDS: Readonly<Record<NameLanguage, readonly string[]>> = {
  en: 'Puffin Otter Dolphin Heron Turtle Seal Gull Crab Whale Octopus Pelican Starfish Walrus Tern Squid Salmon'.split(
    ' ',
  ),
  ko: '바다오리 수달 돌고래 왜가리 거북 물개 갈매기 게 고래 문어 사다새 불가사리 바다코끼리 제비갈매기 오징어 연어'.split(
    ' ',
  ),
};

/**
 * A name from the word list that none of `taken` looks like. `seed` and `draw` choose it: another draw, another name.
 */
export function drawnName(
  language: NameLanguage,
  taken: readonly string[],
  seed: number,
  draw: number,
): string {
  const names = FIRST_WORDS[language].flatMap((first) =>
    SECOND_WORDS[language].map((second) => `${first} ${second}`),
  );
  const used = new Set(taken.map(skeletonOf));
  const free = permuted(names, seed, 'name', draw).find((name) => !used.has(skeletonOf(name)));
  // 256 names and no free one: a class has far fewer seats.
  return free ?? `${names[0]} ${taken.length + 1}`;
}

/** Why a typed name is not taken. */
export type NameProblem = 'name-empty' | 'name-too-long' | 'name-not-allowed' | 'name-taken';

/**
 * `typed` as it may be shown, or why it may not: without control and bidirectional characters, without letters of two
 * scripts that could pass for another's name, without rude words, and unlike each of `taken`.
 */
export function cleanName(typed: string, taken: readonly string[]): Result<string, NameProblem> {
  // What stood apart may belong together afterwards.
  const name = seenText(typed.normalize('NFKC')).normalize('NFKC');
  if (!/[\p{L}\p{N}]/u.test(name)) return failure('name-empty');
  if ([...name].length > NAME_LENGTH_MAX) return failure('name-too-long');
  if (!SCRIPTS.some((script) => script.test(name)) || isRude(name)) return failure('name-not-allowed');
  const skeleton = skeletonOf(name);
  if (taken.some((other) => skeletonOf(other) === skeleton)) return failure('name-taken');
  return success(name);
}

/**
 * Letters of one writing each; marks only as few as a language needs, digits, and what stands inside of names. A mark is
 * never a letter of its own (many have a script): so none pile up, and there is one way to read a name, not a million.
 */
const SCRIPTS: readonly RegExp[] = [
  // Without the signs of phonetics, which look like other letters.
  /^(?:(?!\p{M})[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u01bf\u01c4-\u024f\u1e00-\u1eff\p{Script=Hangul}0-9 .'’-]\p{M}?)+$/u,
  /^(?:(?!\p{M})[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}0-9 .'’ー・-]\p{M}?)+$/u,
  /^(?:(?!\p{M})[\p{Script=Cyrillic}0-9 .'’-]\p{M}?)+$/u,
  /^(?:(?!\p{M})[\p{Script=Greek}0-9 .'’-]\p{M}?)+$/u,
  /^(?:(?!\p{M})[\p{Script=Arabic}0-9 .'’-]\p{M}{0,2})+$/u,
  /^(?:(?!\p{M})[\p{Script=Hebrew}0-9 .'’-]\p{M}{0,2})+$/u,
  /^(?:(?!\p{M})[\p{Script=Devanagari}0-9 .'’-]\p{M}{0,3})+$/u,
  /^(?:(?!\p{M})[\p{Script=Thai}0-9 .'’-]\p{M}{0,2})+$/u,
];

/** Signs that look like a Latin letter, and the letter. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '|': 'l',
  i: 'l',
  ı: 'l',
  а: 'a',
  в: 'b',
  е: 'e',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  і: 'l',
  ј: 'j',
  ѕ: 's',
  α: 'a',
  β: 'b',
  ε: 'e',
  η: 'h',
  ι: 'l',
  κ: 'k',
  μ: 'm',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'y',
  χ: 'x',
};

/** What is left of `name` to the eye: two names of one skeleton can be taken for each other. */
export function skeletonOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\p{M}\p{P}\p{Z}]/gu, '')
    .toLowerCase();
  return [...plain]
    .map((sign) => LOOK_ALIKES[sign] ?? sign)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}

/** Rude words as skeletons: those that are rude wherever they stand in a name, and those that are so alone. */
const RUDE_PARTS = (
  'fuck shit cunt bitch nigger nigga faggot whore bastard asshole dickhead hitler penis vagina ' +
  '씨발 시발 씨팔 ㅅㅂ 병신 ㅂㅅ 개새끼 새끼 지랄 좆 존나 보지 자지 창녀 니미 엿먹어 미친놈 미친년 꺼져'
)
  .split(' ')
  .map(skeletonOf);
const RUDE_ALONE =
  'ass arse nazi slut wank wanker rapist cock dick tit tits cum sex porn fag rape kkk damn piss poop anus 섹스 변태'
    .split(' ')
    .map(skeletonOf);

function isRude(name: string): boolean {
  const whole = skeletonOf(name);
  const words = name.split(' ').map(skeletonOf);
  return RUDE_PARTS.some((part) => whole.includes(part)) || RUDE_ALONE.some((word) => words.includes(word));
}
