// What follows by itself from a change: sockets move to their berths, goals are reached, slips come, pilots take
// the helm, the round ends. Each rule looks at one seat's own record alone, but for the end, which is public.

import { scheduled } from '../kernel/event-queue.ts';
import type { Milliseconds } from '../kernel/time.ts';
import { dues } from '../tcp/dues.ts';
import { sequenceDifference } from '../tcp/sequence-number.ts';
import { fallenAsleep } from './applications.ts';
import { allHaveEnough, encoreScheduled } from './encore.ts';
import { guessAsked } from './guessing.ts';
import { type Harbour, isAlive, occupied, type Socket, unopenedSocket, withSocket } from './harbour.ts';
import { hornAt } from './horn.ts';
import { isKernelMatch, pagesRead } from './kernel-harbour.ts';
import { berthsOf } from './level.ts';
import { journalled, type Match, orderOfPort, withSeat } from './match-state.ts';
import type { Order } from './order.ts';
import { peerOf, SIDES, type Side } from './seat.ts';
import { recordOf, withRecord } from './seat-state.ts';
import { finishedAtClient, LAST_SLIP_BEFORE_HORN, slipFor, slipGiven } from './slips.ts';
import { CRATE_OCTETS, keyText } from './token.ts';

/** Past views are kept a little longer than a token may refer to them. */
const VIEW_MEMORY: Milliseconds = 4_000;

/** How long the harbours are shown once all is done, before the debrief. */
export const AFTERGLOW: Milliseconds = 3_000;

/** Accepted connections move from the anchorage to free berths (accept). */
function accepted(match: Match, side: Side): Match {
  const seat = match.seats[side];
  const waiting = seat.harbour.sockets.find(
    (socket) => socket.place === 'anchorage' && isAlive(socket) && socket.connection.state !== 'SYN_RECEIVED',
  );
  const full = occupied(seat.harbour, 'berth') >= berthsOf(match.rules.level, side);
  if (waiting === undefined || full) return match;
  const harbour = withSocket(seat.harbour, { ...waiting, place: 'berth' });
  return accepted(withSeat(match, side, { ...seat, harbour }), side);
}

/** True once all cargo of `order` that concerns this end has come in, and all that it sent was acknowledged. */
function cargoDone(order: Order | undefined, side: Side, socket: Socket): boolean {
  if (order === undefined) return false;
  const { connection } = socket;
  const ours = (order.crates[side] + order.cratesAfterFin[side]) * CRATE_OCTETS;
  const theirs = (order.crates[peerOf(side)] + order.cratesAfterFin[peerOf(side)]) * CRATE_OCTETS;
  if (!('rcv' in connection) || socket.received < theirs || socket.sent < ours) return false;
  return sequenceDifference(connection.snd.una, connection.snd.iss) - 1 >= ours;
}

/**
 * A goodbye, or, where the level knows no way to one, the end that RFC 9293 prescribes: giving up behind a wall,
 * or Linux' clock of an orphan. Whether it was right for this very order, the score tells at the end.
 */
function endsAsPrescribed(match: Match, socket: Socket): boolean {
  const { ending } = socket;
  const { abortEnds, orphanFinWait2 } = match.rules.level;
  if (ending === 'clean') return true;
  if (orphanFinWait2 !== undefined && ending === 'timeout') return true;
  return abortEnds === true && (ending === 'reset' || ending === 'timeout');
}

function reachesGoal(match: Match, side: Side, socket: Socket): boolean {
  switch (match.rules.level.goal) {
    case 'established':
      return socket.established && socket.place === 'berth';
    case 'delivered':
      return cargoDone(orderOfPort(match, socket.key.clientPort), side, socket);
    case 'closed':
      return socket.connection.state === 'TIME_WAIT' || endsAsPrescribed(match, socket);
  }
}

function goalsNoted(match: Match, side: Side): Match {
  let after = match;
  for (const socket of match.seats[side].harbour.sockets) {
    const seat = after.seats[side];
    const { clientPort } = socket.key;
    const record = recordOf(seat, clientPort);
    if (record.reached || !reachesGoal(match, side, socket)) continue;
    after = withSeat(after, side, withRecord(seat, { ...record, reached: true }));
    after = journalled(after, { kind: 'reached', seat: side, clientPort });
  }
  return after;
}

function cancelScheduled(match: Match, order: Order): Match {
  if (order.cancelledAfter === undefined) return match;
  const at = match.now + order.cancelledAfter;
  return { ...match, agenda: scheduled(match.agenda, at, { kind: 'cancel', order: order.id }) };
}

