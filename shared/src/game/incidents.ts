import { assert, present } from '../kernel/assert.ts';
import { permuted } from '../kernel/hash.ts';
import type { Incident } from '../network/weather.ts';
import type { Level, LevelIncident, NamedBoat } from './level.ts';
import type { OrderTask } from './order.ts';
import { peerOf, type Side } from './seat.ts';
import { CRATE_OCTETS } from './token.ts';

/** The role by which a pure ACK is known: its number counted from the peer's initial sequence number. */
function acknowledgmentRole(boat: Extract<NamedBoat, { kind: 'ACK' }>, task: OrderTask, from: Side): string {
  if (boat.of === 'SYN') return 'ACK 1';
  if (boat.of === 'crate') return `ACK ${1 + boat.number * CRATE_OCTETS}`;
  const peer = peerOf(from);
  const crates = task.crates[peer] + task.cratesAfterFin[peer];
  return `ACK ${2 + crates * CRATE_OCTETS}`;
}

function roleOf(boat: NamedBoat, task: OrderTask, from: Side): string {
  switch (boat.kind) {
    case 'ACK':
      return acknowledgmentRole(boat, task, from);
    case 'crate':
      return `crate ${boat.number}`;
    default:
      return boat.kind;
  }
}

function placed(level: Level, seed: number, incident: LevelIncident, used: readonly number[]): number {
  const index = level.incidents?.indexOf(incident) ?? 0;
  const candidates = permuted(incident.among, seed, 'incident', index);
  assert(candidates.length > 0, `incident ${index} of ${level.id} has an order to happen in`);
  return present(candidates.find((order) => !used.includes(order)) ?? candidates[0], 'a place');
}

/** The incidents of `level` with the orders that `seed` gives them, each in an order of its own where there are enough. */
export function resolvedIncidents(level: Level, seed: number): readonly Incident[] {
  const used: number[] = [];
  return (level.incidents ?? []).map((incident) => {
    const order = placed(level, seed, incident, used);
    used.push(order);
    const task = present(level.orders[order], `order ${order} of ${level.id}`);
    const role = roleOf(incident.boat, task, incident.from);
    return { direction: incident.from, order, role, count: incident.count, does: incident.does };
  });
}
