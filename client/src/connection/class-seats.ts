// The students whose seats this browser has kept: for as long as their class exists, and no longer. A browser may forbid
// even to look at its storage.
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';

/** A student of a class who sat at this browser. */
export interface KeptStudent {
  /** The code of the class. */
  readonly code: string;
  /** With it the student comes back; it is good for nothing else. */
  readonly token: string;
  readonly name: string;
  /** When the class is deleted at the latest, ms since 1970. */
  readonly until: Milliseconds;
}

const KEY = 'syn-or-swim.class-seats';

/** So many students of one computer are remembered: those who were there last. */
const STUDENTS_KEPT = 12;

function isKept(value: unknown): value is KeptStudent {
  if (typeof value !== 'object' || value === null) return false;
  const { code, token, name, until } = value as Partial<Record<keyof KeptStudent, unknown>>;
  const texts = typeof code === 'string' && typeof token === 'string' && typeof name === 'string';
  return texts && typeof until === 'number';
}

function allKept(storage: () => Storage, now: Milliseconds): readonly KeptStudent[] {
  try {
    const value: unknown = JSON.parse(storage().getItem(KEY) ?? '[]');
    return Array.isArray(value) ? value.filter(isKept).filter(({ until }) => until > now) : [];
  } catch {
    return [];
  }
}

function write(storage: () => Storage, students: readonly KeptStudent[]): void {
  try {
    if (students.length === 0) storage().removeItem(KEY);
    else storage().setItem(KEY, JSON.stringify(students.slice(-STUDENTS_KEPT)));
  } catch {
    // Storage is full or forbidden: whoever closes the tab is a new student.
  }
}

/** Who sat at this browser in the class `code`, the last one first. What has outlived its class is forgotten for good. */
export function keptStudents(
  storage: () => Storage,
  code: string,
  now: Milliseconds,
): readonly KeptStudent[] {
  const all = allKept(storage, now);
  write(storage, all);
  return all.filter((student) => student.code === code).toReversed();
}

/** Keeps `student`, or what has changed of them. */
export function keepStudent(storage: () => Storage, student: KeptStudent, now: Milliseconds): void {
  const others = allKept(storage, now).filter(({ token }) => token !== student.token);
  write(storage, [...others, student]);
}

/** Forgets the student with `token`; without a token everybody of the class `code`. */
export function forgetStudents(
  storage: () => Storage,
  code: string,
  token: string | undefined,
  now: Milliseconds,
): void {
  const isMeant = (student: KeptStudent) =>
    token === undefined ? student.code === code : student.token === token;
  write(
    storage,
    allKept(storage, now).filter((student) => !isMeant(student)),
  );
}
