// What the page weighs after gzip, in English and in Korean, against the bounds of the project: `npm test -- page`.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { LANGUAGES, type Language } from '../client/src/i18n/language.ts';
import { buildIfStale, CLIENT_FOLDER } from './client-sources.ts';

/** One file of the build, as Vite's manifest lists it. */
interface BuiltFile {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

type Manifest = Readonly<Record<string, BuiltFile>>;

/** Bounds in thousands of bytes after gzip, as a school's network carries them; one number holds for each language. */
const BUDGETS: Readonly<Record<string, number | Readonly<Record<Language, number>>>> = {
  /** The first script alone. */
  'entry script': 25,
  /** The title: index.html, the scripts and styles that it needs, its texts, the fonts of its texts. */
  menu: 110,
  /** Colyseus' SDK, loaded only to play with others. */
  SDK: 60,
  Phaser: 230,
  /** The rules and the levels as the page has them, with all texts of a match. */
  'engine, levels and texts': 80,
  'scenes, play screen and debrief': 70,
  /** What the debrief loads once it stands: walk, blame card, boat of the day, trying again, questions, and their texts. */
  "the debrief's extras": 40,
  'game font': { en: 40, ko: 130 },
  /** All of it: title, chart, briefing, a match in its worker (a second copy of the engine), debrief, sound. */
  'a solo game': { en: 520, ko: 610 },
};

async function sizesOfFiles(): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  const names = await readdir(join(CLIENT_FOLDER, 'assets'));
  for (const name of ['index.html', ...names.map((each) => `assets/${each}`)]) {
    const content = await readFile(join(CLIENT_FOLDER, name));
    sizes.set(name, gzipSync(content, { level: 9 }).length / 1000);
  }
  return sizes;
}

/** The files of `sources` with all that they import at once, and their styles. */
function closure(manifest: Manifest, sources: readonly string[]): ReadonlySet<string> {
  const files = new Set<string>();
  const walk = (source: string): void => {
    const built = manifest[source];
    if (built === undefined)
      throw new Error(`The build has no ${source}: see client/dist/.vite/manifest.json.`);
    if (files.has(built.file)) return;
    files.add(built.file);
    for (const style of built.css ?? []) files.add(style);
    for (const other of built.imports ?? []) walk(other);
  };
  for (const source of sources) walk(source);
  return files;
}

/** The one file in assets/ whose name begins with `start`. */
function named(sizes: ReadonlyMap<string, number>, start: string): string {
  const found = [...sizes.keys()].filter((name) => name.startsWith(`assets/${start}`));
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} files begin with ${start}.`);
  return only;
}

/** What of the page each bound of `BUDGETS` is about, in `language`. */
function partsOf(
  manifest: Manifest,
  sizes: ReadonlyMap<string, number>,
  language: Language,
): Readonly<Record<string, ReadonlySet<string>>> {
  const file = (start: string) => named(sizes, start);
  const menuFonts = [file('game-kr-latin'), file('game-kr-menu')];
  const fonts = language === 'ko' ? [...menuFonts, file('game-kr-hangul')] : menuFonts;
  const texts = closure(manifest, [
    ...['play', 'tcp', 'around', 'settings'].map((name) => `src/i18n/${name}-${language}.ts`),
    `../shared/src/levels/texts/${language}.ts`,
  ]);
  const entry = closure(manifest, ['index.html']);
  const menu = new Set([
    'index.html',
    ...entry,
    ...closure(manifest, [`src/i18n/menu-${language}.ts`]),
    ...menuFonts,
  ]);
  const solo = closure(manifest, ['src/solo.tsx', 'src/scenes/strait.ts', 'src/audio/synth.ts']);
  const [engine, phaser] = [file('engine-'), file('phaser-')];
  const play = [...solo].filter((name) => /[/](?:strait|play-screen)-/.test(name));
  const extras = closure(manifest, [
    'src/ui/debrief-parts.tsx',
    ...['debrief', 'afterwards'].map((name) => `src/i18n/${name}-${language}.ts`),
  ]);
  const whole = [...menu, ...solo, ...texts, ...fonts, file('solo-worker'), file('ZzFX')];
  return {
    'entry script': new Set([...entry].filter((name) => name.endsWith('.js'))),
    menu,
    SDK: new Set([file('sdk-')]),
    Phaser: new Set([phaser]),
    'engine, levels and texts': new Set([engine, ...texts]),
    'scenes, play screen and debrief': new Set(play),
    "the debrief's extras": new Set([...extras].filter((name) => !solo.has(name))),
    'game font': new Set(fonts),
    'a solo game': new Set(whole),
  };
}

if (!(await buildIfStale())) process.exit(1);
const manifestFile = join(CLIENT_FOLDER, '.vite/manifest.json');
const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as Manifest;
const sizes = await sizesOfFiles();
for (const language of LANGUAGES) {
  for (const [what, files] of Object.entries(partsOf(manifest, sizes, language))) {
    const size = [...files].reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
    const bound = BUDGETS[what];
    const budget = typeof bound === 'object' ? bound[language] : (bound ?? 0);
    console.log(`measured: ${language}, ${what}: ${size.toFixed(1)} of ${budget} kB`);
    if (size <= budget) continue;
    console.error(`The page grew too large (${language}, ${what}): ${[...files].join(', ')}`);
    process.exitCode = 1;
  }
}
