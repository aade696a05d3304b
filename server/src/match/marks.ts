import type { Cancel } from './clock.ts';

/**
 * Appointments of a process, kept at common marks: waking a process costs more than a match's step, so that what
 * becomes due between two marks waits for the second, and all of it wakes the process once.
 */
export interface Marks {
  /** Calls `action` at the first mark at which `moment` has been reached: never in the same turn, and in the order of the moments. */
  readonly at: (moment: number, action: () => void) => Cancel;
  /** Calls `action` at the next mark. */
  readonly next: (action: () => void) => Cancel;
  /** The time (ms): while appointments are kept, that of their mark; it never runs backwards. */
  readonly now: () => number;
}

/** The longest time-out that Node takes; a longer wait is made in steps. */
const TIMEOUT_MAX = 2_147_483_647;

interface Appointment {
  readonly moment: number;
  readonly action: () => void;
}

interface Mark {
  readonly appointments: Set<Appointment>;
  timeout: NodeJS.Timeout;
}

/** Marks every `apart` ms of `monotonic`, which gives ms since any moment. */
export function createMarks(monotonic: () => number, apart: number): Marks {
  const marks = new Map<number, Mark>();
  let ringing: number | undefined;
  let latest = Number.NEGATIVE_INFINITY;
  const now = () => {
    latest = Math.max(latest, ringing ?? monotonic());
    return latest;
  };
  const wait = (index: number) => {
    const due = Math.ceil(index * apart - monotonic());
    return setTimeout(() => ring(index), Math.min(Math.max(due, 0), TIMEOUT_MAX));
  };
  const ring = (index: number) => {
    const mark = marks.get(index);
    if (mark === undefined) return;
    // A timer may ring up to a millisecond early, and a long wait comes in steps.
    if (monotonic() < index * apart) {
      mark.timeout = wait(index);
      return;
    }
    marks.delete(index);
    const inOrder = [...mark.appointments].sort((one, other) => one.moment - other.moment);
    // What follows from them in whole steps is due at another mark then, and not always just behind one.
    ringing = index * apart;
    try {
      for (const appointment of inOrder) {
        // One of those before it may have taken it back.
        if (mark.appointments.has(appointment)) appointment.action();
      }
    } finally {
      ringing = undefined;
    }
  };
  const at: Marks['at'] = (moment, action) => {
    // What is past is due at the next mark.
    const index = Math.max(Math.ceil(moment / apart), Math.floor(monotonic() / apart) + 1);
    const mark = marks.get(index) ?? { appointments: new Set(), timeout: wait(index) };
    marks.set(index, mark);
    const appointment = { moment, action };
    mark.appointments.add(appointment);
    return () => {
      mark.appointments.delete(appointment);
      if (mark.appointments.size > 0 || marks.get(index) !== mark) return;
      marks.delete(index);
      clearTimeout(mark.timeout);
    };
  };
  return { at, next: (action) => at(monotonic(), action), now };
}
