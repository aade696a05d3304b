// Two seats that are in a match, and the commands by which level 1 is played.
import type { Side } from '../../shared/src/game/seat.ts';
import { joinRaw, makeRoom, type RawSeat } from './raw-seat.ts';
import type { RoomServer } from './room-server.ts';

/** Two seats of one room in a match that has just begun. */
export interface Pair extends Readonly<Record<Side, RawSeat>> {
  readonly code: string;
}

/** Makes a room, joins it twice, and lets the match begin. */
export async function beginMatch(server: RoomServer, level?: string): Promise<Pair> {
  const code = await makeRoom(server.url, level);
  const client = await joinRaw(server.url, code);
  const other = await joinRaw(server.url, code);
  await letBegin(server, client, other);
  return { code, client, server: other };
}

/** Both say that they are ready, and the count-down passes. */
export async function letBegin(server: RoomServer, ...seats: readonly RawSeat[]): Promise<void> {
  for (const seat of seats) {
    seat.send('ready', { ready: true });
    await seat.caughtUp();
  }
  server.clock.moveTo(server.clock.now() + 3000);
  for (const seat of seats) await seat.latest('view');
}
