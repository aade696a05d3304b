// One pair's match in a class: the class says who sits where and when it begins; its room needs nobody to be ready.
import type { PairSeats, StudentId } from '@syn-or-swim/shared/classroom/class-event.ts';
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { NO_STOP } from '@syn-or-swim/shared/game/match-clock.ts';
import { type MatchSettings, unusualSettings } from '@syn-or-swim/shared/game/match-settings.ts';
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import { type Player, peerOf, SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import {
  type MatchFault,
  type NumberedCommand,
  PROTOCOL_VERSION,
  type RoomAnswer,
  type RoomPublic,
} from '@syn-or-swim/shared/protocol/messages.ts';
import type { Recording } from '@syn-or-swim/shared/replay/recording.ts';
import { levelHash } from '@syn-or-swim/shared/replay/replay.ts';
import { type AfterMatch, createAfterMatch } from '../match/after-match.ts';
import type { Cancel } from '../match/clock.ts';
import { startMatch } from '../match/match-host.ts';
import type { MatchHost } from '../match/match-host-parts.ts';
import { AWAY_GRACE_MS } from '../match/pairing.ts';
import type { Pairing, PairingListener, RoomServices } from '../match/pairing-parts.ts';
import { createPlaceCredentials, type PlaceIndex } from '../match/place-credential.ts';
import type { FreezableClock } from './freezable-clock.ts';

/** From the teacher's start to the first moment of the match: pages that have loaded nothing yet need it. */
export const CLASS_COUNTDOWN_MS = 8000;

/** What a pair's match is made with. */
export interface ClassMatchOrder {
  /** Under which the store keeps its room. */
  readonly id: string;
  readonly code: string;
  readonly level: Level;
  readonly settings: MatchSettings;
  readonly seed: number;
  readonly seats: PairSeats;
  /** It began while the round was on, and ends with the others. */
  readonly late: boolean;
  readonly clock: FreezableClock;
  /** The match is over, by its horn, the teacher or a fault. */
  readonly onEnded: () => void;
}

/** A pair's match, as its class knows it. */
export interface ClassMatchHost {
  readonly order: ClassMatchOrder;
  /** What its room hosts, once Colyseus has made it. */
  readonly pairing: (listener: PairingListener) => Pairing;
  /** Proves to the room that `student` sits at `side`. */
  readonly seatToken: (side: Side, student: StudentId) => string;
  /** `student` takes `side`, or a stack does. */
  readonly seat: (side: Side, student: StudentId | null) => void;
  readonly connected: (side: Side) => boolean;
  /** The match as it stands, and its game time; undefined before it begins. */
  readonly now: () => { readonly match: Match; readonly at: Milliseconds } | undefined;
  /** Over by its horn, by the teacher, or by a fault. */
  readonly isOver: () => boolean;
  /** The horn blows `ms` later. */
  readonly giveTime: (ms: Milliseconds) => void;
  /** The clock was frozen or runs again. */
  readonly clockChanged: () => void;
  readonly end: () => void;
  readonly settled: () => Promise<void>;
}

interface Hosted {
  readonly services: RoomServices;
  readonly order: ClassMatchOrder;
  readonly away: Record<Side, Cancel | undefined>;
  readonly connected: Record<Side, boolean>;
  readonly startsAt: Milliseconds;
  readonly cancelStart: Cancel;
  /** Time that was given before the match began. */
  given: Milliseconds;
  seats: PairSeats;
  phase: 'countdown' | 'playing' | 'ended';
  host: MatchHost | undefined;
  after: AfterMatch | undefined;
  failure: MatchFault | undefined;
  listener: PairingListener | undefined;
}

/** Nobody sits on the network's seat in a class. */
const NO_NETWORK = { player: 'nobody', connected: false, ready: false } as const;

/** The number of the match in its room: there is never a second one. */
const MATCH = 1;

/** The first place is always the client's: between rounds the class itself moves its students. */
const placeOf = (side: Side): PlaceIndex => (side === 'client' ? 0 : 1);
const sideOf = (place: PlaceIndex): Side => (place === 0 ? 'client' : 'server');

/** A match of two seats of a class, which begins by itself after {@link CLASS_COUNTDOWN_MS}. */
export function createClassMatch(services: RoomServices, order: ClassMatchOrder): ClassMatchHost {
  const credentials = createPlaceCredentials(services.seatSecret, order.id);
  const startsAt = order.clock.now() + CLASS_COUNTDOWN_MS;
  const hosted: Hosted = {
    services,
    order,
    away: { client: undefined, server: undefined },
    connected: { client: false, server: false },
    startsAt,
    cancelStart: order.clock.at(startsAt, () => begin(hosted)),
    given: 0,
    seats: order.seats,
    phase: 'countdown',
    host: undefined,
    after: undefined,
    failure: undefined,
    listener: undefined,
  };
  const seatToken = (side: Side, student: StudentId) =>
    credentials.seal({ place: placeOf(side), epoch: student });
  return {
    order,
    seatToken,
    pairing: (listener) => {
      hosted.listener = listener;
      return pairingOf(hosted, seatToken, credentials.open);
    },
    seat: (side, student) => seat(hosted, side, student),
    connected: (side) => hosted.connected[side],
    now: () => hosted.host && { match: hosted.host.match(), at: hosted.host.gameTime() },
    isOver: () => hosted.phase === 'ended',
    giveTime: (ms) => giveTime(hosted, ms),
    clockChanged: () => hosted.listener?.publicChanged(),
    end: () => end(hosted),
    settled: async () => hosted.host?.settled(),
  };
}

function pairingOf(
  hosted: Hosted,
  seatToken: ClassMatchHost['seatToken'],
  open: ReturnType<typeof createPlaceCredentials>['open'],
): Pairing {
  return {
    admission: (token) => {
      if (token === undefined) return 'room-full';
      const claim = open(token);
      if (claim === undefined || hosted.seats[sideOf(claim.place)] !== claim.epoch) return 'stale-seat';
      return claim.place;
    },
    arrive: (place) => arrive(hosted, sideOf(place), seatToken),
    depart: (place, forGood) => depart(hosted, sideOf(place), forGood),
    // The class alone begins matches and chooses levels.
    ready: () => {},
    choose: () => {},
    blame: (place, said) => {
      if (said.match === MATCH) hosted.after?.blame(place, said);
    },
    command: (place, message) => command(hosted, sideOf(place), message),
    roomPublic: () => roomPublic(hosted),
    clockMoved: () => hosted.listener?.publicChanged(),
    settled: async () => hosted.host?.settled(),
    // What a class keeps of its matches is in its own events.
    playing: () => undefined,
    suspend: () => end(hosted),
    close: () => end(hosted),
  };
}

/** Who plays `side`: a student who has not come yet has a little time before the holder plays. */
function playerAt({ seats }: Hosted, side: Side): Player {
  return seats[side] === null ? 'perfect' : 'person';
}

function begin(hosted: Hosted): void {
  const { services, order } = hosted;
  const { level, settings, clock } = order;
  hosted.phase = 'playing';
  try {
    hosted.host = startMatch({
      ...services,
      clock,
      id: services.nextId(),
      roomId: order.id,
      number: MATCH,
      level,
      startedAt: clock.now(),
      inClass: true,
      setup: {
        levelId: level.id,
        levelHash: levelHash(level),
        seed: order.seed,
        players: { client: playerAt(hosted, 'client'), server: playerAt(hosted, 'server') },
        ...unusualSettings(settings),
      },
      listener: {
        viewChanged: (side, view) => {
          const { host, listener } = hosted;
          if (host === undefined) return;
          listener?.send(placeOf(side), 'view', { ...view, match: MATCH, public: host.publicView() });
        },
        // Nobody sits there in a class.
        networkViewChanged: () => {},
        publicChanged: () => hosted.listener?.publicChanged(),
        ended: (recording) => ended(hosted, recording),
        failed: (fault) => failed(hosted, fault),
      },
    });
  } catch (cause) {
    services.log.error({ level: level.id, err: cause }, 'a match of a class could not begin');
    failed(hosted, 'broken');
    return;
  }
  if (hosted.given > 0) hosted.host.giveTime(hosted.given);
  for (const side of SIDES) if (!hosted.connected[side]) awaitReturn(hosted, side);
  hosted.listener?.publicChanged();
}

function giveTime(hosted: Hosted, ms: Milliseconds): void {
  if (hosted.phase === 'countdown') hosted.given += ms;
  else hosted.host?.giveTime(ms);
}

function ended(hosted: Hosted, recording: Recording): void {
  hosted.after = createAfterMatch(MATCH, recording, sideOf, (place, type, message) =>
    hosted.listener?.send(place, type, message),
  );
  over(hosted);
  for (const side of SIDES) hosted.after.show(placeOf(side));
}

function failed(hosted: Hosted, reason: MatchFault): void {
  hosted.failure = reason;
  over(hosted);
  for (const side of SIDES) hosted.listener?.send(placeOf(side), 'match-failed', { match: MATCH, reason });
}

function over(hosted: Hosted): void {
  hosted.phase = 'ended';
  for (const side of SIDES) hosted.away[side]?.();
  hosted.listener?.publicChanged();
  hosted.order.onEnded();
}

function end(hosted: Hosted): void {
  hosted.cancelStart();
  if (hosted.phase === 'countdown') over(hosted);
  else hosted.host?.abandon();
}

function arrive(hosted: Hosted, side: Side, seatToken: ClassMatchHost['seatToken']): void {
  const { host, listener, seats, phase } = hosted;
  const student = seats[side];
  if (student === null) return;
  hosted.away[side]?.();
  hosted.connected[side] = true;
  const place = placeOf(side);
  listener?.send(place, 'welcome', {
    protocol: PROTOCOL_VERSION,
    seat: side,
    seatToken: seatToken(side, student),
    nextCommand: phase === 'playing' ? (host?.nextCommand(side) ?? 1) : 1,
  });
  host?.seat(side, 'person');
  host?.show(side);
  hosted.after?.show(place);
  if (hosted.failure !== undefined) {
    listener?.send(place, 'match-failed', { match: MATCH, reason: hosted.failure });
  }
  listener?.publicChanged();
}

function depart(hosted: Hosted, side: Side, forGood: boolean): void {
  hosted.connected[side] = false;
  if (hosted.phase === 'playing') {
    if (forGood) hold(hosted, side);
    else awaitReturn(hosted, side);
  }
  hosted.listener?.publicChanged();
}

/** A stack holds the seat of a student who does not come back for a while, so that the partner is never stuck. */
function awaitReturn(hosted: Hosted, side: Side): void {
  if (hosted.seats[side] === null) return;
  const { clock } = hosted.order;
  hosted.away[side]?.();
  hosted.away[side] = clock.at(clock.now() + AWAY_GRACE_MS, () => hold(hosted, side));
}

function hold(hosted: Hosted, side: Side): void {
  if (hosted.seats[side] !== null) hosted.host?.seat(side, 'holder');
}

function seat(hosted: Hosted, side: Side, student: StudentId | null): void {
  hosted.away[side]?.();
  // Whoever sat there until now gives no further command.
  if (hosted.connected[side]) hosted.listener?.dismiss(placeOf(side));
  hosted.seats = { ...hosted.seats, [side]: student };
  hosted.connected[side] = false;
  if (hosted.phase !== 'playing') return;
  // A newcomer's stack plays on until the page is there.
  if (student === null) hosted.host?.seat(side, 'perfect');
  hosted.listener?.publicChanged();
}

function command(hosted: Hosted, side: Side, message: NumberedCommand): Promise<RoomAnswer> {
  const { host, order } = hosted;
  const { id } = message;
  if (host === undefined || message.match !== MATCH) {
    return Promise.resolve({ id, kind: 'refused', reason: 'wrong-match' });
  }
  if (order.clock.isFrozen()) return Promise.resolve({ id, kind: 'refused', reason: 'paused' });
  if (hosted.phase === 'playing') {
    hosted.away[side]?.();
    host.seat(side, 'person');
    const peer = peerOf(side);
    const asked = message.command.kind === 'signal' && message.command.signal.kind === 'are-you-there';
    if (asked && hosted.connected[peer]) awaitReturn(hosted, peer);
  }
  return host.command(side, message);
}

function roomPublic(hosted: Hosted): RoomPublic {
  const { order, host, phase, seats, connected } = hosted;
  const entry = (side: Side): RoomPublic['roster'][Side] => ({
    player: host?.publicView().players[side] ?? playerAt(hosted, side),
    connected: seats[side] !== null && connected[side],
    ready: false,
  });
  const now = order.clock.now();
  const { anchor, stop } = (phase === 'playing' ? host?.clock() : undefined) ?? {
    anchor: {
      gameAnchor: phase === 'countdown' ? now - hosted.startsAt : (host?.gameTime() ?? 0),
      wallAnchor: now,
      rate: phase === 'countdown' ? order.clock.rate : 0,
    },
    stop: NO_STOP,
  };
  return {
    code: order.code,
    phase,
    level: order.level.id,
    match: phase === 'countdown' ? 0 : MATCH,
    // Pages go by the server's own clock, behind which that of the class is by as long as it was frozen.
    clock: { ...anchor, wallAnchor: anchor.wallAnchor + order.clock.stood() },
    stop,
    settings: order.settings,
    roster: { client: entry('client'), server: entry('server'), network: NO_NETWORK },
  };
}
