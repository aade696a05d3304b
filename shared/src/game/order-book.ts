import { present } from '../kernel/assert.ts';
import { keyedHash, permuted, pickInteger } from '../kernel/hash.ts';
import { type SequenceNumber, sequenceNumber } from '../tcp/sequence-number.ts';
import type { Level } from './level.ts';
import { type Order, type OrderId, orderId } from './order.ts';
import type { Side } from './seat.ts';

/** How many ship names the word lists hold, in every language. */
export const SHIP_NAMES = 24;

/** The lowest port of the range for clients' sockets (RFC 6335 section 6: 49152 to 65535). */
const FIRST_CLIENT_PORT = 49152;

/** Below this seeds spread client ports, so that a neighbour's screen shows others. */
const CLIENT_PORT_SPREAD = 9000;

/** Ids of the night shift's orders begin here, far from those of slips; their ports lie behind all others. */
const NIGHT_ORDER = 1_000;
const NIGHT_PORTS = 1_000;

/** Encores have chances of their own, far from those of a level's orders. */
const ENCORE_ORIGIN = 2_000;

/** The port on which the server's application waits in this match: one for all orders of a round. */
export function servicePort(level: Level, seed: number): number {
  const index = keyedHash(seed, 'service-port') % level.ports.length;
  return present(level.ports[index], 'a port of the level');
}

/** The level's orders as this match plays them: permuted, named and numbered by the seed. */
export function makeOrders(level: Level, seed: number): readonly Order[] {
  const names = permuted([...Array(SHIP_NAMES).keys()], seed, 'names');
  const firstPort = FIRST_CLIENT_PORT + (keyedHash(seed, 'client-port') % CLIENT_PORT_SPREAD);
  const origins = permuted([...level.orders.keys()], seed, 'orders');
  const serverPort = servicePort(level, seed);
  return origins.map((origin, index) => ({
    ...present(level.orders[origin], 'an order of the level'),
    id: orderId(index + 1),
    name: present(names[index % SHIP_NAMES], 'a ship name'),
    clientPort: firstPort + index,
    serverPort,
    origin,
  }));
}

/**
 * The encore number `index`, from 0, behind all orders of the level: of the shape of one of them, and nothing of what the
 * level does to that one happens to it.
 */
export function makeEncore(level: Level, seed: number, index: number): Order {
  const orders = makeOrders(level, seed);
  const first = present(orders[0], 'an order of the level');
  const shape = present(orders[keyedHash(seed, 'encore', index) % orders.length], 'an order of the level');
  const names = permuted([...Array(SHIP_NAMES).keys()], seed, 'names');
  const place = orders.length + index;
  return {
    crates: shape.crates,
    cratesAfterFin: shape.cratesAfterFin,
    closesFirst: shape.closesFirst,
    id: orderId(place + 1),
    name: present(names[place % SHIP_NAMES], 'a ship name'),
    clientPort: first.clientPort + place,
    serverPort: shape.serverPort,
    origin: ENCORE_ORIGIN + index,
    encore: true,
  };
}

/** Where of `among` the seed places something, by `purpose`. */
export function placedOrder(among: readonly number[], seed: number, purpose: string): number {
  return present(permuted(among, seed, purpose)[0], `a place for ${purpose}`);
}

/** The sockets of the night shift as orders: nothing to carry, and one end, the server's in a level's own, to be closed. */
export function nightOrders(level: Level, seed: number): readonly Order[] {
  const [first] = makeOrders(level, seed);
  if (first === undefined) return [];
  const { nightShift = 0, inherited = { client: 0, server: 0 } } = level;
  const byClient = nightShift + inherited.server;
  return [...Array(byClient + inherited.client).keys()].map((index) => ({
    id: orderId(NIGHT_ORDER + index),
    name: (first.name + SHIP_NAMES - 1 - index) % SHIP_NAMES,
    clientPort: FIRST_CLIENT_PORT + CLIENT_PORT_SPREAD + NIGHT_PORTS + index,
    serverPort: first.serverPort,
    origin: NIGHT_ORDER + index,
    crates: { client: 0, server: 0 },
    cratesAfterFin: { client: 0, server: 0 },
    closesFirst: index < byClient ? 'client' : 'server',
  }));
}

/** The initial sequence number of `side` for the `incarnation`th opening of an order (RFC 9293 section 3.4.1). */
export function initialSequence(
  level: Level,
  seed: number,
  opening: { readonly order: OrderId; readonly side: Side; readonly incarnation: number },
): SequenceNumber {
  const { order, side, incarnation } = opening;
  const { nearWrap } = level;
  if (nearWrap !== undefined && nearWrap.side === side && incarnation === 1) {
    const place = placedOrder(nearWrap.among, seed, 'near-wrap');
    if (makeOrders(level, seed)[order - 1]?.origin === place) return sequenceNumber(-nearWrap.below);
  }
  return sequenceNumber(pickInteger(level.isn, seed, 'isn', order, side, incarnation));
}
