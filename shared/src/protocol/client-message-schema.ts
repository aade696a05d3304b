// What a browser may send, checked at the server's edge. The browser itself does not load this file.
import { z } from 'zod';
import { ASSISTANCE_GRADES, levelId } from '../game/level.ts';
import { LOG_CAUSES, LOG_REMEDIES } from '../game/log-entry.ts';
import { type MatchSettings, NETWORK_PLAYERS, PACES, STRETCHES } from '../game/match-settings.ts';
import { orderId } from '../game/order.ts';
import { CRATES_MAX } from '../game/token.ts';
import { sequenceNumber } from '../tcp/sequence-number.ts';
import type { ClientMessages, JoinOptions, MakeRoom } from './messages.ts';

const port = z.int().min(0).max(65_535);
/** The two ports of a connection. */
export const KEY_SCHEMA = z.strictObject({ clientPort: port, serverPort: port });
const sequence = z.int().min(0).max(0xffff_ffff).transform(sequenceNumber);
const order = z.int().min(1).max(1000).transform(orderId);
const level = z.string().min(1).max(64).transform(levelId);
/** Counts of the browser: they start at 0 or 1 and no session comes near the end. */
const count = z.int().min(0).max(2_147_483_647);

/** A guess, from 1, or one of its answers, from 0: there are few of both. */
const choice = z.int().min(0).max(15);

/** A token as anybody may have built it. */
export const TOKEN_SCHEMA = z.strictObject({
  key: KEY_SCHEMA,
  flags: z.strictObject({ syn: z.boolean(), ack: z.boolean(), fin: z.boolean(), rst: z.boolean() }),
  seq: sequence,
  ack: sequence,
  crates: z.int().min(0).max(CRATES_MAX),
});

const action = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('listen'), port }),
  z.strictObject({ kind: z.literal('stop-listening'), port }),
  z.strictObject({ kind: z.literal('give-up'), key: KEY_SCHEMA }),
  z.strictObject({ kind: z.literal('cookies') }),
  z.strictObject({ kind: z.literal('coffee'), key: KEY_SCHEMA }),
]);

const signal = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('port'), port }),
  z.strictObject({ kind: z.literal('ask'), order }),
  z.strictObject({
    kind: z.literal('send'),
    order,
    crates: z.int().min(0).max(100),
    afterFin: z.literal(true).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('together'), order, at: count }),
  z.strictObject({ kind: z.literal('close-first'), order, who: z.enum(['you', 'I']) }),
  z.strictObject({ kind: z.literal('arrived'), order, subject: z.enum(['SYN', 'crate', 'FIN']) }),
  z.strictObject({ kind: z.enum(['yes', 'no', 'resending', 'wait', 'thanks', 'are-you-there']) }),
  z.strictObject({ kind: z.literal('chain-until'), until: count }),
  z.strictObject({ kind: z.enum(['give-up', 'gone']), order }),
]);

const blame = { cause: z.enum(LOG_CAUSES), remedy: z.enum(LOG_REMEDIES) };
const entry = z.strictObject({ clientPort: port, ...blame });

const settings = z.strictObject({
  stretch: z.literal(STRETCHES).exactOptional(),
  pace: z.enum(PACES).exactOptional(),
  assistance: z.enum([...ASSISTANCE_GRADES, 'level']).exactOptional(),
  network: z.enum(NETWORK_PLAYERS).exactOptional(),
}) satisfies z.ZodType<Partial<MatchSettings>>;

/** Numbers of boats: a match has a few hundred. */
const boat = z.int().min(1).max(1_000_000);

/** What the network's seat does to boats under way. */
export const NETWORK_ACT_SCHEMA = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['sink', 'hold', 'copy']), boat }),
  z.strictObject({ kind: z.literal('swap'), boats: z.tuple([boat, boat]) }),
]);

/** What each kind of a seat's command holds, for schemas that add to it. */
export const SEAT_COMMAND_SHAPES = {
  token: { kind: z.literal('token'), token: TOKEN_SCHEMA, seen: count },
  action: { kind: z.literal('action'), action, seen: count },
  signal: { kind: z.literal('signal'), signal, seen: count },
  log: { kind: z.literal('log'), entry, seen: count },
  hint: { kind: z.literal('hint'), key: KEY_SCHEMA, seen: count },
  pause: { kind: z.enum(['pause', 'resume']), seen: count },
  guess: { kind: z.literal('guess'), guess: choice, answer: choice, seen: count },
  enough: { kind: z.literal('enough'), seen: count },
} as const;

const command = z.discriminatedUnion('kind', [
  z.strictObject(SEAT_COMMAND_SHAPES.token),
  z.strictObject(SEAT_COMMAND_SHAPES.action),
  z.strictObject(SEAT_COMMAND_SHAPES.signal),
  z.strictObject(SEAT_COMMAND_SHAPES.log),
  z.strictObject(SEAT_COMMAND_SHAPES.hint),
  z.strictObject(SEAT_COMMAND_SHAPES.pause),
  z.strictObject(SEAT_COMMAND_SHAPES.guess),
  z.strictObject(SEAT_COMMAND_SHAPES.enough),
  z.strictObject({ kind: z.literal('network'), act: NETWORK_ACT_SCHEMA }),
]);

/** One schema for each message type of {@link ClientMessages}; what it gives is the branded, trusted value. */
export const CLIENT_MESSAGE_SCHEMAS = {
  command: z.strictObject({ id: count, match: count, command }),
  ready: z.strictObject({ ready: z.boolean() }),
  choose: z.strictObject({ level, swap: z.boolean(), settings: settings.exactOptional() }),
  blame: z.strictObject({ match: count, ...blame }),
  time: z.strictObject({}),
} as const satisfies { readonly [Type in keyof ClientMessages]: z.ZodType<ClientMessages[Type]> };

/** Options of `joinById`. The SDK may send further fields of its own; they are dropped. */
export const JOIN_OPTIONS_SCHEMA = z.object({
  seatToken: z.string().max(128).exactOptional(),
  teacherToken: z.string().max(128).exactOptional(),
  studentToken: z.string().max(128).exactOptional(),
  language: z.enum(['en', 'ko']).exactOptional(),
  joining: z
    .string()
    .regex(/^[\w-]{22}$/)
    .exactOptional(),
  visitor: z.string().max(128).exactOptional(),
}) satisfies z.ZodType<JoinOptions>;

/** Body of `POST /api/rooms`. */
export const MAKE_ROOM_SCHEMA = z.strictObject({
  level,
  settings: settings.exactOptional(),
}) satisfies z.ZodType<MakeRoom>;
