// Judging a token on the server: the same referee as in the browser, on the view that the sender had, and what
// the order says, which the sender may not know.
import type { Milliseconds } from '../kernel/time.ts';
import { closedConnection } from '../tcp/connection.ts';
import { step } from '../tcp/step.ts';
import { againstOrder } from './against-order.ts';
import { gradeOf } from './grade.ts';
import { isAlive, occupied, type Socket, socketByClientPort, socketOf, unopenedSocket } from './harbour.ts';
import type { Hand } from './journal.ts';
import { type Assistance, berthsOf } from './level.ts';
import { type Match, orderOfPort } from './match-state.ts';
import { afterCalls, type Bench, type Finding, findOn } from './referee.ts';
import { nextIssOf } from './sailing.ts';
import type { Side } from './seat.ts';
import { recordOf, type SeatState } from './seat-state.ts';
import { type ConnectionKey, keyText, type Token } from './token.ts';
import type { HeldReason } from './verdict.ts';

/** A token is judged on the view that its sender had, if that was replaced at most so long ago (rules.md section 2). */
export const VIEW_TOLERANCE: Milliseconds = 1500;

/** The referee's finding for a match, before it is counted. */
export type Judged =
  | {
      readonly kind: 'lawful';
      readonly socket: Socket;
      readonly finding: Extract<Finding, { kind: 'lawful' }>;
      /** Legal on the view that the sender had, no longer on the present one: it sails as built. */
      readonly behind: boolean;
    }
  | { readonly kind: 'reset-paid'; readonly finding: Extract<Finding, { kind: 'reset-paid' }> }
  | { readonly kind: 'refused'; readonly finding: Extract<Finding, { kind: 'refused' }> }
  | { readonly kind: 'held'; readonly reason: HeldReason }
  | { readonly kind: 'overtaken' };

/** The socket that a token of `side` means: the client's row takes whichever port of the server it is bound for. */
function meantSocket(match: Match, side: Side, seat: SeatState, key: ConnectionKey): Socket | undefined {
  if (side === 'server') return socketOf(seat.harbour, key) ?? strangerOf(match, seat, key);
  const socket = socketByClientPort(seat.harbour, key.clientPort);
  if (socket === undefined) return strangerOf(match, seat, key);
  if (isAlive(socket)) return keyText(socket.key) === keyText(key) ? socket : strangerOf(match, seat, key);
  return { ...socket, key, connection: closedConnection };
}

/** A port pair that the harbour knows only from an RST that it owes. */
function strangerOf(match: Match, seat: SeatState, key: ConnectionKey): Socket | undefined {
  const known = seat.harbour.resets.some((reset) => keyText(reset.key) === keyText(key));
  return known ? unopenedSocket(key, undefined, match.now) : undefined;
}

function benchOf(match: Match, side: Side, seat: SeatState, socket: Socket): Bench {
  return {
    key: socket.key,
    connection: socket.connection,
    resets: seat.harbour.resets,
    nextIss: isAlive(socket) ? undefined : nextIssOf(match, side, socket.key),
    profile: match.profile,
    now: match.now,
  };
}

/** The socket as the sender's view `seen` had it, with the sender's own acts since then; undefined where too old. */
function socketAsSeen(match: Match, side: Side, key: ConnectionKey, seen: number): Socket | undefined {
  const views = match.views[side];
  if (seen >= views.number) return undefined;
  const past = views.past.find((view) => view.number === seen);
  if (past === undefined || match.now - past.replacedAt > VIEW_TOLERANCE) return undefined;
  const socket = meantSocket(match, side, past.state, key);
  if (socket === undefined) return undefined;
  let { connection } = socket;
  for (const act of views.acts) {
    if (act.viewBefore < seen || keyText(act.key) !== keyText(key)) continue;
    connection = afterCalls(connection, act.calls, act.at, match.profile);
    if (act.segment === undefined) continue;
    const event = { kind: 'transmit', segment: act.segment, behind: true } as const;
    connection = step(connection, event, act.at, match.profile).connection;
  }
  return { ...socket, connection };
}

function costRank(finding: Finding): number {
  if (finding.kind === 'refused') return 3;
  if (finding.kind === 'reset-paid') return 0;
  const { nature, pays } = finding.permission;
  const idle = nature === 'acknowledgment' && pays.length === 0;
  return finding.hasty || idle ? 1 : 0;
}

function heldByHarbour(
  match: Match,
  side: Side,
  socket: Socket,
  finding: Finding,
  grade: Assistance,
): HeldReason | undefined {
  if (finding.kind !== 'lawful') return undefined;
  const { calls, permission } = finding;
  const { harbour } = match.seats[side];
  const opens = calls.some((call) => call.kind === 'open-active');
  if (opens && socket.order === undefined) return 'no-order';
  if (opens && occupied(harbour, 'berth') >= berthsOf(match.rules.level, side)) return 'no-berth';
  // At anchor a connection can be neither served nor closed (rules.md section 5).
  const served = calls.some((call) => call.kind === 'send' || call.kind === 'close');
  if (served && socket.place === 'anchorage') return 'no-berth';
  const closes = calls.some((call) => call.kind === 'close');
  if (closes && match.seats[side].asleep.includes(socket.key.clientPort)) return 'asleep';
  const aborts = permission.nature === 'reset' && !permission.pays.includes('reset');
  const mayAbort = grade === 'captain' || match.rules.level.abortEnds || match.rules.sandbox;
  if (aborts && !mayAbort) return 'abort-forfeits';
  return undefined;
}

/** What `token` of `side`, made on view `seen`, is in `match`; nothing is changed. */
export function judged(match: Match, side: Side, token: Token, seen: number, by: Hand): Judged {
  const seat = match.seats[side];
  if (seat.darkUntil !== undefined) return { kind: 'held', reason: 'dark' };
  const socket = meantSocket(match, side, seat, token.key);
  if (socket === undefined) return { kind: 'held', reason: 'no-order' };
  const now = findOn(benchOf(match, side, seat, socket), token);
  // An RST without a TCB is the harbour's to pay (rules.md section 1.2), whoever sailed the socket before.
  const ownRst = now.kind === 'reset-paid';
  if (socket.piloted && by !== 'pilot' && !ownRst) return { kind: 'held', reason: 'piloted' };
  const older = socketAsSeen(match, side, token.key, seen);
  const before = older === undefined ? undefined : findOn(benchOf(match, side, seat, older), token);
  const useOlder = before !== undefined && costRank(before) < costRank(now);
  const finding = useOlder ? before : now;
  if (finding.kind === 'reset-paid') return { kind: 'reset-paid', finding };
  if (finding.kind === 'refused') return { kind: 'refused', finding };
  const order = orderOfPort(match, token.key.clientPort);
  // A pilot closes by the level's word, not by the order's.
  // In Captain what the order does not want is binding, as in life.
  const grade = gradeOf(match.rules.level, recordOf(seat, token.key.clientPort));
  const free = by === 'pilot' || grade === 'captain' || match.rules.sandbox;
  const against = free ? undefined : againstOrder(order, side, socket, finding.calls);
  const reason = heldByHarbour(match, side, socket, finding, grade) ?? against;
  if (reason !== undefined) return { kind: 'held', reason };
  const behind = useOlder && now.kind === 'refused';
  // Its TCB went while it was on its way: there is nothing that could send it any more.
  if (behind && !isAlive(socket) && older !== undefined && isAlive(older)) return { kind: 'overtaken' };
  return { kind: 'lawful', socket, finding, behind };
}
