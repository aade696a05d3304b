// A boat leaves a harbour, and a boat comes in.
import { present } from '../kernel/assert.ts';
import { arrival, type Boat, cleared } from '../network/strait.ts';
import { closedConnection, listenConnection } from '../tcp/connection.ts';
import { type Segment, segmentEnd } from '../tcp/segment.ts';
import { sequenceDifference } from '../tcp/sequence-number.ts';
import { step } from '../tcp/step.ts';
import { absorbed, withOwedReset } from './absorb.ts';
import { anchored, answersWithCookies, isGhost, socketFromCookie } from './flood.ts';
import { isAlive, occupied, type Socket, socketOf, unopenedSocket, withSocket } from './harbour.ts';
import type { Sender } from './journal.ts';
import { cameToKernel, isKernelMatch } from './kernel-harbour.ts';
import { type BoatLoad, journalled, type Match, orderOfPort, withSeat } from './match-state.ts';
import { setOut } from './mouth.ts';
import { kindArrived } from './network-seat.ts';
import { orderId } from './order.ts';
import { initialSequence } from './order-book.ts';
import { peerOf, type Side } from './seat.ts';
import { withArrival, withDeparture } from './seat-state.ts';
import { type ConnectionKey, CRATE_OCTETS } from './token.ts';
import type { Verdict } from './verdict.ts';

/** How a boat was judged, and who built it. */
export interface Sent {
  readonly by: Sender;
  readonly verdict: Verdict['kind'];
  /** Nobody needed it: its chance has a key space of its own. */
  readonly needless: boolean;
  /** A wrong token that sails all the same: the sender's TCB does not know of it. */
  readonly stray: boolean;
}

/** The role of a boat in its order: the same in every match that plays this order, whatever its ISNs. */
function roleOf(socket: Socket | undefined, segment: Segment): string {
  const { flags } = segment;
  if (flags.rst) return 'RST';
  if (flags.syn) return flags.ack ? 'SYN+ACK' : 'SYN';
  if (flags.fin) return 'FIN';
  const connection = socket?.connection;
  if (connection === undefined || !('rcv' in connection)) return 'ACK';
  if (segment.dataLength > 0) {
    const offset = sequenceDifference(segment.seq, connection.snd.iss) - 1;
    return `crate ${Math.floor(offset / CRATE_OCTETS) + 1}`;
  }
  return `ACK ${sequenceDifference(segment.ack, connection.rcv.irs)}`;
}

/** `match` in which `segment` leaves `side`'s harbour. Its fate is fixed now, and nobody ashore learns it. */
export function departed(match: Match, side: Side, key: ConnectionKey, segment: Segment, sent: Sent): Match {
  const { level, seed } = match.rules;
  const order = orderOfPort(match, key.clientPort);
  const seat = match.seats[side];
  const role = roleOf(socketOf(seat.harbour, key), segment);
  const { strait, boat, fate } = cleared<BoatLoad>(
    match.strait,
    {
      load: { from: side, key, segment, stray: sent.stray, role },
      key: {
        direction: side,
        order: order?.origin ?? key.clientPort,
        role,
        needless: sent.needless,
      },
    },
    match.now,
    {
      seed,
      weather: level.weather,
      crossing: level.timing.crossing,
      incidents: match.incidents,
      barriers: match.barriers,
    },
  );
  const by = sent.by === 'pilot' ? 'pilot' : 'player';
  const after = withSeat(
    { ...match, strait },
    side,
    withDeparture(seat, { at: match.now, key, segment, by }),
  );
  const departing = { boat, by: sent.by, verdict: sent.verdict, fate };
  return after.mouth === undefined
    ? setOut(after, departing)
    : { ...after, mouth: [...after.mouth, departing] };
}

/** The ISS that the next opening of `key` at `side` takes. */
export function nextIssOf(match: Match, side: Side, key: ConnectionKey) {
  const order = orderOfPort(match, key.clientPort)?.id ?? orderId(key.clientPort);
  const harbour = match.seats[side].harbour;
  const incarnation = (socketOf(harbour, key)?.incarnation ?? 0) + 1;
  return initialSequence(match.rules.level, match.rules.seed, { order, side, incarnation });
}

/** A SYN at a burning lamp: a child of LISTEN takes a place at anchor, or the SYN is dropped silently. */
function called(match: Match, side: Side, boat: Boat<BoatLoad>): Match {
  const { key, segment } = boat.load;
  const seat = match.seats[side];
  const full = occupied(seat.harbour, 'anchorage') >= match.rules.level.anchorage;
  const iss = nextIssOf(match, side, key);
  const stepped = step(listenConnection, { kind: 'segment', segment, iss }, match.now, match.profile);
  if (stepped.connection.state === 'LISTEN') {
    const reset = stepped.effects.find((effect) => effect.kind === 'owes-reset');
    if (reset === undefined) return match;
    return withSeat(match, side, {
      ...seat,
      harbour: withOwedReset(seat.harbour, key, reset, match.now),
    });
  }
  if (full) return journalled(match, { kind: 'dropped-at-anchorage', boat: boat.id, key });
  const incarnation = (socketOf(seat.harbour, key)?.incarnation ?? 0) + 1;
  const child: Socket = {
    ...unopenedSocket(key, undefined, match.now, match.rules.level.pilot.opens && incarnation === 1),
    connection: stepped.connection,
    place: 'anchorage',
    incarnation,
  };
  const after = withSeat(match, side, { ...seat, harbour: withSocket(seat.harbour, child) });
  return journalled(after, {
    kind: 'state',
    side,
    key,
    from: 'LISTEN',
    to: stepped.connection.state,
  });
}

