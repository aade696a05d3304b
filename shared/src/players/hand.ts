// A hand that plays as a person does: it sees a seat's view and names flags and crates; Cadet fills in the numbers.
import type { Level } from '../game/level.ts';
import { profileOf } from '../game/profile-of-level.ts';
import { type Bench, composeToken } from '../game/referee.ts';
import { type ConnectionKey, keyText, type Token } from '../game/token.ts';
import type { SeatView, SocketView } from '../game/view.ts';
import type { Milliseconds } from '../kernel/time.ts';
import { closedConnection } from '../tcp/connection.ts';
import type { Flags } from '../tcp/segment.ts';

/** Flags by name, as a hand picks them from the chest. */
export type FlagName = keyof Flags;

/** The flags in `names`, and no others. */
export function flagsOf(names: readonly FlagName[]): Flags {
  return {
    syn: names.includes('syn'),
    ack: names.includes('ack'),
    fin: names.includes('fin'),
    rst: names.includes('rst'),
  };
}

/** The socket of a view with `key`, whichever port of the server the client's row is bound for. */
export function viewedSocket(view: SeatView, key: ConnectionKey): SocketView | undefined {
  return view.sockets.find((socket) =>
    view.side === 'client' ? socket.key.clientPort === key.clientPort : keyText(socket.key) === keyText(key),
  );
}

/** What the referee looks at for `key` in a seat's own view: the same on both sides of the wire. */
export function benchFromView(view: SeatView, key: ConnectionKey, level: Level, now: Milliseconds): Bench {
  const socket = viewedSocket(view, key);
  return {
    key,
    connection: socket?.connection ?? closedConnection,
    resets: view.resets,
    nextIss: socket?.nextIss,
    profile: profileOf(level),
    now,
  };
}

/** The token that Cadet builds from `names` and `crates` on the socket `key` of `view`. */
export function handToken(
  sight: { readonly view: SeatView; readonly level: Level; readonly now: Milliseconds },
  key: ConnectionKey,
  names: readonly FlagName[],
  crates = 0,
): Token {
  return composeToken(benchFromView(sight.view, key, sight.level, sight.now), flagsOf(names), crates);
}
