// The Colyseus side of a room: it reads messages, hands them to the pairing, and passes on what comes back.
import { type Client, CloseCode, ServerError } from '@colyseus/core';
import { CLIENT_MESSAGE_SCHEMAS } from '@syn-or-swim/shared/protocol/client-message-schema.ts';
import {
  CLOSE_CODES,
  type ClientMessages,
  type CommandRefusal,
  JOIN_REFUSALS,
  type JoinRefusal,
  type RoomAnswer,
  type ServerMessages,
} from '@syn-or-swim/shared/protocol/messages.ts';
import type { PastRoom } from '../match/kept-room.ts';
import type { RoomOrder } from '../match/lobby.ts';
import type { Log } from '../match/log.ts';
import type { Metrics } from '../match/metrics.ts';
import type { Pairing, PairingListener, RoomServices } from '../match/pairing-parts.ts';
import type { PlaceIndex } from '../match/place-credential.ts';
import { createTokenBucket, type TokenBucket } from '../match/token-bucket.ts';
import { SERVICE_RESTART } from './close-codes.ts';
import { isPageFrame } from './page-frame.ts';
import { cutLine, hasAllLeft, leaveTogether, readsOn } from './page-line.ts';
import type { RoomDirectory, SeatOptions } from './room-directory.ts';
import { RoomState, writeRoomState } from './room-state.ts';
import { SafeRoom } from './safe-room.ts';
import { type ViewFrames, viewFramesBy } from './view-frame.ts';

/** Commands of one page: a person needs two or three a second, and a burst after a lost line. */
const COMMAND_RATE = { burst: 40, perSecond: 20 };

/** Frames of any kind of one page. Whoever sends more is no page of ours. */
const FRAME_RATE = { burst: 200, perSecond: 100 };

/** Code of an error that tells a page that it sent something that no page of ours sends. */
const BAD_MESSAGE = 400;

/** What was last told to a seat is forgotten after so long (ms) in which it was told nothing, or twice as long at most. */
const FRAME_KEPT_MS = 10_000;

/** Longer than any room lives, shorter than what a timer takes: patches go out only when something changed. */
const NEVER_MS = 1e9;

/** What every match room is given beside its services. */
export interface MatchRoomParts {
  readonly services: RoomServices;
  readonly directory: RoomDirectory;
  readonly metrics: Pick<Metrics, 'answered' | 'seated' | 'turnedAway'>;
  /** Whether nobody can have taken this process for gone: what happens here may be told. */
  readonly holds: () => boolean;
  /** What plays in the room of `order`: a room of two friends, that may have a past, or a pair of a class. */
  readonly pairingOf: (order: RoomOrder, listener: PairingListener, past: PastRoom | undefined) => Pairing;
  /** Milliseconds for rate limits: they go by real time also where a test moves the clock. */
  readonly monotonic: () => number;
}

interface Member {
  readonly place: PlaceIndex;
  readonly commands: TokenBucket;
  readonly reservation: number;
}

type RoomClient = Client<{ messages: ServerMessages; userData: Member }>;

/** A room for two, or three with the network, made by {@link matchRoomClass}. */
export abstract class MatchRoom extends SafeRoom<{ state: RoomState; client: RoomClient }> {
  protected abstract readonly parts: MatchRoomParts;
  protected abstract readonly viewFrames: Readonly<Record<PlaceIndex, ViewFrames>>;
  override state = new RoomState();
  override patchRate = NEVER_MS;
  override autoDispose = false;
  private code = '';
  private pairing: Pairing | undefined;
  private readonly seated: Record<PlaceIndex, RoomClient | undefined> = {
    0: undefined,
    1: undefined,
    2: undefined,
  };
  private toldPublic = '';

  protected override get log(): Log {
    return this.parts.services.log;
  }

  override messages = {
    command: (client: RoomClient, message: unknown) => this.command(client, message),
    ready: (client: RoomClient, message: unknown) =>
      this.parsed('ready', client, message, (value, place) => this.pairing?.ready(place, value)),
    choose: (client: RoomClient, message: unknown) =>
      this.parsed('choose', client, message, (value, place) => this.pairing?.choose(place, value)),
    blame: (client: RoomClient, message: unknown) =>
      this.parsed('blame', client, message, (value, place) => this.pairing?.blame(place, value)),
    time: () => ({ server: this.parts.services.clock.now() }),
    _: (client: RoomClient) => client.error(BAD_MESSAGE, 'unknown-message-type'),
  };

