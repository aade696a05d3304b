// Plays one match to its end without people, under watch. A seat of kind `person` is played from outside by a hand
// behind a slow line, with the commands of a person; all other kinds are the drivers that a match knows itself.
import type { Command, LoggedCommand } from '@syn-or-swim/shared/game/command.ts';
import { sightOf } from '@syn-or-swim/shared/game/happenings.ts';
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { createMatch, isOver, stepMatch, wakeAt } from '@syn-or-swim/shared/game/match.ts';
import { levelOf } from '@syn-or-swim/shared/game/match-settings.ts';
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import type { Player, Side } from '@syn-or-swim/shared/game/seat.ts';
import { SIDES } from '@syn-or-swim/shared/game/seat.ts';
import { keyedHash, pickInteger } from '@syn-or-swim/shared/kernel/hash.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { absences } from '@syn-or-swim/shared/players/leaver.ts';
import type { MatchSetup, Recording } from '@syn-or-swim/shared/replay/recording.ts';
import { createRecording, levelHash } from '@syn-or-swim/shared/replay/replay.ts';
import { type MatchScore, scoreOf } from '@syn-or-swim/shared/scoring/score.ts';
import { holderFork, holderStart, secrecyFork, sunkFork } from './forks.ts';
import { watchOf } from './match-watch.ts';

/** One match that is to be played. */
export interface MatchPlan {
  readonly level: Level;
  readonly seed: number;
  readonly players: Readonly<Record<Side, Player>>;
  /** Looks closer: compares views byte by byte, lets holders take seats, and tries whether secrets leak. */
  readonly closely: boolean;
  /** Looks closest: whenever something has happened a holder takes each seat for its first act. */
  readonly everyStep?: boolean;
}

/** One match that was played. */
export interface PlayedMatch {
  readonly plan: MatchPlan;
  readonly match: Match;
  readonly score: MatchScore;
  readonly recording: Recording;
  /** What did not hold, in words. */
  readonly violations: readonly string[];
}

/** One person at a slow line: when the next look comes, and what is on its way to the server. */
interface Line {
  readonly side: Side;
  looksAt: Milliseconds | undefined;
  seen: number;
  underWay: { readonly at: Milliseconds; readonly command: Command } | undefined;
}

/** The one-way delay of a person's line is at most this. */
const LAG_MAX: Milliseconds = 1_200;
const LOOK: Milliseconds = DRIVERS.stacks.practised.reaction;

/** Whoever plays with somebody wild plays in Captain: there what is wrong sails. */
function setupOf({ level, seed, players }: MatchPlan): MatchSetup {
  const captain = SIDES.some((side) => players[side] === 'wild');
  const chosen = captain ? { assistance: 'captain' as const } : {};
  return { levelId: level.id, levelHash: levelHash(level), seed, players, ...chosen };
}

/** Lets the person of `line` look at the match where it is time: a command may get under way. */
function looked(line: Line, match: Match): void {
  const { side } = line;
  const { number } = match.views[side];
  if (line.underWay !== undefined) return;
  if (number !== line.seen) {
    line.seen = number;
    line.looksAt = Math.min(line.looksAt ?? Number.POSITIVE_INFINITY, match.now + LOOK);
  }
  if (line.looksAt === undefined || match.now < line.looksAt) return;
  line.looksAt = undefined;
  const act = DRIVERS.stacks.practised.decide(sightOf(match, side, false));
  if (act === undefined) return;
  if (act.kind === 'rest') {
    line.looksAt = Math.max(act.until, match.now + 1);
    return;
  }
  const lag = keyedHash(match.rules.seed, 'lag', side, match.now) % (LAG_MAX + 1);
  line.underWay = { at: match.now + lag, command: { ...act, seat: side, seen: number } };
}

function arrivedCommand(lines: readonly Line[], now: Milliseconds): Command | undefined {
  const line = lines.find(({ underWay }) => underWay?.at === now);
  const command = line?.underWay?.command;
  if (line === undefined || command === undefined) return undefined;
  line.underWay = undefined;
  line.looksAt = now + LOOK;
  return command;
}

function nextMoment(match: Match, lines: readonly Line[], comings: readonly { at: Milliseconds }[]): number {
  const moments = [
    wakeAt(match),
    comings[0]?.at,
    ...lines.map((line) => line.underWay?.at ?? line.looksAt),
  ].filter((at) => at !== undefined);
  return Math.max(match.now, Math.min(...moments));
}

/** Tries out at one moment what else could have happened to `side`. */
function forksOf(match: Match, side: Side): readonly string[] {
  return [...holderFork(match, side), ...secrecyFork(match, side), ...sunkFork(match, side)];
}

/** Plays `plan` to its end. The same plan gives the same match on every machine. */
export function playMatch(plan: MatchPlan): PlayedMatch {
  const { level, seed, players, closely, everyStep = false } = plan;
  const setup = setupOf(plan);
  let match = createMatch({ level: levelOf(setup, level), seed, players, drivers: DRIVERS });
  const watch = watchOf(match, closely);
  const violations: string[] = [];
  const log: LoggedCommand[] = [];
  const lines = SIDES.filter((side) => players[side] === 'person').map(
    (side): Line => ({ side, looksAt: 0, seen: -1, underWay: undefined }),
  );
  const comings = SIDES.filter((side) => players[side] === 'leaver')
    .flatMap((side) => absences(seed, side, level.timing.round))
    .sort((left, right) => left.at - right.at);
  const forkAt = pickInteger({ low: 0, high: level.timing.round - 1 }, seed, 'fork');
  let forked = !closely;
  while (!isOver(match)) {
    for (const line of lines) looked(line, match);
    const now = nextMoment(match, lines, comings);
    const command = comings[0]?.at === now ? comings.shift()?.command : arrivedCommand(lines, now);
    const input =
      command === undefined ? ({ kind: 'wake' } as const) : ({ kind: 'command', command } as const);
    const before = match;
    match = stepMatch(match, input, now).match;
    if (command !== undefined) log.push({ serial: log.length + 1, at: now, command });
    violations.push(...watch.step(before, match));
    const happened = match.journal.length > before.journal.length;
    if (everyStep && happened) violations.push(...SIDES.flatMap((side) => holderStart(match, side)));
    if (forked || match.now < forkAt || isOver(match)) continue;
    forked = true;
    for (const side of SIDES) violations.push(...forksOf(match, side));
  }
  const score = scoreOf(match);
  violations.push(...watch.end(match, score));
  return { plan, match, score, recording: createRecording(setup, log, match.now), violations };
}
