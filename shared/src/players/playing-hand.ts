// A hand that stands for a person: it does one thing at a time, takes its time for it, errs, overlooks, and tells its
// partner its half of each slip. Like a stack it is a pure function of its seat's record and a keyed hash.

import type { Socket } from '../game/harbour.ts';
import type { DriverAct, DriverSight } from '../game/rules.ts';
import { peerOf } from '../game/seat.ts';
import { keyText, type Token } from '../game/token.ts';
import type { Milliseconds } from '../kernel/time.ts';
import { dues } from '../tcp/dues.ts';
import { answer, enough, question, telling } from './conversation.ts';
import { chosenMistake } from './mistakes.ts';
import type { HandSkill } from './skill.ts';
import { cookies, initiative, lamp, owedReset, payment } from './stack.ts';

/** A socket in CLOSE_WAIT rusts after this: then whoever has nothing else to do sees it. */
const RUST_AFTER: Milliseconds = 10_000;
/** And after this it sounds the low horn, which nobody overlooks. */
const HORN_AFTER: Milliseconds = 25_000;
/** Right tokens are shown at the second miss on a socket. */
const SHOWN_AT_MISS = 2;
/** So long a hand waits to be told before it asks. */
const ASKS_AFTER: Milliseconds = 6_000;

/** One thing that a seat could do now, and since when it has been there to be seen. */
interface Task {
  readonly act: Exclude<DriverAct, { kind: 'rest' | 'signal' }>;
  readonly since: Milliseconds;
  /** A close that only its own application can call for. */
  readonly passiveClose: boolean;
}

/** When something last happened to `socket` that its player could see. */
function newsOf({ seat }: DriverSight, socket: Socket): Milliseconds {
  const arrival = seat.arrivals.findLast((boat) => keyText(boat.key) === keyText(socket.key))?.at ?? 0;
  const slip = seat.slips.find((other) => other.order === socket.order)?.at ?? 0;
  const partner = peerOf(seat.harbour.side);
  const told =
    seat.signals.findLast(
      ({ from, signal }) => from === partner && 'order' in signal && signal.order === socket.order,
    )?.at ?? 0;
  return Math.max(socket.stateSince, arrival, slip, told);
}

function isTask(act: DriverAct | undefined): act is Task['act'] {
  return act !== undefined && act.kind !== 'rest' && act.kind !== 'signal';
}

function socketTask(sight: DriverSight, socket: Socket): Task | undefined {
  const pays = payment(sight, socket);
  if (isTask(pays)) {
    const since = Math.min(...dues(socket.connection, sight.now, sight.profile).map((due) => due.since));
    return { act: pays, since, passiveClose: false };
  }
  const call = initiative(sight, socket);
  if (!isTask(call)) return undefined;
  const passiveClose = socket.connection.state === 'CLOSE_WAIT';
  return { act: call, since: newsOf(sight, socket), passiveClose };
}

function newestArrival({ seat }: DriverSight): Milliseconds {
  return seat.arrivals.at(-1)?.at ?? 0;
}

/** All that this seat could do now, in the order in which it came to be seen. */
export function tasksOf(sight: DriverSight): readonly Task[] {
  const tasks: Task[] = [];
  const light = lamp(sight);
  if (isTask(light)) tasks.push({ act: light, since: 0, passiveClose: false });
  const full = cookies(sight);
  if (isTask(full)) tasks.push({ act: full, since: newestArrival(sight), passiveClose: false });
  const reset = owedReset(sight);
  if (isTask(reset)) {
    const since = Math.min(...sight.seat.harbour.resets.map((owed) => owed.since));
    tasks.push({ act: reset, since, passiveClose: false });
  }
  for (const socket of sight.seat.harbour.sockets) {
    const task = socket.piloted ? undefined : socketTask(sight, socket);
    if (task !== undefined) tasks.push(task);
  }
  return tasks.sort((left, right) => left.since - right.since);
}

function isOverlooked(sight: DriverSight, skill: HandSkill, task: Task, busy: boolean): boolean {
  if (!task.passiveClose || task.act.kind !== 'token') return false;
  const { clientPort } = task.act.token.key;
  if (sight.draw('overlook', clientPort) % 1000 >= skill.overlookPerMille) return false;
  return sight.now - task.since < (busy ? HORN_AFTER : RUST_AFTER);
}

