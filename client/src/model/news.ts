import type { WrittenEntry } from '@syn-or-swim/shared/game/log-entry.ts';
import type { Slip } from '@syn-or-swim/shared/game/order.ts';
import type { ConnectionKey } from '@syn-or-swim/shared/game/token.ts';
import type { Arrival, PublicView, SaidSignal, SeatView, WallNotice } from '@syn-or-swim/shared/game/view.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';

/** Something that has just happened and that a person is told, also one who does not see the strait. */
export type News =
  | { readonly kind: 'arrived'; readonly arrival: Arrival }
  | { readonly kind: 'slip'; readonly slip: Slip }
  | { readonly kind: 'said'; readonly said: SaidSignal }
  | { readonly kind: 'bell'; readonly key: ConnectionKey }
  /** The customer left: the slip blew off its pier, and the socket stays. */
  | { readonly kind: 'slip-gone'; readonly slip: Slip }
  /** The low horn: a socket stands in CLOSE_WAIT for too long. It comes by time alone. */
  | { readonly kind: 'horn'; readonly key: ConnectionKey }
  /** This harbour's host has crashed, or is up again. */
  | { readonly kind: 'dark' | 'light' }
  /** A sea wall stands before this harbour. */
  | { readonly kind: 'wall'; readonly wall: WallNotice }
  /** The partner has written into the harbour log. */
  | { readonly kind: 'logged'; readonly entry: WrittenEntry }
  /** The horn of the round will blow so much later. */
  | { readonly kind: 'more-time'; readonly by: Milliseconds }
  /** The partner has had enough of encores. */
  | { readonly kind: 'enough' }
  | { readonly kind: 'closed'; readonly key: ConnectionKey };

function bellRings(view: SeatView, clientPort: number): boolean {
  const connection = view.sockets.find((socket) => socket.key.clientPort === clientPort)?.connection;
  return (
    connection !== undefined &&
    'retransmission' in connection &&
    connection.retransmission.timer.kind === 'repeat-owed'
  );
}

function newsOfSockets(before: SeatView, after: SeatView): readonly News[] {
  return after.sockets.flatMap((socket): readonly News[] => {
    const { key } = socket;
    if (bellRings(after, key.clientPort) && !bellRings(before, key.clientPort))
      return [{ kind: 'bell', key }];
    const old = before.sockets.find((other) => other.key.clientPort === key.clientPort);
    const left = old?.connection.state === 'TIME_WAIT' && socket.connection.state === 'CLOSED';
    return left ? [{ kind: 'closed', key }] : [];
  });
}

function sameEntry(one: WrittenEntry, other: WrittenEntry): boolean {
  return one.by === other.by && one.at === other.at && one.clientPort === other.clientPort;
}

/** What the partner has written, and whether it has had enough. */
function newsOfPartner(before: SeatView, after: SeatView): readonly News[] {
  const written = after.log.filter(
    (entry) => entry.by !== after.side && !before.log.some((other) => sameEntry(entry, other)),
  );
  const enough = after.enough.some((side) => side !== after.side && !before.enough.includes(side));
  return [
    ...written.map((entry): News => ({ kind: 'logged', entry })),
    ...(enough ? [{ kind: 'enough' } as const] : []),
  ];
}

function newsOfWalls(before: readonly WallNotice[], after: readonly WallNotice[]): readonly News[] {
  const isOld = ({ clientPort, from }: WallNotice): boolean =>
    before.some((other) => other.clientPort === clientPort && other.from === from);
  return after.filter((wall) => !isOld(wall)).map((wall) => ({ kind: 'wall', wall }));
}

/** What a view tells that the last one, with what all might know then, did not. */
export function newsOf(
  before: SeatView | undefined,
  known: PublicView | undefined,
  after: { readonly seat: SeatView; readonly public: PublicView },
): readonly News[] {
  const by = known === undefined ? 0 : after.public.hornAt - known.hornAt;
  const news = newsBetween(before, after.seat);
  return by > 0 ? [...news, { kind: 'more-time', by }] : news;
}

/** What `after` tells that `before` did not, in the order in which a person wants to hear it. */
export function newsBetween(before: SeatView | undefined, after: SeatView): readonly News[] {
  if (before === undefined) {
    const slips = after.slips.map((slip): News => ({ kind: 'slip', slip }));
    return [...newsOfWalls([], after.walls), ...slips];
  }
  const arrived = after.arrivals.filter(
    (arrival) => !before.arrivals.some((other) => other.boat === arrival.boat && other.at === arrival.at),
  );
  const slips = after.slips.filter((slip) => !before.slips.some((other) => other.order === slip.order));
  const gone = before.slips.filter((slip) => !after.slips.some((other) => other.order === slip.order));
  const lastSaid = before.signals.at(-1)?.at ?? -1;
  const said = after.signals.filter(
    (signal) =>
      signal.from !== after.side &&
      signal.at >= lastSaid &&
      !before.signals.some(
        (other) => other.at === signal.at && JSON.stringify(other.signal) === JSON.stringify(signal.signal),
      ),
  );
  const wasDark = before.darkUntil !== undefined;
  const isDark = after.darkUntil !== undefined;
  return [
    ...(wasDark === isDark ? [] : [{ kind: isDark ? 'dark' : 'light' } as const]),
    ...arrived.map((arrival): News => ({ kind: 'arrived', arrival })),
    ...newsOfSockets(before, after),
    ...newsOfWalls(before.walls, after.walls),
    ...slips.map((slip): News => ({ kind: 'slip', slip })),
    ...gone.map((slip): News => ({ kind: 'slip-gone', slip })),
    ...said.map((signal): News => ({ kind: 'said', said: signal })),
    ...newsOfPartner(before, after),
  ];
}
