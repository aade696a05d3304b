// Who may guess codes, and how fast. A whole school stands behind one address: whoever guesses there must not shut out
// the others. So each page gets a pass of its own, made slowly for each address, and its wrong codes count against it.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { createKeyedBuckets, type TokenBucket } from '../match/token-bucket.ts';

/** Wrong codes of one page: typing errors of a person. */
const PAGE_RATE = { burst: 10, perSecond: 6 / 60 };

/** Wrong codes of all that come from one address without a pass. */
const ADDRESS_RATE = { burst: 20, perSecond: 20 / 60 };

/** New passes for one address: twenty classes that open the page in the same minute. */
const PASS_RATE = { burst: 600, perSecond: 1 };

/** Whose wrong codes are counted where. */
export interface GuessLimits {
  /** A pass for a page at `address`; undefined where too many were asked for. */
  readonly newVisitor: (address: string, now: Milliseconds) => string | undefined;
  /** The bucket of whoever asks: that of their pass, or where they have none, of their address. */
  readonly of: (address: string, visitor: string | undefined) => TokenBucket;
}

/** Limits whose passes are sealed with `secret` and made with `nextId`. */
export function createGuessLimits(secret: Uint8Array, nextId: () => string): GuessLimits {
  const addresses = createKeyedBuckets(ADDRESS_RATE);
  const pages = createKeyedBuckets(PAGE_RATE);
  const passes = createKeyedBuckets(PASS_RATE);
  const mac = (id: string) => createHmac('sha256', secret).update(`visitor ${id}`).digest();
  const isSealed = (visitor: string) => {
    const [, id = '', seal = ''] = /^([\w-]{1,40})\.([\w-]{43})$/.exec(visitor) ?? [];
    const given = Buffer.from(seal, 'base64url');
    return given.length === 32 && timingSafeEqual(given, mac(id));
  };
  return {
    newVisitor: (address, now) => {
      if (!passes.of(address).take(now)) return undefined;
      const id = nextId();
      return `${id}.${mac(id).toString('base64url')}`;
    },
    of: (address, visitor) =>
      visitor !== undefined && isSealed(visitor) ? pages.of(visitor) : addresses.of(address),
  };
}
