// A room for one, against the real kernel of the host: one place, and a child process of the host for each match.
import { NO_STOP } from '@syn-or-swim/shared/game/match-clock.ts';
import { USUAL_SETTINGS, unusualSettings } from '@syn-or-swim/shared/game/match-settings.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { KERNEL_LEVEL } from '@syn-or-swim/shared/levels/kernel-level.ts';
import {
  type ClientMessages,
  type ClockAnchor,
  type MatchFault,
  type NumberedCommand,
  PROTOCOL_VERSION,
  type RoomAnswer,
  type RoomPublic,
} from '@syn-or-swim/shared/protocol/messages.ts';
import { levelHash } from '@syn-or-swim/shared/replay/replay.ts';
import type { KernelService } from '../kernel/kernel-service.ts';
import { type AfterMatch, createAfterMatch } from './after-match.ts';
import type { Cancel } from './clock.ts';
import type { AdmissionProblem, Knock, RoomOrder } from './lobby.ts';
import { startMatch } from './match-host.ts';
import type { MatchHost } from './match-host-parts.ts';
import type { Pairing, PairingListener, RoomServices } from './pairing-parts.ts';
import { createPlaceCredentials, type PlaceCredentials, type PlaceIndex } from './place-credential.ts';
import { AWAY_GRACE_MS, PLACE_KEPT_MS } from './room-timers.ts';

/** The one place of such a room; the other end is no place. */
const PLACE: PlaceIndex = 0;
const EPOCH = 0;

/** The child ends by itself so long after the horn, should nobody have ended it. */
const KERNEL_SLACK: Milliseconds = 60_000;

interface KernelRoom {
  readonly services: RoomServices;
  readonly kernel: KernelService;
  readonly order: RoomOrder;
  readonly listener: PairingListener;
  readonly credentials: PlaceCredentials;
  phase: 'lobby' | 'playing' | 'ended';
  /** How many matches have begun. */
  match: number;
  assistance: RoomOrder['settings']['assistance'];
  taken: boolean;
  /** The mark of the joining id of the page that took the place, where it had one. */
  joining: string | undefined;
  connected: boolean;
  anchor: ClockAnchor;
  host: MatchHost | undefined;
  after: AfterMatch | undefined;
  /** Until the person counts as away, or the room as left. */
  away: Cancel | undefined;
  closed: boolean;
}

/**
 * A new room for one against the kernel. It goes as soon as its person has left: a kernel is not kept for nobody. The
 * clock runs as the kernel's does, whatever stretch or pace was asked for.
 */
export function createKernelPairing(
  services: RoomServices,
  kernel: KernelService,
  order: RoomOrder,
  listener: PairingListener,
): Pairing {
  const room: KernelRoom = {
    services,
    kernel,
    order,
    listener,
    credentials: createPlaceCredentials(services.seatSecret, order.id),
    phase: 'lobby',
    match: 0,
    assistance: order.settings.assistance,
    taken: false,
    joining: undefined,
    connected: false,
    anchor: { gameAnchor: 0, wallAnchor: services.clock.now(), rate: 0 },
    host: undefined,
    after: undefined,
    away: undefined,
    closed: false,
  };
  awaitPerson(room);
  return {
    admission: (knock) => admissionOf(room, knock),
    arrive: (_place, joining) => arrive(room, joining),
    depart: (_place, forGood) => depart(room, forGood),
    ready: (_place, { ready }) => {
      if (ready && room.phase !== 'playing') begin(room);
    },
    choose: (_place, choice) => choose(room, choice),
    blame: (place, said) => {
      if (said.match === room.match) room.after?.blame(place, said);
    },
    command: (_place, message) => command(room, message),
    roomPublic: () => roomPublic(room),
    clockMoved: () => room.listener.publicChanged(),
    settled: async () => room.host?.settled(),
    // A kernel ends with its process, and its match with it.
    playing: () => undefined,
    suspend: () => close(room),
    close: () => close(room),
  };
}

function close(room: KernelRoom): void {
  room.closed = true;
  room.away?.();
  room.host?.abandon();
}

function admissionOf(room: KernelRoom, { seatToken, joining }: Knock): PlaceIndex | AdmissionProblem {
  if (seatToken === undefined) {
    const isKnown = joining !== undefined && room.joining === room.credentials.markOf(joining);
    return room.taken && !isKnown ? 'room-full' : PLACE;
  }
  const claim = room.credentials.open(seatToken);
  return claim?.place === PLACE && claim.epoch === EPOCH && room.taken ? PLACE : 'stale-seat';
}

function arrive(room: KernelRoom, joining: string | undefined): void {
  const { listener, host, after } = room;
  room.away?.();
  if (!room.taken) room.joining = joining && room.credentials.markOf(joining);
  room.taken = true;
  room.connected = true;
  listener.send(PLACE, 'welcome', {
    protocol: PROTOCOL_VERSION,
    seat: 'client',
    seatToken: room.credentials.seal({ place: PLACE, epoch: EPOCH }),
    nextCommand: room.phase === 'playing' ? (host?.nextCommand('client') ?? 1) : 1,
  });
  if (room.phase === 'playing') host?.seat('client', 'person');
  if (room.phase !== 'lobby') host?.show('client');
  if (room.phase === 'ended') after?.show(PLACE);
  listener.publicChanged();
}

