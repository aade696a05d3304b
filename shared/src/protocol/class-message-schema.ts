// What a page may send into a class room, checked at the server's edge. The browser itself does not load this file.
import { z } from 'zod';
import {
  type ClassSettings,
  FORM_SIZES,
  FORMS,
  ODD_ONES,
  studentId,
  THIRD_SEATS,
} from '../classroom/class-event.ts';
import { POLL_KINDS, POLL_OPTIONS_MAX, type PollQuestion } from '../classroom/poll-question.ts';
import { ASSISTANCE_GRADES, levelId } from '../game/level.ts';
import { PACES, STRETCHES } from '../game/match-settings.ts';
import { SIDES } from '../game/seat.ts';
import { CONNECTION_STATES } from '../tcp/connection.ts';
import {
  type AdmitTeacher,
  CLASS_TABLES,
  type ClassClientMessages,
  GIVEN_MINUTES,
  type MakeClass,
} from './class-messages.ts';

/** Most levels of a lesson plan. */
const PLAN_MAX = 15;

const student = z.int().min(1).max(1_000_000).transform(studentId);
const level = z.string().min(1).max(64).transform(levelId);
const form = z.enum(FORMS);
const pair = z.int().min(0).max(1000);
/** Longer than any name: the class itself says what is wrong with it. */
const name = z.string().max(200);

const settings = z.strictObject({
  plan: z.array(level).min(1).max(PLAN_MAX),
  match: z.strictObject({
    stretch: z.literal(STRETCHES),
    pace: z.enum(PACES),
    assistance: z.enum([...ASSISTANCE_GRADES, 'level']),
    // A pair of a class has no third place.
    network: z.literal('nobody').exactOptional(),
  }),
  typedNames: z.boolean(),
  questions: z.literal(FORM_SIZES),
  odd: z.enum(ODD_ONES).exactOptional(),
  nightShift: z.literal(true).exactOptional(),
}) satisfies z.ZodType<ClassSettings>;

const number32 = z.int().min(0).max(0xffff_ffff);

const pollOption = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('segment'),
    flags: z.strictObject({ syn: z.boolean(), ack: z.boolean(), fin: z.boolean(), rst: z.boolean() }),
    seq: number32,
    ack: number32,
    octets: z.int().min(0).max(0xffff),
  }),
  z.strictObject({ kind: z.literal('nothing') }),
  z.strictObject({ kind: z.literal('state'), state: z.enum(CONNECTION_STATES) }),
]);

const pollQuestion = z
  .strictObject({
    kind: z.enum(POLL_KINDS),
    side: z.enum(SIDES),
    options: z.array(pollOption).min(2).max(POLL_OPTIONS_MAX),
    right: z.int().min(0),
  })
  .refine(({ options, right }) => right < options.length) satisfies z.ZodType<PollQuestion>;

const act = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('settings'), settings }),
  z.strictObject({ kind: z.literal('lock'), locked: z.boolean() }),
  z.strictObject({ kind: z.enum(['pair', 'swap-seats', 'end-round', 'delete']) }),
  z.strictObject({ kind: z.literal('together'), one: student, other: student }),
  z.strictObject({
    kind: z.literal('move'),
    student,
    place: z.strictObject({ pair, side: z.enum([...SIDES, 'third']) }),
  }),
  z.strictObject({ kind: z.literal('third'), pair, seat: z.enum(THIRD_SEATS) }),
  z.strictObject({ kind: z.literal('rename'), student, name }),
  z.strictObject({ kind: z.enum(['remove', 'let-back']), student }),
  z.strictObject({ kind: z.literal('questions'), form, open: z.boolean() }),
  z.strictObject({ kind: z.literal('start'), level }),
  z.strictObject({ kind: z.literal('freeze'), frozen: z.boolean() }),
  z.strictObject({ kind: z.literal('more-time'), minutes: z.literal(GIVEN_MINUTES) }),
  z.strictObject({ kind: z.literal('poll'), question: pollQuestion }),
  z.strictObject({ kind: z.enum(['show-poll', 'close-poll']) }),
]);

/** One schema for each message type of {@link ClassClientMessages}. */
export const CLASS_MESSAGE_SCHEMAS = {
  act,
  report: z.strictObject({}),
  table: z.strictObject({ table: z.enum(CLASS_TABLES) }),
  recording: z.strictObject({ match: z.string().max(64) }),
  strait: z.strictObject({ match: z.string().max(64) }),
  vote: z.strictObject({
    poll: z.int().min(1),
    choice: z
      .int()
      .min(0)
      .max(POLL_OPTIONS_MAX - 1),
  }),
  answer: z.strictObject({ form, question: z.string().max(64), choice: z.int().min(0).max(9) }),
  name: z.union([z.strictObject({ typed: name }), z.strictObject({ draw: z.enum(['en', 'ko']) })]),
  time: z.strictObject({}),
} as const satisfies { readonly [Type in keyof ClassClientMessages]: z.ZodType<ClassClientMessages[Type]> };

/** Body of `POST /api/classes`. */
export const MAKE_CLASS_SCHEMA = z.strictObject({ settings }) satisfies z.ZodType<MakeClass>;

/** Body of `POST /api/classes/teacher`. */
export const ADMIT_TEACHER_SCHEMA = z.strictObject({
  code: z.string().max(16),
  secret: z.string().max(64),
}) satisfies z.ZodType<AdmitTeacher>;
