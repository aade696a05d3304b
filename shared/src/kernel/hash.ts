// Chance in the game is a keyed hash, never a running draw (rules.md section 3): asking for one fate more
// leaves every other fate as it was. The mixing is that of MurmurHash3 (x86, 32 bit, public domain).

/** What a hash is made of: numbers are taken as 32-bit integers, texts as UTF-16 code units. */
export type HashPart = string | number;

const C1 = 0xcc9e2d51;
const C2 = 0x1b873593;

function mixBlock(hash: number, block: number): number {
  let mixed = Math.imul(block, C1);
  mixed = (mixed << 15) | (mixed >>> 17);
  mixed = Math.imul(mixed, C2);
  const next = hash ^ mixed;
  return (Math.imul((next << 13) | (next >>> 19), 5) + 0xe6546b64) | 0;
}

function finalMix(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A number from 0 to 2^32 - 1 that depends on `seed` and on every one of `parts`, in their order. */
export function keyedHash(seed: number, ...parts: readonly HashPart[]): number {
  let hash = seed | 0;
  let blocks = 0;
  for (const part of parts) {
    if (typeof part === 'number') {
      hash = mixBlock(hash, part | 0);
      hash = mixBlock(hash, 0x6e756d00);
      blocks += 2;
    } else {
      for (let index = 0; index < part.length; index += 1) {
        hash = mixBlock(hash, part.charCodeAt(index));
      }
      hash = mixBlock(hash, 0x73747200 | (part.length & 0xff));
      blocks += part.length + 1;
    }
  }
  return finalMix(hash ^ (blocks * 4));
}

/** True in `perMille` of 1000 keys: an integer comparison, so that every browser agrees. */
export function chance(perMille: number, seed: number, ...parts: readonly HashPart[]): boolean {
  return keyedHash(seed, ...parts) % 1000 < perMille;
}

/** An integer from `low` to `high`, both included, chosen by the key. */
export function pickInteger(
  range: { readonly low: number; readonly high: number },
  seed: number,
  ...parts: readonly HashPart[]
): number {
  return range.low + (keyedHash(seed, ...parts) % (range.high - range.low + 1));
}

/** `items` in an order that the key chooses (Fisher and Yates, each draw with a key of its own). */
export function permuted<Item>(
  items: readonly Item[],
  seed: number,
  ...parts: readonly HashPart[]
): readonly Item[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = keyedHash(seed, ...parts, last) % (last + 1);
    const moved = result[last] as Item;
    result[last] = result[other] as Item;
    result[other] = moved;
  }
  return result;
}
