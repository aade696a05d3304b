// The shape and the ranges of a level's rules, as an author writes them. What parts say of each other is in
// rules-problems.ts. A page does not load this file: what it loads, a test has read.
import { z } from 'zod';
import { ASSISTANCE_GRADES, type Level, type LevelId, levelId } from '../game/level.ts';
import { SIDES } from '../game/seat.ts';

const OCTETS_MAX = 0xffff_ffff;
/** No round lasts longer than this, ms; a class lesson is 45 minutes. */
const ROUND_MAX = 2_700_000;
/** Places and orders that a screen can still show. */
const PLACES_MAX = 64;
const CRATES_MAX = 30;

const moment = z.int().min(0).max(ROUND_MAX);
const duration = z.int().min(1).max(ROUND_MAX);
const perMille = z.int().min(0).max(1000);
const crates = z.int().min(0).max(CRATES_MAX);
const places = z.int().min(1).max(PLACES_MAX);
const port = z.int().min(1).max(65_535);
const side = z.enum(SIDES);
const onlyTrue = z.literal(true);
/** Indices into the level's list of orders. */
const among = z
  .array(
    z
      .int()
      .min(0)
      .max(PLACES_MAX - 1),
  )
  .min(1);
const bothSides = z.strictObject({ client: crates, server: crates });

const timing = z.strictObject({
  crossing: duration,
  rto: duration,
  rtoMax: duration,
  msl: duration,
  userTimeout: duration,
  grace: duration,
  round: duration,
});

const weather = z.strictObject({
  lossPerMille: perMille,
  copyPerMille: perMille.exactOptional(),
  copyDelay: duration.exactOptional(),
  holdPerMille: perMille.exactOptional(),
  holdDelay: duration.exactOptional(),
  corruptPerMille: perMille.exactOptional(),
  jitter: moment,
});

const boat = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['SYN', 'SYN+ACK', 'FIN']) }),
  z.strictObject({ kind: z.literal('crate'), number: z.int().min(1).max(CRATES_MAX) }),
  z.discriminatedUnion('of', [
    z.strictObject({ kind: z.literal('ACK'), of: z.enum(['SYN', 'FIN']) }),
    z.strictObject({
      kind: z.literal('ACK'),
      of: z.literal('crate'),
      number: z.int().min(1).max(CRATES_MAX),
    }),
  ]),
]);

const deed = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sink') }),
  z.strictObject({ kind: z.literal('copy'), after: duration }),
  z.strictObject({ kind: z.literal('hold'), by: duration }),
]);

const incident = z.strictObject({
  from: side,
  boat,
  among,
  count: z.int().min(1).max(PLACES_MAX),
  does: deed,
});

const wall = z.strictObject({
  places: among,
  stops: z.enum(['FIN', 'ACK']).exactOptional(),
  sentBy: side.exactOptional(),
  from: moment,
  lasts: duration.exactOptional(),
});

const barrier = z
  .strictObject({
    kind: z.enum(['outage', 'wall']),
    from: moment,
    until: moment.exactOptional(),
    direction: side.exactOptional(),
    order: z.int().min(0).exactOptional(),
    role: z.string().min(1).exactOptional(),
    manner: z.enum(['drop', 'reject']),
  })
  .transform((written) => ({
    until: undefined,
    direction: undefined,
    order: undefined,
    role: undefined,
    ...written,
  }));

const pace = z.union([
  z.strictObject({ atOnce: z.array(places).min(1) }),
  z.strictObject({ gap: duration, steady: onlyTrue.exactOptional() }),
]);

const order = z.strictObject({
  crates: bothSides,
  cratesAfterFin: bothSides,
  cancelledAfter: duration.exactOptional(),
  closesFirst: z.enum(['client', 'server', 'pilot', 'either', 'both']),
  sleeps: duration.exactOptional(),
  orphan: onlyTrue.exactOptional(),
  bothOpenAt: moment.exactOptional(),
});

/** The rules of a level; a key that no rule has is refused. */
export const RULES_SCHEMA = z.strictObject({
  id: z
    .string()
    .max(64)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'id-form')
    .transform((name): LevelId => levelId(name)),
  number: z.int().min(0).max(99),
  goal: z.enum(['established', 'delivered', 'closed']),
  assistance: z.enum(ASSISTANCE_GRADES),
  timing,
  weather,
  incidents: z.array(incident).exactOptional(),
  oldSyns: z.array(z.strictObject({ at: moment, among })).exactOptional(),
  nearWrap: z.strictObject({ side, below: z.int().min(1).max(OCTETS_MAX), among }).exactOptional(),
  nightShift: places.exactOptional(),
  walls: z.array(wall).exactOptional(),
  crashes: z.array(z.strictObject({ side, at: moment, dark: duration })).exactOptional(),
  flood: z.strictObject({ from: moment, every: duration, cookies: duration }).exactOptional(),
  synReceivedTimeout: duration.exactOptional(),
  coffees: z.int().min(0).max(PLACES_MAX).exactOptional(),
  orphanFinWait2: duration.exactOptional(),
  barriers: z.array(barrier).exactOptional(),
  pace,
  pilot: z.strictObject({ opens: z.boolean(), cargo: z.boolean(), closes: z.boolean() }),
  orders: z.array(order).min(1).max(PLACES_MAX),
  ports: z.array(port).min(1),
  lamp: z.enum(['by-hand', 'lit']),
  berths: places,
  clientBerths: places.exactOptional(),
  anchorage: places,
  abortEnds: onlyTrue.exactOptional(),
  isn: z.strictObject({
    low: z.int().min(0).max(OCTETS_MAX),
    high: z.int().min(0).max(OCTETS_MAX),
  }),
}) satisfies z.ZodType<Level>;
