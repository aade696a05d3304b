// What the last shift left: connections that one end has closed and the other's application never did.
import { type Connection, closedConnection, listenConnection } from '../tcp/connection.ts';
import { nextTransmission } from '../tcp/dues.ts';
import type { TcpEvent } from '../tcp/events.ts';
import { step } from '../tcp/step.ts';
import { type Harbour, type Socket, unopenedSocket } from './harbour.ts';
import { type Match, withSeat } from './match-state.ts';
import type { Order } from './order.ts';
import { initialSequence } from './order-book.ts';
import type { Side } from './seat.ts';

/** Both ends of one connection. */
interface Ends {
  readonly client: Connection;
  readonly server: Connection;
}

/** Lets both ends pay all that they owe until the water is still. The real engine makes the night's history. */
function exchanged(match: Match, ends: Ends, order: Order): Ends {
  let current = ends;
  for (;;) {
    const side = (['client', 'server'] as const).find(
      (end) => nextTransmission(current[end], 0, match.profile) !== undefined,
    );
    if (side === undefined) return current;
    const segment = nextTransmission(current[side], 0, match.profile);
    if (segment === undefined) return current;
    const sender = step(current[side], { kind: 'transmit', segment }, 0, match.profile).connection;
    const peer = side === 'client' ? 'server' : 'client';
    const iss = issOf(match, order, peer);
    const receiver = step(current[peer], { kind: 'segment', segment, iss }, 0, match.profile).connection;
    current = side === 'client' ? { client: sender, server: receiver } : { client: receiver, server: sender };
  }
}

function issOf(match: Match, order: Order, side: Side) {
  return initialSequence(match.rules.level, match.rules.seed, { order: order.id, side, incarnation: 1 });
}

function called(
  match: Match,
  connection: Connection,
  call: Extract<TcpEvent, { kind: 'call' }>['call'],
): Connection {
  return step(connection, { kind: 'call', call }, 0, match.profile).connection;
}

function leftBehind(match: Match, order: Order): Ends {
  const iss = issOf(match, order, 'client');
  const opening = called(match, closedConnection, { kind: 'open-active', iss });
  const open = exchanged(match, { client: opening, server: listenConnection }, order);
  const closer = order.closesFirst === 'server' ? 'server' : 'client';
  return exchanged(match, { ...open, [closer]: called(match, open[closer], { kind: 'close' }) }, order);
}

function withLeftBehind(harbour: Harbour, order: Order, connection: Connection): Harbour {
  const key = { clientPort: order.clientPort, serverPort: order.serverPort };
  const socket: Socket = {
    ...unopenedSocket(key, undefined, 0),
    connection,
    place: 'berth',
    incarnation: 1,
    established: true,
    peerClosed: harbour.side !== order.closesFirst,
  };
  return { ...harbour, sockets: [...harbour.sockets, socket] };
}

/** `match` with the night shift's sockets in both harbours: FIN_WAIT_2 where the end has closed, CLOSE_WAIT at its peer. */
export function withNightShift(match: Match): Match {
  return match.night.reduce((current, order) => {
    const ends = leftBehind(current, order);
    const { client, server } = current.seats;
    const own = withLeftBehind(client.harbour, order, ends.client);
    const theirs = withLeftBehind(server.harbour, order, ends.server);
    const both = withSeat(current, 'client', { ...client, harbour: own });
    return withSeat(both, 'server', { ...server, harbour: theirs });
  }, match);
}
