// How the round of a class comes back whose process has gone, and a match whose store failed: they go on from their logs.

import { studentsOf } from '@syn-or-swim/shared/classroom/class-event.ts';
import { type ClassRound, roundOn } from '@syn-or-swim/shared/classroom/class-state.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { parOf } from '@syn-or-swim/shared/players/par.ts';
import { pastMatch } from '../match/room-return.ts';
import type { ClassRoomPlace } from '../storage/store.ts';
import { endIfAllEnded, forgetMatch, openMatch, startMatch, watchRound } from './class-round.ts';
import type { ClassHost } from './open-class.ts';

/**
 * Brings back the matches of the last round: those that were on go on, those that had ended show their debriefs, and
 * those that were only about to begin do so. `from` is the process that had the class before; its last sign of life
 * says how far the matches were. What can't be brought back now is told to the log and tried again, and the others come
 * back all the same.
 */
export async function bringRoundBack(host: ClassHost, from: string | undefined): Promise<void> {
  const { services, stored, state } = host;
  const round = state.rounds.at(-1);
  const level = round && services.levelById(round.level);
  if (round === undefined || level === undefined) return;
  host.par = parOf(level, round.seed);
  host.returning = true;
  const rooms = new Map((await services.store.classRooms(stored.id)).map((room) => [room.id, room]));
  for (const { match } of round.matches) {
    try {
      const room = rooms.get(match);
      if (room !== undefined) await matchBack(host, match, room, from ?? services.owner);
    } catch (cause) {
      services.log.error({ class: stored.id, err: cause }, 'a match of a class could not be brought back');
      const code = rooms.get(match)?.code;
      if (code !== undefined) bringMatchBack(host, { id: match, code });
    }
  }
  host.returning = false;
  if (roundOn(host.state) !== undefined) goOn(host, round);
}

/** How long a match rests before it is tried to be brought back, and between tries, ms. */
export const BACK_AGAIN_MS: Milliseconds = 1000;

/**
 * Brings the match in the room `id` back, which rests since the store failed, or could not be brought back with its
 * round: tried until it is there, its class is closed here, or a later round has taken its place. The class's other
 * matches go on meanwhile, and who knocks at `code` is told to knock again.
 */
export function bringMatchBack(host: ClassHost, { id, code }: Pick<ClassRoomPlace, 'id' | 'code'>): void {
  if (host.resting.has(id)) return;
  host.resting.set(id, code);
  const { clock, log } = host.services;
  const tryLater = (): void => {
    clock.at(clock.now() + BACK_AGAIN_MS, () => {
      if (!isMissing(host, id)) {
        host.resting.delete(id);
        return;
      }
      const tried = restedBack(host, id).catch((cause: unknown) => {
        log.warn({ class: host.stored.id, err: cause }, 'a match of a class rests on');
      });
      void tried.then(tryLater);
    });
  };
  tryLater();
}

/** Whether the last round of an open class has a match in the room `id` that is not here, or rests. */
function isMissing({ closed, state, matches }: ClassHost, id: string): boolean {
  const belongs = state.rounds.at(-1)?.matches.some(({ match }) => match === id);
  return !closed && belongs === true && matches.get(id)?.rests() !== false;
}

async function restedBack(host: ClassHost, id: string): Promise<void> {
  const { store, owner } = host.services;
  const { id: classId } = host.stored;
  // A store that can't write brings nothing back, nor does who has lost the class.
  if (!(await store.takeClass(classId, owner, owner))) return;
  const room = (await store.classRooms(classId)).find((each) => each.id === id);
  if (room === undefined) return;
  await matchBack(host, id, room, owner);
  const round = host.state.rounds.at(-1);
  if (round !== undefined) endIfAllEnded(host, round.round);
}

/** `from`: whose sign of life says how far the match was. */
async function matchBack(
  host: ClassHost,
  id: string,
  { code, matchId }: ClassRoomPlace,
  from: string,
): Promise<void> {
  const past = await pastMatch(host.services, { matchId, owner: from });
  // As things stand now: a student may have come or gone meanwhile.
  const round = host.state.rounds.at(-1);
  const match = round?.matches.find((each) => each.match === id);
  if (round === undefined || match === undefined || host.closed) return;
  if (past === undefined && round.ended) {
    // Its round was over before it began.
    forgetMatch(host, id);
    return;
  }
  const { seats, late, inherited } = match;
  const running = await openMatch(host, round, { id, seats, late, inherited, code, past });
  if (running === undefined) return;
  if (host.state.rounds.at(-1)?.ended === true) running.end();
  // Time may have been given of which this match had not heard yet.
  const heard = running.now()?.match.given ?? 0;
  if (heard < round.given && !running.isOver()) running.giveTime(round.given - heard);
}

/** Who had no match yet, because its room was just being made, gets one now. */
function goOn(host: ClassHost, round: ClassRound): void {
  const seated = new Set(round.matches.flatMap(({ seats }) => studentsOf(seats)));
  for (const seats of host.state.pairs) {
    if (studentsOf(seats).every((student) => !seated.has(student))) startMatch(host, round, seats, false);
  }
  endIfAllEnded(host, round.round);
  if (roundOn(host.state) !== undefined) watchRound(host);
}
