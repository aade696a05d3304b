// What a teacher's act does to a class.

import type { ClassSettings, Form, StudentId } from '@syn-or-swim/shared/classroom/class-event.ts';
import {
  type MatchPlace,
  pollOn,
  present,
  roundOn,
  seatIn,
  studentOf,
} from '@syn-or-swim/shared/classroom/class-state.ts';
import { cleanName } from '@syn-or-swim/shared/classroom/names.ts';
import {
  broughtTogether,
  drawnPairs,
  movedTo,
  type SeatPlace,
  swappedPairs,
  thirdOn,
  withNewcomers,
  withOddAs,
} from '@syn-or-swim/shared/classroom/pairs.ts';
import type { PlaceAction, RoundAction, TeacherAction } from '@syn-or-swim/shared/protocol/class-messages.ts';
import { record } from './class-host.ts';
import { endRound, freeze, giveTime, seatLate, startRound } from './class-round.ts';
import type { ClassHost } from './open-class.ts';

/** Does `action`; one that does not fit how things stand changes nothing. */
export function act(host: ClassHost, action: TeacherAction): void {
  const { state } = host;
  switch (action.kind) {
    case 'settings':
      changeSettings(host, action.settings);
      break;
    case 'lock':
      record(host, { kind: 'locked', locked: action.locked });
      break;
    case 'pair':
      pairAnew(host);
      break;
    case 'swap-seats':
      record(host, { kind: 'paired', pairs: swappedPairs(state.pairs) });
      break;
    case 'together':
    case 'move':
    case 'third':
      place(host, action);
      break;
    case 'rename':
      rename(host, action.student, action.name);
      break;
    case 'remove':
    case 'let-back':
      (action.kind === 'remove' ? remove : letBack)(host, action.student);
      break;
    case 'questions':
      ask(host, action.form, action.open);
      break;
    case 'start':
    case 'freeze':
    case 'more-time':
    case 'end-round':
      runRound(host, action);
      break;
    case 'poll':
    case 'show-poll':
    case 'close-poll':
      lecture(host, action);
      break;
    case 'delete':
      host.parts.remove(host);
      break;
  }
}

function place(host: ClassHost, action: PlaceAction): void {
  const { pairs } = host.state;
  switch (action.kind) {
    case 'together':
      record(host, { kind: 'paired', pairs: broughtTogether(pairs, action.one, action.other) });
      break;
    case 'move':
      move(host, action.student, action.place);
      break;
    case 'third':
      record(host, { kind: 'paired', pairs: thirdOn(pairs, action.pair, action.seat) });
      break;
  }
}

function runRound(host: ClassHost, action: RoundAction): void {
  switch (action.kind) {
    case 'start':
      startRound(host, action.level);
      break;
    case 'freeze':
      freeze(host, action.frozen);
      break;
    case 'more-time':
      giveTime(host, action.minutes * 60_000);
      break;
    case 'end-round':
      endRound(host);
      break;
  }
}

/** Another way for the odd one moves it at once. */
function changeSettings(host: ClassHost, settings: ClassSettings): void {
  const { odd = 'stack' } = settings;
  const before = host.state.settings.odd ?? 'stack';
  if (!fits(host, settings.plan)) return;
  record(host, { kind: 'settings', settings });
  if (odd !== before) record(host, { kind: 'paired', pairs: withOddAs(host.state.pairs, odd) });
}

function move(host: ClassHost, student: StudentId, place: SeatPlace): void {
  const { pairs, settings } = host.state;
  if (studentOf(host.state, student)?.removed !== false) return;
  record(host, { kind: 'paired', pairs: movedTo(pairs, student, place, settings.odd) });
}

function ask(host: ClassHost, form: Form, open: boolean): void {
  if (roundOn(host.state) !== undefined || host.state.settings.questions === 0) return;
  if (open) turnPoll(host, 'poll-closed');
  record(host, { kind: 'questions', form, open });
}

/** Asks the class in a lecture, shows the answers, ends the question. While it plays or answers a form, nobody is asked. */
function lecture(
  host: ClassHost,
  action: Extract<TeacherAction, { readonly kind: 'poll' | 'show-poll' | 'close-poll' }>,
): void {
  if (action.kind !== 'poll') turnPoll(host, action.kind === 'show-poll' ? 'poll-shown' : 'poll-closed');
  else if (roundOn(host.state) === undefined && host.state.asking === undefined) {
    record(host, { kind: 'polled', question: action.question });
  }
}

function turnPoll(host: ClassHost, kind: 'poll-shown' | 'poll-closed'): void {
  const on = pollOn(host.state);
  if (on !== undefined) record(host, { kind, poll: on.poll });
}

/** A class that has been asked questions keeps its plan: by it the two forms were drawn. */
function fits({ state, services }: ClassHost, plan: ClassHost['state']['settings']['plan']): boolean {
  const known = plan.every((id) => services.levelById(id) !== undefined);
  return known && (state.asked.length === 0 || plan.join() === state.settings.plan.join());
}

function pairAnew(host: ClassHost): void {
  const { state, seed } = host;
  host.draws += 1;
  const earlier = [
    ...state.rounds.flatMap(({ matches }) => matches.map(({ began }) => began)),
    ...state.pairs,
  ];
  const ids = present(state).map(({ id }) => id);
  record(host, { kind: 'paired', pairs: drawnPairs(ids, earlier, seed + host.draws, state.settings.odd) });
}

/** A teacher may give any clean name; a rude or forged one stays as it was. */
function rename(host: ClassHost, student: StudentId, typed: string): void {
  const others = host.state.students.filter(({ id }) => id !== student).map(({ name }) => name);
  const name = cleanName(typed, others);
  if (name.ok && studentOf(host.state, student) !== undefined) {
    record(host, { kind: 'renamed', student, name: name.value });
  }
}

function remove(host: ClassHost, student: StudentId): void {
  if (studentOf(host.state, student)?.removed !== false) return;
  const round = roundOn(host.state);
  const seat = round && seatIn(round, student);
  record(host, { kind: 'removed', student });
  if (seat !== undefined) {
    leaveMatch(host, seat.match.match, seat.place);
  }
  host.listener?.dismiss(student);
}

function leaveMatch(host: ClassHost, match: string, place: MatchPlace): void {
  host.matches.get(match)?.seat(place, null);
  if (place === 'third') record(host, { kind: 'third-gone', match });
  else record(host, { kind: 'seated', match, side: place, student: null });
}

function letBack(host: ClassHost, student: StudentId): void {
  if (studentOf(host.state, student)?.removed !== true) return;
  record(host, { kind: 'let-back', student });
  record(host, {
    kind: 'paired',
    pairs: withNewcomers(host.state.pairs, [student], host.state.settings.odd),
  });
  seatLate(host, student);
}
