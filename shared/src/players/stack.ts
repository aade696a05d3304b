// A stack: it pays every due as soon as its hand allows, and makes the calls that its orders ask for. It is a pure
// function of its seat's record and uses the same door as a person.

import { isAlive, occupied, type Socket } from '../game/harbour.ts';
import { berthsOf } from '../game/level.ts';
import type { OrderId } from '../game/order.ts';
import { afterCalls, tokenOf } from '../game/referee.ts';
import type { DriverAct, DriverSight } from '../game/rules.ts';
import { peerOf } from '../game/seat.ts';
import type { SeatState } from '../game/seat-state.ts';
import { type ConnectionKey, CRATE_OCTETS, CRATES_MAX, keyText } from '../game/token.ts';
import type { Milliseconds } from '../kernel/time.ts';
import { closedConnection } from '../tcp/connection.ts';
import { nextTransmission } from '../tcp/dues.ts';
import type { UserCall } from '../tcp/events.ts';
import { maySend } from '../tcp/may-send.ts';
import type { Segment } from '../tcp/segment.ts';
import { sequenceNumber } from '../tcp/sequence-number.ts';
import { type Duty, dutyOf, knownPort } from './knowledge.ts';

function tokenAct(key: ConnectionKey, segment: Segment): DriverAct {
  return { kind: 'token', token: tokenOf(key, segment) };
}

/** The segment that pays what `socket` owes now, as a token; undefined where it owes nothing. */
export function payment(sight: DriverSight, socket: Socket): DriverAct | undefined {
  const segment = nextTransmission(socket.connection, sight.now, sight.profile);
  return segment === undefined ? undefined : tokenAct(socket.key, segment);
}

/** The RST that the harbour owes and no pilot pays, as a token. */
export function owedReset(sight: DriverSight): DriverAct | undefined {
  const { resets, sockets } = sight.seat.harbour;
  const byPilot = (key: ConnectionKey) =>
    sockets.some((socket) => socket.piloted && keyText(socket.key) === keyText(key));
  const reset = resets.find((owed) => !byPilot(owed.key));
  return reset === undefined ? undefined : tokenAct(reset.key, reset.segment);
}

/** The token that makes `calls` on the socket's connection and sends what they ask for. */
function withCalls(sight: DriverSight, socket: Socket, calls: readonly UserCall[]): DriverAct | undefined {
  const connection = isAlive(socket) ? socket.connection : closedConnection;
  const called = afterCalls(connection, calls, sight.now, sight.profile);
  const segment = nextTransmission(called, sight.now, sight.profile);
  return segment === undefined ? undefined : tokenAct(socket.key, segment);
}

function opening(sight: DriverSight, socket: Socket): DriverAct | undefined {
  const { harbour } = sight.seat;
  if (socket.order === undefined || socket.ending === 'clean') return undefined;
  // An orphan's clock, say, has ended what this end had to do: a new life would only spoil it.
  const { clientPort } = socket.key;
  if (sight.seat.records.some((record) => record.clientPort === clientPort && record.reached))
    return undefined;
  const brokeOff = socket.ending !== undefined && socket.ending !== 'refused';
  // Where giving up is an end of its own, what was given up is not opened again.
  if (brokeOff && sight.level.abortEnds === true) return undefined;
  const both = sight.seat.slips.some((slip) => slip.order === socket.order && slip.bothOpen);
  if (harbour.side !== 'client' && !both) return undefined;
  if (occupied(harbour, 'berth') >= berthsOf(sight.level, harbour.side)) return undefined;
  const serverPort = knownPort(sight, socket);
  if (serverPort === undefined) return undefined;
  const key = { clientPort, serverPort };
  const call = { kind: 'open-active', iss: sequenceNumber(sight.iss(key)) } as const;
  return withCalls(sight, { ...socket, key }, [call]);
}

function canSend(socket: Socket): boolean {
  const { state } = socket.connection;
  return (state === 'ESTABLISHED' || state === 'CLOSE_WAIT') && socket.place === 'berth';
}

function cargoLeft(duty: Duty, socket: Socket): number | undefined {
  if (duty.crates === undefined) return undefined;
  const due = duty.crates + (socket.peerClosed ? duty.cratesAfterFin : 0);
  return due - socket.sent / CRATE_OCTETS;
}

/** So long after the peer's FIN a sleeper gets no coffee yet: its peer may still say that it is an orphan. */
const ORPHAN_TOLD_WITHIN: Milliseconds = 8_000;

/** True where the peer's application has gone, as far as this seat knows or was told: then a clock runs there. */
function isOrphan(sight: DriverSight, socket: Socket): boolean {
  if (sight.taskOfPort !== undefined) return sight.taskOfPort(socket.key.clientPort)?.orphan === true;
  const partner = peerOf(sight.seat.harbour.side);
  return sight.seat.signals.some(
    ({ from, signal }) => from === partner && signal.kind === 'gone' && signal.order === socket.order,
  );
}

