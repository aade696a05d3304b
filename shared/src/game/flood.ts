// A SYN flood (RFC 4987): callers who do not exist, and SYN cookies, which answer without keeping anything.
import { scheduled } from '../kernel/event-queue.ts';
import { keyedHash } from '../kernel/hash.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { Boat } from '../network/strait.ts';
import { listenConnection } from '../tcp/connection.ts';
import { nextTransmission } from '../tcp/dues.ts';
import type { Segment } from '../tcp/segment.ts';
import { sequenceAdd, sequenceNumber } from '../tcp/sequence-number.ts';
import { step } from '../tcp/step.ts';
import { type Socket, socketOf, unopenedSocket, withSocket } from './harbour.ts';
import { type BoatLoad, journalled, type Match, withSeat } from './match-state.ts';
import { servicePort } from './order-book.ts';
import type { ConnectionKey } from './token.ts';

/** Callers who do not exist have ports from here on: no order has one of these. */
const GHOST_PORTS = 63_000;
const GHOSTS_MAX = 0x1_0000 - GHOST_PORTS;

/** True of a port that belongs to nobody: what sails to it, sails out to sea. */
export function isGhost(key: ConnectionKey): boolean {
  return key.clientPort >= GHOST_PORTS;
}

function ghostSyn(match: Match, index: number): BoatLoad {
  const { level, seed } = match.rules;
  const segment: Segment = {
    seq: sequenceNumber(keyedHash(seed, 'ghost', index)),
    ack: sequenceNumber(0),
    flags: { syn: true, ack: false, fin: false, rst: false },
    dataLength: 0,
    window: match.profile.receiveWindow,
  };
  const key = { clientPort: GHOST_PORTS + index, serverPort: servicePort(level, seed) };
  return { from: 'client', key, segment, stray: false, role: 'SYN' };
}

function arrivalsOf(from: Milliseconds, every: Milliseconds, until: Milliseconds): readonly Milliseconds[] {
  const count = Math.max(0, Math.ceil((until - from) / every));
  return [...Array(count).keys()].map((index) => from + index * every);
}

/** `match` with the whole flood on the water. */
export function withFlood(match: Match): Match {
  return flooded(match, 0, match.rules.level.timing.round);
}

/** `match` with the flood on the water that arrives from `from` up to `until` (game ms), where its level has one. */
export function flooded(match: Match, from: Milliseconds, until: Milliseconds): Match {
  const { flood, timing } = match.rules.level;
  if (flood === undefined) return match;
  const { underWay, nextBoat } = match.strait;
  let queue = underWay;
  let boats = nextBoat;
  for (const [index, at] of arrivalsOf(flood.from, flood.every, until).entries()) {
    if (at < from || index >= GHOSTS_MAX) continue;
    const boat = { id: boats, departedAt: at - timing.crossing, load: ghostSyn(match, index) };
    queue = scheduled(queue, at, boat);
    boats += 1;
  }
  return { ...match, strait: { ...match.strait, nextBoat: boats, underWay: queue } };
}

/** True while SYN cookies answer at the server's door. */
export function answersWithCookies(match: Match): boolean {
  const { cookiesUntil } = match.seats.server;
  return cookiesUntil !== undefined && match.now < cookiesUntil;
}

/** Cookies are switched on for as long as the level says, once. */
export function cookiesOn(match: Match, span: Milliseconds): Match {
  const until = match.now + span;
  const after = withSeat(match, 'server', { ...match.seats.server, cookiesUntil: until });
  return journalled(after, { kind: 'cookies', until });
}

/**
 * The socket that a cookie's ACK brings to life: the handshake is run again from the numbers that the ACK carries
 * (RFC 4987 section 3.6). Undefined where the ACK does not fit the cookie.
 */
export function socketFromCookie(
  match: Match,
  boat: Boat<BoatLoad>,
  iss: Segment['seq'],
): Socket | undefined {
  const { key, segment } = boat.load;
  if (!segment.flags.ack || segment.flags.syn || segment.ack !== sequenceAdd(iss, 1)) return undefined;
  const syn: Segment = {
    ...segment,
    seq: sequenceAdd(segment.seq, -1),
    ack: sequenceNumber(0),
    flags: { syn: true, ack: false, fin: false, rst: false },
    dataLength: 0,
  };
  const { now, profile } = match;
  const child = step(listenConnection, { kind: 'segment', segment: syn, iss }, now, profile).connection;
  const answer = nextTransmission(child, now, profile);
  if (answer === undefined) return undefined;
  const sent = step(child, { kind: 'transmit', segment: answer }, now, profile).connection;
  const incarnation = (socketOf(match.seats.server.harbour, key)?.incarnation ?? 0) + 1;
  return { ...unopenedSocket(key, undefined, now), connection: sent, place: 'anchorage', incarnation };
}

/** `match` with `socket` at anchor in the server's harbour. */
export function anchored(match: Match, socket: Socket): Match {
  const seat = match.seats.server;
  return withSeat(match, 'server', { ...seat, harbour: withSocket(seat.harbour, socket) });
}
