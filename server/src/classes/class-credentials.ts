import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type StudentId, studentId } from '@syn-or-swim/shared/classroom/class-event.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';

/** Octets of a teacher's secret: 128 bits. */
export const SECRET_OCTETS = 16;

/** How long a teacher's token holds; the page gets another one from its secret. */
const TEACHER_TOKEN_MS = 12 * 3_600_000;

/** SHA-256 of a teacher's secret as the store keeps it. */
export function keyHashOf(secret: string): string {
  return createHash('sha256').update(`teacher ${secret}`).digest('hex');
}

/** Whether `secret` is the one of which `keyHash` was kept. */
export function fitsKeyHash(secret: string, keyHash: string): boolean {
  return timingSafeEqual(Buffer.from(keyHashOf(secret), 'hex'), Buffer.from(keyHash, 'hex'));
}

/** Makes and checks the tokens of one class. */
export interface ClassCredentials {
  readonly sealTeacher: (now: Milliseconds) => string;
  readonly isTeacher: (token: string, now: Milliseconds) => boolean;
  readonly sealStudent: (student: StudentId) => string;
  /** Whose token it is; undefined where it is damaged, forged, or of another class. */
  readonly openStudent: (token: string) => StudentId | undefined;
  /** By what the class knows a page's joining id again, without keeping it. */
  readonly markOf: (joining: string) => string;
}

/** Credentials of the class `classId`: HMAC-SHA-256 with the server's `secret`. */
export function createClassCredentials(secret: Uint8Array, classId: string): ClassCredentials {
  const mac = (text: string) =>
    createHmac('sha256', secret).update(`class ${classId} ${text}`).digest('base64url');
  const seal = (text: string) => `${text}.${mac(text)}`;
  const open = (token: string, form: RegExp): string | undefined => {
    const [, text, number, given] = form.exec(token) ?? [];
    if (text === undefined || number === undefined || given === undefined) return undefined;
    const [left, right] = [Buffer.from(given), Buffer.from(mac(text))];
    return left.length === right.length && timingSafeEqual(left, right) ? number : undefined;
  };
  return {
    sealTeacher: (now) => seal(`t${now + TEACHER_TOKEN_MS}`),
    isTeacher: (token, now) => {
      const until = open(token, /^(t(\d{1,15}))\.([\w-]{43})$/);
      return until !== undefined && now < Number(until);
    },
    markOf: (joining) => mac(`joining ${joining}`),
    sealStudent: (student) => seal(`s${student}`),
    openStudent: (token) => {
      const number = open(token, /^(s(\d{1,7}))\.([\w-]{43})$/);
      return number === undefined ? undefined : studentId(Number(number));
    },
  };
}
