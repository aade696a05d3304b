import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { levelId } from '@syn-or-swim/shared/game/level.ts';
import { FAIR_WINDS_HOME } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import type { MatchSetup } from '@syn-or-swim/shared/replay/recording.ts';
import { createRecording, levelHash, matchHash, replay } from '@syn-or-swim/shared/replay/replay.ts';
import { replayFileText } from '@syn-or-swim/shared/replay/replay-file.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownLevel } from './own-levels.ts';
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

  it('is the same match where its level came from a file, which goes with it and is checked', async () => {
    const level = { ...FAIR_WINDS_HOME, id: levelId('my-quay') };
    const texts = {
      en: { title: 'My quay', tag: 'Mine', briefing: { both: ['Row.'], client: [], server: [] } },
    };
    const setup: MatchSetup = {
      levelId: level.id,
      levelHash: levelHash(level),
      seed: 5,
      players: { client: 'perfect', server: 'perfect' },
      own: { level, texts },
    };
    const recording = createRecording(setup, [], 60_000);
    const run = replay(recording, level, DRIVERS);
    if (!run.ok) throw new Error(run.problem.kind);
    const kept = matchFromFile(replayFileText(recording, matchHash(run.value)));
    if (!kept.ok) throw new Error(kept.problem);
    const opened = await matchFromFragment((await matchFragment(kept.value)) ?? '');
    expect(opened.ok && opened.value.level).toEqual(level);
    expect(ownLevel(level.id)?.texts).toEqual(texts);
    const floods = { ...level, flood: { from: 0, every: 1, cookies: 1 } };
    const hostile = { ...setup, levelHash: levelHash(floods), own: { level: floods, texts } };
    expect(await problemOf(replayFileText(createRecording(hostile, [], 60_000), 'x'))).toBe('broken');
    const asGame = { ...level, id: FAIR_WINDS_HOME.id };
    const named = {
      ...setup,
      levelId: asGame.id,
      levelHash: levelHash(asGame),
      own: { level: asGame, texts },
    };
    expect(await problemOf(replayFileText(createRecording(named, [], 60_000), 'x'))).toBe('broken');
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
