// Frames that no page sends: messages made at random, mutated, or damaged octet by octet, as dice decide.
import { pack } from 'msgpackr';
import type { Dice } from '../random/dice.ts';
import { FRAME } from './raw-seat.ts';

/** A message of a page, or what is left of one. */
export interface Sample {
  readonly type: string;
  readonly message: unknown;
}

/** A frame, and whether its form is sure to be that of a page: one whose is not may cost its sender the line. */
export interface NastyFrame {
  readonly octets: Uint8Array;
  readonly keepsLine: boolean;
  /** How it was made. */
  readonly kind: 'well-formed' | 'mutated' | 'unknown type' | 'damaged octets' | 'garbage';
}

/** Largest frame that does not close the line by its size. */
const FRAME_MAX = 2000;

const NASTY: readonly [unknown, ...unknown[]] = [
  null,
  true,
  '',
  '__proto__',
  'constructor',
  'x'.repeat(300),
  '바다\u202e\u0000🐧',
  -1,
  0.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  2 ** 31,
  2 ** 53,
  -(2 ** 53),
  [],
  {},
  [[[[[[[[]]]]]]]],
  JSON.parse('{"__proto__": {"kind": "token"}}'),
  { toString: 'x', valueOf: 1, constructor: null },
  Buffer.from([0, 255, 128]),
  new Date(0),
  undefined,
];

const TYPES: readonly [string, ...string[]] = [
  'teleport',
  '__proto__',
  'constructor',
  'toString',
  '*',
  '_',
  '0',
];

/** `sample` with one thing changed somewhere in it. */
function mutated(value: unknown, dice: Dice): unknown {
  if (typeof value !== 'object' || value === null || dice.percent(15)) return dice.oneOf(NASTY);
  const entries = Object.entries(value);
  const at = dice.below(entries.length + 1);
  const [key, inner] = entries[at] ?? [];
  if (key === undefined) return Object.fromEntries([...entries, [dice.oneOf(TYPES), dice.oneOf(NASTY)]]);
  if (dice.percent(20)) return Object.fromEntries(entries.filter(([other]) => other !== key));
  return Object.fromEntries(
    entries.map(([other, old]) => [other, other === key ? mutated(inner, dice) : old]),
  );
}

function frameOf({ type, message }: Sample, dice: Dice): Buffer {
  const head = dice.percent(50) ? [FRAME.message] : [FRAME.request, 1 + dice.below(100)];
  return Buffer.concat([
    Uint8Array.of(...head, 0xa0 | type.length),
    Buffer.from(type),
    message === undefined ? Uint8Array.of() : pack(message),
  ]);
}

/** `octets` with some behind the first `from` flipped, left out, or put in. */
function damaged(octets: Buffer, from: number, dice: Dice): Buffer {
  const at = from + dice.below(Math.max(octets.length - from, 1));
  const before = octets.subarray(0, at);
  switch (dice.below(4)) {
    case 0:
      return Buffer.concat([before, Uint8Array.of(dice.below(256)), octets.subarray(at + 1)]);
    case 1:
      return before;
    case 2:
      return Buffer.concat([before, Uint8Array.of(dice.below(256), dice.below(256)), octets.subarray(at)]);
    default:
      return Buffer.concat([before, octets.subarray(at + 1 + dice.below(8))]);
  }
}

/** The next frame of somebody whose pages would send what `sample` gives. */
export function nastyFrame(sample: () => Sample, dice: Dice): NastyFrame {
  const throwOf = dice.below(1000);
  if (throwOf < 3) {
    const octets = Uint8Array.from({ length: dice.below(60) }, () => dice.below(256));
    return { octets, keepsLine: false, kind: 'garbage' };
  }
  const { type, message } = sample();
  if (throwOf < 420)
    return { octets: frameOf({ type, message }, dice), keepsLine: true, kind: 'well-formed' };
  if (throwOf < 860) {
    const octets = frameOf({ type, message: mutated(message, dice) }, dice);
    return { octets: octets.subarray(0, FRAME_MAX), keepsLine: true, kind: 'mutated' };
  }
  if (throwOf < 960) {
    const octets = frameOf({ type: dice.oneOf(TYPES), message: mutated(message, dice) }, dice);
    return { octets: octets.subarray(0, FRAME_MAX), keepsLine: true, kind: 'unknown type' };
  }
  const whole = frameOf({ type, message }, dice);
  // Behind the head and the name, so that the room itself has to read it.
  const octets = damaged(whole, type.length + 3, dice);
  return { octets, keepsLine: false, kind: 'damaged octets' };
}