function isWrong(sight: DriverSight, skill: HandSkill, token: Token): boolean {
  if ((sight.seat.misses[keyText(token.key)] ?? 0) >= SHOWN_AT_MISS) return false;
  return sight.draw('wrong', sight.now) % 1000 < skill.wrongPerMille;
}

function done(sight: DriverSight, skill: HandSkill, task: Task): DriverAct {
  const last = sight.seat.judgments.at(-1)?.at ?? 0;
  const ready = Math.max(last, task.since) + skill.pace;
  if (sight.now < ready) return { kind: 'rest', until: ready };
  if (task.act.kind !== 'token' || !isWrong(sight, skill, task.act.token)) return task.act;
  const token = chosenMistake(sight, task.act.token);
  return token === undefined ? task.act : { kind: 'token', token };
}

/** A question comes only after one has waited a while to be told. */
function asking(sight: DriverSight): DriverAct | undefined {
  const asks = question(sight);
  if (asks?.kind !== 'signal' || asks.signal.kind !== 'ask') return undefined;
  const { order } = asks.signal;
  const socket = sight.seat.harbour.sockets.find((other) => other.order === order);
  const from = (socket?.stateSince ?? 0) + ASKS_AFTER;
  return sight.now < from ? { kind: 'rest', until: from } : asks;
}

function sleeps({ seat }: DriverSight, socket: Socket): boolean {
  return seat.asleep.includes(socket.key.clientPort);
}

/** The rest of a sleeper for which the partner may still have a word, before it gets its coffee. */
function drowsing(sight: DriverSight): DriverAct | undefined {
  const acts = sight.seat.harbour.sockets
    .filter((socket) => sleeps(sight, socket))
    .map((socket) => initiative(sight, socket));
  return earliestRest(acts.filter((act) => act !== undefined));
}

/** Something agreed for a moment: a signal that names it, or the rest until it comes. */
function agreed(sight: DriverSight): DriverAct | undefined {
  const acts = sight.seat.harbour.sockets
    .filter((socket) => !socket.piloted && !sleeps(sight, socket))
    .map((socket) => initiative(sight, socket))
    .filter((act) => act?.kind === 'rest' || act?.kind === 'signal');
  return acts.find((act) => act?.kind === 'signal') ?? acts[0];
}

/** The answer to the guess that stands, once it has been read: it comes when nothing else is to be done. */
function guessing(sight: DriverSight, skill: HandSkill): DriverAct | undefined {
  const { guess } = sight.seat;
  if (guess === undefined) return undefined;
  const until = guess.at + skill.pace;
  if (sight.now < until) return { kind: 'rest', until };
  const errs = sight.draw('misguess', guess.number) % 1000 < skill.misguessPerMille;
  const indices = [...guess.choices.keys()].filter(
    (index) => (guess.choices[index]?.misconception !== undefined) === errs,
  );
  const answer = indices[sight.draw('answer', guess.number) % Math.max(1, indices.length)];
  return answer === undefined ? undefined : { kind: 'guess', guess: guess.number, answer };
}

/** What a hand of `skill` does next. */
export function handMove(sight: DriverSight, skill: HandSkill): DriverAct | undefined {
  // A dark harbour can neither speak nor send.
  if (sight.seat.darkUntil !== undefined) return undefined;
  const said = answer(sight) ?? telling(sight) ?? enough(sight);
  if (said !== undefined) return said;
  const moment = agreed(sight);
  if (moment?.kind === 'signal') return moment;
  // With the token of an agreed moment in the hand, nothing else is begun.
  if (moment?.kind === 'rest' && moment.until - sight.now <= skill.pace) return moment;
  const tasks = tasksOf(sight);
  const task = tasks.find((other) => !isOverlooked(sight, skill, other, tasks.length > 1));
  if (task !== undefined) return done(sight, skill, task);
  const overlooked = tasks[0];
  const waits = [moment, drowsing(sight), asking(sight), guessing(sight, skill)].filter(
    (act) => act !== undefined,
  );
  if (overlooked !== undefined) waits.push({ kind: 'rest', until: overlooked.since + RUST_AFTER });
  return waits.find((act) => act.kind !== 'rest') ?? earliestRest(waits);
}

function earliestRest(acts: readonly DriverAct[]): DriverAct | undefined {
  const rests = acts.filter((act) => act.kind === 'rest');
  return rests.reduce<(typeof rests)[number] | undefined>(
    (first, rest) => (first === undefined || rest.until < first.until ? rest : first),
    undefined,
  );
}
