// Two seats in a match, and the hands with which a test plays them.
import type { SeatCommand } from '../../shared/src/game/command.ts';
import { servicePort } from '../../shared/src/game/order-book.ts';
import type { Side } from '../../shared/src/game/seat.ts';
import { FIRST_LIGHT } from '../../shared/src/levels/catalog.ts';
import { type FlagName, handToken } from '../../shared/src/players/hand.ts';
import type { CommandAnswer } from '../../shared/src/protocol/messages.ts';
import { joinRaw, makeRoom, type RawSeat } from './raw-seat.ts';
import { type RoomServer, TEST_SEED } from './room-server.ts';

/** Two seats of one room in a match that has just begun. */
export interface Pair extends Readonly<Record<Side, RawSeat>> {
  readonly code: string;
}

/** The port on which the server's application waits in every match of level 1 on a test server. */
export const SERVICE_PORT = servicePort(FIRST_LIGHT, TEST_SEED);

/** Makes a room, joins it twice, and lets the first match begin. */
export async function beginMatch(server: RoomServer, level?: string): Promise<Pair> {
  const code = await makeRoom(server.url, level);
  const client = await joinRaw(server.url, code);
  const other = await joinRaw(server.url, code);
  await letBegin(server, 1, client, other);
  return { code, client, server: other };
}

/** Both say that they are ready, the count-down passes, and both have the first view of the `match`th match. */
export async function letBegin(
  server: RoomServer,
  match: number,
  ...seats: readonly RawSeat[]
): Promise<void> {
  for (const seat of seats) {
    seat.send('ready', { ready: true });
    await seat.caughtUp();
  }
  await server.pass(3000);
  for (const seat of seats) await seat.until('view', (view) => view.match === match);
}

/** Gives `command` as number `id` of match 1. */
export function give(seat: RawSeat, id: number, command: SeatCommand): Promise<CommandAnswer> {
  return seat.command({ id, match: 1, command });
}

/** The command that lights the lamp which the slips of a test server ask for. */
export function listenCommand(seen: number): SeatCommand {
  return { kind: 'action', action: { kind: 'listen', port: SERVICE_PORT }, seen };
}

/** A command that is always legal and has no consequence but to be heard. */
export function thanks(seen: number): SeatCommand {
  return { kind: 'signal', signal: { kind: 'thanks' }, seen };
}

/** A token with `flags` on the seat's first socket, or on the first order's, with the numbers that TCP asks for. */
export async function tokenCommand(seat: RawSeat, flags: readonly FlagName[]): Promise<SeatCommand> {
  const view = await seat.latest('view');
  const clientPort = view.seat.sockets[0]?.key.clientPort ?? view.seat.slips[0]?.clientPort;
  if (clientPort === undefined) throw new Error('this seat has neither a socket nor a slip');
  const key = { clientPort, serverPort: SERVICE_PORT };
  const token = handToken({ view: view.seat, level: FIRST_LIGHT, now: view.at }, key, flags, 0);
  return { kind: 'token', token, seen: view.number };
}