/** A segment that found no socket: RFC 9293 section 3.10.7.1 says which RST it draws, if any. */
function foundNobody(match: Match, side: Side, boat: Boat<BoatLoad>): Match {
  const { key, segment } = boat.load;
  const { effects } = step(closedConnection, { kind: 'segment', segment }, match.now, match.profile);
  const reset = effects.find((effect) => effect.kind === 'owes-reset');
  if (reset === undefined) return match;
  const seat = match.seats[side];
  return withSeat(match, side, { ...seat, harbour: withOwedReset(seat.harbour, key, reset, match.now) });
}

/** While cookies answer, a SYN gets its SYN+ACK from memory alone; only the ACK that knows it makes a socket. */
function byCookie(match: Match, side: Side, boat: Boat<BoatLoad>): Match | undefined {
  const { key, segment } = boat.load;
  if (side !== 'server' || segment.flags.rst) return undefined;
  const iss = nextIssOf(match, side, key);
  if (segment.flags.syn && !segment.flags.ack && answersWithCookies(match)) {
    const answer: Segment = {
      seq: iss,
      ack: segmentEnd(segment),
      flags: { syn: true, ack: true, fin: false, rst: false },
      dataLength: 0,
      window: match.profile.receiveWindow,
    };
    return departed(match, side, key, answer, { by: 'stack', verdict: 'due', needless: false, stray: false });
  }
  if (match.seats.server.cookiesUntil === undefined) return undefined;
  const socket = socketFromCookie(match, boat, iss);
  if (socket === undefined) return undefined;
  return absorbed(anchored(match, socket), side, socket, { kind: 'segment', segment });
}

function received(match: Match, side: Side, boat: Boat<BoatLoad>): Match {
  const { key, segment } = boat.load;
  const { harbour } = match.seats[side];
  const socket = socketOf(harbour, key);
  if (socket !== undefined && isAlive(socket)) {
    return absorbed(match, side, socket, { kind: 'segment', segment });
  }
  if (harbour.listening.includes(key.serverPort)) {
    return byCookie(match, side, boat) ?? called(match, side, boat);
  }
  return foundNobody(match, side, boat);
}

/** All of a connection that a boat can change by being accepted: what it held out of order counts too. */
function fingerprint(match: Match, side: Side, key: ConnectionKey): string {
  const socket = socketOf(match.seats[side].harbour, key);
  if (socket === undefined) return '';
  const { connection, received } = socket;
  const una = 'snd' in connection ? connection.snd.una : undefined;
  const rcv = 'rcv' in connection ? connection.rcv : undefined;
  return JSON.stringify([connection.state, received, una, rcv?.nxt, rcv?.held, rcv?.heldFin]);
}

/**
 * A connection into which a stray boat was accepted is spoilt (rules.md section 2): octets nobody sent, an ACK for
 * what never came, a change of state that no TCP asked for. The seats learn of it only in the debrief.
 */
function spoiltNoted(before: Match, after: Match, side: Side, boat: Boat<BoatLoad>): Match {
  const { key, stray } = boat.load;
  if (!stray) return after;
  const [was, is] = [before, after].map((match) => fingerprint(match, side, key));
  if (was === is) return after;
  return journalled(after, { kind: 'spoilt', side, key, boat: boat.id });
}

function stateAt(match: Match, side: Side, key: ConnectionKey) {
  const { harbour } = match.seats[side];
  const state = socketOf(harbour, key)?.connection.state ?? 'CLOSED';
  return state === 'CLOSED' && harbour.listening.includes(key.serverPort) ? 'LISTEN' : state;
}

/** `match` in which `boat` has reached the harbour that it was bound for, and nobody has looked at it yet. */
function landed(match: Match, strait: Match['strait'], boat: Boat<BoatLoad>): Match {
  const { key, segment, from } = boat.load;
  const arrival = { kind: 'arrived', boat: boat.id, at: peerOf(from), key, segment } as const;
  return journalled(kindArrived({ ...match, strait }, boat.load), arrival);
}

/** `match` in which the next boat that is due comes out of the fog. */
export function arrived(match: Match): Match {
  const due = present(arrival(match.strait, match.now), 'a boat that is due');
  const { boat } = due;
  const { key, segment, from } = boat.load;
  const side = peerOf(from);
  if (side === 'client' && isGhost(key)) return { ...match, strait: due.strait };
  // A dark harbour sees nothing come.
  if (match.seats[side].darkUntil !== undefined) return { ...match, strait: due.strait };
  if (side === 'server' && isKernelMatch(match)) {
    return cameToKernel(landed(match, due.strait, boat), boat);
  }
  const before = stateAt(match, side, key);
  const at = landed(match, due.strait, boat);
  const after = spoiltNoted(at, received(at, side, boat), side, boat);
  return withSeat(
    after,
    side,
    withArrival(after.seats[side], {
      at: match.now,
      key,
      segment,
      before,
      after: stateAt(after, side, key),
    }),
  );
}
