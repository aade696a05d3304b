import { peerOf, type Side } from '@syn-or-swim/shared/game/seat.ts';
import type { NumberedView } from '@syn-or-swim/shared/game/view.ts';
import { present } from '@syn-or-swim/shared/kernel/assert.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { OwnLevel } from '@syn-or-swim/shared/levels/own-level.ts';
import {
  type ClientMessages,
  type ClockAnchor,
  type MatchFault,
  type NumberedCommand,
  PROTOCOL_VERSION,
  type RoomAnswer,
} from '@syn-or-swim/shared/protocol/messages.ts';
import { type AfterMatch, createAfterMatch } from './after-match.ts';
import { createRoomKeeper, type PastRoom, type RoomKeeper, returnedLobby, returnOf } from './kept-room.ts';
import {
  admission,
  arrived,
  begun,
  chosen,
  departed,
  emptyLobby,
  ended,
  type Lobby,
  mayCountDown,
  NETWORK_PLACE,
  PLACES,
  placeOf,
  type RoomOrder,
  readied,
  released,
  seatOf,
} from './lobby.ts';
import { startMatch } from './match-host.ts';
import type { MatchHost } from './match-host-parts.ts';
import {
  inTime,
  type Pairing,
  type PairingListener,
  type RoomServices,
  setupOf,
  withOwnLevel,
} from './pairing-parts.ts';
import { createPlaceCredentials, type PlaceCredentials, type PlaceIndex } from './place-credential.ts';
import { roomPublic } from './room-public.ts';
import {
  AWAY_GRACE_MS,
  cancelTimers,
  IDLE_MS,
  noTimers,
  PLACE_KEPT_MS,
  type RoomTimers,
} from './room-timers.ts';

/** From both being ready to the first moment of the match. */
export const COUNTDOWN_MS = 3000;

interface Paired {
  readonly services: RoomServices;
  readonly own: OwnLevel | undefined;
  readonly roomId: string;
  readonly code: string;
  readonly listener: PairingListener;
  readonly credentials: PlaceCredentials;
  readonly keeper: RoomKeeper;
  readonly timers: RoomTimers;
  lobby: Lobby;
  anchor: ClockAnchor;
  host: MatchHost | undefined;
  after: AfterMatch | undefined;
  /** Why the last match has no debrief; undefined where it has one, or is on. */
  failure: MatchFault | undefined;
  matchId: string;
  /** Whether the seats were swapped in the last match. */
  played: boolean;
  closed: boolean;
}

/** A new room with the code `code`, in which `level` is to be played; or, with `past`, one that is opened again. */
export function createPairing(
  services: RoomServices,
  room: RoomOrder,
  listener: PairingListener,
  past?: PastRoom,
): Pairing {
  const now = services.clock.now();
  const paired: Paired = {
    services: withOwnLevel(services, room.own),
    own: room.own,
    roomId: room.id,
    code: room.code,
    listener,
    credentials: createPlaceCredentials(services.seatSecret, room.id),
    keeper: createRoomKeeper(services, room.id, room.own),
    timers: noTimers(),
    lobby: emptyLobby(room.level, room.settings),
    anchor: { gameAnchor: 0, wallAnchor: now, rate: 0 },
    host: undefined,
    after: undefined,
    failure: undefined,
    matchId: '',
    played: false,
    closed: false,
  };
  if (past !== undefined) comeBack(paired, past);
  paired.keeper.keep(paired.lobby, paired.played);
  watchIdle(paired);
  return {
    admission: (knock) => admission(paired.lobby, paired.credentials, knock),
    arrive: (place, joining) => arrive(paired, place, joining),
    depart: (place, forGood) => depart(paired, place, forGood),
    ready: (place, { ready }) => enter(paired, readied(paired.lobby, place, ready)),
    choose: (_place, choice) => choose(paired, choice),
    blame: (place, said) => {
      if (said.match === paired.lobby.match) paired.after?.blame(place, said);
    },
    command: (place, message) => command(paired, place, message),
    roomPublic: () => roomPublic(paired),
    clockMoved: () => clockMoved(paired),
    settled: async () => {
      await paired.host?.settled();
      await paired.keeper.settled();
    },
    playing: () => playing(paired),
    suspend: () => {
      stop(paired);
      paired.host?.suspend();
    },
    close: () => close(paired),
  };
}

/** Takes the room to `lobby`, with the count-down that follows from it, and lets all know. */
function enter(paired: Paired, lobby: Lobby): void {
  const stopped = paired.lobby.phase === 'countdown' && lobby.phase !== 'countdown';
  paired.lobby = lobby;
  if (stopped) {
    paired.timers.countdown?.();
    paired.anchor = { gameAnchor: 0, wallAnchor: paired.services.clock.now(), rate: 0 };
  }
  if (mayCountDown(lobby)) countDown(paired);
  changed(paired);
}

/** Keeps what has changed for good, and lets all know. */
function changed(paired: Paired): void {
  if (!paired.closed) paired.keeper.keep(paired.lobby, paired.played);
  paired.listener.publicChanged();
}

