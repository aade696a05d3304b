// A hand for load: it does what a person would do about as often, from nothing but its seat's view.
import type { SeatCommand } from '../../../shared/src/game/command.ts';
import type { Level } from '../../../shared/src/game/level.ts';
import { profileOf } from '../../../shared/src/game/profile-of-level.ts';
import { tokenOf } from '../../../shared/src/game/referee.ts';
import type { SocketView } from '../../../shared/src/game/view.ts';
import { handToken } from '../../../shared/src/players/hand.ts';
import type { ServerMessages } from '../../../shared/src/protocol/messages.ts';
import { nextTransmission } from '../../../shared/src/tcp/dues.ts';

/** How long an open connection is left alone before it is closed (ms): the others' turn comes, too. */
const CLOSES_AFTER = 8000;

type View = ServerMessages['view'];

function calledFor({ seat, at }: View, socket: SocketView): 'syn' | 'fin' | undefined {
  if (socket.piloted) return undefined;
  const { state } = socket.connection;
  const unopened = socket.place === 'none' && state === 'CLOSED' && socket.nextIss !== undefined;
  if (seat.side === 'client' && unopened) return 'syn';
  const open = state === 'ESTABLISHED' || state === 'CLOSE_WAIT';
  return open && socket.place === 'berth' && at - socket.stateSince > CLOSES_AFTER ? 'fin' : undefined;
}

/** What a hand at this view does next: a token that is owed or called for, else a word to its partner. */
export function handCommand(view: View, level: Level): SeatCommand {
  const { seat, number: seen, at: now } = view;
  for (const socket of seat.sockets) {
    const due = nextTransmission(socket.connection, now, profileOf(level));
    if (due !== undefined && !socket.piloted) return { kind: 'token', token: tokenOf(socket.key, due), seen };
  }
  for (const socket of seat.sockets) {
    const call = calledFor(view, socket);
    if (call === undefined) continue;
    const flags = call === 'syn' ? (['syn'] as const) : (['fin', 'ack'] as const);
    return { kind: 'token', token: handToken({ view: seat, level, now }, socket.key, flags), seen };
  }
  return { kind: 'signal', signal: { kind: 'thanks' }, seen };
}
