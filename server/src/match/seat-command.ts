// Which commands a seat may give at all, and how the log of a match keeps them.
import type { Command } from '@syn-or-swim/shared/game/command.ts';
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import type { ActRefusal } from '@syn-or-swim/shared/game/network-act.ts';
import { actRefused } from '@syn-or-swim/shared/game/network-seat.ts';
import { heldByPause } from '@syn-or-swim/shared/game/pause.ts';
import { assert } from '@syn-or-swim/shared/kernel/assert.ts';
import type { CommandRefusal, RoomCommand, RoomSeat } from '@syn-or-swim/shared/protocol/messages.ts';

/** Why `seat` can't do `command` now: one harbour's commands are judged in the match, the network's are refused here. */
export function refusedAct(
  match: Match,
  seat: RoomSeat,
  command: RoomCommand,
): CommandRefusal | ActRefusal | undefined {
  if ((seat === 'network') !== (command.kind === 'network')) return 'not-your-seat';
  if (command.kind !== 'network') return undefined;
  return heldByPause(match, command) ? 'paused' : actRefused(match, command.act);
}

/** `command` of `seat` as the log keeps it. */
export function ownedCommand(seat: RoomSeat, command: RoomCommand): Command {
  if (command.kind === 'network') return command;
  assert(seat !== 'network', 'the network commands no harbour');
  return { ...command, seat };
}