function countDown(paired: Paired): void {
  const { clock } = paired.services;
  paired.lobby = { ...paired.lobby, phase: 'countdown' };
  paired.anchor = { gameAnchor: -COUNTDOWN_MS, wallAnchor: clock.now(), rate: clock.rate };
  paired.timers.countdown = inTime(paired.services, COUNTDOWN_MS, () => begin(paired));
}

function begin(paired: Paired): void {
  const { services } = paired;
  paired.lobby = begun(paired.lobby);
  paired.played = paired.lobby.swapped;
  paired.host = undefined;
  paired.after = undefined;
  paired.failure = undefined;
  paired.anchor = { gameAnchor: 0, wallAnchor: services.clock.now(), rate: services.clock.rate };
  try {
    paired.host = hostedMatch(paired);
  } catch (cause) {
    services.log.error({ level: paired.lobby.level, err: cause }, 'a match could not begin');
    matchFailed(paired, 'broken');
  }
  changed(paired);
}

function hostedMatch(paired: Paired, past?: PastRoom['match']): MatchHost {
  const { services, roomId, lobby, listener, anchor, own } = paired;
  const level = present(services.levelById(lobby.level), `the level ${lobby.level}`);
  paired.matchId = past?.stored.id ?? services.nextId();
  return startMatch({
    ...services,
    comesBack: true,
    id: paired.matchId,
    past: past?.past,
    roomId,
    number: lobby.match,
    level,
    startedAt: anchor.wallAnchor,
    inClass: false,
    journal: 'short',
    setup: past?.stored.setup ?? setupOf(services, lobby.settings, level, own),
    listener: {
      viewChanged: (side, view) => sendView(paired, side, view),
      networkViewChanged: (view, at) => {
        listener.send(NETWORK_PLACE, 'network-view', { ...view, at, match: paired.lobby.match });
      },
      publicChanged: () => listener.publicChanged(),
      ended: (recording) => {
        const seat = (place: PlaceIndex) => seatOf(lobby, place);
        paired.after = createAfterMatch(lobby.match, recording, seat, listener.send);
        standStill(paired, recording.endedAt);
        for (const place of PLACES) paired.after.show(place);
      },
      failed: (fault) => (fault === 'storage' ? rest(paired) : matchFailed(paired, fault)),
    },
  });
}

/** What was told is in the store, from where the room opens again. */
function rest(paired: Paired): void {
  stop(paired);
  paired.listener.rests();
}

function matchFailed(paired: Paired, reason: MatchFault): void {
  paired.failure = reason;
  standStill(paired, paired.host?.gameTime() ?? 0);
  for (const place of PLACES) showEnd(paired, place);
}

/** What there is to see of the match that is over: its debrief, or why it has none. */
function showEnd({ after, failure, lobby, listener }: Paired, place: PlaceIndex): void {
  after?.show(place);
  if (failure !== undefined) listener.send(place, 'match-failed', { match: lobby.match, reason: failure });
}

/** The match is over at `gameTime`; whoever is away has from now on what a place outside a match has. */
function standStill(paired: Paired, gameTime: Milliseconds): void {
  paired.anchor = { gameAnchor: gameTime, wallAnchor: paired.services.clock.now(), rate: 0 };
  paired.lobby = ended(paired.lobby);
  for (const place of PLACES) {
    paired.timers.away[place]?.();
    if (!paired.lobby.places[place].connected) awaitReturn(paired, place);
  }
  changed(paired);
}

function arrive(paired: Paired, place: PlaceIndex, joining: string | undefined): void {
  const { timers, host, credentials } = paired;
  timers.away[place]?.();
  timers.idle?.();
  paired.lobby = arrived(paired.lobby, place, joining && credentials.markOf(joining));
  welcome(paired, place);
  const { phase } = paired.lobby;
  if (host !== undefined && (phase === 'playing' || phase === 'ended')) {
    const seat = seatOf(paired.lobby, place);
    if (seat !== 'network') host.seat(seat, 'person');
    host.show(seat);
  }
  if (phase === 'ended') showEnd(paired, place);
  changed(paired);
}

function welcome({ credentials, lobby, host, listener, own }: Paired, place: PlaceIndex): void {
  const seat = seatOf(lobby, place);
  const { epoch } = lobby.places[place];
  listener.send(place, 'welcome', {
    protocol: PROTOCOL_VERSION,
    seat,
    seatToken: credentials.seal({ place, epoch }),
    nextCommand: lobby.phase === 'playing' ? (host?.nextCommand(seat) ?? 1) : 1,
    ...(own === undefined ? {} : { own }),
  });
}

function depart(paired: Paired, place: PlaceIndex, forGood: boolean): void {
  const playing = paired.lobby.phase === 'playing';
  paired.timers.away[place]?.();
  if (forGood && !playing) {
    enter(paired, released(paired.lobby, place));
  } else {
    enter(paired, departed(paired.lobby, place));
    if (forGood) giveToHolder(paired, place);
    else awaitReturn(paired, place);
  }
  watchIdle(paired);
}

