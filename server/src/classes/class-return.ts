// How the round of a class comes back whose process has gone: its matches go on from their logs.

import { studentsOf } from '@syn-or-swim/shared/classroom/class-event.ts';
import { type ClassMatch, type ClassRound, roundOn } from '@syn-or-swim/shared/classroom/class-state.ts';
import { parOf } from '@syn-or-swim/shared/players/par.ts';
import { pastMatch } from '../match/room-return.ts';
import type { ClassRoomPlace } from '../storage/store.ts';
import { endIfAllEnded, openMatch, startMatch, watchRound } from './class-round.ts';
import type { ClassHost } from './open-class.ts';

/**
 * Brings back the matches of the last round: those that were on go on, those that had ended show their debriefs, and
 * those that were only about to begin do so. `from` is the process that had the class before; its last sign of life
 * says how far the matches were. What can't be brought back is told to the log, and the others come back all the same.
 */
export async function bringRoundBack(host: ClassHost, from: string | undefined): Promise<void> {
  const { services, stored, state } = host;
  const round = state.rounds.at(-1);
  const level = round && services.levelById(round.level);
  if (round === undefined || level === undefined) return;
  host.par = parOf(level, round.seed);
  host.returning = true;
  const rooms = new Map((await services.store.classRooms(stored.id)).map((room) => [room.id, room]));
  for (const match of round.matches) {
    try {
      const room = rooms.get(match.match);
      if (room !== undefined) await matchBack(host, round, match, room, from);
    } catch (cause) {
      services.log.error({ class: stored.id, err: cause }, 'a match of a class could not be brought back');
    }
  }
  host.returning = false;
  if (roundOn(host.state) !== undefined) goOn(host, round);
}

async function matchBack(
  host: ClassHost,
  round: ClassRound,
  { match, seats, late, inherited }: ClassMatch,
  { code, matchId }: ClassRoomPlace,
  from: string | undefined,
): Promise<void> {
  const { owner } = host.services;
  const past = await pastMatch(host.services, { matchId, owner: from ?? owner });
  // Its round was over before it began.
  if (past === undefined && round.ended) return;
  const running = await openMatch(host, round, { id: match, seats, late, inherited, code, past });
  if (running === undefined) return;
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
