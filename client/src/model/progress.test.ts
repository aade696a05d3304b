import { CARGO, FIRST_LIGHT, LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { describe, expect, it } from 'vitest';
import { keep, readKept, storageOrNone, type TextStorage } from './kept-value.ts';
import {
  hasPlayed,
  ideaProgress,
  KEPT_PROGRESS,
  levelToPlay,
  type MatchOutcome,
  NO_PROGRESS,
  withMatch,
} from './progress.ts';
import { FIRST_SETTINGS, KEPT_SETTINGS } from './settings.ts';

/** A storage in memory, with what lies in it. */
function memory(content: Readonly<Record<string, string>> = {}) {
  const entries = new Map(Object.entries(content));
  const storage: TextStorage = {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, text) => void entries.set(key, text),
  };
  return { storage, entries };
}

function outcome(part: Partial<MatchOutcome>): MatchOutcome {
  return { level: FIRST_LIGHT, seat: 'client', hash: 'a', stars: 2, eye: false, mastery: [], ...part };
}

describe('progress', () => {
  it('keeps the best stars of a level, its eye, and adds up what was tried', () => {
    const mastery = [{ idea: 1, tried: 4, right: 3 }];
    const once = withMatch(NO_PROGRESS, outcome({ mastery }));
    const twice = withMatch(once, outcome({ hash: 'b', stars: 1, eye: true, mastery, seat: 'server' }));
    expect(twice).toEqual({
      levels: { 'first-light': { stars: 2, eye: true } },
      ideas: { client: { 1: { tried: 4, right: 3 } }, server: { 1: { tried: 4, right: 3 } } },
      lastMatch: 'b',
    });
    expect(ideaProgress(twice, 1)).toEqual({ tried: 8, right: 6 });
  });

  it('counts a match once, also where it is shown again', () => {
    const once = withMatch(NO_PROGRESS, outcome({ mastery: [{ idea: 1, tried: 1, right: 1 }] }));
    expect(withMatch(once, outcome({ stars: 3 }))).toBe(once);
  });

  it('says what to play next: the first level without a star', () => {
    expect(levelToPlay(NO_PROGRESS, LEVELS)?.id).toBe('first-light');
    const one = withMatch(NO_PROGRESS, outcome({}));
    expect([levelToPlay(one, LEVELS)?.id, hasPlayed(one)]).toEqual(['count-the-waves', true]);
    const failed = withMatch(one, outcome({ hash: 'c', level: CARGO, stars: 0 }));
    expect(levelToPlay(failed, [FIRST_LIGHT, CARGO])?.id).toBe('cargo');
    const all = LEVELS.reduce(
      (progress, level) => withMatch(progress, outcome({ level, hash: level.id })),
      NO_PROGRESS,
    );
    expect(levelToPlay(all, LEVELS)).toBeUndefined();
  });
});

describe('what the browser keeps', () => {
  it('comes back as it was', () => {
    const { storage } = memory();
    const progress = withMatch(NO_PROGRESS, outcome({ mastery: [{ idea: 3, tried: 2, right: 0 }] }));
    keep(storage, KEPT_PROGRESS, progress);
    expect(readKept(storage, KEPT_PROGRESS)).toEqual(progress);
  });

  it.each([
    ['no JSON', '{'],
    ['another version', '{"version":2,"value":{}}'],
    ['no version', '{"levels":{}}'],
    [
      'four stars',
      '{"version":1,"value":{"levels":{"fog":{"stars":4,"eye":true}},"ideas":{"client":{},"server":{}}}}',
    ],
    [
      'an idea that is none',
      '{"version":1,"value":{"levels":{},"ideas":{"client":{"11":{"tried":1,"right":1}},"server":{}}}}',
    ],
    [
      'more right than tried',
      '{"version":1,"value":{"levels":{},"ideas":{"client":{"1":{"tried":1,"right":2}},"server":{}}}}',
    ],
  ])('is refused and put aside where it is broken: %s', (_name, text) => {
    const { storage, entries } = memory({ 'syn-or-swim.progress': text });
    expect(readKept(storage, KEPT_PROGRESS)).toBeUndefined();
    expect(entries.get('syn-or-swim.progress.broken')).toBe(text);
  });

  it('is nothing where storage is forbidden', () => {
    const forbidden = storageOrNone(() => {
      throw new Error('denied');
    });
    keep(forbidden, KEPT_SETTINGS, FIRST_SETTINGS);
    expect(readKept(forbidden, KEPT_SETTINGS)).toBeUndefined();
  });

  it('a setting that is not understood falls back alone', () => {
    const kept = { ...FIRST_SETTINGS, volume: 70, textSize: 175, contrast: 'more' };
    const { storage } = memory({
      'syn-or-swim.settings': JSON.stringify({ version: 1, value: kept }),
    });
    expect(readKept(storage, KEPT_SETTINGS)).toEqual({ ...FIRST_SETTINGS, volume: 70, contrast: 'more' });
  });
});
