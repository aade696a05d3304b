import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { SoundName } from '../audio/score.ts';
import type { BoatModel, PierModel, StraitModel } from './strait-model.ts';

/** What a boat sounds like as it leaves or comes; an RST is its flare, data no sound of its own. */
function soundOfBoat({ flags, phase }: BoatModel): SoundName | undefined {
  if (phase === 'towed-home') return 'tow';
  if (flags.rst) return 'flare';
  if (flags.fin) return 'fin';
  if (flags.syn) return 'syn';
  return flags.ack ? 'ack' : undefined;
}

/** True where the RTO of `pier` has become due: it owes a repeat, so its rope has run out. */
function rings(pier: PierModel | undefined, now: Milliseconds): boolean {
  return pier?.bell !== undefined && pier.owes && pier.bell.until <= now;
}

/** What is heard as the picture changes from `before` to `after`, each sound once. */
export function soundsBetween(before: StraitModel, after: StraitModel): readonly SoundName[] {
  const known = new Map(before.boats.map((boat) => [boat.id, boat.phase]));
  const ofBoats = after.boats
    .filter((boat) => known.get(boat.id) !== boat.phase)
    .map(soundOfBoat)
    .filter((sound) => sound !== undefined);
  const ofPiers = after.piers.flatMap((pier): readonly SoundName[] => {
    const old = before.piers.find((other) => other.id === pier.id);
    const parted = old?.state === 'LAST_ACK' && pier.state === 'CLOSED';
    const waiting = old?.state !== 'TIME_WAIT' && pier.state === 'TIME_WAIT';
    if (parted || waiting) return ['chord'];
    return rings(pier, after.clock.now()) && !(old?.owes ?? false) ? ['bell'] : [];
  });
  return [...new Set([...ofBoats, ...ofPiers])];
}