  override onCreate({ past, ...order }: RoomOrder & { readonly past?: PastRoom }): void {
    this.code = order.code;
    const listener: PairingListener = {
      send: (place, type, message) => this.tell(place, type, message),
      publicChanged: () => this.publicChanged(),
      dismiss: (place) => this.dismissPlace(place),
      idle: () => void this.close('room-idle'),
      rests: () => this.rest(),
    };
    this.pairing = this.parts.pairingOf(order, listener, past);
    this.parts.directory.opened(order.code, {
      id: order.id,
      roomId: this.roomId,
      pairing: this.pairing,
      rest: () => this.rest(),
      close: () => void this.disconnect(),
    });
    this.publicChanged();
  }

  /** The options are the directory's own: it alone reserves seats. */
  override onJoin(client: RoomClient, options: SeatOptions): void {
    const { joining, reservation } = options;
    // A room that rests may be open elsewhere: the page knocks again.
    const place = this.pairing?.admission(options) ?? 'server-away';
    if (typeof place === 'string') throw refusal(place);
    const before = this.seated[place];
    // A socket that a bad network held back must not throw out the one with which its page came back meanwhile.
    if (reservation < (before?.userData?.reservation ?? 0)) throw refusal('stale-seat');
    this.watchFrames(client);
    client.userData = { place, reservation, commands: createTokenBucket(COMMAND_RATE) };
    // The line before may not have taken all of the last frame yet.
    this.viewFrames[place].forget();
    this.seated[place] = client;
    this.parts.metrics.seated();
    if (before !== undefined) this.dismissAs(before, 'seat-taken-elsewhere');
    this.pairing?.arrive(place, joining);
  }

  override onLeave(client: RoomClient, code?: number): void {
    const member = this.memberOf(client);
    // A socket whose seat another has taken over leaves nothing behind.
    if (member === undefined) return;
    this.viewFrames[member.place].forget();
    this.seated[member.place] = undefined;
    this.pairing?.depart(member.place, code === CloseCode.CONSENTED);
  }

  override onDispose(): void {
    for (const frames of Object.values(this.viewFrames)) frames.forget();
    if (this.pairing === undefined) return;
    this.pairing.close();
    this.parts.directory.closed(this.code, this.pairing);
  }

  /** Takes the command up soon, with those of other rooms: cold, it would cost several times as much. */
  private command(client: RoomClient, message: unknown): Promise<RoomAnswer> {
    return new Promise((resolve) => {
      // Who sits there then: a page that has come back over another line meanwhile was told that this did not arrive.
      this.parts.services.clock.soon(() => resolve(this.commandOf(this.memberOf(client), message)));
    });
  }

  private async commandOf(member: Member | undefined, message: unknown): Promise<RoomAnswer> {
    const id = idOf(message);
    if (this.pairing === undefined || member === undefined) return this.refused(id, 'not-your-seat');
    if (!member.commands.take(this.parts.monotonic())) return this.refused(id, 'too-fast');
    const parsed = CLIENT_MESSAGE_SCHEMAS.command.safeParse(message);
    if (!parsed.success) return this.refused(id, 'malformed');
    const answer = await this.pairing.command(member.place, parsed.data);
    this.parts.metrics.answered(parsed.data.command.kind, answer);
    return answer;
  }

  private refused(id: number, reason: CommandRefusal): RoomAnswer {
    const answer: RoomAnswer = { id, kind: 'refused', reason };
    this.parts.metrics.answered(undefined, answer);
    return answer;
  }

  private parsed<Type extends 'ready' | 'choose' | 'blame'>(
    type: Type,
    client: RoomClient,
    message: unknown,
    act: (value: ClientMessages[Type], place: PlaceIndex) => void,
  ): void {
    const value = CLIENT_MESSAGE_SCHEMAS[type].safeParse(message);
    const member = this.memberOf(client);
    if (!value.success) client.error(BAD_MESSAGE, `malformed-${type}`);
    else if (member !== undefined) act(value.data as ClientMessages[Type], member.place);
  }

