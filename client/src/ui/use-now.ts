import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { useEffect, useState } from 'preact/hooks';
import type { GameClock } from '../model/strait-model.ts';

/** How often running times are written anew. */
const TICK = 250;

/** The present moment of `clock`, and again a few times a second. */
export function useNow(clock: GameClock): Milliseconds {
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), TICK);
    return () => clearInterval(timer);
  }, [clock]);
  return now;
}
