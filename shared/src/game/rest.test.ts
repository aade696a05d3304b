import { describe, expect, it } from 'vitest';
import { FAIR_WINDS_HOME } from '../levels/catalog.ts';
import { DRIVERS, PAR_DRIVERS } from '../players/drivers.ts';
import { handToken } from '../players/hand.ts';
import { createMatch, stepMatch } from './match.ts';
import type { Driver, DriverSight } from './rules.ts';
import { viewFor } from './view-for.ts';

const LEVEL = FAIR_WINDS_HOME;
const REST_UNTIL = 30_000;

/** Rests until {@link REST_UNTIL} whenever it is asked; `asked` collects when that was. */
function rester(asked: number[]): Driver {
  const decide = (sight: DriverSight) => {
    asked.push(sight.now);
    return sight.now < REST_UNTIL ? ({ kind: 'rest', until: REST_UNTIL } as const) : undefined;
  };
  return { ...PAR_DRIVERS.stacks.perfect, reaction: 500, decide };
}

describe('a stack that rests', () => {
  it('is asked again as soon as something changes at its own end, and once at the end of its rest', () => {
    const asked: number[] = [];
    const drivers = { ...DRIVERS, stacks: { ...DRIVERS.stacks, perfect: rester(asked) } };
    const players = { client: 'person', server: 'perfect' } as const;
    let match = createMatch({ level: LEVEL, seed: 5, players, drivers });
    const [order] = match.orders;
    if (order === undefined) throw new Error('the level has no order');
    const key = { clientPort: order.clientPort, serverPort: order.serverPort };
    match = stepMatch(match, { kind: 'wake' }, 10_000).match;
    const sight = { view: viewFor('client', match).seat, level: LEVEL, now: 10_000 };
    const token = handToken(sight, key, ['syn']);
    const command = { kind: 'token', seat: 'client', token, seen: match.views.client.number } as const;
    match = stepMatch(match, { kind: 'command', command }, 10_000).match;
    stepMatch(match, { kind: 'wake' }, 40_000);
    expect(asked).toEqual([500, 10_000 + LEVEL.timing.crossing + 500, REST_UNTIL]);
  });
});
