import { createMatch, isOver, stepMatch, wakeAt } from '@syn-or-swim/shared/game/match.ts';
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import type { DriverAct, DriverSight } from '@syn-or-swim/shared/game/rules.ts';
import { nextIssOf } from '@syn-or-swim/shared/game/sailing.ts';
import { SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import type { Verdict } from '@syn-or-swim/shared/game/verdict.ts';
import { keyedHash } from '@syn-or-swim/shared/kernel/hash.ts';
import { FAIR_WINDS_ROUGH } from '@syn-or-swim/shared/levels/test-levels.ts';
import { DRIVERS, PAR_DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { scoreOf } from '@syn-or-swim/shared/scoring/score.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const MATCHES = process.env['LONG'] === '1' ? 2_000 : 60;

/** A command on its way from a browser to the server. */
interface UnderWay {
  readonly side: Side;
  readonly arrivesAt: number;
  readonly seen: number;
  readonly act: Exclude<DriverAct, { kind: 'rest' }>;
}

function sight(match: Match, side: Side): DriverSight {
  return {
    seat: match.seats[side],
    level: match.rules.level,
    profile: match.profile,
    now: match.now,
    whole: (order) => {
      const found = match.orders.find((other) => other.id === order);
      if (found === undefined) throw new Error(`no order ${order}`);
      return found;
    },
    iss: (key) => nextIssOf(match, side, key),
    draw: (...parts) => keyedHash(match.rules.seed, side, ...parts),
  };
}

/** Two quick people whose every token needs `lag` ms at most to the server, each waiting for its own answer. */
function playedWithLag(seed: number, lag: number): { match: Match; verdicts: readonly Verdict[] } {
  const players = { client: 'person', server: 'person' } as const;
  let match = createMatch({ level: FAIR_WINDS_ROUGH, seed, players, drivers: DRIVERS });
  for (const seat of SIDES) {
    match = stepMatch(match, { kind: 'command', command: { kind: 'enough', seat, seen: 0 } }, 0).match;
  }
  const underWay = new Map<Side, UnderWay>();
  const verdicts: Verdict[] = [];
  const decided = { client: -1, server: -1 };
  for (let turn = 0; turn < 5_000 && !isOver(match); turn += 1) {
    for (const side of SIDES) {
      if (underWay.has(side) || decided[side] === match.views[side].number) continue;
      decided[side] = match.views[side].number;
      const act = PAR_DRIVERS.stacks.perfect.decide(sight(match, side));
      if (act === undefined || act.kind === 'rest') continue;
      const delay = keyedHash(seed, 'lag', side, turn) % (lag + 1);
      underWay.set(side, { side, arrivesAt: match.now + delay, seen: decided[side], act });
    }
    const next = [...underWay.values()].sort((left, right) => left.arrivesAt - right.arrivesAt)[0];
    const wake = wakeAt(match);
    if (next !== undefined && (wake === undefined || next.arrivesAt < wake)) {
      underWay.delete(next.side);
      const command = { ...next.act, seat: next.side, seen: next.seen };
      const stepped = stepMatch(match, { kind: 'command', command }, next.arrivesAt);
      match = stepped.match;
      decided[next.side] = -1;
      if (stepped.verdict !== undefined) verdicts.push(stepped.verdict);
    } else if (wake !== undefined) {
      match = stepMatch(match, { kind: 'wake' }, wake).match;
    }
  }
  return { match, verdicts };
}

describe('lag', () => {
  it('of up to a second turns no right token wrong', () => {
    let judged = 0;
    fc.assert(
      fc.property(fc.nat(0xffff_ffff), fc.integer({ min: 1, max: 1_000 }), (seed, lag) => {
        const { match, verdicts } = playedWithLag(seed, lag);
        judged += verdicts.length;
        expect(verdicts.filter((verdict) => verdict.cost > 0 || verdict.kind === 'wrong')).toEqual([]);
        expect(isOver(match)).toBe(true);
        expect(scoreOf(match).orders.every((order) => order.losses.length === 0)).toBe(true);
      }),
      { numRuns: MATCHES, seed: 20_261_122 },
    );
    expect(judged).toBeGreaterThan(MATCHES * 10);
  });
});
