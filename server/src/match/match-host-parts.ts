// What a match on the server is given, what it tells, and what it can be asked.
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import type { Stop } from '@syn-or-swim/shared/game/match-clock.ts';
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import type { NetworkView } from '@syn-or-swim/shared/game/network-act.ts';
import type { Drivers } from '@syn-or-swim/shared/game/rules.ts';
import type { Player, Side } from '@syn-or-swim/shared/game/seat.ts';
import type { NumberedView, PublicView } from '@syn-or-swim/shared/game/view.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type {
  ClockAnchor,
  MatchFault,
  NumberedCommand,
  RoomAnswer,
  RoomSeat,
} from '@syn-or-swim/shared/protocol/messages.ts';
import type { MatchSetup, Recording } from '@syn-or-swim/shared/replay/recording.ts';
import type { KernelListener, KernelMachine } from '../kernel/kernel-machine.ts';
import type { Store } from '../storage/store.ts';
import type { SeatHand } from './answer-book.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import type { PastMatch } from './past-match.ts';

/** Who is told what a match does. Everything told rests on commands that the store has. */
export interface MatchListener {
  /** Only when what the network's seat sees has changed. */
  readonly networkViewChanged: (view: NetworkView, at: Milliseconds) => void;
  /** Only when the view of this seat has changed. */
  readonly viewChanged: (side: Side, view: NumberedView) => void;
  readonly publicChanged: () => void;
  readonly ended: (recording: Recording) => void;
  /** Of a match that comes back a fault of the store only means that it rests: the store has what was told. */
  readonly failed: (fault: MatchFault) => void;
}

/** All that a match needs. */
export interface MatchHostParts {
  readonly id: string;
  readonly roomId: string;
  /** Which match of its room, from 1. */
  readonly number: number;
  readonly level: Level;
  readonly setup: MatchSetup;
  /** Where game time 0 lies on the clock: now. */
  readonly startedAt: Milliseconds;
  /** True where other pairs wait for the same horn: there the clock does not stand for ever. */
  readonly inClass: boolean;
  readonly drivers: Drivers;
  readonly clock: Clock;
  readonly store: Store;
  readonly log: Log;
  readonly listener: MatchListener;
  /** True where the room opens again from the store: a store that fails then ends nothing. Left out: it ends the match. */
  readonly comesBack?: boolean;
  /**
   * `short`: nobody looks at the journal of the match while it is on, which is most of what a match would hold. Left out:
   * it is kept whole.
   */
  readonly journal?: 'short';
  /** The match was on when its process went: it goes on from here. */
  readonly past?: PastMatch | undefined;
  /** Starts the kernel that is the server's end; left out where somebody else is. */
  readonly startKernel?: ((listener: KernelListener) => KernelMachine) | undefined;
}

/** A match that runs. */
export interface MatchHost {
  /** What `side` asks; the answer comes once the store has the command. The same id gives the same answer. */
  readonly command: (seat: RoomSeat, numbered: NumberedCommand) => Promise<RoomAnswer>;
  /** Lets `player` play `side` from now on. */
  readonly seat: (side: Side, player: Player) => void;
  /** Lets the horn blow `ms` later; both seats are told. */
  readonly giveTime: (ms: Milliseconds) => void;
  /** Ends the match before its horn, with its log. */
  readonly abandon: () => void;
  /** Lets it rest, unfinished, since its process is to end. What is asked from now on is not answered. */
  readonly suspend: () => void;
  /** Tells `seat` its view as it is now, behind all that is still to be told. */
  readonly show: (seat: RoomSeat) => void;
  readonly publicView: () => PublicView;
  /** The match as it stands, with the fog lifted: not for the eyes of who plays it. Its journal may be a short one. */
  readonly match: () => Match;
  /** The lowest command id that this hand at `seat` has not used; left out: the first. */
  readonly nextCommand: (seat: RoomSeat, hand?: SeatHand) => number;
  /** Game time, which stands still once the match is over. */
  readonly gameTime: () => Milliseconds;
  /** Where game time stands, and why it does not run if it does not, as all may know. */
  readonly clock: () => { readonly anchor: ClockAnchor; readonly stop: Stop };
  /** Resolves when all that has happened is in the store and has been told. */
  readonly settled: () => Promise<void>;
}
