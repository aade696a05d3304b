import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';

/** How much at once, and how much for long. */
export interface BucketSize {
  readonly burst: number;
  readonly perSecond: number;
}

/** Counts how often something happens, and says when it is too often. */
export interface TokenBucket {
  /** Takes one if there is one. */
  readonly take: (now: Milliseconds) => boolean;
  /** Whether there is one, without taking it. */
  readonly isEmpty: (now: Milliseconds) => boolean;
}

/** A full bucket. `now` of its calls may be any clock, but always the same. */
export function createTokenBucket({ burst, perSecond }: BucketSize): TokenBucket {
  let left = burst;
  let countedAt: Milliseconds | undefined;
  const refill = (now: Milliseconds) => {
    if (countedAt !== undefined) left = Math.min(burst, left + ((now - countedAt) * perSecond) / 1000);
    countedAt = now;
  };
  return {
    take: (now) => {
      refill(now);
      if (left < 1) return false;
      left -= 1;
      return true;
    },
    isEmpty: (now) => {
      refill(now);
      return left < 1;
    },
  };
}

/** Most keys that are remembered at a time; beyond it, those that were quiet longest are forgotten. */
const KEYS_MAX = 10_000;

/** One bucket for each of many keys, such as addresses. */
export interface KeyedBuckets {
  readonly of: (key: string) => TokenBucket;
}

/** Buckets that come into being as their keys do; the oldest go when there are more than {@link KEYS_MAX}. */
export function createKeyedBuckets(size: BucketSize): KeyedBuckets {
  const buckets = new Map<string, TokenBucket>();
  return {
    of: (key) => {
      const bucket = buckets.get(key) ?? createTokenBucket(size);
      buckets.delete(key);
      buckets.set(key, bucket);
      if (buckets.size > KEYS_MAX) {
        for (const oldest of buckets.keys()) {
          buckets.delete(oldest);
          break;
        }
      }
      return bucket;
    },
  };
}
