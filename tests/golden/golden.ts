// Golden matches: for each level some that are played the same way again and again. Their replay files and what they
// came to are kept beside this file, so that a change of rules, levels or players shows as a difference to be read.
import { createHash } from 'node:crypto';
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { type Player, SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import type { Verdict } from '@syn-or-swim/shared/game/verdict.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { parOf } from '@syn-or-swim/shared/players/par.ts';
import { matchHash } from '@syn-or-swim/shared/replay/replay.ts';
import { replayFileText } from '@syn-or-swim/shared/replay/replay-file.ts';
import type { Loss, OrderScore } from '@syn-or-swim/shared/scoring/score.ts';
import { starsOf } from '@syn-or-swim/shared/scoring/stars.ts';
import { type PlayedMatch, playMatch } from '../../server/src/simulation/play.ts';
import { verdictName } from '../../server/src/simulation/simulation.ts';

/** Who plays the golden matches of each level. `person`: a hand behind a slow line, so that the file has commands. */
const PAIRS: readonly Readonly<Record<Side, Player>>[] = [
  { client: 'perfect', server: 'perfect' },
  { client: 'novice', server: 'novice' },
  { client: 'sloppy', server: 'wild' },
  { client: 'good', server: 'leaver' },
  { client: 'person', server: 'person' },
];

/** A file that is kept, its path below tests/golden. */
export interface GoldenFile {
  readonly path: string;
  readonly text: string;
}

/** The golden matches of one level. */
export interface GoldenLevel {
  readonly level: Level;
  readonly replays: readonly GoldenFile[];
  /** What all of them came to, to be read. */
  readonly summary: GoldenFile;
}

function tally(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const sorted = [...counts].toSorted(([left], [right]) => (left < right ? -1 : 1));
  return sorted.map(([name, count]) => `${name} ${count}`).join(', ') || 'none';
}

function verdictText(verdict: Verdict): string {
  if (verdict.kind === 'wrong') return `wrong ${verdict.misconception}`;
  return verdict.kind === 'held' ? `held ${verdict.reason}` : (verdictName(verdict) ?? verdict.kind);
}

function lossText({ at, seat, verdict, cost }: Loss): string {
  return `    ${cost} for ${verdictText(verdict)} of the ${seat} at ${at} ms`;
}

function orderLines(score: OrderScore): readonly string[] {
  const { order, points, clean, losses, beyondPar, stuck } = score;
  return [
    `  order ${order}: ${points} points, ${clean ? 'clean' : 'not clean'}`,
    ...losses.map(lossText),
    ...(beyondPar.length === 0 ? [] : [`    beyond par: ${tally(beyondPar.map(({ kind }) => kind))}`]),
    ...stuck.map(({ side, state, since }) => `    the ${side} stuck in ${state} since ${since} ms`),
  ];
}

function summaryOf({ plan, match, score }: PlayedMatch): readonly string[] {
  const { level, seed, players } = plan;
  const events = match.journal.map(({ event }) => event);
  const endings = (side: Side) =>
    events.flatMap((event) => (event.kind === 'ended' && event.side === side ? [event.ending] : []));
  const verdicts = events.flatMap((event) =>
    event.kind === 'judged' ? [verdictName(event.verdict) ?? event.verdict.kind] : [],
  );
  const fates = events.flatMap((event) => (event.kind === 'departed' ? [event.fate.kind] : []));
  const stars = starsOf(match, parOf(level, seed), score);
  const { right, wrong } = score.log;
  return [
    `${players.client} and ${players.server}, seed ${seed}: ${score.points} points, ${stars} stars, ${match.now} ms`,
    ...score.orders.flatMap(orderLines),
    `  harbour log: ${right} right, ${wrong} wrong; night shift: ${score.nightStuck} stuck`,
    ...SIDES.map((side) => `  endings at the ${side}: ${tally(endings(side))}`),
    `  verdicts: ${tally(verdicts)}`,
    `  boats: ${tally(fates)}`,
    `  journal: ${tally(events.map(({ kind }) => kind))}`,
    `  hash ${matchHash(match)}`,
    '',
  ];
}

/** `01-first-light`: the folder of a level, below tests/golden. */
function folderOf({ number, id }: Level): string {
  return `${String(number).padStart(2, '0')}-${id}`;
}

/** Plays the golden matches of `level` anew. */
export function goldenLevel(level: Level): GoldenLevel {
  const folder = folderOf(level);
  const played = PAIRS.map((players, index) =>
    playMatch({ level, seed: level.number * 10 + index, players, closely: false }),
  );
  const replays = played.map(({ plan: { players }, recording, match }) => ({
    path: `${folder}/${players.client}-${players.server}.json`,
    text: replayFileText(recording, matchHash(match)),
  }));
  return {
    level,
    replays,
    summary: { path: `${folder}/summary.txt`, text: played.flatMap(summaryOf).join('\n') },
  };
}

/** The golden matches of all levels, played anew. */
export function goldenLevels(): readonly GoldenLevel[] {
  return LEVELS.map(goldenLevel);
}

/** Where the version of the rules stands by which the golden matches were played. */
export const RULES_PATH = 'rules.json';

/** The version of the rules, and what all golden matches together came to: another sum asks for another version. */
export interface GoldenRules {
  readonly rulesVersion: number;
  /** SHA-256 of the hashes of all golden matches, in their order. */
  readonly matches: string;
}

/** What the golden matches of `levels` come to, as rules of `rulesVersion`. */
export function goldenRules(levels: readonly GoldenLevel[], rulesVersion: number): GoldenRules {
  const hashes = levels.flatMap(({ replays }) => replays.map(({ text }): unknown => JSON.parse(text).hash));
  return { rulesVersion, matches: createHash('sha256').update(hashes.join('\n')).digest('hex') };
}

/**
 * Whether matches that are under way, and recordings, would be judged by other rules than they were begun with: the
 * golden matches come to something else, and the version of the rules is still the same.
 */
export function wantsNewVersion(kept: GoldenRules, now: GoldenRules): boolean {
  return kept.matches !== now.matches && kept.rulesVersion === now.rulesVersion;
}