/** The server's half of a slip comes when its end is ESTABLISHED and has a berth. */
function serverSlips(match: Match): Match {
  let after = match;
  for (const socket of match.seats.server.harbour.sockets) {
    if (socket.order !== undefined || socket.place !== 'berth' || !socket.established) continue;
    const order = orderOfPort(match, socket.key.clientPort);
    if (order === undefined || match.night.includes(order)) continue;
    if (order.serverPort !== socket.key.serverPort) continue;
    const seat = after.seats.server;
    const harbour = withSocket(seat.harbour, { ...socket, order: order.id });
    const known = seat.slips.some((slip) => slip.order === order.id);
    const slips = known ? seat.slips : [...seat.slips, slipFor(order, 'server', match.now)];
    after = withSeat(after, 'server', { ...seat, harbour, slips });
    if (known) continue;
    after = journalled(after, { kind: 'slip', seat: 'server', order: order.id });
    after = fallenAsleep(cancelScheduled(after, order), order);
  }
  return after;
}

function mayIssue(match: Match, unfinished: number): boolean {
  const { pace } = match.rules.level;
  if ('gap' in pace) {
    const last = match.seats.client.slips.at(-1)?.at;
    if (last === undefined || match.now >= last + pace.gap) return true;
    return unfinished === 0 && pace.steady !== true;
  }
  const finished = match.issued - unfinished;
  return unfinished < (pace.atOnce[Math.min(finished, pace.atOnce.length - 1)] ?? 1);
}

/** With a gap the next slip comes by the clock; the appointment only wakes the match, the rule looks again. */
function slipScheduled(match: Match): Match {
  const { pace } = match.rules.level;
  const last = match.seats.client.slips.at(-1)?.at;
  if (!('gap' in pace) || last === undefined || match.issued >= pacedOrders(match).length) return match;
  return { ...match, agenda: scheduled(match.agenda, last + pace.gap, { kind: 'slip' }) };
}

/** Orders whose slips come one after the other, by the level's pace. */
function pacedOrders(match: Match): readonly Order[] {
  return match.orders.filter((order) => order.bothOpenAt === undefined);
}

/** Both ends are told of a simultaneous open at one fixed moment, so that the slip itself betrays nothing. */
export function bothOpenTold(match: Match, order: Order): Match {
  return SIDES.reduce((current, side) => {
    const seat = current.seats[side];
    const key = { clientPort: order.clientPort, serverPort: order.serverPort };
    const harbour = withSocket(seat.harbour, unopenedSocket(key, order.id, current.now));
    const slips = [...seat.slips, slipFor(order, side, current.now)];
    const told = withSeat(current, side, { ...seat, harbour, slips });
    return journalled(told, { kind: 'slip', seat: side, order: order.id });
  }, match);
}

function clientSlips(match: Match): Match {
  const paced = pacedOrders(match);
  const order = paced[match.issued];
  if (order === undefined || match.now >= hornAt(match) - LAST_SLIP_BEFORE_HORN) return match;
  const out = paced.slice(0, match.issued);
  const unfinished = out.filter((other) => !finishedAtClient(match, other.clientPort)).length;
  if (!mayIssue(match, unfinished)) return match;
  return clientSlips(slipScheduled(slipGiven({ ...match, issued: match.issued + 1 }, order)));
}

/** True where the pilot's first part on this socket is over: it is open, and what cargo it moves has been moved. */
function pilotDone(match: Match, side: Side, socket: Socket): boolean {
  const { pilot } = match.rules.level;
  if (!socket.established || socket.place !== 'berth') return false;
  if (!pilot.cargo) return true;
  const order = orderOfPort(match, socket.key.clientPort);
  if (order === undefined || !('rcv' in socket.connection)) return true;
  const { snd } = socket.connection;
  const ours = order.crates[side] * CRATE_OCTETS;
  const theirs = order.crates[peerOf(side)] * CRATE_OCTETS;
  return socket.received >= theirs && sequenceDifference(snd.una, snd.iss) - 1 >= ours;
}

/**
 * Who has the helm of a socket: a pilot until it has opened it and moved the cargo that is its part, then the
 * player, then a pilot again where the level lets it close. It never changes while the socket owes something.
 */
function pilotAtHelm(match: Match, side: Side, socket: Socket): boolean {
  const { pilot } = match.rules.level;
  const closing = pilot.closes && recordOf(match.seats[side], socket.key.clientPort).reached;
  const opening = pilot.opens && !pilotDone(match, side, socket);
  const should = closing || (opening && (socket.piloted || socket.incarnation <= 1));
  if (should === socket.piloted) return should;
  return dues(socket.connection, match.now, match.profile).length > 0 ? socket.piloted : should;
}

function piloted(match: Match, side: Side): Match {
  let after = match;
  for (const socket of match.seats[side].harbour.sockets) {
    if (!isAlive(socket)) continue;
    const helm = pilotAtHelm(after, side, socket);
    if (helm === socket.piloted) continue;
    const seat = after.seats[side];
    const harbour = withSocket(seat.harbour, { ...socket, piloted: helm });
    after = withSeat(after, side, { ...seat, harbour });
  }
  return after;
}

