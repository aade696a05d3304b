import type { SeatCommand } from '@syn-or-swim/shared/game/command.ts';
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import type { CommandAnswer, ServerMessages } from '@syn-or-swim/shared/protocol/messages.ts';
import type { GameClock } from './strait-model.ts';

/** The way from the page to one match, wherever it runs: in a room of the server or in a worker of the page. */
export interface MatchLink {
  readonly seat: Side;
  readonly level: Level;
  readonly clock: GameClock;
  /** Asks the match for `command`. The promise fails where no answer can come any more. */
  send(command: SeatCommand): Promise<CommandAnswer>;
}

/** What a match tells the page. */
export interface MatchListener {
  /** The seat's whole view; each replaces the one before. */
  onView(view: ServerMessages['view']): void;
  /** After the horn: the log of the match. */
  onDebrief(debrief: ServerMessages['debrief']): void;
}
