// The harbour log: both players name the cause of a stuck socket and its remedy (game.md, "The heart of it").
import type { Milliseconds } from '../kernel/time.ts';
import type { ConnectionState } from '../tcp/connection.ts';
import { isAlive, type Socket, socketByClientPort } from './harbour.ts';
import type { LogCause, LogEntry, LogRemedy, WrittenEntry } from './log-entry.ts';
import { journalled, type Match, orderOfPort, withSeat } from './match-state.ts';
import { SIDES, type Side } from './seat.ts';
import type { HeldReason } from './verdict.ts';
import { isCutForGood } from './walls.ts';

/** How long a socket must have been in its state before it can be entered. */
export const STUCK_TO_ENTER: Milliseconds = 15_000;

/** States in which a connection waits for something. */
export const WAITING: readonly ConnectionState[] = [
  'SYN_SENT',
  'SYN_RECEIVED',
  'FIN_WAIT_1',
  'FIN_WAIT_2',
  'CLOSE_WAIT',
  'CLOSING',
  'LAST_ACK',
  'TIME_WAIT',
];

/** What can be entered: an end may be ESTABLISHED while the other waits, for whom nothing came through. */
export const ENTERABLE: readonly ConnectionState[] = [...WAITING, 'ESTABLISHED'];

/** Why `side` can't enter the socket of `clientPort` now; undefined where it can. */
export function entryHeld(match: Match, side: Side, entry: LogEntry): HeldReason | undefined {
  const socket = socketByClientPort(match.seats[side].harbour, entry.clientPort);
  if (socket === undefined || !isAlive(socket)) return 'not-stuck';
  const waited = match.now - socket.stateSince >= STUCK_TO_ENTER;
  return waited && ENTERABLE.includes(socket.connection.state) ? undefined : 'not-stuck';
}

function agreedBefore(match: Match, clientPort: number): boolean {
  return match.journal.some(({ event }) => event.kind === 'log-agreed' && event.clientPort === clientPort);
}

/** `match` with `entry` of `side` in both seats' logs; when both have written the same, it counts. */
export function entered(match: Match, side: Side, entry: LogEntry): Match {
  const written: WrittenEntry = { ...entry, by: side, at: match.now };
  let after = match;
  for (const seat of SIDES) {
    const state = after.seats[seat];
    const others = state.log.filter((old) => old.by !== side || old.clientPort !== entry.clientPort);
    after = withSeat(after, seat, { ...state, log: [...others, written] });
  }
  const partner = after.seats[side].log.find((old) => old.by !== side && old.clientPort === entry.clientPort);
  const same = partner?.cause === entry.cause && partner.remedy === entry.remedy;
  if (!same || agreedBefore(match, entry.clientPort)) return after;
  return journalled(after, { kind: 'log-agreed', ...entry, right: isRight(match, entry) });
}

function stateOf(match: Match, side: Side, clientPort: number): ConnectionState {
  return socketByClientPort(match.seats[side].harbour, clientPort)?.connection.state ?? 'CLOSED';
}

function waitsForAnswer(socket: Socket | undefined): boolean {
  const connection = socket?.connection;
  if (connection === undefined || !('retransmission' in connection)) return false;
  return connection.retransmission.count > 0 || connection.retransmission.timer.kind === 'repeat-owed';
}

function behindBarrier(match: Match, clientPort: number): boolean {
  const order = orderOfPort(match, clientPort);
  return match.barriers.some(
    (barrier) =>
      (barrier.order === undefined || barrier.order === order?.origin) &&
      match.now >= barrier.from &&
      (barrier.until === undefined || match.now < barrier.until),
  );
}

/** Whose doing it is that a connection stays, and every remedy that helps. */
export interface Diagnosis {
  readonly cause: LogCause;
  readonly remedies: readonly LogRemedy[];
}

/** The true cause at the connection of `clientPort`. First the road, then the applications, then nobody. */
export function diagnosisOf(match: Match, clientPort: number): Diagnosis {
  const order = orderOfPort(match, clientPort);
  const unanswered = SIDES.some((side) =>
    waitsForAnswer(socketByClientPort(match.seats[side].harbour, clientPort)),
  );
  if (order !== undefined && isCutForGood(match.barriers, order)) {
    return { cause: 'network', remedies: ['give-up'] };
  }
  if (unanswered || behindBarrier(match, clientPort)) {
    return { cause: 'network', remedies: ['resend-at-the-bell'] };
  }
  if (stateOf(match, 'server', clientPort) === 'CLOSE_WAIT') {
    const clock = order?.orphan === true && stateOf(match, 'client', clientPort) === 'FIN_WAIT_2';
    return {
      cause: 'server-application',
      remedies: clock ? ['call-close', 'wait-for-its-timer'] : ['call-close'],
    };
  }
  if (stateOf(match, 'client', clientPort) === 'CLOSE_WAIT') {
    return { cause: 'client-application', remedies: ['call-close'] };
  }
  return { cause: 'nobody', remedies: ['wait-for-its-timer'] };
}

/** Whether an agreed entry names the true cause and a remedy that helps; never where neither end waits. */
export function isRight(match: Match, entry: LogEntry): boolean {
  const { cause, remedies } = diagnosisOf(match, entry.clientPort);
  const isStuck = SIDES.some((side) => WAITING.includes(stateOf(match, side, entry.clientPort)));
  return isStuck && entry.cause === cause && remedies.includes(entry.remedy);
}
