// A match with a short journal goes on exactly as with the whole one.
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { createMatch, stepMatch, wakeAt } from '@syn-or-swim/shared/game/match.ts';
import { levelOf } from '@syn-or-swim/shared/game/match-settings.ts';
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import { withShortJournal } from '@syn-or-swim/shared/game/short-journal.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { describe, expect, it } from 'vitest';
import { playMatch } from '../../server/src/simulation/play.ts';

const SEED = 29;
const PAIRS = [
  { client: 'person', server: 'person' },
  { client: 'novice', server: 'wild' },
  { client: 'sloppy', server: 'leaver' },
] as const;

const CASES = LEVELS.flatMap((level) => PAIRS.map((players) => ({ level, players, id: level.id })));

/** The match again from its log, `kept` after each step; with the answer to each command. */
function again(
  level: Level,
  players: (typeof PAIRS)[number],
  kept: (match: Match) => Match,
): { readonly match: Match; readonly verdicts: readonly unknown[]; readonly longest: number } {
  const { recording } = playMatch({ level, seed: SEED, players, closely: false });
  const { setup, commands, endedAt } = recording;
  let match = createMatch({ level: levelOf(setup, level), seed: SEED, players, drivers: DRIVERS });
  let longest = 0;
  const verdicts: unknown[] = [];
  const wakesUntil = (until: number) => {
    for (let at = wakeAt(match); at !== undefined && at <= until; at = wakeAt(match)) {
      match = kept(stepMatch(match, { kind: 'wake' }, at).match);
      longest = Math.max(longest, match.journal.length);
    }
  };
  for (const { at, command } of commands) {
    wakesUntil(at - 1);
    const stepped = stepMatch(match, { kind: 'command', command }, at);
    match = kept(stepped.match);
    verdicts.push([at, stepped.verdict, match.views]);
  }
  wakesUntil(endedAt);
  return { match, verdicts, longest };
}

describe('a match with a short journal', () => {
  it.each(CASES)(
    'goes on as with the whole one: $id, $players.client and $players.server',
    ({ level, players }) => {
      const whole = again(level, players, (match) => match);
      const short = again(level, players, withShortJournal);
      expect(short.verdicts).toEqual(whole.verdicts);
      expect({ ...short.match, journal: [] }).toEqual({ ...whole.match, journal: [] });
      expect(short.longest).toBeLessThan(Math.max(40, whole.longest / 2));
    },
  );
});
