// What the processes behind one address ask of each other, over Colyseus' presence.
import { matchMaker, requestFromIPC, subscribeIPC } from '@colyseus/core';
import type { Result } from '@syn-or-swim/shared/kernel/result.ts';
import type { JoinOptions, JoinRefusal } from '@syn-or-swim/shared/protocol/messages.ts';
import type { SeatReservation } from './room-directory.ts';

/** How long another process may take to answer: it may have to open a room out of the store first. */
const ANSWER_MS = 5000;

/** What comes of a join: a seat, or why there is none. */
export type Joined = Result<SeatReservation, JoinRefusal>;

/** Asks the process `owner` for a seat in a room of its own; undefined where it gives no answer. */
export type AskPeer = (owner: string, code: string, options: JoinOptions) => Promise<Joined | undefined>;

const channelOf = (owner: string) => `owner:${owner}`;

/** Answers what other processes ask of `owner`, this one, with `join`. */
export async function answerPeers(
  owner: string,
  join: (code: string, options: JoinOptions) => Promise<Joined>,
): Promise<void> {
  await subscribeIPC(matchMaker.presence, channelOf(owner), (_method: string, [code, options]) =>
    join(code, options),
  );
}

/** Asks over the presence. That it is not there is no answer. */
export const askPeer: AskPeer = async (owner, code, options) => {
  try {
    return await requestFromIPC<Joined>(
      matchMaker.presence,
      channelOf(owner),
      'join',
      [code, options],
      ANSWER_MS,
    );
  } catch {
    return undefined;
  }
};
