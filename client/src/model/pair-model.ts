import type { ReadonlySignal } from '@preact/signals';
import type { Level, LevelId } from '@syn-or-swim/shared/game/level.ts';
import type { MatchSettings } from '@syn-or-swim/shared/game/match-settings.ts';
import { peerOf, type Side } from '@syn-or-swim/shared/game/seat.ts';
import type { RoomPublic, RoomSeat, ServerMessages } from '@syn-or-swim/shared/protocol/messages.ts';
import type { Blame } from '@syn-or-swim/shared/scoring/blame.ts';
import type { Debrief } from './debrief-model.ts';
import type { RoomClock } from './game-clock.ts';
import type { MatchModel } from './match-model.ts';
import type { NetworkModel } from './network-model.ts';
import type { Presence } from './presence.ts';

/** All that this page knows of the room in which it sits. */
export interface PairModel {
  readonly room: ReadonlySignal<RoomPublic | undefined>;
  readonly seat: ReadonlySignal<RoomSeat | undefined>;
  /** The level from a file for which the room was made. */
  readonly own: ReadonlySignal<Level | undefined>;
  readonly line: ReadonlySignal<Presence['line']>;
  /** What this page has said of being ready and the room has perhaps not heard yet; undefined once it has. */
  readonly readyKept: ReadonlySignal<boolean | undefined>;
  /** The match that is on, or was on last. */
  readonly model: ReadonlySignal<MatchModel | undefined>;
  /** The same as the network's player sees it; undefined at a harbour. */
  readonly network: ReadonlySignal<NetworkModel | undefined>;
  /** The match that was on last with the fog lifted; `unreadable` where it was made by other rules. */
  readonly debrief: ReadonlySignal<Debrief | 'unreadable' | undefined>;
  /** What each seat of the last match has said on the blame card. */
  readonly blames: ReadonlySignal<Readonly<Partial<Record<Side, Blame>>>>;
  readonly failure: ReadonlySignal<ServerMessages['match-failed'] | undefined>;
  readonly clock: RoomClock;
  /** The address that leads into the room. */
  readonly link: string;
}

/** What a person can do in a room before and after a match. */
export interface RoomActions {
  readonly ready: (ready: boolean) => void;
  readonly choose: (level: LevelId, swap: boolean, settings?: Partial<MatchSettings>) => void;
  readonly blame: (blame: Blame) => void;
  readonly leave: () => void;
}

/** Who is at the other end, as a room's roster tells the page at `seat`. */
export function presenceIn(room: RoomPublic, seat: Side, line: Presence['line']): Presence {
  const { player, connected } = room.roster[peerOf(seat)];
  if (player === 'kernel') return { partner: 'stack', line, clockStands: false, stop: room.stop };
  const partner = player !== 'person' && player !== 'nobody' ? 'held' : connected ? 'here' : 'away';
  return { partner, line, clockStands: false, stop: room.stop };
}

/** The level that comes after `level` in the game's own list; undefined after the last. */
export function levelAfter(level: Level, levels: readonly Level[]): Level | undefined {
  const index = levels.findIndex((other) => other.id === level.id);
  return index === -1 ? undefined : levels[index + 1];
}
