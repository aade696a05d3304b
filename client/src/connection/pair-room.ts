import type { Room } from '@colyseus/sdk';
import type { SeatCommand } from '@syn-or-swim/shared/game/command.ts';
import type { LevelId } from '@syn-or-swim/shared/game/level.ts';
import type { MatchSettings } from '@syn-or-swim/shared/game/match-settings.ts';
import type { NetworkAct } from '@syn-or-swim/shared/game/network-act.ts';
import type { OwnLevel } from '@syn-or-swim/shared/levels/own-level.ts';
import {
  type ApiProblem,
  type CommandAnswer,
  type JoinOptions,
  type MakeRoom,
  type NumberedCommand,
  PROTOCOL_VERSION,
  type RoomAnswer,
  type RoomCommand,
  type RoomMade,
  type RoomPublic,
  type RoomSeat,
  type ServerMessages,
} from '@syn-or-swim/shared/protocol/messages.ts';
import type { Blame } from '@syn-or-swim/shared/scoring/blame.ts';
import type { RoomClock } from '../model/game-clock.ts';
import type { MatchListener } from '../model/match-link.ts';
import { type AskRoom, createCommandsUnderWay } from './commands-under-way.ts';
import {
  createHeartbeat,
  type Heartbeat,
  nextPatience,
  PATIENT_SILENCE_MAX,
  SILENCE_MAX,
} from './heartbeat.ts';
import { joinRoom } from './join-room.ts';
import { forgetJoiningId, joiningIdOf } from './joining-id.ts';
import { problemOfClose, problemOfJoin, type RoomProblem } from './room-problem.ts';
import { createRoomWishes, type TellRoom, type Wish } from './room-wishes.ts';
import { forgetSeat, keepSeat } from './seat-store.ts';
import { probeServer, type ServerProbe } from './server-probe.ts';

/** What a room tells the page, beside the views of a match. */
export interface PairListener extends MatchListener {
  /** This page has a seat, or another one after a swap. */
  onSeat(seat: RoomSeat): void;
  /** The room was made for a level from a file: this one. */
  onOwnLevel(own: OwnLevel): void;
  /** What all may see has changed. */
  onPublic(room: RoomPublic): void;
  /** What the network's seat sees; each replaces the one before. */
  onNetworkView(view: ServerMessages['network-view']): void;
  onLine(line: 'up' | 'reconnecting'): void;
  /** What this page has said of being ready and the room has perhaps not heard yet; undefined once it has. */
  onReadyKept(ready: boolean | undefined): void;
  onMatchFailed(failure: ServerMessages['match-failed']): void;
  /** What either seat has said on the blame card so far. */
  onBlame(blame: ServerMessages['blame']): void;
  /** The room is over for this page. */
  onGone(problem: RoomProblem): void;
}

/** Where the page reaches its server, and what it keeps between two loads. */
export interface PairSurroundings {
  readonly origin: string;
  readonly storage: Storage;
  readonly wall: () => number;
  /** Tells when the browser is online again or the page is looked at again, until the function it gives is called. */
  readonly onWake: (listener: () => void) => () => void;
}

/** Makes a room on the server that plays `level` with `settings`: its code, or why there is none. */
export async function makeRoom(
  origin: string,
  level: LevelId,
  settings: Partial<MatchSettings> = {},
  own?: OwnLevel,
): Promise<{ readonly code: string } | { readonly problem: RoomProblem }> {
  try {
    const response = await fetch(`${origin}/api/rooms`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ level, settings, ...(own === undefined ? {} : { own }) } satisfies MakeRoom),
    });
    const body = (await response.json()) as RoomMade | ApiProblem;
    return 'code' in body ? body : { problem: body.error };
  } catch {
    return { problem: 'server-away' };
  }
}

/** How long it may take to sit down at first, and once the server has just answered (ms). */
const JOIN_DEADLINE = 15_000;
const RETURN_DEADLINE = 5000;

/** From a try to come back that failed to the next one (ms). */
const RETURN_PAUSE = 500;

/** A silent line after which the page is back so soon (ms) was slow, not dead. */
const FALSE_ALARM = 1500;

/** How long a page tries to come back (ms): longer than the server keeps a room in which nobody is. */
const KEEP_TRYING = 1_800_000;

/** How long a command waits for its answer on a line that stands (ms): the heartbeat finds a dead one much earlier. */
const ANSWER_DEADLINE = 60_000;

const TIME_CHECK = 15_000;

/** A line to the room: its socket, and what watches over it. */
interface Line {
  readonly room: Room;
  readonly heart: Heartbeat;
  readonly ask: AskRoom;
  readonly tell: TellRoom;
  /** When it was there, on this page's clock. */
  readonly since: number;
}

