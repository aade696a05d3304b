// What follows by itself from a change: sockets move to their berths, goals are reached, slips come, pilots take
// the helm, the round ends. Each rule looks at one seat's own record alone, but for the end, which is public.

import { scheduled } from '../kernel/event-queue.ts';
import type { Milliseconds } from '../kernel/time.ts';
import { dues } from '../tcp/dues.ts';
import { type Harbour, isAlive, occupied, type Socket, unopenedSocket, withSocket } from './harbour.ts';
import type { Level } from './level.ts';
import { journalled, type Match, orderOfPort, withSeat } from './match-state.ts';
import type { Order, Slip } from './order.ts';
import { peerOf, SIDES, type Side } from './seat.ts';
import { recordOf, withRecord } from './seat-state.ts';

/** No slip comes so shortly before the horn. */
const LAST_SLIP_BEFORE_HORN: Milliseconds = 30_000;

/** Past views are kept a little longer than a token may refer to them. */
const VIEW_MEMORY: Milliseconds = 4_000;

/** How long the harbours are shown once all is done, before the debrief. */
export const AFTERGLOW: Milliseconds = 3_000;

/** A half-slip: what the partner of `side` has to do for `order`. */
export function slipFor(order: Order, side: Side, at: Milliseconds): Slip {
  const partner = peerOf(side);
  return {
    order: order.id,
    name: order.name,
    clientPort: order.clientPort,
    partnerCrates: order.crates[partner],
    partnerCratesAfterFin: order.cratesAfterFin[partner],
    partnerClosesFirst: order.closesFirst === partner,
    at,
  };
}

/** Accepted connections move from the anchorage to free berths (accept). */
function accepted(match: Match, side: Side): Match {
  const seat = match.seats[side];
  const waiting = seat.harbour.sockets.find(
    (socket) => socket.place === 'anchorage' && isAlive(socket) && socket.connection.state !== 'SYN_RECEIVED',
  );
  const full = occupied(seat.harbour, 'berth') >= match.rules.level.berths;
  if (waiting === undefined || full) return match;
  const harbour = withSocket(seat.harbour, { ...waiting, place: 'berth' });
  return accepted(withSeat(match, side, { ...seat, harbour }), side);
}

function reachesGoal(level: Level, socket: Socket): boolean {
  if (level.goal === 'established') return socket.established && socket.place === 'berth';
  return socket.ending === 'clean' || socket.connection.state === 'TIME_WAIT';
}

function goalsNoted(match: Match, side: Side): Match {
  let after = match;
  for (const socket of match.seats[side].harbour.sockets) {
    const seat = after.seats[side];
    const { clientPort } = socket.key;
    const record = recordOf(seat, clientPort);
    if (record.reached || !reachesGoal(match.rules.level, socket)) continue;
    after = withSeat(after, side, withRecord(seat, { ...record, reached: true }));
    after = journalled(after, { kind: 'reached', seat: side, clientPort });
  }
  return after;
}

/** The server's half of a slip comes when its end is ESTABLISHED and has a berth. */
function serverSlips(match: Match): Match {
  let after = match;
  for (const socket of match.seats.server.harbour.sockets) {
    if (socket.order !== undefined || socket.place !== 'berth' || !socket.established) continue;
    const order = orderOfPort(match, socket.key.clientPort);
    if (order === undefined || order.serverPort !== socket.key.serverPort) continue;
    const seat = after.seats.server;
    const harbour = withSocket(seat.harbour, { ...socket, order: order.id });
    const known = seat.slips.some((slip) => slip.order === order.id);
    const slips = known ? seat.slips : [...seat.slips, slipFor(order, 'server', match.now)];
    after = withSeat(after, 'server', { ...seat, harbour, slips });
    if (!known) after = journalled(after, { kind: 'slip', seat: 'server', order: order.id });
  }
  return after;
}

