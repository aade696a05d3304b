// Changes to a file as somebody would make them who wants to break whoever reads it; small data, so that a failing one is told.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { canonicalJson } from '../../shared/src/kernel/canonical-json.ts';

/** One change. Places are fractions of the file in millionths, or of the values in it. */
export type Mutation =
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'insert'; readonly at: number; readonly text: string }
  | { readonly kind: 'repeat'; readonly at: number; readonly length: number; readonly times: number }
  | { readonly kind: 'set'; readonly at: number; readonly value: number }
  | { readonly kind: 'add'; readonly at: number; readonly name: string; readonly value: number }
  | { readonly kind: 'remove'; readonly at: number };

/** What a key may be called to get at what all objects share. */
const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', ''];
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** Values, as JSON, that no file of ours has there. */
const VALUES = [
  '0',
  '-1',
  '-0',
  '0.5',
  '1e308',
  '1e999',
  '9007199254740993',
  '4294967296',
  '65536',
  '2147483648',
  '3',
  '1',
  '2',
  'null',
  'true',
  'false',
  '""',
  '"\\u0000"',
  '"\\ud800"',
  '"__proto__"',
  '"perfect"',
  '"kernel"',
  '[]',
  '{}',
  '[null]',
  '[[]]',
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  `"${'x'.repeat(20_000)}"`,
  `[${'0,'.repeat(5000)}0]`,
  nested(100),
  nested(20_000),
];

const place = fc.integer({ min: 0, max: 999_999 });
/** By its place in the list: a long one would fill the screen where a test fails. */
const value = fc.nat({ max: VALUES.length - 1 });
const valueAt = (index: number): string => VALUES[index] ?? 'null';

/** Changes to the octets of a file. */
const ofOctets: readonly fc.Arbitrary<Mutation>[] = [
  fc.record({ kind: fc.constant('cut'), at: place }),
  fc.record({ kind: fc.constant('flip'), at: place, bit: fc.integer({ min: 0, max: 7 }) }),
  fc.record({
    kind: fc.constant('insert'),
    at: place,
    text: fc.oneof(fc.constantFrom('"__proto__":', '\n', ',,', '1e999'), fc.string({ maxLength: 8 })),
  }),
  fc.record({
    kind: fc.constant('repeat'),
    at: place,
    length: fc.integer({ min: 1, max: 200 }),
    times: fc.integer({ min: 1, max: 50 }),
  }),
];

/** Changes to the values of a file of JSON, which stays one. */
const ofValues: readonly fc.Arbitrary<Mutation>[] = [
  fc.record({ kind: fc.constant('set'), at: place, value }),
  fc.record({ kind: fc.constant('add'), at: place, name: fc.constantFrom(...NAMES), value }),
  fc.record({ kind: fc.constant('remove'), at: place }),
];

/** One to three changes to octets. */
export const OCTET_MUTATIONS = fc.array(fc.oneof(...ofOctets), { minLength: 1, maxLength: 3 });
/** One to three changes to values. */
export const VALUE_MUTATIONS = fc.array(fc.oneof(...ofValues), { minLength: 1, maxLength: 3 });

/** `octets` with `mutations` of octets done to them, one after the other. */
export function mutatedOctets(octets: Uint8Array, mutations: readonly Mutation[]): Uint8Array {
  return mutations.reduce((changed: Buffer, mutation) => {
    const at = 'at' in mutation ? Math.floor((mutation.at * changed.length) / 1_000_000) : 0;
    switch (mutation.kind) {
      case 'cut':
        return changed.subarray(0, at);
      case 'flip': {
        const copy = Buffer.from(changed);
        if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ (1 << mutation.bit);
        return copy;
      }
      case 'insert':
        return Buffer.concat([changed.subarray(0, at), Buffer.from(mutation.text), changed.subarray(at)]);
      case 'repeat': {
        const part = changed.subarray(at, at + mutation.length);
        const parts = Array.from({ length: mutation.times }, () => part);
        return Buffer.concat([changed.subarray(0, at), ...parts, changed.subarray(at)]);
      }
      default:
        return changed;
    }
  }, Buffer.from(octets));
}

/** Where a value stands: in `holder` under `key`. */
interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

function placesIn(json: unknown): readonly Place[] {
  if (typeof json !== 'object' || json === null) return [];
  const holder = json as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}

/** Own fields alone: an assignment to `__proto__` would change this process instead. */
function put(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

/**
 * The text of the JSON file `text` with `mutations` of values done to it. Values are put in as text, since some are numbers
 * that no program can hold.
 */
export function mutatedValues(text: string, mutations: readonly Mutation[]): string {
  const json = JSON.parse(text) as object;
  const values: string[] = [];
  const mark = (index: number): string => `\u0001${values.push(valueAt(index)) - 1}\u0001`;
  for (const mutation of mutations) {
    const places = placesIn(json);
    const found =
      'at' in mutation ? places[Math.floor((mutation.at * places.length) / 1_000_000)] : undefined;
    if (found === undefined) continue;
    const { holder, key } = found;
    if (mutation.kind === 'set') put(holder, key, mark(mutation.value));
    else if (mutation.kind === 'add' && !Array.isArray(holder))
      put(holder, mutation.name, mark(mutation.value));
    else if (mutation.kind === 'remove' && Array.isArray(holder)) holder.splice(Number(key), 1);
    else if (mutation.kind === 'remove') delete holder[key];
  }
  return JSON.stringify(json).replaceAll(
    /"\\u0001(\d+)\\u0001"/g,
    (_all, index) => values[Number(index)] ?? '',
  );
}

/** A replay file with the checksum that fits it: whoever changes one can reckon it anew. */
export function signedAnew(text: string): string {
  try {
    const json = JSON.parse(text) as object;
    const checksum = createHash('sha256')
      .update(canonicalJson({ ...json, checksum: undefined }))
      .digest('hex');
    return text.replace(/"checksum":"[0-9a-f]*"/, `"checksum":"${checksum}"`);
  } catch {
    return text;
  }
}