function depart(room: KernelRoom, forGood: boolean): void {
  room.connected = false;
  room.away?.();
  if (forGood) room.listener.idle();
  else if (room.phase === 'playing') awaitReturn(room);
  else awaitPerson(room);
  room.listener.publicChanged();
}

/** In a match the holder takes the helm after a while; once it is over, the room waits no longer than any other. */
function awaitReturn(room: KernelRoom): void {
  const { clock } = room.services;
  room.away = clock.at(clock.now() + AWAY_GRACE_MS, () => {
    if (room.phase === 'playing') room.host?.seat('client', 'holder');
  });
}

function awaitPerson(room: KernelRoom): void {
  const { clock } = room.services;
  if (room.closed) return;
  room.away?.();
  room.away = clock.at(clock.now() + PLACE_KEPT_MS, () => room.listener.idle());
}

function begin(room: KernelRoom): void {
  const { services, listener } = room;
  room.match += 1;
  room.phase = 'playing';
  room.after = undefined;
  room.anchor = { gameAnchor: 0, wallAnchor: services.clock.now(), rate: services.clock.rate };
  // Somebody may have begun while this one read the debrief.
  if (!room.kernel.isFree()) {
    failed(room, 'kernel-busy');
    return;
  }
  try {
    room.host = hostedMatch(room);
  } catch (cause) {
    services.log.error({ level: KERNEL_LEVEL.id, err: cause }, 'a match could not begin');
    failed(room, 'broken');
  }
  listener.publicChanged();
}

function hostedMatch(room: KernelRoom): MatchHost {
  const { services, order, match, listener, kernel } = room;
  return startMatch({
    ...services,
    id: services.nextId(),
    roomId: order.id,
    number: match,
    level: KERNEL_LEVEL,
    startedAt: room.anchor.wallAnchor,
    inClass: false,
    startKernel: (heard) => kernel.start(heard, KERNEL_LEVEL.timing.round + KERNEL_SLACK),
    setup: {
      levelId: KERNEL_LEVEL.id,
      levelHash: levelHash(KERNEL_LEVEL),
      seed: services.nextSeed(),
      players: { client: 'person', server: 'kernel' },
      ...unusualSettings({ ...USUAL_SETTINGS, assistance: room.assistance }),
    },
    listener: {
      viewChanged: (side, view) => {
        if (side !== 'client' || room.host === undefined) return;
        listener.send(PLACE, 'view', { ...view, match, public: room.host.publicView() });
      },
      networkViewChanged: () => undefined,
      publicChanged: () => listener.publicChanged(),
      ended: (recording) => {
        room.after = createAfterMatch(match, recording, () => 'client', listener.send);
        standStill(room, recording.endedAt);
        room.after.show(PLACE);
      },
      failed: (fault) => failed(room, fault),
    },
  });
}

function failed(room: KernelRoom, reason: MatchFault): void {
  standStill(room, room.host?.gameTime() ?? 0);
  room.listener.send(PLACE, 'match-failed', { match: room.match, reason });
}

function standStill(room: KernelRoom, gameTime: Milliseconds): void {
  room.phase = 'ended';
  room.anchor = { gameAnchor: gameTime, wallAnchor: room.services.clock.now(), rate: 0 };
  if (!room.connected) awaitPerson(room);
  room.listener.publicChanged();
}

/** Only how much help there is can be chosen, and not while a match is on. */
function choose(room: KernelRoom, { settings }: ClientMessages['choose']): void {
  if (room.phase === 'playing') return;
  room.assistance = settings?.assistance ?? room.assistance;
  room.listener.publicChanged();
}

function command(room: KernelRoom, message: NumberedCommand): Promise<RoomAnswer> {
  const { host } = room;
  if (host === undefined || message.match !== room.match) {
    return Promise.resolve({ id: message.id, kind: 'refused', reason: 'wrong-match' });
  }
  if (room.phase === 'playing') host.seat('client', 'person');
  return host.command('client', message);
}

function roomPublic(room: KernelRoom): RoomPublic {
  const { order, phase, match, anchor, host, assistance, taken, connected } = room;
  const seated = phase === 'playing' ? host?.publicView().players.client : undefined;
  const { anchor: clock, stop } = (phase === 'playing' ? host?.clock() : undefined) ?? {
    anchor,
    stop: NO_STOP,
  };
  return {
    code: order.code,
    phase,
    level: KERNEL_LEVEL.id,
    match,
    clock,
    stop,
    settings: { ...USUAL_SETTINGS, assistance },
    roster: {
      client: { player: taken ? (seated ?? 'person') : 'nobody', connected, ready: false },
      server: { player: 'kernel', connected: true, ready: true },
      network: { player: 'nobody', connected: false, ready: false },
    },
  };
}