/** Encores may still be under way: nothing hangs on them. */
function harbourQuiet(match: Match, { side, sockets }: Harbour): boolean {
  const ofEncore = (socket: Socket) =>
    match.encores.some(({ clientPort }) => clientPort === socket.key.clientPort);
  // Linux' TIME_WAIT lasts a minute, whatever the level says: nobody has to see it out.
  const lingers = (socket: Socket) =>
    side === 'server' && isKernelMatch(match) && socket.connection.state === 'TIME_WAIT';
  return sockets.every((socket) => !isAlive(socket) || ofEncore(socket) || lingers(socket));
}

/** True once both ends have done all that each order of the level asks of them. */
export function allDone(match: Match): boolean {
  return match.orders.every((order) =>
    SIDES.every((side) => recordOf(match.seats[side], order.clientPort).reached),
  );
}

/**
 * The round ends before the horn, after an afterglow, once every order is done and its sockets are CLOSED, where every
 * seat has enough: until then encores come.
 */
function endNoted(match: Match): Match {
  if (!allHaveEnough(match)) return match;
  if (match.issued < pacedOrders(match).length || !allDone(match)) return match;
  if (!SIDES.every((side) => harbourQuiet(match, match.seats[side].harbour))) return match;
  if (match.agenda.entries.some((entry) => entry.item.kind === 'done')) return match;
  return { ...match, agenda: scheduled(match.agenda, match.now + AFTERGLOW, { kind: 'done' }) };
}

/** A stack looks again after its reaction time; one that rests for longer is roused by what is new. */
function stackScheduled(match: Match, side: Side): Match {
  const player = match.players[side];
  if (player === 'person' || player === 'kernel') return match;
  const at = match.now + match.rules.drivers.stacks[player].reaction;
  const waits = match.agenda.entries.some(
    (entry) => entry.at <= at && entry.item.kind === 'stack' && entry.item.side === side,
  );
  if (waits) return match;
  return { ...match, agenda: scheduled(match.agenda, at, { kind: 'stack', side }) };
}

/** A pilot sails what lives, opens what is still to be opened, and pays the RST that a late boat draws. */
function pilotHasWork(match: Match, side: Side, socket: Socket): boolean {
  if (!socket.piloted) return false;
  if (isAlive(socket) || (side === 'client' && socket.ending === undefined)) return true;
  return match.seats[side].harbour.resets.some((reset) => keyText(reset.key) === keyText(socket.key));
}

function pilotsScheduled(match: Match, side: Side): Match {
  let after = match;
  for (const socket of match.seats[side].harbour.sockets) {
    const { key } = socket;
    if (!pilotHasWork(match, side, socket)) continue;
    const waits = after.agenda.entries.some(
      ({ item }) =>
        item.kind === 'pilot' &&
        item.side === side &&
        item.key.clientPort === key.clientPort &&
        item.key.serverPort === key.serverPort,
    );
    if (waits) continue;
    const at = after.now + after.rules.drivers.pilot.reaction;
    after = { ...after, agenda: scheduled(after.agenda, at, { kind: 'pilot', side, key }) };
  }
  return after;
}

/** The records by which a seat's view is known to have changed: one more number for each. */
function viewsNumbered(before: Match, match: Match): Match {
  let after = match;
  for (const side of SIDES) {
    if (before.seats[side] === match.seats[side]) continue;
    const views = after.views[side];
    const replaced = {
      number: views.number,
      at: views.at,
      replacedAt: match.now,
      state: before.seats[side],
    };
    const recent = match.now - VIEW_MEMORY;
    const past = [...views.past, replaced].filter((view) => view.replacedAt >= recent);
    const acts = views.acts.filter((act) => act.at >= recent);
    const next = { number: views.number + 1, at: match.now, past, acts };
    after = { ...after, views: { ...after.views, [side]: next } };
  }
  return after;
}

/** `match` after all that follows from the difference between `before` and it. */
export function settled(before: Match, match: Match): Match {
  let after = match;
  for (const side of SIDES) {
    if (after.seats[side] === before.seats[side]) continue;
    after = piloted(goalsNoted(accepted(after, side), side), side);
  }
  after = clientSlips(serverSlips(after));
  if (isKernelMatch(after) && after.seats.client !== before.seats.client) after = pagesRead(after);
  for (const side of SIDES) {
    if (after.seats[side] !== before.seats[side]) after = guessAsked(before, after, side);
    const changed = after.seats[side] !== before.seats[side] || after.players[side] !== before.players[side];
    if (changed) after = pilotsScheduled(stackScheduled(after, side), side);
  }
  return viewsNumbered(before, endNoted(encoreScheduled(after)));
}
