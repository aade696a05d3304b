// Which misconception a refused token shows. The engine names the rule that was hurt; what its sender has seen come in
// tells the belief behind it. Only the sender's own end is looked at.
import type { Refusal } from '../tcp/may-send.ts';
import type { MisconceptionId } from '../tcp/misconceptions.ts';
import type { Socket } from './harbour.ts';
import type { Level } from './level.ts';
import type { SeatState } from './seat-state.ts';
import { keyText, type Token } from './token.ts';

/** Speaking where there is no TCB: after an RST, after the goodbye, after a crash, or before any handshake. */
function withoutConnection(level: Level, seat: SeatState, token: Token, refusal: Refusal): MisconceptionId {
  const last = seat.arrivals.findLast(({ key }) => keyText(key) === keyText(token.key));
  // RFC 9293 section 3.5.2: an RST is never answered, neither by an ACK nor by an RST.
  if (last?.segment.flags.rst === true && (token.flags.ack || token.flags.rst)) return 'M24';
  // LAST_ACK goes to CLOSED at once: the passive closer waits for nothing any more (figure 12, line 5).
  if (last?.before === 'LAST_ACK' && last.after === 'CLOSED') return 'M35';
  // Where hosts crash, who speaks without a connection goes on with old numbers (section 3.5.1).
  return level.crashes === undefined ? refusal.misconception : 'M29';
}

/** An RST where ABORT sends nothing (section 3.10.5): it is thought to answer what came in last. */
function needlessReset(seat: SeatState, socket: Socket, refusal: Refusal): MisconceptionId {
  const { connection } = socket;
  // In CLOSING both FINs have crossed: an RST there is panic (MUST-10, figure 13).
  if (connection.state === 'CLOSING') return 'M22';
  const last = seat.arrivals.findLast(({ key }) => keyText(key) === keyText(socket.key));
  // The FIN came again: 2 MSL begin anew, and the berth is not free (section 3.10.7.4, eighth).
  if (connection.state === 'TIME_WAIT' && last?.segment.flags.fin === true && last.before === 'TIME_WAIT') {
    return 'M36';
  }
  const again = 'acknowledgment' in connection && connection.acknowledgment;
  // What had come before is owed an ACK once more, and is no error (section 3.10.7.4, first).
  return again && again.kind === 'owed' && again.limited ? 'M32' : refusal.misconception;
}

/** The misconception under which `token` of the seat `seat` is recorded, refused with `refusal` on `level`. */
export function shownMisconception(
  level: Level,
  seat: SeatState,
  token: Token,
  refusal: Refusal,
): MisconceptionId {
  const socket = seat.harbour.sockets.find(({ key }) => key.clientPort === token.key.clientPort);
  switch (refusal.reason) {
    case 'no-connection':
      return withoutConnection(level, seat, token, refusal);
    case 'syn-after-open':
      // Starting over because an ACK may have been lost; after a crash it is a memory that the other end lacks.
      return level.crashes === undefined ? 'M20' : refusal.misconception;
    case 'reset-not-owed':
      return socket === undefined ? refusal.misconception : needlessReset(seat, socket, refusal);
    default:
      return refusal.misconception;
  }
}
