import type { HashPart } from '../kernel/hash.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { Profile } from '../tcp/profile.ts';
import type { SeatCommand } from './command.ts';
import type { Socket } from './harbour.ts';
import type { Level } from './level.ts';
import type { NetworkAct, NetworkView } from './network-act.ts';
import type { OrderId, OrderTask } from './order.ts';
import type { Player, Side, Stack } from './seat.ts';
import type { SeatState } from './seat-state.ts';
import type { ConnectionKey } from './token.ts';

/** A seat's command before the match has told on which view it was made, or a rest until an agreed moment. */
export type DriverAct =
  | (SeatCommand extends infer Command
      ? Command extends SeatCommand
        ? Omit<Command, 'seen'>
        : never
      : never)
  | { readonly kind: 'rest'; readonly until: Milliseconds };

/** All that a stack may know when it decides: its own seat's record. `whole` is set for a pilot and for par. */
export interface DriverSight {
  readonly seat: SeatState;
  readonly level: Level;
  readonly profile: Profile;
  readonly now: Milliseconds;
  /** The whole slip of an order, where the stack is one that knows it. */
  readonly whole: ((order: OrderId) => OrderTask) | undefined;
  /** The task of the order at a client port, for a pilot: it sails a socket before its slip has come. */
  readonly taskOfPort?: ((clientPort: number) => OrderTask | undefined) | undefined;
  /** Initial sequence number of the next opening of `key`: what its host would choose. */
  readonly iss: (key: ConnectionKey) => number;
  /** A keyed hash of this match and seat, 32 bits: a player that errs or guesses has no other chance. */
  readonly draw: (...parts: readonly HashPart[]) => number;
}

/** How a stack plays: a pure function of its seat's record, and how long its hand takes. */
export interface Driver {
  readonly reaction: Milliseconds;
  /** True where the stack knows whole slips (par); a partner in a solo match knows its own half alone. */
  readonly knowsAll: boolean;
  /** True of a hand: it is judged, counted and told as a person is. */
  readonly isHand?: true;
  /** The next single act, or undefined where there is nothing to do. */
  readonly decide: (sight: DriverSight) => DriverAct | undefined;
}

/** All that a stack which is the network may know when it decides. */
export interface NetworkSight {
  readonly view: NetworkView;
  /** Whole units of energy. */
  readonly energy: number;
  readonly now: Milliseconds;
  /** True where the rules let this be done now. */
  readonly may: (act: NetworkAct) => boolean;
  /** A keyed hash of this match and moment, 32 bits. */
  readonly draw: (...parts: readonly HashPart[]) => number;
}

/** How a stack is the network: it looks at the water every so often. */
export interface NetworkDriver {
  readonly every: Milliseconds;
  readonly decide: (sight: NetworkSight) => NetworkAct | undefined;
}

/** The stacks that can play, and the pilot that sails one socket. */
export interface Drivers {
  readonly stacks: Readonly<Record<Stack, Driver>>;
  readonly pilot: {
    readonly reaction: Milliseconds;
    /** The pilot's next act on the socket `key` alone. */
    readonly decide: (sight: DriverSight, key: ConnectionKey) => DriverAct | undefined;
  };
  /** The stack that can take the network's seat. */
  readonly network: NetworkDriver;
  /** What a stack that knows what this seat knows would do next on one of its sockets: the hint's whole token. */
  readonly advise: (sight: DriverSight, socket: Socket) => DriverAct | undefined;
}

/** Everything from which a match follows, with the commands: level, seed, who plays, how stacks play. */
export interface MatchRules {
  readonly level: Level;
  /** 32 bits. */
  readonly seed: number;
  readonly players: Readonly<Record<Side, Player>>;
  readonly drivers: Drivers;
  /** Who is the network beside the level's own weather; left out: nobody. */
  readonly network?: 'person' | 'stack';
  /**
   * True in a sandbox: whatever TCP allows may be sent, whether an order asks for it or not, and acts on boats under
   * way have no price. What no TCP would send is refused as ever, unless the assistance is Captain's.
   */
  readonly sandbox?: true;
}
