// Two matches that differ only in what a seat may not know give it the same bytes at the same moments.
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { createMatch, isOver, stepMatch, wakeAt } from '@syn-or-swim/shared/game/match.ts';
import type { DriverSight } from '@syn-or-swim/shared/game/rules.ts';
import { peerOf, SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import { viewFor } from '@syn-or-swim/shared/game/view-for.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { stackMove } from '@syn-or-swim/shared/players/stack.ts';
import { describe, expect, it } from 'vitest';
import { playMatch } from '../../server/src/simulation/play.ts';

/** Opens and pays what it owes, and never looks at what its slip says of the cargo: nobody tells it anything. */
function blind(sight: DriverSight) {
  const act = stackMove({ ...sight, seat: { ...sight.seat, signals: [] } });
  const moves = act?.kind === 'token' && (act.token.crates > 0 || act.token.flags.fin);
  return act?.kind === 'signal' || moves ? undefined : act;
}

const drivers = {
  ...DRIVERS,
  stacks: { ...DRIVERS.stacks, perfect: { ...DRIVERS.stacks.perfect, decide: blind } },
};

/** `level` in which only the half that stands on the partner's slips is another for `side`. */
function otherDuty(level: Level, side: Side): Level {
  const orders = level.orders.map((order) => ({
    ...order,
    crates: { ...order.crates, [side]: order.crates[side] + 1 },
    cratesAfterFin: { ...order.cratesAfterFin, [side]: order.cratesAfterFin[side] + 1 },
  }));
  return { ...level, orders };
}

/** Each new view of `side` with its moment, as it goes over the wire. */
function bytesFor(level: Level, side: Side): readonly string[] {
  const players = { client: 'perfect', server: 'perfect' } as const;
  let match = createMatch({ level, seed: 77, players, drivers });
  const bytes: string[] = [];
  for (let at = wakeAt(match); at !== undefined && !isOver(match); at = wakeAt(match)) {
    const { number } = match.views[side];
    match = stepMatch(match, { kind: 'wake' }, at).match;
    if (match.views[side].number !== number) bytes.push(JSON.stringify([at, viewFor(side, match)]));
  }
  return bytes;
}

/** Levels whose cargo players move; where a pilot does, it moves what the whole slip says. */
const BY_HAND = LEVELS.filter(({ pilot, goal }) => !pilot.cargo && goal !== 'established');

describe.each(BY_HAND)('$id', { timeout: 60_000 }, (level) => {
  it.each(SIDES)('nothing that the %s gets tells what only its partner’s slip says', (side) => {
    const bytes = bytesFor(level, side);
    expect(bytes.length).toBeGreaterThanOrEqual(3);
    expect(bytesFor(otherDuty(level, side), side)).toEqual(bytes);
  });

  it('the partner does see the difference on its own slips', () => {
    expect(bytesFor(otherDuty(level, 'client'), peerOf('client'))).not.toEqual(bytesFor(level, 'server'));
  });
});

describe('what the watch of the simulation looks for', { timeout: 60_000 }, () => {
  it('is looked for closely in every kind of pairing: no secret, no seat that a holder could not take', () => {
    const [level] = BY_HAND;
    if (level === undefined) throw new Error('there is no level');
    const pairs = ['good', 'leaver', 'wild', 'person'] as const;
    for (const client of pairs) {
      for (const server of pairs) {
        const plan = { level, seed: 3, players: { client, server }, closely: true };
        expect(playMatch(plan).violations).toEqual([]);
      }
    }
  });

  it('lets the holder take each seat whenever something has happened, for a whole match', () => {
    const level = BY_HAND.find(({ number }) => number === 4);
    if (level === undefined) throw new Error('there is no level 4');
    const players = { client: 'good', server: 'practised' } as const;
    const plan = { level, seed: 3, players, closely: false, everyStep: true };
    expect(playMatch(plan).violations).toEqual([]);
  });

  it('finds no stack held that was told its crates in two halves with other words in between', () => {
    const level = BY_HAND.find(({ number }) => number === 9);
    if (level === undefined) throw new Error('there is no level 9');
    for (const seed of [2_807_902_699, 491_580_238]) {
      const plan = { level, seed, players: { client: 'slow', server: 'slow' } as const, closely: false };
      expect(playMatch(plan).violations).toEqual([]);
    }
  });
});
