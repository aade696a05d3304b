// What an operator would find when the horn has blown: the sockets that still stand, in which state and for how long.
import type { Socket } from '../game/harbour.ts';
import type { Match } from '../game/match-state.ts';
import { peerOf, SIDES, type Side } from '../game/seat.ts';
import { type ConnectionKey, keyText } from '../game/token.ts';
import type { Milliseconds } from '../kernel/time.ts';

/** What a socket can be left as. `half-open`: this end is ESTABLISHED, the other knows nothing of it (RFC 9293 3.5.1). */
export const LEFT_AS = [
  'CLOSE_WAIT',
  'FIN_WAIT_1',
  'FIN_WAIT_2',
  'LAST_ACK',
  'SYN_SENT',
  'SYN_RECEIVED',
  'half-open',
  'TIME_WAIT',
] as const;

/** One of {@link LEFT_AS}. */
export type LeftAs = (typeof LEFT_AS)[number];

/** A socket that stands at the end of a match. */
export interface LeftSocket {
  readonly side: Side;
  readonly key: ConnectionKey;
  readonly as: LeftAs;
  /** How long it had been so. */
  readonly lasted: Milliseconds;
}

function peerKnows(match: Match, side: Side, { key }: Socket): boolean {
  return match.seats[peerOf(side)].harbour.sockets.some(
    (socket) => keyText(socket.key) === keyText(key) && socket.connection.state !== 'CLOSED',
  );
}

function leftAs(match: Match, side: Side, socket: Socket): LeftAs | undefined {
  const { state } = socket.connection;
  if (state === 'ESTABLISHED') return peerKnows(match, side, socket) ? undefined : 'half-open';
  return LEFT_AS.find((each) => each === state);
}

/** Every socket of `match` that stands half opened, half closed or half open, the longest first; no pilot's. */
export function leftSockets(match: Match): readonly LeftSocket[] {
  const left = SIDES.flatMap((side) =>
    match.seats[side].harbour.sockets.flatMap((socket): readonly LeftSocket[] => {
      const as = socket.piloted ? undefined : leftAs(match, side, socket);
      return as === undefined ? [] : [{ side, key: socket.key, as, lasted: match.now - socket.stateSince }];
    }),
  );
  return left.sort((one, other) => other.lasted - one.lasted);
}
