// Every misconception can come to light where points are lost, but for those that show as a guess or a question alone.
import { GUESS_QUESTIONS } from '@syn-or-swim/shared/game/guess.ts';
import { createMatch } from '@syn-or-swim/shared/game/match.ts';
import { CROSSING_BOATS, FAIR_WINDS_HOME, LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { lessonOf } from '@syn-or-swim/shared/levels/texts/lessons.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { runToEnd } from '@syn-or-swim/shared/players/par.ts';
import { guessesOf } from '@syn-or-swim/shared/scoring/guesses.ts';
import { MISCONCEPTION_IDS, type MisconceptionId } from '@syn-or-swim/shared/tcp/misconceptions.ts';
import { describe, expect, it } from 'vitest';
import {
  badPlays,
  besidePerfectPlay,
  type Find,
  questionFinds,
  type Way,
  WITHOUT_COST,
} from '../../server/src/simulation/provocations.ts';

const SEED = 1;
const COSTLY = MISCONCEPTION_IDS.filter((id) => !WITHOUT_COST.includes(id));

/** The first way in which each costly misconception came to light. */
function costlyWays(): ReadonlyMap<MisconceptionId, Way> {
  const ways = new Map<MisconceptionId, Way>();
  const take = (find: Find) => {
    if (find.kind === 'misconception' && !ways.has(find.id)) ways.set(find.id, find.way);
  };
  const missing = () => COSTLY.filter((id) => !ways.has(id));
  for (const level of LEVELS) for (const find of besidePerfectPlay(level, SEED)) take(find);
  for (const level of LEVELS) {
    const claims: readonly MisconceptionId[] = lessonOf(level.id)?.provokes ?? [];
    if (!missing().some((id) => claims.includes(id))) continue;
    for (const find of badPlays(level, SEED)) {
      take(find);
      if (!missing().some((id) => claims.includes(id))) break;
    }
  }
  return ways;
}

describe('misconceptions', { timeout: 600_000 }, () => {
  it('that cost something come from the referee, a resend, a boat, a stuck socket or a log entry', () => {
    const ways = costlyWays();
    expect(COSTLY.filter((id) => !ways.has(id))).toEqual([]);
  });

  it('that cost nothing come as a guess or a question', () => {
    const shown = new Set<MisconceptionId>();
    for (const level of LEVELS) {
      const lesson = lessonOf(level.id);
      for (const find of lesson === undefined ? [] : questionFinds(lesson)) {
        if (find.kind === 'misconception') shown.add(find.id);
      }
    }
    expect(WITHOUT_COST.filter((id) => !shown.has(id))).toEqual([]);
  });

  it('behind the wrong answers of guesses are every one of them a real one, and all questions come up', () => {
    const players = { client: 'novice', server: 'novice' } as const;
    const told = [{ ...FAIR_WINDS_HOME, assistance: 'mate' as const }, CROSSING_BOATS].flatMap((level) =>
      [...Array(30).keys()].flatMap((seed) =>
        guessesOf(runToEnd(createMatch({ level, seed, players, drivers: DRIVERS }))),
      ),
    );
    expect(new Set(told.map(({ guess }) => guess.question))).toEqual(new Set(GUESS_QUESTIONS));
    const behind = told.flatMap(({ guess }) =>
      guess.choices.flatMap(({ misconception }) => misconception ?? []),
    );
    expect([...new Set(behind)].toSorted()).toEqual([
      'M01',
      'M03',
      'M04',
      'M06',
      'M08',
      'M09',
      'M11',
      'M12',
      'M13',
      'M17',
      'M18',
      'M19',
      'M22',
      'M30',
      'M35',
    ]);
  });
});
