// What a link to a sandbox holds, and how it is read: such a link may come from anywhere.
import './without-eval.ts';
import { z } from 'zod';
import { type Level, levelId } from '../game/level.ts';
import type { Drivers } from '../game/rules.ts';
import {
  createSandbox,
  type Sandbox,
  type SandboxAct,
  type SandboxSetup,
  sandboxAt,
  sandboxStep,
} from '../game/sandbox.ts';
import { PLAYERS, SIDES } from '../game/seat.ts';
import { failure, type Result, success } from '../kernel/result.ts';
import { RULES_VERSION } from '../replay/recording.ts';
import { levelHash } from '../replay/replay.ts';
import {
  KEY_SCHEMA,
  NETWORK_ACT_SCHEMA,
  SEAT_COMMAND_SHAPES,
  TOKEN_SCHEMA,
} from './client-message-schema.ts';

/** More acts than an hour by hand has; a longer sandbox has no link. */
export const LINK_ACTS_MAX = 3_000;

/** Octets of such a link's JSON at most. */
export const LINK_OCTETS_MAX = 2_000_000;

/** Game time that one act may name, ms. */
const TIME_MAX = 3_600_000;
const OCTETS_MAX = 65_535;

const side = z.enum(SIDES);
const player = z.enum(PLAYERS);
const boat = z.int().min(1).max(1_000_000);
const time = z.int().min(1).max(TIME_MAX);
const octets = z.int().min(1).max(OCTETS_MAX);

const keepAlive = z.strictObject({ idle: time, interval: time, probes: z.int().min(1).max(100) });

const call = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('send'), octets }),
  z.strictObject({ kind: z.literal('receive'), octets: octets.exactOptional() }),
  z.strictObject({ kind: z.literal('close') }),
  z.strictObject({
    kind: z.literal('set'),
    options: z.strictObject({ keepAlive: keepAlive.nullable().exactOptional() }),
  }),
]);

const decision = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['weather', 'arrive', 'sink']) }),
  z.strictObject({ kind: z.literal('hold'), by: time }),
  z.strictObject({ kind: z.literal('copy'), after: time }),
]);

const seen = { seen: true } as const;
const command = z.discriminatedUnion('kind', [
  z.strictObject(SEAT_COMMAND_SHAPES.token).omit(seen),
  z.strictObject(SEAT_COMMAND_SHAPES.action).omit(seen),
  z.strictObject(SEAT_COMMAND_SHAPES.signal).omit(seen),
]);

const act = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('step') }),
  z.strictObject({ kind: z.literal('hand'), seat: side, command }),
  z.strictObject({ kind: z.literal('player'), seat: side, player }),
  z.strictObject({ kind: z.literal('deciding'), on: z.boolean() }),
  z.strictObject({ kind: z.literal('decide'), boat, decision }),
  z.strictObject({ kind: z.literal('network'), act: NETWORK_ACT_SCHEMA }),
  z.strictObject({ kind: z.literal('call'), seat: side, key: KEY_SCHEMA, call }),
  z.strictObject({ kind: z.literal('forge'), from: side, token: TOKEN_SCHEMA }),
  z.strictObject({ kind: z.literal('crash'), seat: side, dark: time }),
]) satisfies z.ZodType<SandboxAct>;

const LINK_SCHEMA = z.strictObject({
  rules: z.int().min(1),
  level: z.string().min(1).max(64).transform(levelId),
  /** The beginning of the level's hash: enough to see that it is the same. */
  hash: z.string().max(64),
  seed: z.int().min(0).max(0xffff_ffff),
  players: z.strictObject({ client: player, server: player }),
  deciding: z.boolean(),
  receiveBuffer: octets.exactOptional(),
  acts: z.array(act).max(LINK_ACTS_MAX),
  position: z.int().min(0).max(LINK_ACTS_MAX),
});

const HASH_LETTERS = 12;

/** Why a link does not open a sandbox. */
export type SandboxLinkProblem =
  /** It was cut off or changed on its way, or does what no sandbox lets happen. */
  | 'broken'
  /** It was made by other rules, or of a level that has changed since. */
  | 'other-rules';

/** A sandbox that a link holds, with what it began with. */
export interface LinkedSandbox {
  readonly setup: SandboxSetup;
  readonly sandbox: Sandbox;
}

/** All of a sandbox as the text of a link; undefined where it has more acts than {@link LINK_ACTS_MAX}. */
export function sandboxLinkText({ setup, sandbox }: LinkedSandbox): string | undefined {
  const { level, ...others } = setup;
  const { moments, position } = sandbox;
  if (moments.length > LINK_ACTS_MAX) return undefined;
  const hash = levelHash(level).slice(0, HASH_LETTERS);
  const acts = moments.map((moment) => moment.act);
  return JSON.stringify({ rules: RULES_VERSION, level: level.id, hash, ...others, acts, position });
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The sandbox of `setup` after `acts`; undefined where one of them is not to be done there. */
function enacted(setup: SandboxSetup, acts: readonly SandboxAct[], drivers: Drivers): Sandbox | undefined {
  try {
    let sandbox = createSandbox(setup, drivers);
    for (const each of acts) {
      const step = sandboxStep(sandbox, each);
      if (step.answer.kind === 'refused') return undefined;
      sandbox = step.sandbox;
    }
    return sandbox;
  } catch {
    // An invariant of the game does not hold on acts that no screen gives.
    return undefined;
  }
}

/** The sandbox that `text` of a link holds, as it stood when the link was made, on one of `levels`. */
export function readSandboxLink(
  text: string,
  levels: readonly Level[],
  drivers: Drivers,
): Result<LinkedSandbox, SandboxLinkProblem> {
  const parsed = LINK_SCHEMA.safeParse(parsedJson(text));
  if (!parsed.success) return failure('broken');
  const { rules, hash, acts, position, level: id, ...others } = parsed.data;
  const level = levels.find((each) => each.id === id);
  if (rules !== RULES_VERSION || level === undefined || !levelHash(level).startsWith(hash)) {
    return failure('other-rules');
  }
  const setup: SandboxSetup = { level, ...others };
  const sandbox = enacted(setup, acts, drivers);
  return sandbox === undefined
    ? failure('broken')
    : success({ setup, sandbox: sandboxAt(sandbox, position) });
}
