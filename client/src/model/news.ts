import type { Slip } from '@syn-or-swim/shared/game/order.ts';
import type { ConnectionKey } from '@syn-or-swim/shared/game/token.ts';
import type { Arrival, SaidSignal, SeatView } from '@syn-or-swim/shared/game/view.ts';

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

/** What `after` tells that `before` did not, in the order in which a person wants to hear it. */
export function newsBetween(before: SeatView | undefined, after: SeatView): readonly News[] {
  if (before === undefined) return after.slips.map((slip) => ({ kind: 'slip', slip }));
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
    ...slips.map((slip): News => ({ kind: 'slip', slip })),
    ...gone.map((slip): News => ({ kind: 'slip-gone', slip })),
    ...said.map((signal): News => ({ kind: 'said', said: signal })),
  ];
}
