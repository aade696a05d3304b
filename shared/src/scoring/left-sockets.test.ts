import { describe, expect, it } from 'vitest';
import { createMatch } from '../game/match.ts';
import { type Player, peerOf, SIDES } from '../game/seat.ts';
import { keyText } from '../game/token.ts';
import { LEVELS } from '../levels/catalog.ts';
import { DRIVERS } from '../players/drivers.ts';
import { runToEnd } from '../players/par.ts';
import { type LeftSocket, leftSockets } from './left-sockets.ts';
import { scoreOf } from './score.ts';

const PLAYERS: readonly Player[] = ['novice', 'deaf', 'sloppy', 'perfect'];

function textOf({ side, key }: Pick<LeftSocket, 'side' | 'key'>): string {
  return `${side} ${keyText(key)}`;
}

describe.each(LEVELS)('what is left of $id', (level) => {
  it('is every unfinished socket once, as it stands in its harbour, the longest first', () => {
    for (const [index, player] of PLAYERS.entries()) {
      const players = { client: player, server: player };
      const match = runToEnd(createMatch({ level, seed: 70 + index, players, drivers: DRIVERS }));
      const left = leftSockets(match);
      const sockets = SIDES.flatMap((side) =>
        match.seats[side].harbour.sockets.map((socket) => ({ ...socket, side })),
      );
      const expected = sockets.filter(({ side, key, piloted, connection: { state } }) => {
        const peer = sockets.find(
          (other) => other.side === peerOf(side) && keyText(other.key) === keyText(key),
        );
        const alone = (peer?.connection.state ?? 'CLOSED') === 'CLOSED';
        return !piloted && state !== 'CLOSED' && state !== 'CLOSING' && (state !== 'ESTABLISHED' || alone);
      });
      expect([player, left.map(textOf).sort()]).toEqual([player, expected.map(textOf).sort()]);
      for (const { side, key, as, lasted } of left) {
        const socket = sockets.find((other) => other.side === side && keyText(other.key) === keyText(key));
        expect([as === 'half-open' ? 'ESTABLISHED' : as, match.now - lasted]).toEqual([
          socket?.connection.state,
          socket?.stateSince,
        ]);
      }
      expect(left.map(({ lasted }) => lasted)).toEqual(
        left.map(({ lasted }) => lasted).toSorted((one, other) => other - one),
      );
      const stuck = scoreOf(match).orders.flatMap((score) => score.stuck);
      for (const { side, state } of stuck) {
        expect(left.some((socket) => socket.side === side && socket.as === state)).toBe(true);
      }
    }
  });
});
