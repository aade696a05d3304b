// One pair's match in a class: the class says who sits where and when it begins; its room needs nobody to be ready.
import type { StudentId } from '@syn-or-swim/shared/classroom/class-event.ts';
import type { MatchPlace } from '@syn-or-swim/shared/classroom/class-state.ts';
import { unusualSettings } from '@syn-or-swim/shared/game/match-settings.ts';
import { peerOf, SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import {
  type MatchFault,
  type NumberedCommand,
  PROTOCOL_VERSION,
  type RoomAnswer,
  type RoomSeat,
} from '@syn-or-swim/shared/protocol/messages.ts';
import type { Recording } from '@syn-or-swim/shared/replay/recording.ts';
import { levelHash } from '@syn-or-swim/shared/replay/replay.ts';
import { type AfterMatch, createAfterMatch } from '../match/after-match.ts';
import { FIRST_COMMAND, type SeatHand } from '../match/answer-book.ts';
import { isOutdated, recordingOf } from '../match/kept-room.ts';
import { startMatch } from '../match/match-host.ts';
import type { MatchHost } from '../match/match-host-parts.ts';
import type { Pairing, PairingListener, RoomServices } from '../match/pairing-parts.ts';
import { createPlaceCredentials, type PlaceIndex } from '../match/place-credential.ts';
import { AWAY_GRACE_MS } from '../match/room-timers.ts';
import type {
  ClassMatchHost,
  ClassMatchOrder,
  HostedClassMatch,
  PastClassMatch,
} from './class-match-parts.ts';
import { isHere, MATCH, roomPublic } from './class-match-public.ts';
import {
  firstPlayer,
  PLACE_INDEX,
  placeAt,
  placesOf,
  seatAt,
  studentAt,
  takenPlaces,
} from './class-places.ts';

/** From the teacher's start to the first moment of the match: pages that have loaded nothing yet need it. */
export const CLASS_COUNTDOWN_MS = 8000;

/** A match of a class, which begins by itself after {@link CLASS_COUNTDOWN_MS}, or is back as it was. */
export function createClassMatch(services: RoomServices, order: ClassMatchOrder): ClassMatchHost {
  const hosted: HostedClassMatch = {
    services,
    order,
    credentials: createPlaceCredentials(services.seatSecret, order.id),
    away: { client: undefined, server: undefined },
    connected: { client: false, server: false, third: false },
    startsAt: order.clock.now() + CLASS_COUNTDOWN_MS,
    cancelStart: undefined,
    given: 0,
    seats: order.seats,
    phase: 'countdown',
    matchId: '',
    host: undefined,
    after: undefined,
    failure: undefined,
    listener: undefined,
    rests: false,
  };
  if (order.past === undefined) hosted.cancelStart = order.clock.at(hosted.startsAt, () => begin(hosted));
  else comeBack(hosted, order.past);
  return {
    order,
    seatToken: (place, student) => seatToken(hosted, place, student),
    pairing: (listener) => {
      hosted.listener = listener;
      return pairingOf(hosted);
    },
    seat: (place, student) => seat(hosted, place, student),
    connected: (place) => !hosted.rests && hosted.connected[place],
    now: () => hosted.host && { match: hosted.host.match(), at: hosted.host.gameTime() },
    isOver: () => hosted.phase === 'ended',
    rests: () => hosted.rests,
    giveTime: (ms) => giveTime(hosted, ms),
    clockChanged: () => hosted.listener?.publicChanged(),
    end: () => end(hosted),
    suspend: () => {
      hosted.rests = true;
      suspend(hosted);
    },
    settled: async () => hosted.host?.settled(),
  };
}

function seatToken({ credentials }: HostedClassMatch, place: MatchPlace, student: StudentId): string {
  return credentials.seal({ place: PLACE_INDEX[place], epoch: student });
}

function pairingOf(hosted: HostedClassMatch): Pairing {
  return {
    admission: ({ seatToken: token }) => {
      if (token === undefined) return 'room-full';
      const claim = hosted.credentials.open(token);
      if (claim === undefined || studentAt(hosted.seats, placeAt(claim.place)) !== claim.epoch) {
        return 'stale-seat';
      }
      return claim.place;
    },
    arrive: (index) => arrive(hosted, placeAt(index)),
    depart: (index, forGood) => depart(hosted, placeAt(index), forGood),
    // The class alone begins matches and chooses levels.
    ready: () => {},
    choose: () => {},
    blame: (place, said) => {
      if (said.match === MATCH) hosted.after?.blame(place, said);
    },
    command: (index, message) => command(hosted, placeAt(index), message),
    roomPublic: () => roomPublic(hosted),
    clockMoved: () => hosted.listener?.publicChanged(),
    settled: async () => hosted.host?.settled(),
    playing: () => {
      const { host, phase, matchId } = hosted;
      return host === undefined || phase !== 'playing'
        ? undefined
        : { id: matchId, gameTime: host.gameTime() };
    },
    suspend: () => rest(hosted),
    close: () => end(hosted),
  };
}

function begin(hosted: HostedClassMatch): void {
  const { services } = hosted;
  hosted.phase = 'playing';
  try {
    hosted.host = hostedMatch(hosted, undefined);
  } catch (cause) {
    services.log.error({ level: hosted.order.level.id, err: cause }, 'a match of a class could not begin');
    failed(hosted, 'broken');
    return;
  }
  if (hosted.given > 0) hosted.host.giveTime(hosted.given);
  for (const side of SIDES) if (!isHere(hosted, side)) awaitReturn(hosted, side);
  hosted.listener?.publicChanged();
}

function hostedMatch(hosted: HostedClassMatch, past: PastClassMatch | undefined): MatchHost {
  const { services, order } = hosted;
  const { level, settings, inherited, clock } = order;
  hosted.matchId = past?.stored.id ?? services.nextId();
  return startMatch({
    ...services,
    clock,
    comesBack: true,
    id: hosted.matchId,
    roomId: order.id,
    number: MATCH,
    level,
    past: past?.past,
    startedAt: clock.now(),
    inClass: true,
    setup: past?.stored.setup ?? {
      levelId: level.id,
      levelHash: levelHash(level),
      seed: order.seed,
      players: { client: firstPlayer(hosted.seats, 'client'), server: firstPlayer(hosted.seats, 'server') },
      ...unusualSettings(settings),
      ...(inherited === undefined ? {} : { inherited }),
    },
    listener: {
      viewChanged: (side, view) => {
        const { host } = hosted;
        if (host === undefined) return;
        tellSeat(hosted, side, 'view', { ...view, match: MATCH, public: host.publicView() });
      },
      networkViewChanged: (view, at) => {
        tellSeat(hosted, 'network', 'network-view', { ...view, at, match: MATCH });
      },
      publicChanged: () => hosted.listener?.publicChanged(),
      ended: (recording) => ended(hosted, recording),
      failed: (fault) => (fault === 'storage' ? rest(hosted) : failed(hosted, fault)),
    },
  });
}

/** The match goes on, or has ended, as it did before its process went; nobody is here yet. */
function comeBack(hosted: HostedClassMatch, past: PastClassMatch): void {
  const { services, order } = hosted;
  const { stored } = past;
  if (stored.end !== undefined) {
    hosted.phase = 'ended';
    const recording = recordingOf(stored);
    if (recording === undefined) hosted.failure = 'broken';
    else hosted.after = afterMatch(hosted, recording);
    return;
  }
  if (isOutdated(stored, order.level)) {
    services.log.warn({ match: stored.id }, 'a match does not come back: other-rules');
    hosted.failure = 'other-rules';
    hosted.phase = 'ended';
    return;
  }
  hosted.phase = 'playing';
  try {
    hosted.host = hostedMatch(hosted, past);
    for (const side of SIDES) awaitReturn(hosted, side);
  } catch (cause) {
    services.log.error({ match: stored.id, err: cause }, 'a match of a class could not go on');
    hosted.failure = 'broken';
    hosted.phase = 'ended';
  }
}

/** Tells all who play `seat`. */
function tellSeat(hosted: HostedClassMatch, seat: RoomSeat, ...told: Parameters<TellSeat>): void {
  const { listener, seats } = hosted;
  const [type, message] = told;
  for (const place of placesOf(seats, seat)) listener?.send(PLACE_INDEX[place], type, message);
}

type TellSeat = PairingListener['send'] extends (place: PlaceIndex, ...told: infer Told) => void
  ? (...told: Told) => void
  : never;

function giveTime(hosted: HostedClassMatch, ms: Milliseconds): void {
  if (hosted.phase === 'countdown') hosted.given += ms;
  else hosted.host?.giveTime(ms);
}

function afterMatch(hosted: HostedClassMatch, recording: Recording): AfterMatch {
  const seatOf = (index: PlaceIndex): RoomSeat => seatAt(hosted.seats, placeAt(index)) ?? 'network';
  return createAfterMatch(MATCH, recording, seatOf, (place, type, message) =>
    hosted.listener?.send(place, type, message),
  );
}

function ended(hosted: HostedClassMatch, recording: Recording): void {
  hosted.after = afterMatch(hosted, recording);
  over(hosted);
  for (const place of takenPlaces(hosted.seats)) hosted.after.show(PLACE_INDEX[place]);
}

function failed(hosted: HostedClassMatch, reason: MatchFault): void {
  hosted.failure = reason;
  over(hosted);
  for (const place of takenPlaces(hosted.seats)) {
    hosted.listener?.send(PLACE_INDEX[place], 'match-failed', { match: MATCH, reason });
  }
}

/** What was told is in the store, from where the class brings the match back. */
function rest(hosted: HostedClassMatch): void {
  if (hosted.rests) return;
  hosted.rests = true;
  suspend(hosted);
  hosted.listener?.rests();
  hosted.order.onRests();
}

function over(hosted: HostedClassMatch): void {
  hosted.phase = 'ended';
  for (const side of SIDES) hosted.away[side]?.();
  hosted.listener?.publicChanged();
  hosted.order.onEnded();
}

function end(hosted: HostedClassMatch): void {
  hosted.cancelStart?.();
  if (hosted.phase === 'countdown') over(hosted);
  else hosted.host?.abandon();
}

function suspend(hosted: HostedClassMatch): void {
  hosted.cancelStart?.();
  for (const side of SIDES) hosted.away[side]?.();
  hosted.host?.suspend();
}

function arrive(hosted: HostedClassMatch, place: MatchPlace): void {
  const { host, listener, seats } = hosted;
  const student = studentAt(seats, place);
  const seat = seatAt(seats, place);
  if (student === null || seat === undefined) return;
  hosted.connected[place] = true;
  const index = PLACE_INDEX[place];
  listener?.send(index, 'welcome', {
    protocol: PROTOCOL_VERSION,
    seat,
    seatToken: seatToken(hosted, place, student),
    nextCommand: nextCommand(hosted, seat, place === 'third' ? 'second' : 'first'),
  });
  if (seat !== 'network') {
    hosted.away[seat]?.();
    host?.seat(seat, 'person');
  }
  host?.show(seat);
  hosted.after?.show(index);
  if (hosted.failure !== undefined) {
    listener?.send(index, 'match-failed', { match: MATCH, reason: hosted.failure });
  }
  listener?.publicChanged();
}

/** From which number on this hand numbers its commands: two pages at one harbour never use the same. */
function nextCommand({ host, phase }: HostedClassMatch, seat: RoomSeat, hand: SeatHand): number {
  return (phase === 'playing' ? host?.nextCommand(seat, hand) : undefined) ?? FIRST_COMMAND[hand];
}

function depart(hosted: HostedClassMatch, place: MatchPlace, forGood: boolean): void {
  hosted.connected[place] = false;
  const seat = seatAt(hosted.seats, place);
  if (hosted.phase === 'playing' && seat !== undefined && seat !== 'network' && !isHere(hosted, seat)) {
    if (forGood) hold(hosted, seat);
    else awaitReturn(hosted, seat);
  }
  hosted.listener?.publicChanged();
}

/** A stack holds the seat of students who do not come back for a while, so that the partner is never stuck. */
function awaitReturn(hosted: HostedClassMatch, side: Side): void {
  if (firstPlayer(hosted.seats, side) !== 'person') return;
  const { clock } = hosted.order;
  hosted.away[side]?.();
  hosted.away[side] = clock.at(clock.now() + AWAY_GRACE_MS, () => hold(hosted, side));
}

function hold(hosted: HostedClassMatch, side: Side): void {
  if (firstPlayer(hosted.seats, side) === 'person') hosted.host?.seat(side, 'holder');
}

function seat(hosted: HostedClassMatch, place: MatchPlace, student: StudentId | null): void {
  const before = seatAt(hosted.seats, place);
  if (before !== undefined && before !== 'network') hosted.away[before]?.();
  // Whoever sat there until now gives no further command.
  if (hosted.connected[place]) hosted.listener?.dismiss(PLACE_INDEX[place]);
  hosted.connected[place] = false;
  const { client, server, third } = hosted.seats;
  if (place !== 'third') hosted.seats = { ...hosted.seats, [place]: student };
  else if (student === null || third === undefined) hosted.seats = { client, server };
  else hosted.seats = { client, server, third: { ...third, student } };
  if (hosted.phase !== 'playing') return;
  // A newcomer's stack plays on until the page is there.
  if (before !== undefined && before !== 'network') {
    if (firstPlayer(hosted.seats, before) === 'perfect') hosted.host?.seat(before, 'perfect');
    else if (student === null && !isHere(hosted, before)) awaitReturn(hosted, before);
  }
  hosted.listener?.publicChanged();
}

function command(hosted: HostedClassMatch, place: MatchPlace, message: NumberedCommand): Promise<RoomAnswer> {
  const { host, order, seats } = hosted;
  const { id } = message;
  const seat = seatAt(seats, place);
  if (host === undefined || seat === undefined || message.match !== MATCH) {
    return Promise.resolve({ id, kind: 'refused', reason: 'wrong-match' });
  }
  if (order.clock.isFrozen()) return Promise.resolve({ id, kind: 'refused', reason: 'paused' });
  if (hosted.phase === 'playing' && seat !== 'network') {
    hosted.away[seat]?.();
    host.seat(seat, 'person');
    const peer = peerOf(seat);
    const asked = message.command.kind === 'signal' && message.command.signal.kind === 'are-you-there';
    if (asked && isHere(hosted, peer)) awaitReturn(hosted, peer);
  }
  return host.command(seat, message);
}
