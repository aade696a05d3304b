// What a student's message does to a class.
import type { StudentId } from '@syn-or-swim/shared/classroom/class-event.ts';
import { pollOn, studentOf } from '@syn-or-swim/shared/classroom/class-state.ts';
import { formOf } from '@syn-or-swim/shared/classroom/forms.ts';
import { questionNamed } from '@syn-or-swim/shared/classroom/inventory/items.ts';
import { cleanName, type NameLanguage, type NameProblem } from '@syn-or-swim/shared/classroom/names.ts';
import { withNewcomers } from '@syn-or-swim/shared/classroom/pairs.ts';
import type { ClassClientMessages } from '@syn-or-swim/shared/protocol/class-messages.ts';
import { otherName, record } from './class-host.ts';
import { seatLate } from './class-round.ts';
import { itemsOf } from './class-views.ts';
import type { ClassHost } from './open-class.ts';

/**
 * A new student with a drawn name, who is found again by `joining`. While a round is on they get a stack's seat, or a
 * match of their own with one.
 */
export function joined(host: ClassHost, language: NameLanguage, joining: string | undefined): StudentId {
  const student = (host.state.students.length + 1) as StudentId;
  const mark = joining === undefined ? {} : { joining: host.credentials.markOf(joining) };
  record(host, { kind: 'joined', student, name: otherName(host, language), ...mark });
  record(host, {
    kind: 'paired',
    pairs: withNewcomers(host.state.pairs, [student], host.state.settings.odd),
  });
  seatLate(host, student);
  return student;
}

/** Keeps an answer of `student`: to a question of the form that is asked, once. */
export function answer(
  host: ClassHost,
  student: StudentId,
  { form, question, choice }: ClassClientMessages['answer'],
): void {
  const { state, seed } = host;
  if (state.asking !== form) return;
  const asked = formOf(itemsOf(host), student, form, seed).some((id) => id === question);
  const known = questionNamed(question)?.options[choice] !== undefined;
  const given = studentOf(state, student)?.answers[form] ?? {};
  if (!asked || !known || Object.hasOwn(given, question)) return;
  record(host, { kind: 'answered', student, form, question, choice });
}

/** Keeps what `student` chose in the poll that is on; nothing once its answers are shown. */
export function vote(
  host: ClassHost,
  student: StudentId,
  { poll, choice }: ClassClientMessages['vote'],
): void {
  const on = pollOn(host.state);
  if (on?.poll !== poll || on.stage !== 'asked' || on.question.options[choice] === undefined) return;
  if (on.votes.get(student) !== choice) record(host, { kind: 'voted', poll, student, choice });
}

/** Gives `student` another name; says why where it can't be had. */
export function rename(
  host: ClassHost,
  student: StudentId,
  wish: ClassClientMessages['name'],
): NameProblem | undefined {
  const { state } = host;
  if ('draw' in wish) {
    record(host, { kind: 'renamed', student, name: otherName(host, wish.draw) });
    return undefined;
  }
  if (!state.settings.typedNames) return 'name-not-allowed';
  const others = state.students.filter(({ id }) => id !== student).map(({ name }) => name);
  const name = cleanName(wish.typed, others);
  if (!name.ok) return name.problem;
  record(host, { kind: 'renamed', student, name: name.value });
  return undefined;
}
