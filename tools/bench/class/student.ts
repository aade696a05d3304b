// One student under load: a page, a hand that plays it, and a tally of what the server has answered.
import { setTimeout as pause } from 'node:timers/promises';
import type { SeatCommand } from '../../../shared/src/game/command.ts';
import type { Level } from '../../../shared/src/game/level.ts';
import type { Side } from '../../../shared/src/game/seat.ts';
import type { CommandRefusal } from '../../../shared/src/protocol/messages.ts';
import type { Cut } from '../../../tests/lines/bad-line.ts';
import { openAsStudent, type StudentPage } from '../../../tests/lines/class-pages.ts';
import type { SeatedPage } from '../../../tests/lines/seated-page.ts';
import type { Dice } from '../../../tests/random/dice.ts';
import { handCommand } from './hand.ts';

/** From one act of a hand to the next (ms): `PAUSE`, and up to `PAUSE_SPREAD` more. */
const PAUSE = 1500;
const PAUSE_SPREAD = 2000;

const WAYS: readonly [Cut, ...Cut[]] = ['reset', 'swallow', 'hold'];

/** A command that the server has answered as done or judged. */
export interface Answered {
  /** Code of the room. */
  readonly code: string;
  readonly side: Side;
  /** Game time that the answer gave it. */
  readonly at: number;
  readonly command: SeatCommand;
}

/** A student under load. */
export interface LoadedStudent {
  readonly page: StudentPage;
  /** The number under which the class knows the student. */
  readonly id: number;
  /** From the first request to the first view of the class (ms), and how often the page said to try again before. */
  readonly joinedAfter: number;
  readonly triedAgain: number;
  readonly answered: readonly Answered[];
  /** Commands that the page was told had not counted, and why the server refused others. */
  readonly lost: () => number;
  readonly refused: readonly CommandRefusal[];
  /** From a command to its answer (ms), since the last time that this was asked. */
  readonly takeLatencies: () => readonly number[];
  /** Cuts the line for `milliseconds`; gives how long the way back took. */
  readonly drop: (milliseconds: number) => Promise<Return>;
  readonly close: () => Promise<void>;
}

/** How long after the return of a link the class had welcomed the page again, and an act of its was answered, ms. */
export interface Return {
  readonly inClass: number;
  readonly inMatch: number;
}

interface Tally {
  readonly answered: Answered[];
  latencies: number[];
  lost: number;
  readonly refused: CommandRefusal[];
}

async function actOnce(page: SeatedPage, level: Level, tally: Tally): Promise<void> {
  const { view, seat } = page.news();
  if (view === undefined || view.public.phase !== 'playing' || (seat !== 'client' && seat !== 'server'))
    return;
  const command = handCommand(view, level);
  const asked = performance.now();
  try {
    const answer = await page.room.send(command);
    tally.latencies.push(performance.now() - asked);
    if (answer.kind === 'refused') tally.refused.push(answer.reason);
    else tally.answered.push({ code: page.room.code, side: seat, at: answer.at, command });
  } catch {
    tally.lost += 1;
  }
}

/** Acts until an act is answered: only then is the seat there again, whatever the page believes of its line. */
async function untilAnswered(page: StudentPage, level: Level, tally: Tally): Promise<void> {
  for (const before = tally.answered.length; tally.answered.length === before; ) {
    const match = page.match();
    if (match !== undefined) await actOnce(match, level, tally);
    await pause(20);
  }
}

async function dropped(
  page: StudentPage,
  level: Level,
  tally: Tally,
  way: Cut,
  milliseconds: number,
): Promise<Return> {
  const welcomes = page.welcomes();
  page.line.cut(way);
  await pause(milliseconds);
  const restored = performance.now();
  page.line.restore();
  const since = () => performance.now() - restored;
  const inClass = (async () => {
    // A line that was only held may have survived.
    while (way !== 'hold' && page.welcomes() === welcomes) await pause(20);
    return since();
  })();
  return { inMatch: await untilAnswered(page, level, tally).then(since), inClass: await inClass };
}

/** Joins the class `code`; where the page gives up, a person tries again. */
async function joined(url: string, code: string): Promise<{ page: StudentPage; triedAgain: number }> {
  for (let triedAgain = 0; ; triedAgain += 1) {
    try {
      return { page: await openAsStudent(url, code), triedAgain };
    } catch (cause) {
      if (triedAgain === 10) throw cause;
    }
  }
}

/** Joins the class `code` and plays every match on `level` to which it leads, until it is closed. */
export async function startStudent(
  url: string,
  code: string,
  level: Level,
  dice: Dice,
): Promise<LoadedStudent> {
  const start = performance.now();
  const { page, triedAgain } = await joined(url, code);
  const joinedAfter = performance.now() - start;
  const tally: Tally = { answered: [], latencies: [], lost: 0, refused: [] };
  let drops = dice.below(WAYS.length);
  let closed = false;
  const playing = (async () => {
    while (!closed) {
      await pause(PAUSE + dice.below(PAUSE_SPREAD));
      const match = page.match();
      if (match !== undefined && !closed) await actOnce(match, level, tally);
    }
  })();
  return {
    page,
    id: Number(/^s(\d+)/.exec(page.token() ?? '')?.[1]),
    joinedAfter,
    triedAgain,
    answered: tally.answered,
    lost: () => tally.lost,
    refused: tally.refused,
    takeLatencies: () => tally.latencies.splice(0),
    drop: (milliseconds) => {
      drops += 1;
      return dropped(page, level, tally, WAYS[drops % WAYS.length] ?? 'reset', milliseconds);
    },
    close: async () => {
      closed = true;
      await page.close();
      await playing;
    },
  };
}
