// What is asked by HTTP about classes: making one, its teacher's token, what a code leads to, and who may guess codes.

import type { Level, LevelId } from '@syn-or-swim/shared/game/level.ts';
import {
  ADMIT_TEACHER_SCHEMA,
  MAKE_CLASS_SCHEMA,
} from '@syn-or-swim/shared/protocol/class-message-schema.ts';
import type { ClassMade, TeacherAdmitted, Visitor } from '@syn-or-swim/shared/protocol/class-messages.ts';
import type { ApiProblem } from '@syn-or-swim/shared/protocol/messages.ts';
import express, { type Express, type Response } from 'express';
import { parseCode } from '../match/room-code.ts';
import { createKeyedBuckets } from '../match/token-bucket.ts';
import type { ClassDirectory } from '../rooms/class-directory.ts';
import type { Reception } from '../rooms/reception.ts';
import type { AddressOf } from './client-address.ts';
import type { GuessLimits } from './guess-limits.ts';

/** Classes made from one address: a school's teachers in the same minute, but not a flood. */
const MAKE_RATE = { burst: 20, perSecond: 1 / 30 };

/** Wrong secrets from one address. A secret has 128 bits: no number of guesses hits. */
const SECRET_RATE = { burst: 60, perSecond: 1 };

/** A settings document with fifteen levels is below a kilobyte. */
const BODY_MAX = '4kb';

/** What these routes need. */
export interface ClassApiParts {
  readonly classes: ClassDirectory;
  readonly reception: Reception;
  readonly guesses: GuessLimits;
  readonly levelById: (id: LevelId) => Level | undefined;
  readonly monotonic: () => number;
  readonly addressOf: AddressOf;
}

/** Mounts the routes under `/api/classes` and `/api/visitors`. */
export function mountClassApi(
  app: Express,
  { classes, reception, guesses, levelById, monotonic, addressOf }: ClassApiParts,
): void {
  const makes = createKeyedBuckets(MAKE_RATE);
  const secrets = createKeyedBuckets(SECRET_RATE);
  const body = express.json({ limit: BODY_MAX });
  const refuse = (response: Response, status: number, error: ApiProblem['error']) =>
    void response.status(status).json({ error } satisfies ApiProblem);

  app.post('/api/classes', body, async (request, response) => {
    const asked = MAKE_CLASS_SCHEMA.safeParse(request.body);
    if (!asked.success) return refuse(response, 400, 'malformed');
    const { settings } = asked.data;
    if (settings.plan.some((id) => levelById(id) === undefined))
      return refuse(response, 404, 'no-such-level');
    if (!makes.of(addressOf(request)).take(monotonic())) return refuse(response, 429, 'too-many-rooms');
    const made = await classes.make(settings);
    if (made === undefined) return refuse(response, 503, 'too-many-rooms');
    return void response.status(201).json(made satisfies ClassMade);
  });

  app.post('/api/classes/teacher', body, async (request, response) => {
    const asked = ADMIT_TEACHER_SCHEMA.safeParse(request.body);
    if (!asked.success) return refuse(response, 400, 'malformed');
    const bucket = secrets.of(addressOf(request));
    if (bucket.isEmpty(monotonic())) return refuse(response, 429, 'too-many-guesses');
    const code = parseCode(asked.data.code);
    const teacherToken = code && (await reception.admitTeacher(code, asked.data.secret));
    if (teacherToken === undefined) {
      bucket.take(monotonic());
      return refuse(response, 403, 'stale-seat');
    }
    return void response.json({ teacherToken } satisfies TeacherAdmitted);
  });

  app.post('/api/visitors', (request, response) => {
    const visitor = guesses.newVisitor(addressOf(request), monotonic());
    if (visitor === undefined) return refuse(response, 429, 'too-many-guesses');
    return void response.status(201).json({ visitor } satisfies Visitor);
  });
}