/** The holder plays on at the harbour of `place`; without its player the network is as calm as the level. */
function giveToHolder({ lobby, host }: Paired, place: PlaceIndex): void {
  const seat = seatOf(lobby, place);
  if (seat !== 'network') host?.seat(seat, 'holder');
}

/** In a match the holder takes the helm after a while; outside of one the place is given up after a longer while. */
function awaitReturn(paired: Paired, place: PlaceIndex): void {
  if (paired.closed) return;
  const playing = paired.lobby.phase === 'playing';
  paired.timers.away[place] = inTime(paired.services, playing ? AWAY_GRACE_MS : PLACE_KEPT_MS, () => {
    if (playing) giveToHolder(paired, place);
    else enter(paired, released(paired.lobby, place));
  });
}

function watchIdle(paired: Paired): void {
  if (paired.closed || paired.lobby.places.some((place) => place.connected)) return;
  paired.timers.idle?.();
  paired.timers.idle = inTime(paired.services, IDLE_MS, () => paired.listener.idle());
}

function choose(paired: Paired, choice: ClientMessages['choose']): void {
  if (paired.services.levelById(choice.level) === undefined) return;
  const before = paired.lobby;
  enter(paired, chosen(before, choice));
  if (paired.lobby.swapped === before.swapped) return;
  // Its views belong to the seats as they were.
  paired.host = undefined;
  for (const place of PLACES) if (paired.lobby.places[place].taken) welcome(paired, place);
}

function command(paired: Paired, place: PlaceIndex, message: NumberedCommand): Promise<RoomAnswer> {
  const { host, lobby } = paired;
  if (host === undefined || message.match !== lobby.match) {
    return Promise.resolve({ id: message.id, kind: 'refused', reason: 'wrong-match' });
  }
  const side = seatOf(lobby, place);
  if (lobby.phase === 'playing' && side !== 'network') {
    paired.timers.away[place]?.();
    // Touched again: the holder gives the helm back before the command counts.
    host.seat(side, 'person');
    const asked = message.command.kind === 'signal' && message.command.signal.kind === 'are-you-there';
    const partner = placeOf(lobby, peerOf(side));
    if (asked && lobby.places[partner].connected) {
      paired.timers.away[partner]?.();
      awaitReturn(paired, partner);
    }
  }
  return host.command(side, message);
}

function sendView({ lobby, host, listener }: Paired, side: Side, view: NumberedView): void {
  if (host === undefined) return;
  listener.send(placeOf(lobby, side), 'view', { ...view, match: lobby.match, public: host.publicView() });
}

function clockMoved(paired: Paired): void {
  const { clock } = paired.services;
  const { phase } = paired.lobby;
  if (phase === 'countdown') {
    const { gameAnchor, wallAnchor } = paired.anchor;
    const now = clock.now();
    paired.anchor = { gameAnchor: gameAnchor + now - wallAnchor, wallAnchor: now, rate: clock.rate };
  }
  if (phase === 'countdown' || phase === 'playing') paired.listener.publicChanged();
}

/** Opens the room again as `past` has it, before anybody is back. */
function comeBack(paired: Paired, past: PastRoom): void {
  const { services, listener } = paired;
  const { match, state } = past;
  paired.played = state.played;
  paired.lobby = returnedLobby(past);
  const seats = { ...paired.lobby, swapped: state.played };
  const back = returnOf(paired.lobby.phase, match, services.levelById);
  if (back.kind === 'debrief') {
    const { recording } = back;
    paired.after = createAfterMatch(paired.lobby.match, recording, (at) => seatOf(seats, at), listener.send);
    paired.anchor = { ...paired.anchor, gameAnchor: recording.endedAt };
  } else if (back.kind === 'failed') {
    services.log.warn({ match: match?.stored.id }, `a match does not come back: ${back.reason}`);
    matchFailed(paired, back.reason);
  } else if (back.kind === 'goes-on') {
    try {
      paired.host = hostedMatch(paired, back.match);
    } catch (cause) {
      services.log.error({ match: back.match.stored.id, err: cause }, 'a match could not go on');
      matchFailed(paired, 'broken');
    }
  }
  for (const place of PLACES) if (paired.lobby.places[place].taken) awaitReturn(paired, place);
}

function playing({ lobby, host, matchId }: Paired): ReturnType<Pairing['playing']> {
  if (lobby.phase !== 'playing' || host === undefined) return undefined;
  return { id: matchId, gameTime: host.gameTime() };
}

/** Nothing happens here by itself any more. */
function stop(paired: Paired): void {
  paired.closed = true;
  cancelTimers(paired.timers);
  paired.keeper.rest();
}

function close(paired: Paired): void {
  if (paired.closed) return;
  stop(paired);
  paired.host?.abandon();
  paired.keeper.forget();
}
