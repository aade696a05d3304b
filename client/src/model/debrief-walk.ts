// The guided walk through a match with the fog lifted: connection by connection, moment by moment, with a stop at each
// mistake, stuck socket and needless boat. Pure: whoever shows it keeps the position and the clock.
import { keyText } from '@syn-or-swim/shared/game/token.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { ExplainedLoss } from '@syn-or-swim/shared/scoring/explain.ts';
import type { Ladder } from '@syn-or-swim/shared/scoring/ladder.ts';

/** What the walk stops at. */
export interface WalkStop {
  /** `entry`: a wrong entry in the harbour log. */
  readonly kind: 'mistake' | 'needless' | 'hint' | 'stuck' | 'entry';
  readonly loss: ExplainedLoss;
}

/** One moment of one connection. */
export interface WalkStep {
  /** Index of the ladder on which it is seen; undefined where no boat of the connection ever sailed. */
  readonly ladder: number | undefined;
  readonly at: Milliseconds;
  readonly stops: readonly WalkStop[];
}

/** A whole walk. */
export interface Walk {
  readonly steps: readonly WalkStep[];
  /** Indices of the steps at which it stops. */
  readonly stops: readonly number[];
  /** From one step to the next at speed 1, ms of a person's time. */
  readonly pace: number;
}

/** How fast a walk may go by itself. */
export const WALK_SPEEDS = [1, 2, 4] as const;

/** One of {@link WALK_SPEEDS}. */
export type WalkSpeed = (typeof WALK_SPEEDS)[number];

/** Where somebody stands on a walk. */
export interface WalkPosition {
  readonly step: number;
  readonly playing: boolean;
  readonly speed: WalkSpeed;
}

/** What a person, or the walk's own clock, does. */
export type WalkAct =
  | { readonly kind: 'play' | 'pause' | 'tick' | 'forward' | 'back' | 'next-stop' | 'previous-stop' }
  | { readonly kind: 'jump'; readonly step: number }
  | { readonly kind: 'speed'; readonly speed: WalkSpeed };

/** The longest that a walk takes by itself without its stops, ms. */
const WALK_MAX = 300_000;
/** The slowest pace, ms: as long as one looks at what is new. */
const PACE_MAX = 900;

/** Before the first step. */
export const WALK_START: WalkPosition = { step: 0, playing: false, speed: 1 };

function stopOf(loss: ExplainedLoss): WalkStop {
  const { what } = loss;
  if (what.kind === 'stuck' || what.kind === 'entry') return { kind: what.kind, loss };
  if (what.kind === 'boat') return { kind: 'needless', loss };
  const { kind } = what.verdict;
  if (kind === 'hint') return { kind, loss };
  return { kind: kind === 'wrong' || kind === 'held' ? 'mistake' : 'needless', loss };
}

/** The ladder on which `loss` is seen: its own, else the last one of the same client port that had begun by then. */
function ladderOf(ladders: readonly Ladder[], { key, at }: ExplainedLoss): number | undefined {
  const own = ladders.findIndex((ladder) => keyText(ladder.key) === keyText(key));
  if (own >= 0) return own;
  const near = ladders.findLastIndex(
    (ladder) => ladder.key.clientPort === key.clientPort && ladder.from <= at,
  );
  return near < 0 ? undefined : near;
}

function momentsOf({ boats, states, bells, mistakes }: Ladder): readonly Milliseconds[] {
  const sailed = boats.flatMap(({ departedAt, arrivedAt, sankAt, copiesAt }) => [
    departedAt,
    ...copiesAt,
    ...(arrivedAt === undefined ? [] : [arrivedAt]),
    ...(sankAt === undefined ? [] : [sankAt]),
  ]);
  return [...sailed, ...[...states, ...bells, ...mistakes].map(({ at }) => at)];
}

function stepsOf(
  ladder: number | undefined,
  moments: readonly Milliseconds[],
  stops: readonly WalkStop[],
): readonly WalkStep[] {
  const times = new Set([...moments, ...stops.map(({ loss }) => loss.at)]);
  return [...times]
    .toSorted((left, right) => left - right)
    .map((at) => ({ ladder, at, stops: stops.filter(({ loss }) => loss.at === at) }));
}

/** The walk through `ladders`: those on which points were lost, else all of them. */
export function walkOf(ladders: readonly Ladder[], losses: readonly ExplainedLoss[]): Walk {
  const stops = losses.map(stopOf);
  const on = (index: number | undefined) => stops.filter(({ loss }) => ladderOf(ladders, loss) === index);
  const indices = [...ladders.keys()];
  const told = indices.filter((index) => on(index).length > 0);
  const shown = told.length > 0 || stops.length > 0 ? told : indices;
  const steps = [
    ...shown.flatMap((index) => {
      const ladder = ladders[index];
      return ladder === undefined ? [] : stepsOf(index, momentsOf(ladder), on(index));
    }),
    ...stepsOf(undefined, [], on(undefined)),
  ];
  return {
    steps,
    stops: steps.flatMap((step, index) => (step.stops.length > 0 ? [index] : [])),
    pace: Math.min(PACE_MAX, Math.floor(WALK_MAX / Math.max(1, steps.length))),
  };
}

function ticked(walk: Walk, position: WalkPosition): WalkPosition {
  if (!position.playing) return position;
  const step = Math.min(position.step + 1, walk.steps.length - 1);
  const playing = !walk.stops.includes(step) && step < walk.steps.length - 1;
  return { ...position, step, playing };
}

/** Where `position` is after `act`. Every act of a person but play and speed ends the playing; a stop does, too. */
export function walked(walk: Walk, position: WalkPosition, act: WalkAct): WalkPosition {
  const last = Math.max(0, walk.steps.length - 1);
  const standing = (step: number): WalkPosition => ({
    ...position,
    playing: false,
    step: Math.min(last, Math.max(0, step)),
  });
  switch (act.kind) {
    case 'play':
      // At the end it begins again.
      return { ...position, playing: last > 0, step: position.step === last ? 0 : position.step };
    case 'pause':
      return standing(position.step);
    case 'tick':
      return ticked(walk, position);
    case 'forward':
      return standing(position.step + 1);
    case 'back':
      return standing(position.step - 1);
    case 'next-stop':
      return standing(walk.stops.find((stop) => stop > position.step) ?? last);
    case 'previous-stop':
      return standing(walk.stops.findLast((stop) => stop < position.step) ?? 0);
    case 'jump':
      return standing(act.step);
    case 'speed':
      return { ...position, speed: act.speed };
  }
}
