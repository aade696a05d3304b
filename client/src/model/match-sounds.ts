import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { CHORDS, type SoundName } from '../audio/score.ts';
import type { BoatModel, PierModel, StraitModel } from './strait-model.ts';

function soundOfFlags({ flags }: BoatModel): readonly SoundName[] {
  if (flags.rst) return ['flare'];
  if (flags.fin) return ['fin'];
  if (flags.syn) return ['syn'];
  return flags.ack ? ['ack'] : [];
}

/** What a boat sounds like as it leaves or comes; an RST is its flare, data no sound of its own. */
function soundsOfBoat(boat: BoatModel): readonly SoundName[] {
  if (boat.phase === 'towed-home') return boat.wrong === 'flags' ? ['tow', 'gull'] : ['tow'];
  return boat.phase === 'arriving' ? ['landing', ...soundOfFlags(boat)] : soundOfFlags(boat);
}

/** The chord of a clean goodbye: the longer the streak, the higher. */
function chordOf(streak: number): SoundName {
  const step = Math.min(CHORDS.length, Math.max(1, streak)) - 1;
  return CHORDS[step] ?? CHORDS[0];
}

/** True where the RTO of `pier` has become due: it owes a repeat, so its rope has run out. */
function rings(pier: PierModel | undefined, now: Milliseconds): boolean {
  return pier?.bell !== undefined && pier.owes && pier.bell.until <= now;
}

/** A sound, and the ship whose it is. */
export interface HeardSound {
  readonly sound: SoundName;
  readonly ship: string;
}

/** What pier `pier` sounds like as it changes from `old`. */
function soundsOfPier(pier: PierModel, old: PierModel | undefined, after: StraitModel): readonly SoundName[] {
  const wind: readonly SoundName[] = pier.blownAt !== undefined && old?.blownAt === undefined ? ['wind'] : [];
  const parted = old?.state === 'LAST_ACK' && pier.state === 'CLOSED';
  const waiting = old?.state !== 'TIME_WAIT' && pier.state === 'TIME_WAIT';
  if (parted || waiting) return [chordOf(after.streak), ...wind];
  return rings(pier, after.clock.now()) && !(old?.owes ?? false) ? ['bell', ...wind] : wind;
}

/** What is heard as the picture changes from `before` to `after`, each sound once. */
export function soundsBetween(before: StraitModel, after: StraitModel): readonly HeardSound[] {
  const known = new Map(before.boats.map((boat) => [boat.id, boat.phase]));
  const piers = new Map(before.piers.map((pier) => [pier.id, pier]));
  const shipAt = (port: number) => after.piers.find(({ key }) => key.clientPort === port)?.label;
  const heard = [
    ...after.boats
      .filter((boat) => known.get(boat.id) !== boat.phase)
      .flatMap((boat) => {
        const ship = shipAt(boat.key.clientPort) ?? `:${boat.key.clientPort}`;
        return soundsOfBoat(boat).map((sound) => ({ sound, ship }));
      }),
    ...after.piers.flatMap((pier) =>
      soundsOfPier(pier, piers.get(pier.id), after).map((sound) => ({ sound, ship: pier.label })),
    ),
  ];
  return heard.filter(({ sound }, index) => heard.findIndex((other) => other.sound === sound) === index);
}

/** The piers of `model` whose low horn sounds after game time `from`, up to `to`. */
export function hornsBetween(model: StraitModel, from: Milliseconds, to: Milliseconds): readonly PierModel[] {
  return model.piers.filter(({ hornAt }) => hornAt !== undefined && from < hornAt && hornAt <= to);
}
