// Replay files that somebody has changed, as the command line and the page read them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packedText } from '../../client/src/model/packed-text.ts';
import { matchFromFile, matchFromFragment } from '../../client/src/model/shared-match.ts';
import { runAgain } from '../../server/src/commands/replay.ts';
import {
  type Mutation,
  mutatedOctets,
  mutatedValues,
  OCTET_MUTATIONS,
  signedAnew,
  VALUE_MUTATIONS,
} from './mutations.ts';
import { freshTally, sharedNames, told, tried } from './watch.ts';

const FILES = [
  '01-first-light/person-person',
  '04-fair-winds-home/person-person',
  '12-crossing-boats/sloppy-wild',
  '15-the-perfect-storm/person-person',
];
const TEXTS = FILES.map((file) => readFileSync(join(import.meta.dirname, `../golden/${file}.json`), 'utf8'));
const LONG = process.env['LONG'] === '1';
/** Of each kind: changed octets, changed values, changed values with a checksum that fits. */
const RUNS = LONG ? 12_000 : 100;
const LIMIT = LONG ? 3_600_000 : 120_000;
const which = fc.nat({ max: TEXTS.length - 1 });
const textAt = (index: number): string => TEXTS[index] ?? '';

interface Variant {
  readonly what: string;
  readonly mutations: fc.Arbitrary<Mutation[]>;
  readonly changed: (text: string, mutations: readonly Mutation[]) => string;
}

const VARIANTS: readonly Variant[] = [
  {
    what: 'octets',
    mutations: OCTET_MUTATIONS,
    changed: (text, mutations) => Buffer.from(mutatedOctets(Buffer.from(text), mutations)).toString('utf8'),
  },
  { what: 'values', mutations: VALUE_MUTATIONS, changed: mutatedValues },
  {
    what: 'values, signed anew',
    mutations: VALUE_MUTATIONS,
    changed: (text, mutations) => signedAnew(mutatedValues(text, mutations)),
  },
];

it.each(VARIANTS)(
  'changed in its $what: run again, or refused in a line',
  ({ what, mutations, changed }) => {
    const before = sharedNames();
    const [line, page] = [freshTally(), freshTally()];
    fc.assert(
      fc.property(which, mutations, (index, changes) => {
        const file = changed(textAt(index), changes);
        tried(line, () => {
          const run = runAgain(file);
          return run.ok ? undefined : run.problem;
        });
        tried(page, () => {
          const match = matchFromFile(file);
          return match.ok ? undefined : match.problem;
        });
      }),
      { numRuns: RUNS, seed: 1, endOnFailure: true },
    );
    expect(sharedNames()).toBe(before);
    console.log(told(`replay files (${what}), command line`, line));
    console.log(told(`replay files (${what}), page`, page));
  },
  LIMIT,
);

it(
  'links with a changed match are refused',
  async () => {
    const tally = freshTally();
    const before = sharedNames();
    await fc.assert(
      fc.asyncProperty(
        which,
        VALUE_MUTATIONS,
        fc.oneof(fc.constant([]), OCTET_MUTATIONS),
        async (index, values, octets) => {
          const packed = await packedText(signedAnew(mutatedValues(textAt(index), values)));
          const link = `match=${Buffer.from(mutatedOctets(Buffer.from(packed), octets)).toString('latin1')}`;
          const match = await matchFromFragment(link);
          tried(tally, () => (match.ok ? undefined : match.problem));
        },
      ),
      { numRuns: RUNS / 4, seed: 1, endOnFailure: true },
    );
    expect(sharedNames()).toBe(before);
    console.log(told('links', tally));
  },
  LIMIT,
);
