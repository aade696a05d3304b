import {
  type EventQueue,
  emptyQueue,
  nextMoment,
  scheduled,
  takeDue,
  without,
} from '@syn-or-swim/shared/kernel/event-queue.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { Cancel, Clock } from './clock.ts';

/** A clock that stands until a test moves it. */
export interface ManualClock extends Clock {
  /** The moment of the next appointment, or undefined where there is none. */
  readonly next: () => Milliseconds | undefined;
  /** Moves to `moment`, keeping every appointment on the way at its own moment. Gives how many were kept. */
  readonly moveTo: (moment: Milliseconds) => number;
}

/** A clock that stands at `start`. `rate` is what browsers are told: 0 where a test moves it under their eyes. */
export function createManualClock(start: Milliseconds, rate: 0 | 1): ManualClock {
  let present = start;
  let appointments: EventQueue<() => void> = emptyQueue();
  const at = (moment: Milliseconds, action: () => void): Cancel => {
    appointments = scheduled(appointments, Math.max(moment, present), action);
    return () => {
      appointments = without(appointments, (other) => other === action);
    };
  };
  const moveTo = (moment: Milliseconds): number => {
    let kept = 0;
    for (;;) {
      const due = takeDue(appointments, moment);
      if (due === undefined) break;
      appointments = due.queue;
      present = Math.max(present, due.entry.at);
      due.entry.item();
      kept += 1;
    }
    present = Math.max(present, moment);
    return kept;
  };
  return {
    now: () => present,
    at,
    soon: (action) => action(),
    rate,
    next: () => nextMoment(appointments),
    moveTo,
  };
}
