import { describe, expect, it } from 'vitest';
import { createSandbox, sandboxStep, sandboxView } from '../game/sandbox.ts';
import { SIDES } from '../game/seat.ts';
import { DRIVERS } from '../players/drivers.ts';
import { rulesProblems } from './level-problems.ts';
import { RULES_SCHEMA } from './rules-schema.ts';
import { SANDBOX_LEVEL } from './sandbox-level.ts';

const players = { client: 'person', server: 'person' } as const;

describe('the level of a blank sandbox', () => {
  it('is a level as any other', () => {
    expect(RULES_SCHEMA.parse(SANDBOX_LEVEL)).toEqual(SANDBOX_LEVEL);
    expect(rulesProblems(SANDBOX_LEVEL)).toEqual([]);
  });

  it('gives both harbours something to open at once, and quiet water for as long as nobody does anything', () => {
    const blank = createSandbox({ level: SANDBOX_LEVEL, seed: 1, players, deciding: true }, DRIVERS);
    const { sandbox } = sandboxStep(blank, { kind: 'step' });
    const { seats, boats, nextAt } = sandboxView(sandbox);
    const openable = (side: 'client' | 'server') =>
      seats[side].seat.sockets.filter(({ nextIss }) => nextIss !== undefined).length;
    expect(SIDES.map(openable)).toEqual([7, 1]);
    expect([boats, nextAt]).toEqual([[], SANDBOX_LEVEL.timing.round]);
  });
});
