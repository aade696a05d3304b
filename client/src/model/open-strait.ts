// A strait without fog, one lane a connection: what the projector shows of a pair, and of the sandbox in a lecture.
import type { PairStrait, StraitBoat, StraitConnection } from '@syn-or-swim/shared/classroom/pair-strait.ts';
import type { BoatHeader } from '@syn-or-swim/shared/game/network-act.ts';
import type { BoatSight } from '@syn-or-swim/shared/game/sandbox.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import { CRATE_OCTETS } from '@syn-or-swim/shared/game/token.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { ConnectionState } from '@syn-or-swim/shared/tcp/connection.ts';
import type { Segment } from '@syn-or-swim/shared/tcp/segment.ts';
import { sequenceNumber } from '@syn-or-swim/shared/tcp/sequence-number.ts';

/** A boat on its way. */
export interface OpenBoat {
  readonly id: string;
  readonly from: Side;
  readonly segment: Segment;
  /** 0 at the harbour that it left, 1 at the other one. */
  readonly way: number;
  readonly fate: 'sails' | 'waits' | 'sinks';
  /** No TCP would send it. */
  readonly wrong: boolean;
}

/** One connection between the harbours. */
export interface OpenLane {
  readonly id: string;
  readonly name: number | undefined;
  readonly clientPort: number;
  /** Undefined: covered, because the class is asked for it. */
  readonly states: Readonly<Record<Side, ConnectionState | undefined>>;
  readonly boats: readonly OpenBoat[];
}

/** How long a boat that went down is still seen, ms of game time. */
const SEEN_SUNK: Milliseconds = 1500;

/** Where a boat that will not arrive goes down. */
const SUNK_AT = 0.5;

/** Where a boat waits for its fate, and where one whose fate is decided lies while time stands. */
const AT_MOUTH = 0.12;
const UNDER_WAY = 0.5;

function boatAt(boat: StraitBoat, now: Milliseconds, crossing: Milliseconds): OpenBoat | undefined {
  const { from, segment, departedAt, sinks, wrong } = boat;
  if (departedAt > now) return undefined;
  const endsAt = boat.endsAt ?? departedAt + crossing;
  const sunk = sinks && now >= endsAt;
  if (now >= endsAt + (sinks ? SEEN_SUNK : 0)) return undefined;
  const whole = Math.max(1, endsAt - departedAt);
  const way = Math.min(1, (now - departedAt) / whole) * (sinks ? SUNK_AT : 1);
  return { id: String(boat.boat), from, segment, way, fate: sunk ? 'sinks' : 'sails', wrong };
}

function laneAt(connection: StraitConnection, now: Milliseconds, crossing: Milliseconds): OpenLane {
  const { clientPort, name, states, boats } = connection;
  const stateOf = (side: Side): ConnectionState =>
    states.findLast((state) => state.side === side && state.at <= now)?.state ?? 'CLOSED';
  return {
    id: String(clientPort),
    name,
    clientPort,
    states: { client: stateOf('client'), server: stateOf('server') },
    boats: boats.flatMap((boat) => boatAt(boat, now, crossing) ?? []),
  };
}

/** The lanes of a pair's strait at `now`, a moment of its window; those where both ends are closed and no boat sails are left out. */
export function lanesAt(
  { connections }: PairStrait,
  now: Milliseconds,
  crossing: Milliseconds,
): readonly OpenLane[] {
  return connections
    .map((connection) => laneAt(connection, now, crossing))
    .filter(
      ({ boats, states }) =>
        boats.length > 0 || Object.values(states).some((state) => state !== 'CLOSED' && state !== 'LISTEN'),
    );
}

/**
 * What the network sees of a strait: a lane for each connection of which a boat is under way, in the order of the first
 * ones, and no states. `way` tells how far a boat has come, 0 to 1.
 */
export function headerLanes(
  boats: readonly BoatHeader[],
  way: (boat: BoatHeader) => number,
): readonly OpenLane[] {
  const lanes = new Map<string, OpenLane>();
  for (const header of boats) {
    const { boat, from, key, flags, crates } = header;
    const id = `${key.clientPort} ${key.serverPort}`;
    const segment = {
      flags,
      seq: sequenceNumber(header.seq),
      ack: sequenceNumber(header.ack),
      dataLength: crates * CRATE_OCTETS,
      window: 0,
    };
    const sailing: OpenBoat = {
      id: String(boat),
      from,
      segment,
      way: way(header),
      fate: 'sails',
      wrong: false,
    };
    const { boats: before } = lanes.get(id) ?? { boats: [] };
    lanes.set(id, {
      id,
      name: undefined,
      clientPort: key.clientPort,
      states: { client: undefined, server: undefined },
      boats: [...before, sailing],
    });
  }
  return [...lanes.values()];
}

/** A boat of a sandbox, whose time stands between two steps. */
export function sandboxBoat(
  { boat, from, segment, stray, ...sight }: BoatSight,
  now: Milliseconds,
): OpenBoat {
  const { departedAt, arrivesAt, sinksAt, waits } = sight;
  const [arrival] = arrivesAt;
  const passed = arrival === undefined ? 0 : (now - departedAt) / Math.max(1, arrival - departedAt);
  return {
    id: String(boat),
    from,
    segment,
    way: waits === undefined ? Math.max(UNDER_WAY, Math.min(1, passed)) : AT_MOUTH,
    fate: waits !== undefined ? 'waits' : sinksAt === undefined ? 'sails' : 'sinks',
    wrong: stray,
  };
}
