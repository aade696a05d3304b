import type { SeatView, SocketView } from '@syn-or-swim/shared/game/view.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { type SequenceNumber, sequenceDifference } from '@syn-or-swim/shared/tcp/sequence-number.ts';
import type { Growth } from './strait-model.ts';

/** What the picture shows of changes between views: it is not in any one view. Maps go by the client's port. */
export interface StraitMemory {
  readonly growth: ReadonlyMap<number, Growth>;
  readonly blownAt: ReadonlyMap<number, Milliseconds>;
  /** Orders in a row that were brought to their goal without a loss of points. */
  readonly streak: number;
}

/** Nothing has changed yet. */
export const NO_MEMORY: StraitMemory = { growth: new Map(), blownAt: new Map(), streak: 0 };

function nextNumberOf(
  socket: SocketView | undefined,
): { nxt: SequenceNumber; iss: SequenceNumber } | undefined {
  const connection = socket?.connection;
  return connection !== undefined && 'snd' in connection ? connection.snd : undefined;
}

/** How SND.NXT grew between two views of one socket; a connection that is new starts at its ISS. */
function growthBetween(
  before: SocketView | undefined,
  after: SocketView,
  at: Milliseconds,
): Growth | undefined {
  const now = nextNumberOf(after);
  if (now === undefined) return undefined;
  const old = nextNumberOf(before);
  const from = old?.iss === now.iss ? old.nxt : now.iss;
  const by = sequenceDifference(now.nxt, from);
  return by > 0 ? { by, to: now.nxt, at } : undefined;
}

function streakAfter(streak: number, before: SeatView, after: SeatView): number {
  let count = streak;
  for (const order of after.orders) {
    const old = before.orders.find((other) => other.clientPort === order.clientPort);
    if (order.cost > (old?.cost ?? 0)) count = 0;
    else if (order.reached && old?.reached !== true && order.cost === 0) count += 1;
  }
  return count;
}

/** `memory` after the view `before` was replaced by `after`, whose change happened at game time `at`. */
export function rememberedStrait(
  memory: StraitMemory,
  before: SeatView | undefined,
  after: SeatView,
  at: Milliseconds,
): StraitMemory {
  if (before === undefined) return memory;
  const growth = new Map(memory.growth);
  for (const socket of after.sockets) {
    const { clientPort } = socket.key;
    const old = before.sockets.find((other) => other.key.clientPort === clientPort);
    const grown = growthBetween(old, socket, at);
    if (grown !== undefined) growth.set(clientPort, grown);
  }
  const gone = before.slips.filter(({ order }) => !after.slips.some((slip) => slip.order === order));
  const blownAt = new Map([...memory.blownAt, ...gone.map(({ clientPort }) => [clientPort, at] as const)]);
  return { growth, blownAt, streak: streakAfter(memory.streak, before, after) };
}