  private tell<Type extends keyof ServerMessages>(
    place: PlaceIndex,
    type: Type,
    message: ServerMessages[Type],
  ): void {
    const client = this.seated[place];
    if (client === undefined) return;
    if (!this.parts.holds()) {
      this.rest();
      return;
    }
    if (!readsOn(client, this.parts.metrics)) return;
    const frame =
      type === 'view' ? this.viewFrames[place].frame(message as ServerMessages['view']) : undefined;
    leaveTogether(client);
    if (frame === undefined) client.send(type, message);
    else client.enqueueRaw(frame);
  }

  /** Whether nothing that its page was sent still waits at `place`. */
  protected hasAllGone(place: PlaceIndex): boolean {
    const client = this.seated[place];
    return client !== undefined && hasAllLeft(client);
  }

  /** Where `client` sits; undefined once another socket has taken its seat, even if it still sends. */
  private memberOf(client: RoomClient): Member | undefined {
    const member = client.userData;
    return member !== undefined && this.seated[member.place] === client ? member : undefined;
  }

  /** Writes the shared state and sends it, where it differs from what was sent. */
  private publicChanged(): void {
    if (this.pairing === undefined) return;
    if (!this.parts.holds()) {
      this.rest();
      return;
    }
    const now = this.pairing.roomPublic();
    const text = JSON.stringify(now);
    if (text === this.toldPublic) return;
    this.toldPublic = text;
    writeRoomState(this.state, now);
    this.broadcastPatch();
  }

  /** Sees frames before Colyseus reads them, so that garbage costs its sender the line and nobody else a thing. */
  private watchFrames(client: RoomClient): void {
    const bucket = createTokenBucket(FRAME_RATE);
    client.ref.on('message', (frame: Uint8Array) => {
      if (!isPageFrame(frame)) this.dismissAs(client, 'damaged-frame');
      else if (!bucket.take(this.parts.monotonic())) this.dismissAs(client, 'too-many-frames');
      // Whoever only asks, and reads no answer, is found here.
      else readsOn(client, this.parts.metrics);
    });
  }

  private dismissPlace(place: PlaceIndex): void {
    const client = this.seated[place];
    this.seated[place] = undefined;
    if (client !== undefined) this.dismissAs(client, 'seat-taken-elsewhere');
  }

  private dismissAs(client: RoomClient, reason: keyof typeof CLOSE_CODES): void {
    this.parts.metrics.turnedAway('socket', reason);
    // A page that doesn't answer the close could go on sending for half a minute.
    client.ref.removeAllListeners('message');
    client.leave(CLOSE_CODES[reason], reason);
  }

  /**
   * Lets the room rest where it is. Not a word goes out any more, since another process may have it already, also not
   * to a page whose line is half dead, for which a close would wait.
   */
  private rest(): void {
    if (this.pairing === undefined) return;
    this.parts.directory.rests(this.code, this.pairing);
    this.pairing.suspend();
    this.pairing = undefined;
    for (const client of this.clients) cutLine(client);
    void this.disconnect(SERVICE_RESTART);
  }

  private async close(reason: keyof typeof CLOSE_CODES): Promise<void> {
    await this.disconnect(CLOSE_CODES[reason]);
  }
}

/** The room class whose rooms have `parts`; Colyseus makes their instances itself. */
export function matchRoomClass(parts: MatchRoomParts) {
  // Housekeeping: nothing that a test's clock should stop at, nor that should keep a process alive.
  const frames = viewFramesBy((look) => setTimeout(look, FRAME_KEPT_MS).unref());
  return class extends MatchRoom {
    protected override readonly parts = parts;
    protected override readonly viewFrames = {
      0: frames(() => this.hasAllGone(0)),
      1: frames(() => this.hasAllGone(1)),
      2: frames(() => this.hasAllGone(2)),
    };
  };
}

function refusal(reason: JoinRefusal): ServerError {
  return new ServerError(JOIN_REFUSALS[reason], reason);
}

/** The id of a command that may be anything: it is answered also where nothing else of it makes sense. */
function idOf(message: unknown): number {
  const id = typeof message === 'object' && message !== null && 'id' in message ? message.id : undefined;
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : -1;
}