/** A coffee for a sleeper whose peer has no clock: an orphan's own clock ends it without one. */
function coffee(sight: DriverSight, socket: Socket): DriverAct | undefined {
  const { asleep, restarting, coffees } = sight.seat;
  const { clientPort } = socket.key;
  if (coffees === 0 || !asleep.includes(clientPort) || restarting.includes(clientPort)) return undefined;
  if (!socket.peerClosed || isOrphan(sight, socket)) return undefined;
  const until = socket.stateSince + ORPHAN_TOLD_WITHIN;
  if (sight.taskOfPort === undefined && sight.now < until) return { kind: 'rest', until };
  return { kind: 'action', action: { kind: 'coffee', key: socket.key } };
}

function saysGiveUp(sight: DriverSight, order: OrderId): boolean {
  return sight.seat.signals.some(({ signal }) => signal.kind === 'give-up' && signal.order === order);
}

/** An RST for a connection that lives: `<SEQ=SND.NXT><CTL=RST>`; undefined where ABORT would send nothing. */
function abort(sight: DriverSight, socket: Socket): DriverAct | undefined {
  const { connection, key } = socket;
  if (!('snd' in connection) || connection.state === 'SYN_SENT') return undefined;
  const flags = { syn: false, ack: false, fin: false, rst: true };
  const segment = { seq: connection.snd.nxt, ack: sequenceNumber(0), flags, dataLength: 0, window: 0 };
  const permission = maySend(connection, segment, sight.now, sight.profile);
  return permission.allowed ? tokenAct(key, segment) : undefined;
}

/** True where the harbour of `seat` has notice of a wall that lets nothing of `socket` through any more. */
export function cutForGood(seat: SeatState, socket: Socket): boolean {
  return seat.walls.some(
    (wall) =>
      wall.clientPort === socket.key.clientPort &&
      wall.until === undefined &&
      wall.stops === 'all' &&
      wall.sentBy === 'both',
  );
}

/** True where this end waits for its peer alone: nothing of its own is on the way, and nothing is left to send. */
function onlyWaits(sight: DriverSight, socket: Socket): boolean {
  const { connection } = socket;
  const duty = dutyOf(sight, socket);
  if (!('snd' in connection) || duty === undefined || connection.snd.una !== connection.snd.nxt) return false;
  const cargoCame = socket.received >= duty.expected * CRATE_OCTETS;
  return cargoLeft(duty, socket) === 0 && !(cargoCame && duty.closesFirst);
}

/**
 * Behind a wall that stands for good nothing helps: the harbour that knows of it says so, and each end gives up once
 * a repeat of its own has stayed without an answer (RFC 9293 section 3.8.3), or where it has nothing to repeat.
 */
function givingUp(sight: DriverSight, socket: Socket): DriverAct | undefined {
  const { order, connection } = socket;
  if (order === undefined || !isAlive(socket)) return undefined;
  if (!saysGiveUp(sight, order)) {
    return cutForGood(sight.seat, socket)
      ? { kind: 'signal', signal: { kind: 'give-up', order } }
      : undefined;
  }
  const repeats = 'retransmission' in connection ? connection.retransmission.count : 0;
  return repeats > 0 || onlyWaits(sight, socket) ? abort(sight, socket) : undefined;
}

/** A socket in CLOSE_WAIT for which no slip speaks any more: nothing is left but to close it. */
function orphaned(sight: DriverSight, socket: Socket): DriverAct | undefined {
  return socket.connection.state === 'CLOSE_WAIT' ? withCalls(sight, socket, [{ kind: 'close' }]) : undefined;
}

/** How long the one who calls the moment leaves the other to hear of it and to be ready, in crossings. */
const TOGETHER_CROSSINGS = 3;

/** "Three, two, one, FIN!": the client's stack names the moment, and both close when it has come. */
function closeTogether(sight: DriverSight, socket: Socket): DriverAct | undefined {
  const { order } = socket;
  if (order === undefined) return undefined;
  const agreed = sight.seat.signals.find(
    ({ signal }) => signal.kind === 'together' && signal.order === order,
  )?.signal;
  if (agreed?.kind !== 'together') {
    if (sight.seat.harbour.side === 'server') return undefined;
    const at = sight.now + TOGETHER_CROSSINGS * sight.level.timing.crossing;
    return { kind: 'signal', signal: { kind: 'together', order, at } };
  }
  if (sight.now < agreed.at) return { kind: 'rest', until: agreed.at };
  return withCalls(sight, socket, [{ kind: 'close' }]);
}

