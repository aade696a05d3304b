// Files of levels that somebody has changed, as the page and the server read them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placedFaultText } from '../../shared/src/levels/level-fault.ts';
import { OWN_LEVEL_MAX, readOwnLevel } from '../../shared/src/levels/own-level.ts';
import { MAKE_OWN_ROOM_SCHEMA } from '../../shared/src/protocol/own-room-schema.ts';
import {
  type Mutation,
  mutatedOctets,
  mutatedValues,
  OCTET_MUTATIONS,
  VALUE_MUTATIONS,
} from './mutations.ts';
import { freshTally, sharedNames, told, tried } from './watch.ts';

const LONG = process.env['LONG'] === '1';
const RUNS = LONG ? 12_000 : 150;
const LIMIT = LONG ? 3_600_000 : 120_000;
const FILES = join(import.meta.dirname, '../../shared/src/levels/files');

/** What somebody may say of their level. */
const SAID = {
  title: '<img src=x>',
  tag: 'pile Z\u0336\u0336\u0336\u0336\u0336\u0336 \u202eback',
  briefing: { both: ['one\ntwo', '\u200bx'], client: ['</script>'], server: [] },
};

/** A level of the game under another name, as somebody would begin to write one. */
function ownLevel(folder: string): string {
  const { rules } = JSON.parse(readFileSync(join(FILES, folder, 'level.json'), 'utf8')) as { rules: object };
  return JSON.stringify(
    { rules: { ...rules, id: 'own-waters' }, texts: { en: SAID, ko: SAID } },
    undefined,
    2,
  );
}

const TEXTS = ['04-fair-winds-home', '09-the-sea-wall', '15-the-perfect-storm'].map(ownLevel);
const which = fc.nat({ max: TEXTS.length - 1 });

/** What the page shows of a refused file: a line for each fault. */
function refusal(text: string): string | undefined {
  const read = readOwnLevel('own.json', text);
  if (read.ok) return undefined;
  const lines = read.problem.map((fault) => placedFaultText(fault));
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line).toMatch(/^own\.json(?::\d+:\d+)?: [^\n]+$/);
  return lines[0];
}

const VARIANTS: readonly {
  readonly what: string;
  readonly mutations: fc.Arbitrary<Mutation[]>;
  readonly changed: (text: string, mutations: readonly Mutation[]) => string;
}[] = [
  {
    what: 'octets',
    mutations: OCTET_MUTATIONS,
    changed: (text, mutations) => Buffer.from(mutatedOctets(Buffer.from(text), mutations)).toString('utf8'),
  },
  { what: 'values', mutations: VALUE_MUTATIONS, changed: mutatedValues },
];

it.each(VARIANTS)(
  'changed in its $what: taken, or refused with place and reason',
  ({ what, mutations, changed }) => {
    const before = sharedNames();
    const tally = freshTally();
    fc.assert(
      fc.property(which, mutations, (index, changes) => {
        const text = changed(TEXTS[index] ?? '', changes);
        tried(tally, () => refusal(text));
      }),
      { numRuns: RUNS, seed: 1, endOnFailure: true },
    );
    expect(sharedNames()).toBe(before);
    console.log(told(`level files (${what})`, tally));
  },
  LIMIT,
);

it.each(VARIANTS)(
  'changed in its $what: the server takes what the page takes, and nothing else',
  ({ mutations, changed }) => {
    fc.assert(
      fc.property(which, mutations, (index, changes) => {
        const text = changed(TEXTS[index] ?? '', changes);
        const read = readOwnLevel('own.json', text);
        if (read.ok) {
          const asked = { level: read.value.level.id, own: read.value };
          expect(MAKE_OWN_ROOM_SCHEMA.safeParse(JSON.parse(JSON.stringify(asked))).success).toBe(true);
          return;
        }
        // Too long or too deep for a file is also too much for a request, which the server reads up to 128 kB.
        if (text.length > OWN_LEVEL_MAX) return;
        const json = jsonOf(text);
        const asked = { level: 'own-waters', own: { level: json?.rules, texts: json?.texts ?? {} } };
        const taken = MAKE_OWN_ROOM_SCHEMA.safeParse(asked).success;
        // The page refuses keys beside the rules, which are not sent at all.
        const besides = read.problem.every(({ path }) => !path.startsWith('rules'));
        expect(taken && !besides).toBe(false);
      }),
      { numRuns: RUNS, seed: 2, endOnFailure: true },
    );
  },
  LIMIT,
);

function jsonOf(text: string): { readonly rules?: unknown; readonly texts?: unknown } | undefined {
  try {
    return JSON.parse(text) as { readonly rules?: unknown };
  } catch {
    return undefined;
  }
}

it.each([
  ['brackets', '['.repeat(OWN_LEVEL_MAX)],
  ['objects', '{"a":'.repeat(OWN_LEVEL_MAX / 5)],
  ['keys that are there twice', `{${'"a":0,'.repeat(OWN_LEVEL_MAX / 6 - 1)}"a":0}`],
  [
    'keys that nobody knows',
    `{${Array.from({ length: 7000 }, (_, index) => `"${index.toString(36)}":0`).join(',')}}`,
  ],
])('a file full of %s is refused soon', (_what, text) => {
  const tally = freshTally();
  tried(tally, () => refusal(text));
  expect(tally.taken).toBe(0);
});
