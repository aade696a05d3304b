// What holds in one harbour at every moment, whoever plays.
import { isAlive, occupied, type Socket, socketOf } from '@syn-or-swim/shared/game/harbour.ts';
import { berthsOf } from '@syn-or-swim/shared/game/level.ts';
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import { findOn, tokenOf } from '@syn-or-swim/shared/game/referee.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import { keyText } from '@syn-or-swim/shared/game/token.ts';
import { dues } from '@syn-or-swim/shared/tcp/dues.ts';
import { maySend } from '@syn-or-swim/shared/tcp/may-send.ts';
import { sequenceDifference } from '@syn-or-swim/shared/tcp/sequence-number.ts';

/** A TCB has a place, and no place holds more than it has room for. */
function berths(match: Match, side: Side): readonly string[] {
  const { harbour } = match.seats[side];
  const { level } = match.rules;
  const problems: string[] = [];
  if (occupied(harbour, 'berth') > berthsOf(level, side)) problems.push('more TCBs than berths');
  if (occupied(harbour, 'anchorage') > level.anchorage) problems.push('more TCBs at anchor than places');
  const keys = harbour.sockets.map(({ key }) => (side === 'client' ? String(key.clientPort) : keyText(key)));
  if (new Set(keys).size !== keys.length) problems.push('two sockets of one key');
  for (const socket of harbour.sockets) {
    const { key, place, connection } = socket;
    if (isAlive(socket) && place === 'none') problems.push(`${keyText(key)} lives without a place`);
    if (place === 'berth' && connection.state === 'LISTEN') problems.push(`${keyText(key)} is a listener`);
  }
  return problems;
}

/** Whatever a socket owes, it may send, and the referee takes it for a payment. */
function duesPayable(match: Match, side: Side, socket: Socket): readonly string[] {
  const { connection, key } = socket;
  const { profile, now } = match;
  const { resets } = match.seats[side].harbour;
  const problems: string[] = [];
  for (const due of dues(connection, now, profile)) {
    const name = `${keyText(key)} in ${connection.state} owes ${due.kind}`;
    const permission = maySend(connection, due.segment, now, profile);
    if (!permission.allowed) problems.push(`${name}, and may not send it: ${permission.refusal.reason}`);
    else if (!permission.pays.includes(due.kind)) problems.push(`${name}, and sending it does not pay`);
    const bench = { key, connection, resets, nextIss: undefined, profile, now };
    const finding = findOn(bench, tokenOf(key, due.segment));
    if (finding.kind === 'refused') problems.push(`${name}, and the referee refuses its token`);
  }
  return problems;
}

/** An RST that the harbour owes is payable with exactly its numbers. */
function resetsPayable(match: Match, side: Side): readonly string[] {
  const { harbour } = match.seats[side];
  const { profile, now } = match;
  return harbour.resets.flatMap(({ key, segment, lapsesAt }) => {
    const socket = harbour.sockets.find((other) => keyText(other.key) === keyText(key));
    const connection = socket?.connection ?? ({ state: 'CLOSED' } as const);
    const bench = { key, connection, resets: harbour.resets, nextIss: undefined, profile, now };
    const problems: string[] = [];
    if (lapsesAt < now) problems.push(`the RST of ${keyText(key)} should have lapsed`);
    const finding = findOn(bench, tokenOf(key, segment));
    if (finding.kind !== 'reset-paid') problems.push(`the RST of ${keyText(key)} can't be paid`);
    return problems;
  });
}

/** SND.UNA =< SND.NXT, nothing outstanding without a way to be repeated, and no octet given to the user twice. */
function numbersInOrder(socket: Socket): readonly string[] {
  const { connection, key } = socket;
  if (!('snd' in connection)) return [];
  const { iss, una, nxt } = connection.snd;
  const problems: string[] = [];
  if (sequenceDifference(nxt, una) < 0) problems.push(`${keyText(key)}: SND.NXT is before SND.UNA`);
  if (sequenceDifference(una, iss) < 0) problems.push(`${keyText(key)}: SND.UNA is before ISS`);
  if ('rcv' in connection && socket.received > sequenceDifference(connection.rcv.nxt, connection.rcv.irs)) {
    problems.push(`${keyText(key)}: the user was given more than was received`);
  }
  return problems;
}

/**
 * What does not hold in the harbour of `side`. What `before` had as it is was looked at then: what a socket owes and
 * may do follows from its connection alone, an owed RST also lapses with time.
 */
export function harbourProblems(before: Match, match: Match, side: Side): readonly string[] {
  const [old, harbour] = [before.seats[side].harbour, match.seats[side].harbour];
  const problems = [...resetsPayable(match, side)];
  if (harbour.sockets !== old.sockets) {
    problems.push(...berths(match, side));
    for (const socket of harbour.sockets) {
      if (old.sockets.includes(socket)) continue;
      problems.push(...duesPayable(match, side, socket), ...numbersInOrder(socket));
    }
  }
  return problems.map((problem) => `${side}: ${problem}`);
}

/** Between two ends of one connection that no stray boat has spoilt: neither has heard what the other never said. */
function pairProblems(client: Socket, server: Socket): readonly string[] {
  const problems: string[] = [];
  const name = keyText(client.key);
  const ends = [
    [client, server],
    [server, client],
  ] as const;
  for (const [one, other] of ends) {
    if (!('rcv' in one.connection) || !('snd' in other.connection)) continue;
    // Not the same life of the port pair: their numbers have nothing to do with each other.
    if (one.connection.rcv.irs !== other.connection.snd.iss) continue;
    const unsent = sequenceDifference(one.connection.rcv.nxt, other.connection.snd.nxt);
    if (unsent > 0) problems.push(`${name}: RCV.NXT is ${unsent} beyond the peer's SND.NXT`);
    const unheard = sequenceDifference(other.connection.snd.una, one.connection.rcv.nxt);
    if (unheard > 0) problems.push(`${name}: SND.UNA is ${unheard} beyond the peer's RCV.NXT`);
    if (one.received > other.sent) problems.push(`${name}: more was received than sent`);
  }
  return problems;
}

/** What does not hold between the two ends of connections, where an end has changed since `before`. */
export function conversationProblems(
  before: Match,
  match: Match,
  spoilt: ReadonlySet<string>,
): readonly string[] {
  const [old, now] = [before.seats, match.seats];
  const problems: string[] = [];
  for (const client of now.client.harbour.sockets) {
    const server = socketOf(now.server.harbour, client.key);
    if (server === undefined || spoilt.has(keyText(client.key))) continue;
    const seen = old.client.harbour.sockets.includes(client) && old.server.harbour.sockets.includes(server);
    if (!seen) problems.push(...pairProblems(client, server));
  }
  return problems;
}
