// What everybody in a match of a class may see.
import { NO_STOP } from '@syn-or-swim/shared/game/match-clock.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import type { RoomPublic } from '@syn-or-swim/shared/protocol/messages.ts';
import type { HostedClassMatch } from './class-match-parts.ts';
import { firstPlayer, placesOf } from './class-places.ts';

/** The number of the match in its room: there is never a second one. */
export const MATCH = 1;

/** Whether any who plays `side` is here. */
export function isHere({ seats, connected }: HostedClassMatch, side: Side): boolean {
  return placesOf(seats, side).some((place) => connected[place]);
}

/** What all may see of the match. */
export function roomPublic(hosted: HostedClassMatch): RoomPublic {
  const { order, host, phase, seats, connected } = hosted;
  const entry = (side: Side): RoomPublic['roster'][Side] => ({
    player: host?.publicView().players[side] ?? firstPlayer(seats, side),
    connected: isHere(hosted, side),
    ready: false,
  });
  const network = seats.third?.seat === 'network';
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
    roster: {
      client: entry('client'),
      server: entry('server'),
      network: {
        player: network ? 'person' : 'nobody',
        connected: network && connected.third,
        ready: false,
      },
    },
  };
}
