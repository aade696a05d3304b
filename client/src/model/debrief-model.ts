import type { Level, LevelId } from '@syn-or-swim/shared/game/level.ts';
import { levelOf } from '@syn-or-swim/shared/game/match-settings.ts';
import type { Order } from '@syn-or-swim/shared/game/order.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import { levelById } from '@syn-or-swim/shared/levels/catalog.ts';
import { ENDLESS_STORM } from '@syn-or-swim/shared/levels/endless-storm.ts';
import { TEST_LEVELS } from '@syn-or-swim/shared/levels/test-levels.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { parOf } from '@syn-or-swim/shared/players/par.ts';
import type { Recording } from '@syn-or-swim/shared/replay/recording.ts';
import { matchHash, replay } from '@syn-or-swim/shared/replay/replay.ts';
import { earnsEye } from '@syn-or-swim/shared/scoring/eye.ts';
import { guessesOf, type ToldGuess } from '@syn-or-swim/shared/scoring/guesses.ts';
import { type Ladder, ladders } from '@syn-or-swim/shared/scoring/ladder.ts';
import { type Mastery, masteryOf } from '@syn-or-swim/shared/scoring/mastery.ts';
import { type MatchScore, scoreOf } from '@syn-or-swim/shared/scoring/score.ts';
import { starsOf } from '@syn-or-swim/shared/scoring/stars.ts';
import { ownLevel } from './own-levels.ts';

/** A match with the fog lifted, made by this page from the match's log alone. */
export interface Debrief {
  readonly recording: Recording;
  readonly level: Level;
  /** Which seat of it is the reader's; undefined where it is nobody's here, as behind a link. */
  readonly seat: Side | undefined;
  /** All orders of the match, encores behind them. */
  readonly orders: readonly Order[];
  readonly score: MatchScore;
  readonly par: number;
  /** 0 to 3. */
  readonly stars: number;
  /** The level's eye: a stuck socket's cause and remedy were named rightly. */
  readonly eye: boolean;
  readonly mastery: Mastery;
  /** Both seats' guesses, with what was right. */
  readonly guesses: readonly ToldGuess[];
  readonly ladders: readonly Ladder[];
  /** SHA-256 of the whole match, hexadecimal: equal on every machine that runs the same recording. */
  readonly hash: string;
}

/** The level named `id`, also where no screen offers it or where it is one of a server that was started for tests. */
export function knownLevel(id: LevelId): Level | undefined {
  return levelById(id, [...TEST_LEVELS, ENDLESS_STORM]) ?? ownLevel(id)?.level;
}

/** The level of `recording`: a level from a file goes with it. */
export function levelOfRecording({ setup }: Recording): Level | undefined {
  return setup.own?.level ?? knownLevel(setup.levelId);
}

/**
 * Runs `recording` again and reckons it up for whoever had `seat` in it; undefined where it was made by other rules or
 * another level.
 */
export function debriefOf(recording: Recording, seat?: Side): Debrief | undefined {
  const { seed } = recording.setup;
  const level = levelOfRecording(recording);
  if (level === undefined) return undefined;
  const replayed = replay(recording, level, DRIVERS);
  if (!replayed.ok) return undefined;
  const match = replayed.value;
  const whole = scoreOf(match);
  const left = recording.commands.some(({ command }) => command.kind === 'end');
  // Who comes ashore early is measured by what stacks reach until then, on the orders that had come.
  const score = left ? { ...whole, orders: whole.orders.slice(0, match.issued) } : whole;
  const round = left ? recording.endedAt : level.timing.round;
  const played = levelOf(recording.setup, level);
  const par = parOf({ ...played, timing: { ...level.timing, round } }, seed);
  return {
    recording,
    level,
    seat,
    orders: [...match.orders, ...match.encores],
    score,
    par,
    stars: starsOf(match, par, score),
    eye: earnsEye(match),
    mastery: masteryOf(match),
    guesses: guessesOf(match),
    ladders: ladders(match),
    hash: matchHash(match),
  };
}
