import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { createMatch } from '@syn-or-swim/shared/game/match.ts';
import type { Player } from '@syn-or-swim/shared/game/seat.ts';
import { FAIR_WINDS_HOME, LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { runToEnd } from '@syn-or-swim/shared/players/par.ts';
import { explained } from '@syn-or-swim/shared/scoring/explain.ts';
import { ladders } from '@syn-or-swim/shared/scoring/ladder.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  WALK_SPEEDS,
  WALK_START,
  type Walk,
  type WalkAct,
  type WalkPosition,
  walked,
  walkOf,
} from './debrief-walk.ts';

/** The walk through a match that `player` plays at both ends. */
function walkThrough(level: Level, player: Player, seed: number) {
  const rules = { level, seed, players: { client: player, server: player }, drivers: DRIVERS };
  const played = runToEnd(createMatch(rules));
  const { match, losses } = explained({ rules, commands: [], endedAt: played.now });
  const all = ladders(match);
  return { walk: walkOf(all, losses), losses, ladders: all };
}

describe('a walk', () => {
  it('stops once at every point that was lost, in the order of each connection', () => {
    for (const level of LEVELS) {
      const { walk, losses, ladders: all } = walkThrough(level, 'novice', 41);
      const stopped = walk.steps.flatMap(({ stops }) => stops.map(({ loss }) => loss));
      expect(stopped).toHaveLength(losses.length);
      expect(new Set(stopped)).toEqual(new Set(losses));
      for (const [index, step] of walk.steps.entries()) {
        const before = walk.steps[index - 1];
        if (before?.ladder === step.ladder && before !== undefined) {
          expect(before.at).toBeLessThan(step.at);
        }
        for (const { loss } of step.stops) {
          const { ladder } = step;
          if (ladder === undefined) continue;
          expect([loss.at, loss.key.clientPort]).toEqual([step.at, all[ladder]?.key.clientPort]);
        }
      }
    }
  });

  it('goes through every connection of a match in which nothing was lost, within five minutes', () => {
    const { walk, losses, ladders: all } = walkThrough(FAIR_WINDS_HOME, 'perfect', 1);
    expect([losses, walk.stops]).toEqual([[], []]);
    expect(new Set(walk.steps.map(({ ladder }) => ladder))).toEqual(new Set(all.keys()));
    expect(walk.pace * walk.steps.length).toBeLessThanOrEqual(300_000);
  });
});

const walk: Walk = {
  steps: Array.from({ length: 10 }, (_, at) => ({ ladder: 0, at, stops: [] })),
  stops: [3, 7],
  pace: 900,
};

type PlainAct = Exclude<WalkAct['kind'], 'jump' | 'speed'>;

/** Where one stands after `kinds` of acts, from the beginning. */
function after(...kinds: readonly PlainAct[]): Pick<WalkPosition, 'step' | 'playing'> {
  let position = WALK_START;
  for (const kind of kinds) position = walked(walk, position, { kind });
  return { step: position.step, playing: position.playing };
}

describe('whoever walks', () => {
  it('is led from stop to stop, and stands at each', () => {
    expect(after('play', 'tick', 'tick')).toEqual({ step: 2, playing: true });
    expect(after('play', 'tick', 'tick', 'tick', 'tick')).toEqual({ step: 3, playing: false });
    expect(after('next-stop', 'play', 'tick')).toEqual({ step: 4, playing: true });
    expect(after('next-stop', 'next-stop', 'next-stop')).toEqual({ step: 9, playing: false });
    expect(after('next-stop', 'next-stop', 'previous-stop')).toEqual({ step: 3, playing: false });
    expect(after('next-stop', 'previous-stop')).toEqual({ step: 0, playing: false });
  });

  it('walks on by hand, and stops the playing by it', () => {
    expect(after('forward', 'forward', 'back')).toEqual({ step: 1, playing: false });
    expect(after('play', 'forward')).toEqual({ step: 1, playing: false });
    expect(after('play', 'pause', 'tick')).toEqual({ step: 0, playing: false });
  });

  it('begins again at the end', () => {
    const end = walked(walk, WALK_START, { kind: 'jump', step: 99 });
    expect(end).toEqual({ step: 9, playing: false, speed: 1 });
    expect(walked(walk, end, { kind: 'play' })).toEqual({ step: 0, playing: true, speed: 1 });
  });

  it('never leaves the way, and never plays past a stop', () => {
    const act: fc.Arbitrary<WalkAct> = fc.oneof(
      fc.constantFrom<WalkAct>(
        ...(['play', 'pause', 'tick', 'forward', 'back', 'next-stop', 'previous-stop'] as const).map(
          (kind) => ({ kind }),
        ),
      ),
      fc.integer({ min: -5, max: 20 }).map((step): WalkAct => ({ kind: 'jump', step })),
      fc.constantFrom(...WALK_SPEEDS).map((speed): WalkAct => ({ kind: 'speed', speed })),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        let position = WALK_START;
        for (const next of acts) {
          const before = position;
          position = walked(walk, position, next);
          expect(position.step).toBeGreaterThanOrEqual(0);
          expect(position.step).toBeLessThan(walk.steps.length);
          if (next.kind !== 'tick') continue;
          const passed = walk.stops.filter((stop) => stop > before.step && stop < position.step);
          expect(passed).toEqual([]);
        }
      }),
    );
  });
});
