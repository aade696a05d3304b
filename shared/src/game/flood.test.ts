import { describe, expect, it } from 'vitest';
import { GHOST_FLEET } from '../levels/catalog.ts';
import { DRIVERS } from '../players/drivers.ts';
import { createMatch, stepMatch } from './match.ts';
import type { Match } from './match-state.ts';

const FLOOD = 30_000;
const PATIENCE = 20_000;

/** Level 14 as it stands at `now` while its server pays nothing: no SYN+ACK leaves, no bell ever rings. */
function silent(now: number): Match {
  const players = { client: 'person', server: 'person' } as const;
  const flood = { from: FLOOD, every: 7_000, cookies: 40_000 };
  const level = { ...GHOST_FLEET, flood, anchorage: 3, synReceivedTimeout: PATIENCE };
  return stepMatch(createMatch({ level, seed: 4711, players, drivers: DRIVERS }), { kind: 'wake' }, now)
    .match;
}

function halfOpen(match: Match): readonly number[] {
  return match.seats.server.harbour.sockets
    .filter((socket) => socket.connection.state === 'SYN_RECEIVED')
    .map((socket) => socket.stateSince);
}

describe('a half-open call of the ghost fleet', () => {
  it('gives its place back exactly 20 s after its SYN, bell or not', () => {
    expect(halfOpen(silent(FLOOD + PATIENCE - 1))).toEqual([FLOOD, FLOOD + 7_000, FLOOD + 14_000]);
    expect(halfOpen(silent(FLOOD + PATIENCE))).toEqual([FLOOD + 7_000, FLOOD + 14_000]);
  });

  it('is told as a time-out', () => {
    const ended = silent(FLOOD + PATIENCE).journal.filter(({ event }) => event.kind === 'ended');
    expect(ended.map(({ at, event }) => [at, event.kind === 'ended' && event.ending])).toEqual([
      [FLOOD + PATIENCE, 'timeout'],
    ]);
  });
});
