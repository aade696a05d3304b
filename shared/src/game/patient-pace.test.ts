import { describe, expect, it } from 'vitest';
import { FAIR_WINDS_HOME, GHOST_FLEET } from '../levels/catalog.ts';
import { DRIVERS } from '../players/drivers.ts';
import { createMatch, stepMatch } from './match.ts';
import type { Match } from './match-state.ts';
import { standingSeats } from './patient-pace.ts';
import type { Player } from './seat.ts';

function at(level: typeof FAIR_WINDS_HOME, server: Player, now: number): Match {
  const players = { client: 'perfect', server } as const;
  const match = createMatch({ level, seed: 3, players, drivers: DRIVERS });
  return stepMatch(match, { kind: 'wake' }, now).match;
}

describe('the patient pace', () => {
  it('stands while a person owes an answer, and for nobody else', () => {
    expect(standingSeats(at(FAIR_WINDS_HOME, 'person', 1_000))).toEqual([]);
    expect(standingSeats(at(FAIR_WINDS_HOME, 'person', 4_000))).toEqual(['server']);
    expect(standingSeats(at(FAIR_WINDS_HOME, 'slow', 3_000))).toEqual([]);
    expect(standingSeats(at(FAIR_WINDS_HOME, 'holder', 3_000))).toEqual([]);
  });

  it('is not stopped by callers in a flood', () => {
    const flooded = at(GHOST_FLEET, 'person', 60_000);
    const waiting = flooded.seats.server.harbour.sockets.filter(
      (socket) => socket.connection.state === 'SYN_RECEIVED',
    );
    expect(waiting.length).toBeGreaterThan(0);
    expect(standingSeats(flooded)).toEqual([]);
  });
});
