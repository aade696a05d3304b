// What the golden matches came to when they were made, and what they come to now. After a change that was meant:
// `npm run golden`, and read the difference.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { RULES_VERSION } from '@syn-or-swim/shared/replay/recording.ts';
import { matchHash, replay } from '@syn-or-swim/shared/replay/replay.ts';
import { parsedReplayFile } from '@syn-or-swim/shared/replay/replay-file.ts';
import { describe, expect, it } from 'vitest';
import { goldenLevels, goldenRules, RULES_PATH, wantsNewVersion } from './golden.ts';

/** A replay of a match of 4 minutes stays below this (issue 4), octets. */
const REPLAY_OCTETS_MAX = 20_000;

const kept = (path: string) => readFileSync(join(import.meta.dirname, path), 'utf8');

const LEVELS = goldenLevels();

describe.each(LEVELS)('the golden matches of $level.id', ({ level, replays, summary }) => {
  it('come to what they came to', () => {
    expect(summary.text).toBe(kept(summary.path));
  });

  it('are the same to the bit when their files are run again', () => {
    const runs = replays.map(({ path }) => {
      const file = parsedReplayFile(kept(path));
      if (!file.ok) return { path, ...file.problem };
      const match = replay(file.value.recording, level, DRIVERS);
      return match.ok ? { path, hash: matchHash(match.value) } : { path, ...match.problem };
    });
    const promised = replays.map(({ path }) => ({ path, hash: JSON.parse(kept(path)).hash }));
    expect(runs).toEqual(promised);
  });

  it('are recorded in the very files that are kept, each below 20 kB', () => {
    expect(replays).toEqual(replays.map(({ path }) => ({ path, text: kept(path) })));
    expect(replays.filter(({ text }) => Buffer.byteLength(text) >= REPLAY_OCTETS_MAX)).toEqual([]);
  });
});

it('come to something else under another version of the rules alone', () => {
  const now = goldenRules(LEVELS, RULES_VERSION);
  expect(JSON.parse(kept(RULES_PATH))).toEqual(now);
  const others = { ...now, matches: 'something else' };
  expect(wantsNewVersion(now, now)).toBe(false);
  expect(wantsNewVersion(now, others)).toBe(true);
  expect(wantsNewVersion(now, { ...others, rulesVersion: RULES_VERSION + 1 })).toBe(false);
});

it('no other golden files are kept', () => {
  const found = readdirSync(import.meta.dirname, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
  const known = LEVELS.flatMap(({ replays, summary }) => [...replays, summary]).map(({ path }) => path);
  const paths = [...known, RULES_PATH].map((path) => join(import.meta.dirname, path));
  expect(found.toSorted()).toEqual(paths.toSorted());
});
