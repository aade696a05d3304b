import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { Cancel, Clock } from '../match/clock.ts';

/** The clock of a class: it stands while the teacher wants all eyes up, and every match of the class with it. */
export interface FreezableClock extends Clock {
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly isFrozen: () => boolean;
  /** How long it has stood so far: by so much it is behind the clock that it follows. */
  readonly stood: () => Milliseconds;
}

interface Kept {
  readonly moment: Milliseconds;
  readonly action: () => void;
  cancel: Cancel | undefined;
}

/** A clock that runs as `base` does, and behind it by as long as it was frozen. */
export function createFreezableClock(base: Clock): FreezableClock {
  let stood = 0;
  let frozenAt: Milliseconds | undefined;
  const waiting = new Set<Kept>();
  const arm = (kept: Kept) => {
    kept.cancel = base.at(kept.moment + stood, () => {
      waiting.delete(kept);
      kept.action();
    });
  };
  const standing = () => stood + (frozenAt === undefined ? 0 : base.now() - frozenAt);
  return {
    now: () => base.now() - standing(),
    get rate() {
      return frozenAt === undefined ? base.rate : 0;
    },
    at: (moment, action) => {
      const kept: Kept = { moment, action, cancel: undefined };
      waiting.add(kept);
      if (frozenAt === undefined) arm(kept);
      return () => {
        waiting.delete(kept);
        kept.cancel?.();
      };
    },
    soon: base.soon,
    freeze: () => {
      if (frozenAt !== undefined) return;
      frozenAt = base.now();
      for (const kept of waiting) kept.cancel?.();
    },
    thaw: () => {
      if (frozenAt === undefined) return;
      stood = standing();
      frozenAt = undefined;
      for (const kept of waiting) arm(kept);
    },
    isFrozen: () => frozenAt !== undefined,
    stood: standing,
  };
}
