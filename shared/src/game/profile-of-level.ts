import { gameProfile, type Profile } from '../tcp/profile.ts';
import type { Level } from './level.ts';

/** The TCP profile under which both ends of a level's connections run: `game` with the level's time constants. */
export function profileOf(level: Level): Profile {
  const { rto, rtoMax, msl, userTimeout } = level.timing;
  const { orphanFinWait2, synReceivedTimeout } = level;
  return gameProfile({
    rto,
    rtoMax,
    msl,
    userTimeout,
    ...(orphanFinWait2 === undefined ? {} : { orphanFinWait2 }),
    ...(synReceivedTimeout === undefined ? {} : { synReceivedTimeout }),
  });
}
