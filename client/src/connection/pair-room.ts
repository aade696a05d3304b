import { Client, type Room } from '@colyseus/sdk';
import type { SeatCommand } from '@syn-or-swim/shared/game/command.ts';
import type { LevelId } from '@syn-or-swim/shared/game/level.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import {
  type ApiProblem,
  type CommandAnswer,
  type JoinOptions,
  PROTOCOL_VERSION,
  type RoomMade,
  type RoomPublic,
  type ServerMessages,
} from '@syn-or-swim/shared/protocol/messages.ts';
import type { RoomClock } from '../model/game-clock.ts';
import type { MatchListener } from '../model/match-link.ts';
import { problemOfClose, problemOfJoin, type RoomProblem } from './room-problem.ts';
import { forgetSeat, keepSeat } from './seat-store.ts';

/** What a room tells the page, beside the views of a match. */
export interface PairListener extends MatchListener {
  /** This page has a seat, or another one after a swap. */
  onSeat(seat: Side): void;
  /** What all may see has changed. */
  onPublic(room: RoomPublic): void;
  onLine(line: 'up' | 'reconnecting'): void;
  onMatchFailed(failure: ServerMessages['match-failed']): void;
  /** The room is over for this page. */
  onGone(problem: RoomProblem): void;
}

/** Where the page reaches its server, and what it keeps between two loads. */
export interface PairSurroundings {
  readonly origin: string;
  readonly storage: Storage;
  readonly wall: () => number;
}

/** Makes a room on the server that plays `level`: its code, or why there is none. */
export async function makeRoom(
  origin: string,
  level: LevelId,
): Promise<{ readonly code: string } | { readonly problem: RoomProblem }> {
  try {
    const response = await fetch(`${origin}/api/rooms`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ level }),
    });
    const body = (await response.json()) as RoomMade | ApiProblem;
    return 'code' in body ? body : { problem: body.error };
  } catch {
    return { problem: 'server-away' };
  }
}

/** Waits between two tries to come back: short at first, since most cuts are, then every 2 s. */
const RETRY_DELAYS = [100, 300, 700, 1200, 2000];
/** Tries for as long as the server keeps a seat: beyond that nothing is left to come back to. */
const RETRIES = 300;
const TIME_CHECK = 15_000;

/** A seat in a room of the server. It comes back by itself when the line breaks. */
export class PairRoom {
  readonly code: string;
  readonly clock: RoomClock;
  readonly #surroundings: PairSurroundings;
  readonly #listener: PairListener;
  #room: Room | undefined;
  #seatToken: string | undefined;
  #match = 0;
  #nextCommand = 1;
  #left = false;
  #timeCheck: ReturnType<typeof setInterval> | undefined;

  constructor(
    code: string,
    seatToken: string | undefined,
    clock: RoomClock,
    surroundings: PairSurroundings,
    listener: PairListener,
  ) {
    this.code = code;
    this.#seatToken = seatToken;
    this.clock = clock;
    this.#surroundings = surroundings;
    this.#listener = listener;
  }

  /** Takes the seat. @returns why it could not, or undefined once it has it */
  async join(): Promise<RoomProblem | undefined> {
    const client = new Client(this.#surroundings.origin);
    const options: JoinOptions = this.#seatToken === undefined ? {} : { seatToken: this.#seatToken };
    try {
      const room: Room = await client.joinById(this.code, options);
      if (this.#left) await room.leave();
      else this.#attend(room);
      return undefined;
    } catch (cause) {
      return problemOfJoin(cause);
    }
  }

  /** Sends a command of the match that is on. Fails where the line is down. */
  async send(command: SeatCommand): Promise<CommandAnswer> {
    const room = this.#room;
    if (room === undefined) throw new Error('There is no line to the room.');
    const id = this.#nextCommand++;
    return await room.request<unknown, CommandAnswer>('command', { id, match: this.#match, command });
  }

  ready(ready: boolean): void {
    this.#room?.send('ready', { ready });
  }

  choose(level: LevelId, swap: boolean): void {
    this.#room?.send('choose', { level, swap });
  }

  /** Gives the seat up for good. */
  leave(): void {
    this.#left = true;
    forgetSeat(this.#surroundings.storage);
    clearInterval(this.#timeCheck);
    void this.#room?.leave();
    this.#room = undefined;
  }

  #attend(room: Room): void {
    this.#room = room;
    // The game's own seat token outlives the server process, the SDK's reconnection token does not.
    room.reconnection.enabled = false;
    room.onMessage('welcome', (message: ServerMessages['welcome']) => this.#welcome(message));
    room.onMessage('view', (view: ServerMessages['view']) => {
      this.#enterMatch(view.match);
      this.clock.seen(view.at);
      this.#listener.onView(view);
    });
    room.onMessage('debrief', (debrief: ServerMessages['debrief']) => this.#listener.onDebrief(debrief));
    room.onMessage('match-failed', (failure: ServerMessages['match-failed']) =>
      this.#listener.onMatchFailed(failure),
    );
    room.onStateChange((state: { toJSON(): RoomPublic }) => this.#public(state.toJSON()));
    room.onError(() => undefined);
    room.onLeave((code) => void this.#lost(room, code));
    clearInterval(this.#timeCheck);
    this.#timeCheck = setInterval(() => void this.#askTime(), TIME_CHECK);
    void this.#askTime();
    this.#listener.onLine('up');
  }

  #welcome({ protocol, seat, seatToken, nextCommand }: ServerMessages['welcome']): void {
    if (protocol !== PROTOCOL_VERSION) {
      this.leave();
      this.#listener.onGone('other-version');
      return;
    }
    this.#seatToken = seatToken;
    this.#nextCommand = nextCommand;
    keepSeat(this.#surroundings.storage, { code: this.code, seatToken });
    this.#listener.onSeat(seat);
  }

  #public(room: RoomPublic): void {
    this.#enterMatch(room.match);
    this.clock.anchor(room.clock);
    this.#listener.onPublic(room);
  }

  #enterMatch(match: number): void {
    if (match === this.#match) return;
    this.#match = match;
    this.clock.restart();
  }

  async #askTime(): Promise<void> {
    const asked = this.#surroundings.wall();
    try {
      const answer = await this.#room?.request<object, { server: number }>('time', {});
      if (answer !== undefined) this.clock.measured(answer.server, asked, this.#surroundings.wall());
    } catch {
      // The line broke meanwhile; the clock is measured again when it is back.
    }
  }

  async #lost(room: Room, code: number): Promise<void> {
    if (this.#left || this.#room !== room) return;
    this.#room = undefined;
    const problem = problemOfClose(code);
    if (problem !== undefined) {
      this.#end(problem);
      return;
    }
    this.#listener.onLine('reconnecting');
    this.#end(await this.#comeBack());
  }

  /** Tries until the seat is there again. @returns why it never will be, or undefined once it is */
  async #comeBack(): Promise<RoomProblem | undefined> {
    for (let attempt = 0; attempt < RETRIES; attempt += 1) {
      const delay = RETRY_DELAYS[Math.min(attempt, RETRY_DELAYS.length - 1)];
      await new Promise((resolve) => setTimeout(resolve, delay));
      if (this.#left) return undefined;
      const problem = await this.join();
      if (problem !== 'server-away') return problem;
    }
    return 'connection-lost';
  }

  #end(problem: RoomProblem | undefined): void {
    if (problem === undefined || this.#left) return;
    this.#left = true;
    clearInterval(this.#timeCheck);
    forgetSeat(this.#surroundings.storage);
    this.#listener.onGone(problem);
  }
}
