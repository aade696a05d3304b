import { matchMaker } from '@colyseus/core';
import { drawCode } from '../match/room-code.ts';

/** Under which codes are kept that were drawn and are not in the store yet, for all processes that share a presence. */
const CODES_KEY = 'codes';

/** Of hundreds of millions of codes and a few thousand rooms, a free one is found at once. */
const DRAWS_MAX = 100;

/** Codes that nothing else has. */
export interface CodeBook {
  /** A code that no room or class has or had, of what the store still has; another process doesn't draw it either. */
  readonly reserve: () => Promise<string>;
  /** The store has the code now, or it is not needed. */
  readonly release: (code: string) => Promise<void>;
}

/** The code book of all processes that share this one's presence; `isKept` says whether the store has a code. */
export function createCodeBook(
  randomInteger: (below: number) => number,
  isKept: (code: string) => Promise<boolean>,
): CodeBook {
  const claim = async (code: string) => (await matchMaker.presence.hincrby(CODES_KEY, code, 1)) === 1;
  return {
    reserve: async () => {
      for (let draws = 0; draws < DRAWS_MAX; draws += 1) {
        const code = drawCode(randomInteger);
        // In this order: what is claimed no more is in the store.
        if ((await claim(code)) && !(await isKept(code))) return code;
      }
      throw new Error(`no free code was found in ${DRAWS_MAX} draws`);
    },
    release: async (code) => void (await matchMaker.presence.hdel(CODES_KEY, code)),
  };
}
