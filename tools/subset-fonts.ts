import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import subsetFont from 'subset-font';
import { renameFont } from './rename-font.ts';

/** The name of the subset in CSS and in the font itself: "Pretendard" is reserved for the whole font. */
export const FONT_FAMILY = 'Game KR';

const RESERVED_NAME = 'Pretendard';
/** Weights from regular text to headings; one file serves them all. */
const WEIGHTS = { min: 400, max: 800 };
/** Kerning, figures of one width (tabular-nums), composed characters: all features would double the file. */
const SUBSET = {
  targetFormat: 'woff2',
  keepFeatures: ['kern', 'tnum', 'ccmp', 'locl'],
  variationAxes: { wght: WEIGHTS },
} as const;
/** What occurs in no text of its own: printable ASCII, and Latin letters, arrows and signs of names and numbers. */
const ALWAYS = [
  [0x20, 0x7e],
  [0xa0, 0xff],
  [0x2010, 0x2026],
  [0x2190, 0x2199],
] as const;

const root = join(import.meta.dirname, '..');
const pretendard = dirname(createRequire(import.meta.url).resolve('pretendard/package.json'));

/** Where the fonts of the page are made; git ignores it. */
export const FONT_FOLDER = join(root, 'client/generated');

/** Where texts are: of the page itself, and those that the web server behind the real kernel sends. */
const TEXTS = ['{client,shared}/src/**/*.{ts,tsx,json}', 'server/src/kernel/web-page.ts'];

/** Every character that the page can show: those in {@link TEXTS}, and `ALWAYS`. Sorted, each once. */
export async function charactersOfTexts(): Promise<string> {
  const characters = new Set<string>();
  for (const [first, last] of ALWAYS) {
    for (let code = first; code <= last; code += 1) characters.add(String.fromCodePoint(code));
  }
  for await (const path of glob(TEXTS, { cwd: root })) {
    if (/[.]test[.]/.test(path)) continue;
    for (const character of await readFile(join(root, path), 'utf8')) characters.add(character);
  }
  return [...characters]
    .filter((character) => character >= ' ')
    .sort()
    .join('');
}

/** Where the words of the title stand: its Hangul comes before the rest, also on an English page ("한국어"). */
const MENU_TEXTS = ['client/src/i18n/menu-ko.ts', 'client/src/ui/language-switch.tsx'];

/** A part of the characters with a file of its own, so that a page loads no more of the font than it shows. */
type FontPart = { readonly file: string; readonly characters: string };

async function partsOf(characters: string): Promise<readonly FontPart[]> {
  const menu = await Promise.all(MENU_TEXTS.map((path) => readFile(join(root, path), 'utf8')));
  const inMenu = new Set(menu.join(''));
  const isHangul = (character: string): boolean => /\p{Script=Hangul}/u.test(character);
  const part = (file: string, belongs: (character: string) => boolean): FontPart => ({
    file,
    characters: [...characters].filter(belongs).join(''),
  });
  return [
    part('game-kr-latin.woff2', (character) => !isHangul(character)),
    part('game-kr-menu.woff2', (character) => isHangul(character) && inMenu.has(character)),
    part('game-kr-hangul.woff2', (character) => isHangul(character) && !inMenu.has(character)),
  ];
}

/**
 * Makes the page's fonts: subsets of Pretendard with the characters that its texts use, with their CSS
 * (fonts.css) and licence beside them. Does nothing if what lies there was made of the same.
 *
 * @returns the number of characters
 */
export async function subsetFonts(): Promise<number> {
  const characters = await charactersOfTexts();
  const parts = await partsOf(characters);
  const recipe = JSON.stringify({ SUBSET, ALWAYS, parts });
  const recipePath = join(FONT_FOLDER, 'recipe.json');
  if ((await readFile(recipePath, 'utf8').catch(() => '')) !== recipe) {
    const original = await readFile(join(pretendard, 'dist/public/variable/PretendardVariable.ttf'));
    const renamed = renameFont(original, RESERVED_NAME, FONT_FAMILY);
    await mkdir(FONT_FOLDER, { recursive: true });
    for (const part of parts) {
      await writeFile(join(FONT_FOLDER, part.file), await subsetFont(renamed, part.characters, SUBSET));
    }
    await writeFile(join(FONT_FOLDER, 'fonts.css'), parts.map(fontFace).join('\n'));
    await writeFile(join(FONT_FOLDER, 'OFL.txt'), await readFile(join(pretendard, 'dist/LICENSE.txt')));
    await writeFile(recipePath, recipe);
  }
  return [...characters].length;
}

function fontFace({ file, characters }: FontPart): string {
  return `@font-face {
  font-family: '${FONT_FAMILY}';
  src: url('./${file}') format('woff2');
  font-weight: ${WEIGHTS.min} ${WEIGHTS.max};
  font-display: swap;
  unicode-range: ${unicodeRange(characters)};
}
`;
}

/** The characters as CSS ranges, for example `U+20-7E, U+AC00`. They come sorted. */
function unicodeRange(characters: string): string {
  const ranges: { first: number; last: number }[] = [];
  for (const character of characters) {
    const code = character.codePointAt(0) ?? 0;
    const range = ranges.at(-1);
    if (range && range.last === code - 1) range.last = code;
    else ranges.push({ first: code, last: code });
  }
  const hex = (code: number): string => code.toString(16).toUpperCase();
  return ranges
    .map(({ first, last }) => (first === last ? `U+${hex(first)}` : `U+${hex(first)}-${hex(last)}`))
    .join(', ');
}

if (import.meta.main) console.log(`${FONT_FAMILY}: ${await subsetFonts()} characters`);
