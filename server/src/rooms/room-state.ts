// The shared state of a room: exactly RoomPublic, and nothing that only one seat may know.
import { Encoder, type SchemaType, schema, t } from '@colyseus/schema';
import type { RoomPublic, RosterEntry } from '@syn-or-swim/shared/protocol/messages.ts';

/**
 * Every room keeps two buffers of this size (octets) for as long as it is there. Its state takes less than 400, the
 * description of its fields 553; Colyseus' own 16 KiB would be more than the whole match.
 */
Encoder.BUFFER_SIZE = 1024;

const ClockState = schema(
  {
    gameAnchor: t.float64().default(0),
    wallAnchor: t.float64().default(0),
    rate: t.float64().default(0),
  },
  'ClockState',
);

const StopState = schema({ kind: t.string().default('none'), by: t.string().default('nobody') }, 'StopState');

const SettingsState = schema(
  {
    stretch: t.float64().default(1),
    pace: t.string().default('running'),
    assistance: t.string().default('level'),
    network: t.string().default('nobody'),
  },
  'SettingsState',
);

const EntryState = schema(
  {
    player: t.string().default('nobody'),
    connected: t.boolean().default(false),
    ready: t.boolean().default(false),
  },
  'EntryState',
);

const RosterState = schema(
  { client: t.ref(EntryState), server: t.ref(EntryState), network: t.ref(EntryState) },
  'RosterState',
);

/** {@link RoomPublic} as Colyseus sends it. */
export const RoomState = schema(
  {
    code: t.string().default(''),
    phase: t.string().default('lobby'),
    level: t.string().default(''),
    match: t.uint16().default(0),
    clock: t.ref(ClockState),
    stop: t.ref(StopState),
    settings: t.ref(SettingsState),
    roster: t.ref(RosterState),
  },
  'RoomState',
);

/** An instance of {@link RoomState}. */
export type RoomState = SchemaType<typeof RoomState>;

/** Makes `state` say what `room` says. Only fields that differ are written, so only they are sent. */
export function writeRoomState(state: RoomState, room: RoomPublic): void {
  assignChanged(state, { code: room.code, phase: room.phase, level: room.level, match: room.match });
  assignChanged(state.clock, room.clock);
  assignChanged(state.stop, room.stop);
  assignChanged(state.settings, room.settings);
  writeEntry(state.roster.client, room.roster.client);
  writeEntry(state.roster.server, room.roster.server);
  writeEntry(state.roster.network, room.roster.network);
}

function writeEntry(state: SchemaType<typeof EntryState>, entry: RosterEntry): void {
  assignChanged(state, entry);
}

function assignChanged<Target extends object>(target: Target, values: Partial<Target>): void {
  for (const key of Object.keys(values) as (keyof Target)[]) {
    const value = values[key];
    if (value !== undefined && target[key] !== value) target[key] = value;
  }
}