/** The next call that the order asks of this end, as the token that carries it. */
export function initiative(sight: DriverSight, socket: Socket): DriverAct | undefined {
  if (!isAlive(socket)) return opening(sight, socket);
  const abandoned = givingUp(sight, socket);
  if (abandoned !== undefined) return abandoned;
  const served = coffee(sight, socket);
  if (served !== undefined) return served;
  const duty = dutyOf(sight, socket);
  if (!canSend(socket)) return undefined;
  if (duty === undefined) return orphaned(sight, socket);
  const left = cargoLeft(duty, socket);
  if (left === undefined) return undefined;
  if (left > 0) {
    const octets = Math.min(left, CRATES_MAX) * CRATE_OCTETS;
    return withCalls(sight, socket, [{ kind: 'send', octets }]);
  }
  if (!duty.closes || sight.seat.asleep.includes(socket.key.clientPort)) return undefined;
  const cargoCame = socket.received >= duty.expected * CRATE_OCTETS;
  if (duty.together && cargoCame && !socket.peerClosed) return closeTogether(sight, socket);
  const mayClose = socket.peerClosed || (duty.closesFirst && cargoCame);
  return mayClose ? withCalls(sight, socket, [{ kind: 'close' }]) : undefined;
}

/** The lamp that this seat's slip tells it to light, while it is dark. */
export function lamp(sight: DriverSight): DriverAct | undefined {
  const { lampDuty, harbour } = sight.seat;
  if (lampDuty === undefined || harbour.listening.includes(lampDuty)) return undefined;
  return { kind: 'action', action: { kind: 'listen', port: lampDuty } };
}

/** SYN cookies, as soon as the anchorage is full of calls that nobody finishes. */
export function cookies(sight: DriverSight): DriverAct | undefined {
  const { harbour, cookiesUntil } = sight.seat;
  if (sight.level.flood === undefined || harbour.side !== 'server' || cookiesUntil !== undefined)
    return undefined;
  const full = occupied(harbour, 'anchorage') >= sight.level.anchorage;
  return full ? { kind: 'action', action: { kind: 'cookies' } } : undefined;
}

/** What a stack sends next: the lamp first, then what is owed, then what the orders ask for. */
export function stackMove(sight: DriverSight): DriverAct | undefined {
  if (sight.seat.darkUntil !== undefined) return undefined;
  const { sockets } = sight.seat.harbour;
  const own = sockets.filter((socket) => !socket.piloted);
  const first = lamp(sight) ?? cookies(sight) ?? owedReset(sight);
  if (first !== undefined) return first;
  for (const socket of own) {
    const act = payment(sight, socket);
    if (act !== undefined) return act;
  }
  const acts = own.map((socket) => initiative(sight, socket)).filter((act) => act !== undefined);
  return acts.find((act) => act.kind !== 'rest') ?? acts[0];
}

/** The holder of an absent seat: pays what is owed and finishes what is open, and opens nothing. */
export function holderMove(sight: DriverSight): DriverAct | undefined {
  const open = sight.seat.harbour.sockets.filter((socket) => isAlive(socket));
  const seat = { ...sight.seat, lampDuty: undefined, harbour: { ...sight.seat.harbour, sockets: open } };
  return stackMove({ ...sight, seat });
}

/** A pilot's next act on the one socket that it sails: it opens, pays, moves cargo and closes as the level says. */
export function pilotMove(sight: DriverSight, key: ConnectionKey): DriverAct | undefined {
  const socket = sight.seat.harbour.sockets.find((other) => keyText(other.key) === keyText(key));
  if (socket === undefined || !socket.piloted || sight.seat.darkUntil !== undefined) return undefined;
  const { pilot } = sight.level;
  const reset = sight.seat.harbour.resets.find((owed) => keyText(owed.key) === keyText(key));
  if (reset !== undefined) return tokenAct(reset.key, reset.segment);
  if (!isAlive(socket)) return pilot.opens ? opening(sight, socket) : undefined;
  const owed = payment(sight, socket);
  if (owed !== undefined) return owed;
  if (!canSend(socket)) return undefined;
  const { side } = sight.seat.harbour;
  const reached = sight.seat.records.some(
    (record) => record.clientPort === socket.key.clientPort && record.reached,
  );
  if (pilot.closes && reached) {
    return side === 'client' || socket.peerClosed ? withCalls(sight, socket, [{ kind: 'close' }]) : undefined;
  }
  const task = sight.taskOfPort?.(socket.key.clientPort);
  const left = pilot.cargo && task !== undefined ? task.crates[side] - socket.sent / CRATE_OCTETS : 0;
  return left > 0
    ? withCalls(sight, socket, [{ kind: 'send', octets: Math.min(left, CRATES_MAX) * CRATE_OCTETS }])
    : undefined;
}