/** A seat in a room of the server. It comes back by itself when the line breaks. */
export class PairRoom {
  readonly code: string;
  readonly clock: RoomClock;
  readonly #surroundings: PairSurroundings;
  readonly #listener: PairListener;
  readonly #commands = createCommandsUnderWay((ask) => this.#line?.ask === ask);
  readonly #wishes = createRoomWishes(
    (tell) => this.#line?.tell === tell,
    (ready) => this.#listener.onReadyKept(ready),
  );
  readonly #unwatch: () => void;
  #line: Line | undefined;
  #probe: ServerProbe | undefined;
  /** By what the room knows this page: its joining id, until it has a seat's token. */
  #knock: Pick<JoinOptions, 'seatToken' | 'joining'>;
  #seat: RoomSeat | undefined;
  #match = 0;
  #nextCommand = 1;
  #left = false;
  #patience = SILENCE_MAX;
  #timeCheck: ReturnType<typeof setInterval> | undefined;

  constructor(
    code: string,
    seatToken: string | undefined,
    clock: RoomClock,
    surroundings: PairSurroundings,
    listener: PairListener,
  ) {
    this.code = code;
    this.#knock =
      seatToken === undefined ? { joining: joiningIdOf(() => surroundings.storage, code) } : { seatToken };
    this.clock = clock;
    this.#surroundings = surroundings;
    this.#listener = listener;
    this.#unwatch = surroundings.onWake(() => this.#line?.heart.check());
  }

  /** Takes the seat. @returns why it could not, or undefined once it has it */
  join(): Promise<RoomProblem | undefined> {
    return this.#sitDown(JOIN_DEADLINE);
  }

  /** As {@link join}, where nobody stands by to try again: it goes on trying while the server is out of reach. */
  async joinSurely(): Promise<RoomProblem | undefined> {
    const problem = await this.#sitDown(JOIN_DEADLINE);
    if (problem !== 'server-away' && problem !== 'too-many-guesses') return problem;
    this.#listener.onLine('reconnecting');
    return await this.#comeBack(false);
  }

  /**
   * Sends a command of the match that is on, once: if the line breaks before the answer is there, the answer comes
   * over the next one. Fails where the line is down, or was before the command reached the room.
   */
  async send(command: SeatCommand): Promise<CommandAnswer> {
    // What is refused for the network's own reasons, only the network's seat can ask.
    return (await this.#ask(command)) as CommandAnswer;
  }

  /** Does something to boats under way, from the network's seat; else as {@link send}. */
  act(act: NetworkAct): Promise<RoomAnswer> {
    return this.#ask({ kind: 'network', act });
  }

  async #ask(command: RoomCommand): Promise<RoomAnswer> {
    const line = this.#line;
    if (line === undefined) throw new Error('There is no line to the room.');
    const id = this.#nextCommand++;
    return await this.#commands.send({ id, match: this.#match, command }, line.ask);
  }

  /** Says that this page is ready, or not yet; while the line is down, as soon as it is back. */
  ready(ready: boolean): void {
    this.#wishes.say({ kind: 'ready', message: { ready } }, this.#line?.tell);
  }

  /** Chooses what is played next; while the line is down, as soon as it is back. */
  choose(level: LevelId, swap: boolean, settings: Partial<MatchSettings> = {}): void {
    const wish: Wish = { kind: 'choose', message: { level, swap, settings }, seat: this.#seat };
    this.#wishes.say(wish, this.#line?.tell);
  }

  /** Names a cause and a remedy on the blame card of the last match; while the line is down, as soon as it is back. */
  blame({ cause, remedy }: Blame): void {
    this.#wishes.say({ kind: 'blame', message: { match: this.#match, cause, remedy } }, this.#line?.tell);
  }

  /** Gives the seat up for good. */
  leave(): void {
    const line = this.#line;
    this.#finish();
    // A socket that is closing already takes no farewell.
    if (line?.room.connection.isOpen === true) void line.room.leave();
  }

  async #sitDown(deadline: number): Promise<RoomProblem | undefined> {
    const { origin } = this.#surroundings;
    try {
      const room = await joinRoom({ origin, code: this.code, options: this.#knock, deadline });
      if (this.#left) await room.leave();
      else this.#attend(room);
      return undefined;
    } catch (cause) {
      return problemOfJoin(cause);
    }
  }

  #attend(room: Room): void {
    const heart = createHeartbeat({
      ask: (answered) => room.ping(answered),
      patience: this.#patience,
      onDead: () => this.#dropDead(room),
      now: this.#surroundings.wall,
    });
    const ask = (numbered: NumberedCommand) =>
      room.request<unknown, RoomAnswer>('command', numbered, { timeout: ANSWER_DEADLINE });
    const tell = ({ kind, message }: Wish) => room.request(kind, message, { timeout: ANSWER_DEADLINE });
    this.#line = { room, heart, ask, tell, since: this.#surroundings.wall() };
    // The game's own seat token outlives the server process, the SDK's reconnection token does not.
    room.reconnection.enabled = false;
    this.#listen(room);
    clearInterval(this.#timeCheck);
    this.#timeCheck = setInterval(() => void this.#askTime(), TIME_CHECK);
    this.clock.doubt();
    void this.#askTime();
  }

  /** What an older line still has to say counts no more. */
  #listen(room: Room): void {
    const heard = <Type extends keyof ServerMessages>(
      type: Type,
      take: (message: ServerMessages[Type]) => void,
    ): void => {
      room.onMessage(type, (message: ServerMessages[Type]) => {
        if (this.#line?.room === room) take(message);
      });
    };
    heard('welcome', (message) => this.#welcome(message));
    heard('view', (view) => {
      this.#enterMatch(view.match);
      this.clock.seen(view.at);
      this.#listener.onView(view);
    });
    heard('network-view', (view) => {
      this.#enterMatch(view.match);
      this.clock.seen(view.at);
      this.#listener.onNetworkView(view);
    });
    heard('debrief', (debrief) => this.#listener.onDebrief(debrief));
    heard('blame', (blame) => this.#listener.onBlame(blame));
    heard('match-failed', (failure) => this.#listener.onMatchFailed(failure));
    room.onStateChange((state: { toJSON(): RoomPublic }) => {
      if (this.#line?.room === room) this.#public(state.toJSON());
    });
    room.onError(() => undefined);
    room.onLeave((code) => this.#closed(room, code));
  }

  #welcome({ protocol, seat, seatToken, nextCommand, own }: ServerMessages['welcome']): void {
    if (protocol !== PROTOCOL_VERSION) {
      this.leave();
      this.#listener.onGone('other-version');
      return;
    }
    if (own !== undefined) this.#listener.onOwnLevel(own);
    this.#knock = { seatToken };
    forgetJoiningId(() => this.#surroundings.storage);
    this.#seat = seat;
    if (this.#line !== undefined) {
      this.#commands.resume(nextCommand, this.#line.ask);
      this.#wishes.resume(seat, this.#line.tell);
    }
    this.#nextCommand = Math.max(this.#nextCommand, nextCommand);
    keepSeat(this.#surroundings.storage, { code: this.code, seatToken });
    this.#listener.onSeat(seat);
    this.#listener.onLine('up');
  }

  #public(room: RoomPublic): void {
    this.#enterMatch(room.match);
    this.clock.anchor(room.clock);
    this.#listener.onPublic(room);
  }

  #enterMatch(match: number): void {
    if (match === this.#match) return;
    this.#match = match;
    this.#wishes.forget();
    this.clock.restart();
  }

  async #askTime(): Promise<void> {
    const asked = this.#surroundings.wall();
    try {
      const answer = await this.#line?.room.request<object, { server: number }>('time', {});
      if (answer !== undefined) this.clock.measured(answer.server, asked, this.#surroundings.wall());
    } catch {
      // The line broke meanwhile; the clock is measured again when it is back.
    }
  }

  /** Nothing comes back over the line, though nobody has closed it. */
  #dropDead(room: Room): void {
    if (this.#line?.room !== room) return;
    room.connection.close();
    this.#lost(true);
  }

  #closed(room: Room, code: number): void {
    if (this.#line?.room !== room) return;
    const problem = problemOfClose(code);
    if (problem === undefined) this.#lost(false);
    else this.#end(problem);
  }

  /** `silently`: nobody closed the line, and perhaps it was only slow. */
  #lost(silently: boolean): void {
    const stood = this.#surroundings.wall() - (this.#line?.since ?? 0);
    const patience = nextPatience(this.#patience, stood, SILENCE_MAX);
    this.#line?.heart.stop();
    this.#line = undefined;
    this.#listener.onLine('reconnecting');
    this.#patience = silently ? patience : this.#patience;
    void this.#comeBack(silently).then((problem) => this.#end(problem));
  }

  /** Tries until the seat is there again. @returns why it never will be, or undefined once it is */
  async #comeBack(silently: boolean): Promise<RoomProblem | undefined> {
    const { wall } = this.#surroundings;
    const lostAt = wall();
    while (wall() - lostAt < KEEP_TRYING) {
      this.#probe = probeServer(this.#surroundings);
      if (!(await this.#probe.answered)) return undefined;
      const slow = silently && wall() - lostAt < FALSE_ALARM;
      if (slow) this.#patience = Math.max(this.#patience, PATIENT_SILENCE_MAX);
      const problem = await this.#sitDown(RETURN_DEADLINE);
      if (problem !== 'server-away' && problem !== 'too-many-guesses') return problem;
      await new Promise((resolve) => setTimeout(resolve, RETURN_PAUSE));
      if (this.#left) return undefined;
    }
    return 'connection-lost';
  }

  #end(problem: RoomProblem | undefined): void {
    if (problem === undefined || this.#left) return;
    this.#finish();
    this.#listener.onGone(problem);
  }

  /** This page has nothing more to do with the room. */
  #finish(): void {
    this.#left = true;
    this.#line?.heart.stop();
    this.#line = undefined;
    this.#probe?.stop();
    clearInterval(this.#timeCheck);
    this.#unwatch();
    this.#commands.abandon();
    this.#wishes.forget();
    forgetSeat(this.#surroundings.storage);
    forgetJoiningId(() => this.#surroundings.storage);
  }
}
