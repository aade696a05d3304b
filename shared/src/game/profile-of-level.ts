import { gameProfile, type Profile } from '../tcp/profile.ts';
import type { Level } from './level.ts';

/** The TCP profile under which both ends of a level's connections run: `game` with the level's time constants. */
export function profileOf(level: Level): Profile {
  const { rto, rtoMax, msl, userTimeout } = level.timing;
  const { orphanFinWait2 } = level;
  const profile = gameProfile({
    rto,
    rtoMax,
    msl,
    userTimeout,
    ...(orphanFinWait2 === undefined ? {} : { orphanFinWait2 }),
  });
  const { synReceivedTimeout } = level;
  if (synReceivedTimeout === undefined) return profile;
  return { ...profile, r2SynAck: { kind: 'time', after: synReceivedTimeout } };
}
