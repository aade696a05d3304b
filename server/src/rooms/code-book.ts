import { matchMaker } from '@colyseus/core';
import { drawCode } from '../match/room-code.ts';

/** Under which the codes in use are kept, for all processes that share a presence. */
const CODES_KEY = 'codes';

/** Of hundreds of millions of codes and a few thousand rooms, a free one is found at once. */
const DRAWS_MAX = 100;

/** The codes in use. Colyseus does not notice when two rooms take one id: the second maker would sit in the first's. */
export interface CodeBook {
  /** A code that nothing else has. */
  readonly reserve: () => Promise<string>;
  /** Takes this very code; false where something has it. */
  readonly claim: (code: string) => Promise<boolean>;
  readonly release: (code: string) => Promise<void>;
}

/** The code book of all processes that share this one's presence; `isKept` says whether a room may return to a code. */
export function createCodeBook(
  randomInteger: (below: number) => number,
  isKept: (code: string) => Promise<boolean>,
): CodeBook {
  const claim = async (code: string) => (await matchMaker.presence.hincrby(CODES_KEY, code, 1)) === 1;
  return {
    claim,
    reserve: async () => {
      for (let draws = 0; draws < DRAWS_MAX; draws += 1) {
        const code = drawCode(randomInteger);
        if (!(await isKept(code)) && (await claim(code))) return code;
      }
      throw new Error(`no free code was found in ${DRAWS_MAX} draws`);
    },
    release: async (code) => void (await matchMaker.presence.hdel(CODES_KEY, code)),
  };
}
