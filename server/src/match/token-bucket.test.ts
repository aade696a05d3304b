import { describe, expect, it } from 'vitest';
import { createKeyedBuckets, createTokenBucket } from './token-bucket.ts';

const taken = (bucket: ReturnType<typeof createTokenBucket>, times: number, now: number) =>
  Array.from({ length: times }, () => bucket.take(now));

describe('a token bucket', () => {
  it('gives its burst at once and then what time brings', () => {
    const bucket = createTokenBucket({ burst: 3, perSecond: 2 });
    expect(taken(bucket, 4, 1000)).toEqual([true, true, true, false]);
    expect(taken(bucket, 2, 1499)).toEqual([false, false]);
    expect(taken(bucket, 2, 1500)).toEqual([true, false]);
    expect(taken(bucket, 4, 60_000)).toEqual([true, true, true, false]);
  });

  it('says that it is empty without taking', () => {
    const bucket = createTokenBucket({ burst: 1, perSecond: 1 });
    expect([bucket.isEmpty(0), bucket.isEmpty(0), bucket.take(0), bucket.isEmpty(0)]).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});

describe('buckets by key', () => {
  it('are one for each key', () => {
    const buckets = createKeyedBuckets({ burst: 1, perSecond: 1 });
    expect([buckets.of('a').take(0), buckets.of('b').take(0), buckets.of('a').take(0)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('forget those that were quiet longest, not those in use', () => {
    const buckets = createKeyedBuckets({ burst: 1, perSecond: 0 });
    buckets.of('busy').take(0);
    buckets.of('quiet').take(0);
    for (let other = 0; other < 9_999; other += 1) {
      buckets.of('busy');
      buckets.of(`other ${other}`);
    }
    expect([buckets.of('busy').take(0), buckets.of('quiet').take(0)]).toEqual([false, true]);
  });
});