/** True where nothing is left for the client's player to do for this order. */
function finishedAtClient(match: Match, clientPort: number): boolean {
  const seat = match.seats.client;
  const socket = seat.harbour.sockets.find((other) => other.key.clientPort === clientPort);
  if (socket === undefined) return false;
  const done = socket.piloted || socket.ending === 'clean' || socket.connection.state === 'TIME_WAIT';
  return done && recordOf(seat, clientPort).reached;
}

function clientSlips(match: Match): Match {
  const { level } = match.rules;
  const order = match.orders[match.issued];
  if (order === undefined || match.now >= level.timing.round - LAST_SLIP_BEFORE_HORN) return match;
  const out = match.orders.slice(0, match.issued);
  const finished = out.filter((other) => finishedAtClient(match, other.clientPort)).length;
  const { atOnce } = level.pace;
  const limit = atOnce[Math.min(finished, atOnce.length - 1)] ?? 1;
  if (match.issued - finished >= limit) return match;
  const seat = match.seats.client;
  const key = { clientPort: order.clientPort, serverPort: level.ports[0] ?? order.serverPort };
  const harbour = withSocket(seat.harbour, unopenedSocket(key, order.id, match.now));
  const slips = [...seat.slips, slipFor(order, 'client', match.now)];
  const after = withSeat(match, 'client', { ...seat, harbour, slips });
  return clientSlips(
    journalled({ ...after, issued: match.issued + 1 }, { kind: 'slip', seat: 'client', order: order.id }),
  );
}

/** A pilot takes a socket whose goal its own end has reached, once its player owes nothing there any more. */
function piloted(match: Match, side: Side): Match {
  if (!match.rules.level.pilot.closes) return match;
  let after = match;
  for (const socket of match.seats[side].harbour.sockets) {
    if (socket.piloted || !isAlive(socket)) continue;
    if (!recordOf(after.seats[side], socket.key.clientPort).reached) continue;
    if (dues(socket.connection, match.now, match.profile).length > 0) continue;
    const seat = after.seats[side];
    after = withSeat(after, side, {
      ...seat,
      harbour: withSocket(seat.harbour, { ...socket, piloted: true }),
    });
  }
  return after;
}

function harbourQuiet(harbour: Harbour): boolean {
  return harbour.sockets.every((socket) => !isAlive(socket));
}

function allReached(match: Match): boolean {
  return match.orders.every((order) =>
    SIDES.every((side) => recordOf(match.seats[side], order.clientPort).reached),
  );
}

/** The round ends before the horn once every order is done and every socket is CLOSED, after an afterglow. */
function endNoted(match: Match): Match {
  if (match.issued < match.orders.length || !allReached(match)) return match;
  if (!SIDES.every((side) => harbourQuiet(match.seats[side].harbour))) return match;
  if (match.agenda.entries.some((entry) => entry.item.kind === 'done')) return match;
  return { ...match, agenda: scheduled(match.agenda, match.now + AFTERGLOW, { kind: 'done' }) };
}

function stackScheduled(match: Match, side: Side): Match {
  const player = match.players[side];
  if (player === 'person') return match;
  if (match.agenda.entries.some((entry) => entry.item.kind === 'stack' && entry.item.side === side))
    return match;
  const at = match.now + match.rules.drivers.stacks[player].reaction;
  return { ...match, agenda: scheduled(match.agenda, at, { kind: 'stack', side }) };
}

function pilotsScheduled(match: Match, side: Side): Match {
  let after = match;
  for (const { key, piloted: sailedByPilot, connection } of match.seats[side].harbour.sockets) {
    if (!sailedByPilot || connection.state === 'CLOSED') continue;
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
  for (const side of SIDES) {
    const changed = after.seats[side] !== before.seats[side] || after.players[side] !== before.players[side];
    if (changed) after = pilotsScheduled(stackScheduled(after, side), side);
  }
  return viewsNumbered(before, endNoted(after));
}
