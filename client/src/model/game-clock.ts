import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { ClockAnchor } from '@syn-or-swim/shared/protocol/messages.ts';
import type { GameClock } from './strait-model.ts';

/** The game clock of a match for one: it stands at 0 until the match begins, and goes as the worker says. */
export interface SoloClock extends GameClock {
  /** True once the worker or the page itself has said where it stands. */
  readonly started: boolean;
  /** What the worker says of game time, on this page's own clock. */
  anchor(anchor: ClockAnchor): void;
  /** This page's own clock, in whole ms: by it the worker is asked and says when to be woken. */
  wall(): Milliseconds;
}

/** Game time at the moment `wall` of the clock that `anchor` lies on. */
function reckonedFrom({ gameAnchor, wallAnchor, rate }: ClockAnchor, wall: number): Milliseconds {
  return Math.floor(gameAnchor + (wall - wallAnchor) * rate);
}

/** The clock of a solo match on `wall`, a clock of this page in ms. */
export function createSoloClock(wall: () => number): SoloClock {
  let anchor: ClockAnchor | undefined;
  return {
    now: () => (anchor === undefined ? 0 : reckonedFrom(anchor, Math.floor(wall()))),
    get started() {
      return anchor !== undefined;
    },
    anchor: (next) => {
      anchor = next;
    },
    wall: () => Math.floor(wall()),
  };
}

/** The game clock of a room, as this page reckons it from the room's anchor and its own measurement. */
export interface RoomClock extends GameClock {
  /** The room's own anchor has come or changed. */
  anchor(anchor: ClockAnchor): void;
  /** The server's clock stood at `server` some time between the page's `asked` and `answered`. */
  measured(server: Milliseconds, asked: number, answered: number): void;
  /** The line is a new one, or this page has slept: the next measurement counts, however long it took. */
  doubt(): void;
  /** A view of game time `at` has come: it is at least as late as that. */
  seen(at: Milliseconds): void;
  /** A new match began: nothing has been seen of it. */
  restart(): void;
  /** Time until the match begins; 0 once it has. */
  untilStart(): Milliseconds;
}

/** A room's clock on `wall`, a clock of this page in ms. Until the first measurement it trusts the wall clock. */
export function createRoomClock(wall: () => number): RoomClock {
  let anchor: ClockAnchor = { gameAnchor: 0, wallAnchor: 0, rate: 0 };
  let best: { readonly offset: number; readonly roundTrip: number } | undefined;
  let doubted = false;
  let floor: Milliseconds = 0;
  const reckoned = (): Milliseconds => reckonedFrom(anchor, wall() + (best?.offset ?? 0));
  return {
    now: () => Math.max(floor, reckoned(), 0),
    untilStart: () => Math.max(0, -reckoned()),
    anchor: (next) => {
      anchor = next;
    },
    measured: (server, asked, answered) => {
      const roundTrip = answered - asked;
      // The shortest round trip tells most exactly; one half of it is how old the answer is.
      if (best !== undefined && !doubted && roundTrip > best.roundTrip) return;
      doubted = false;
      best = { roundTrip, offset: server + roundTrip / 2 - answered };
    },
    doubt: () => {
      doubted = true;
    },
    seen: (at) => {
      floor = Math.max(floor, at);
    },
    restart: () => {
      floor = 0;
    },
  };
}
