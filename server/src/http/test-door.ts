// The door by which a test moves the clock. It is mounted only where the server was started for it.
import express, { type Express } from 'express';
import { z } from 'zod';
import type { ManualClock } from '../match/manual-clock.ts';

/** What the door opens on. */
export interface TestDoor {
  readonly clock: ManualClock;
  /** Waits until all rooms have told and stored what has happened. */
  readonly settled: () => Promise<void>;
  /** Lets all rooms tell where their clock stands. */
  readonly clockMoved: () => void;
}

const MOVE = z.union([
  z.strictObject({ to: z.literal('next') }),
  z.strictObject({ by: z.int().min(0).max(86_400_000) }),
]);

/** `POST /test/clock` with `{to: 'next'}` or `{by: ms}`; answers where the clock stands, and when something is next. */
export function mountTestDoor(app: Express, { clock, settled, clockMoved }: TestDoor): void {
  app.post('/test/clock', express.json(), async (request, response) => {
    const asked = MOVE.safeParse(request.body);
    if (!asked.success) return void response.status(400).json({ error: 'malformed' });
    await settled();
    const target = 'by' in asked.data ? clock.now() + asked.data.by : (clock.next() ?? clock.now());
    const kept = clock.moveTo(target);
    await settled();
    clockMoved();
    return void response.json({ now: clock.now(), kept, next: clock.next() ?? null });
  });
}
