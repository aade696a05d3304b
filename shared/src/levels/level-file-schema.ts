// The shape of a level's file, and of its texts in one language.
import { z } from 'zod';
import { SIDES } from '../game/seat.ts';
import { CRATES_MAX } from '../game/token.ts';
import { CONNECTION_STATES } from '../tcp/connection.ts';
import { TIMER_NAMES } from '../tcp/events.ts';
import { MISCONCEPTION_IDS } from '../tcp/misconceptions.ts';
import { RULES_SCHEMA } from './rules-schema.ts';
import type { Lesson } from './texts/lesson.ts';
import type { LevelText } from './texts/level-texts.ts';

const sequence = z.int().min(0).max(0xffff_ffff);
const state = z.enum(CONNECTION_STATES);
const timer = z.enum(TIMER_NAMES);
const misconception = z.enum(MISCONCEPTION_IDS);

const segment = z.strictObject({
  flags: z.enum(['SYN', 'SYN+ACK', 'ACK', 'FIN+ACK', 'RST']),
  seq: sequence,
  ack: sequence.exactOptional(),
  crates: z.int().min(1).max(CRATES_MAX).exactOptional(),
});

const happening = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('arrives'),
    segment,
    from: z.enum(['an earlier life', 'a ghost']).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('rings'), timer }),
  z.strictObject({ kind: z.literal('crash') }),
]);

const step = z.strictObject({
  side: z.enum(SIDES),
  before: state,
  happens: happening.exactOptional(),
  sends: z
    .strictObject({
      segment,
      as: z.enum(['due', 'initiative', 'repeat']),
      sinks: z.literal(true).exactOptional(),
    })
    .exactOptional(),
  after: state,
  timers: z.array(timer).exactOptional(),
});

const begins = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('LISTEN') }),
  z.strictObject({
    state: z.literal('ESTABLISHED'),
    iss: z.strictObject({ client: sequence, server: sequence }),
  }),
]);

const source = z.union([
  z.strictObject({
    rfc: z.union([z.literal(9293), z.literal(4987), z.literal(6298)]),
    section: z.string().regex(/^\d+(?:\.\d+)*$/, 'section-form'),
  }),
  z.strictObject({ linux: z.literal('ip-sysctl'), entry: z.string().min(1) }),
]);

/** The name of a question: small letters, digits and single hyphens. */
const questionName = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'question-form');

/** What a level teaches. */
export const LESSON_SCHEMA = z.strictObject({
  provokes: z.array(misconception).min(1),
  example: z.strictObject({ begins, steps: z.array(step).min(3).max(6) }),
  questions: z.record(
    questionName,
    z.strictObject({ wrong: z.array(misconception).min(2).max(3), sources: z.array(source).min(1) }),
  ),
}) satisfies z.ZodType<Lesson>;

/** A level's file: its rules, which its hash is taken of, and what it teaches. */
export const LEVEL_FILE_SCHEMA = z.strictObject({ rules: RULES_SCHEMA, lesson: LESSON_SCHEMA });

const words = z
  .string()
  .min(1)
  .refine((text) => text.trim() === text, 'space-ends');

/** The texts of a level in one language. */
export const TEXT_SCHEMA = z.strictObject({
  title: words,
  tag: words,
  briefing: z.strictObject({
    both: z.array(words),
    client: z.array(words),
    server: z.array(words),
  }),
  example: z.array(words),
  aha: words,
  met: words,
  questions: z.record(
    questionName,
    z.strictObject({ prompt: words, right: words, wrong: z.array(words), explanation: words }),
  ),
}) satisfies z.ZodType<LevelText>;
