import './without-eval.ts';
import { z } from 'zod';
import { KERNEL_TIMERS, type KernelAct } from '../game/kernel-end.ts';
import { ASSISTANCE_GRADES, type LevelId, levelId } from '../game/level.ts';
import { STRETCHES } from '../game/match-settings.ts';
import { PLAYERS, SIDES } from '../game/seat.ts';
import { OWN_LEVEL_SHAPE } from '../levels/own-level.ts';
import type { Recording } from '../replay/recording.ts';
import { CONNECTION_STATES } from '../tcp/connection.ts';
import { sequenceNumber } from '../tcp/sequence-number.ts';
import { NETWORK_ACT_SCHEMA, SEAT_COMMAND_SHAPES } from './client-message-schema.ts';

/** Six hours, ms of game time: more than any match lasts, with all the time that a teacher gives; more would only stop who runs it. */
const LONGEST_MATCH = 21_600_000;

const moment = z.int().min(0).max(LONGEST_MATCH);
const seat = z.enum(SIDES);
const player = z.enum([...PLAYERS, 'kernel']);
const port = z.int().min(0).max(0xffff);
const key = z.strictObject({ clientPort: port, serverPort: port });
const sequence = z.int().min(0).max(0xffff_ffff).transform(sequenceNumber);
const octetCount = z.int().min(0).max(0xffff_ffff);

/** What a kernel did: at most what fits into one IP packet, and into its table of sockets. */
const kernelAct = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('segment'),
    key,
    segment: z.strictObject({
      seq: sequence,
      ack: sequence,
      flags: z.strictObject({ syn: z.boolean(), ack: z.boolean(), fin: z.boolean(), rst: z.boolean() }),
      dataLength: z.int().min(0).max(0xffff),
      window: z.int().min(0).max(0xffff),
    }),
    octets: z.string().max(0xffff),
  }),
  z.strictObject({
    kind: z.literal('sockets'),
    sockets: z
      .array(
        z.strictObject({
          key,
          state: z.enum(CONNECTION_STATES),
          unacknowledged: octetCount,
          unread: octetCount,
          timer: z.enum(KERNEL_TIMERS),
          repeats: octetCount,
          read: octetCount,
        }),
      )
      .max(256),
  }),
]) satisfies z.ZodType<KernelAct>;

const command = z.discriminatedUnion('kind', [
  z.strictObject({ ...SEAT_COMMAND_SHAPES.token, seat }),
  z.strictObject({ ...SEAT_COMMAND_SHAPES.action, seat }),
  z.strictObject({ ...SEAT_COMMAND_SHAPES.signal, seat }),
  z.strictObject({ ...SEAT_COMMAND_SHAPES.log, seat }),
  z.strictObject({ ...SEAT_COMMAND_SHAPES.hint, seat }),
  z.strictObject({ ...SEAT_COMMAND_SHAPES.pause, seat }),
  z.strictObject({ ...SEAT_COMMAND_SHAPES.guess, seat }),
  z.strictObject({ ...SEAT_COMMAND_SHAPES.enough, seat }),
  z.strictObject({ kind: z.literal('seat'), seat, player }),
  z.strictObject({ kind: z.literal('network'), act: NETWORK_ACT_SCHEMA }),
  z.strictObject({ kind: z.literal('kernel'), act: kernelAct }),
  z.strictObject({ kind: z.literal('give-time'), ms: moment }),
  z.strictObject({ kind: z.literal('end') }),
]);

/** More than any harbour has berths; what has no room on a level is left out of its matches. */
const LEFT_MAX = 100;
const left = z.int().min(0).max(LEFT_MAX);
const leftSockets = z.strictObject({ client: left, server: left });

const setup = z
  .strictObject({
    levelId: z
      .string()
      .min(1)
      .transform((name): LevelId => levelId(name)),
    levelHash: z.string(),
    seed: z.int().min(0).max(0xffff_ffff),
    players: z.strictObject({ client: player, server: player }),
    assistance: z.enum(ASSISTANCE_GRADES).exactOptional(),
    stretch: z.literal(STRETCHES).exactOptional(),
    pace: z.literal('patient').exactOptional(),
    network: z.enum(['person', 'stack']).exactOptional(),
    inherited: leftSockets.exactOptional(),
    own: OWN_LEVEL_SHAPE.exactOptional(),
  })
  // A level that came with it goes by its own name.
  .refine(({ levelId: name, own }) => own === undefined || own.level.id === name);

/** The file of a recording. Whether its rules and its level are known is asked when it is run again. */
export const RECORDING_SCHEMA = z.strictObject({
  format: z.literal('syn-or-swim-recording'),
  rulesVersion: z.int().min(1),
  setup,
  commands: z.array(z.strictObject({ serial: z.int().min(0), at: moment, command })),
  endedAt: moment,
}) satisfies z.ZodType<Recording>;

/** The recording that `json` is; undefined where it is none. Browsers ask this of links, whoever made them. */
export function recordingFrom(json: unknown): Recording | undefined {
  const parsed = RECORDING_SCHEMA.safeParse(json);
  return parsed.success ? parsed.data : undefined;
}
