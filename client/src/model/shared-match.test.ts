import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packedText } from './packed-text.ts';
import {
  LONGEST_FRAGMENT,
  MATCH_FRAGMENT,
  matchFragment,
  matchFromFile,
  matchFromFragment,
} from './shared-match.ts';

const GOLDEN = join(import.meta.dirname, '../../../tests/golden');
const LEVELS = readdirSync(GOLDEN).filter((name) => /^\d/.test(name));

function goldenMatch(level: string): string {
  return readFileSync(join(GOLDEN, level, 'person-person.json'), 'utf8');
}

async function problemOf(text: string): Promise<string> {
  const found = await matchFromFragment(`${MATCH_FRAGMENT}${await packedText(text)}`);
  return found.ok ? 'none' : found.problem;
}

describe('a match in a link', () => {
  it('is the same match again, of every level, and no link is too long', async () => {
    const sizes: number[] = [];
    for (const level of LEVELS) {
      const kept = matchFromFile(goldenMatch(level));
      if (!kept.ok) throw new Error(`${level}: ${kept.problem}`);
      const fragment = (await matchFragment(kept.value)) ?? '';
      const opened = await matchFromFragment(fragment);
      expect(opened.ok && opened.value.hash, level).toBe(kept.value.hash);
      sizes.push(fragment.length);
    }
    console.log(
      `measured: link: two people's matches of ${sizes.length} levels take ${Math.min(...sizes)} to ${Math.max(...sizes)} characters, bound ${LONGEST_FRAGMENT}`,
    );
    expect(Math.max(...sizes) * 4).toBeLessThan(LONGEST_FRAGMENT);
  });

  it('is refused where it is broken, changed, of another version or level', async () => {
    const file = JSON.parse(goldenMatch('01-first-light'));
    expect(await problemOf('')).toBe('broken');
    expect(await problemOf('{"format":"syn-or-swim-recording"}')).toBe('broken');
    expect(await problemOf(JSON.stringify({ ...file, endedAt: 1 }))).toBe('broken');
    expect(await problemOf(JSON.stringify({ ...file, version: 2 }))).toBe('other-version');
    expect((await matchFromFragment(`${MATCH_FRAGMENT}${'A'.repeat(LONGEST_FRAGMENT)}`)).ok).toBe(false);
    expect((await matchFromFragment('sandbox=AAAA')).ok).toBe(false);
  });

  it('never throws, whatever stands in the address', async () => {
    const signs = fc.string({ unit: fc.constantFrom(...'AZaz09-_=%<> é'), maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(signs, async (packed) => {
        expect((await matchFromFragment(`${MATCH_FRAGMENT}${packed}`)).ok).toBe(false);
      }),
    );
    const texts = fc.oneof(fc.string(), fc.json());
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        expect(await problemOf(text)).toBe('broken');
      }),
    );
  });
});
