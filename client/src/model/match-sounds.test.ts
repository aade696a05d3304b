import { expect, it } from 'vitest';
import { hornsBetween, soundsBetween } from './match-sounds.ts';
import type { BoatModel, PierModel, StraitModel } from './strait-model.ts';

const KEY = { clientPort: 50_000, serverPort: 80 };
const NO_FLAGS = { syn: false, ack: false, fin: false, rst: false };

const PIER: PierModel = {
  id: '50000',
  key: KEY,
  number: 1,
  label: 'Grey Seal',
  state: 'SYN_SENT',
  covered: false,
  turned: undefined,
  place: 'berth',
  owes: false,
  rust: undefined,
  ring: undefined,
  bell: { from: 0, until: 12_000 },
  grew: undefined,
  application: 'awake',
  hornAt: undefined,
  blownAt: undefined,
  waits: undefined,
  selected: true,
  piloted: false,
};

function boat(id: string, change: Partial<BoatModel>): BoatModel {
  const span = { from: 0, until: 900 };
  const numbers = { seq: 1, ack: 0, crates: 0 };
  const wrongs = { wrong: undefined, wrongFlags: undefined, right: undefined };
  return {
    id,
    key: KEY,
    flags: NO_FLAGS,
    phase: 'leaving',
    by: 'player',
    span,
    ...numbers,
    ...wrongs,
    ...change,
  };
}

function strait(now: number, piers: readonly PierModel[], boats: readonly BoatModel[]): StraitModel {
  return {
    side: 'client',
    clock: { now: () => now },
    crossing: 1200,
    piers,
    lamps: [],
    boats,
    flares: [],
    ...{ walls: [], dark: undefined, cookies: undefined, coffees: 0, queue: 0, streak: 0 },
    ...{ mood: 'night', highContrast: false },
    draft: { flags: NO_FLAGS, crates: 0 },
    reducedMotion: false,
  };
}

/** The names of what is heard, without the ships. */
function namesBetween(before: StraitModel, after: StraitModel): readonly string[] {
  return soundsBetween(before, after).map(({ sound }) => sound);
}

it('says whose each sound is, by the port where no pier has that ship', () => {
  const syn = { ...NO_FLAGS, syn: true };
  const boats = [
    boat('own-1', { flags: syn }),
    boat('in-1', { key: { ...KEY, clientPort: 50_001 }, phase: 'towed-home' }),
  ];
  expect(soundsBetween(strait(0, [PIER], []), strait(0, [PIER], boats))).toEqual([
    { sound: 'syn', ship: 'Grey Seal' },
    { sound: 'tow', ship: ':50001' },
  ]);
});

it('is heard once for each boat, and again when the tug brings it home', () => {
  const syn = boat('own-1', { flags: { ...NO_FLAGS, syn: true } });
  const quiet = strait(0, [PIER], []);
  const left = strait(0, [PIER], [syn]);
  expect(namesBetween(quiet, left)).toEqual(['syn']);
  expect(namesBetween(left, left)).toEqual([]);
  expect(namesBetween(left, strait(0, [PIER], [{ ...syn, phase: 'towed-home' }]))).toEqual(['tow']);
});

it('hears FIN before ACK, and an RST as its flare', () => {
  const none = strait(0, [], []);
  const fin = boat('in-1', { flags: { ...NO_FLAGS, fin: true, ack: true }, phase: 'arriving' });
  const rst = boat('in-2', { flags: { ...NO_FLAGS, rst: true, ack: true }, phase: 'arriving' });
  expect(namesBetween(none, strait(0, [], [fin, rst]))).toEqual(['landing', 'fin', 'flare']);
});

it('has the gull cry where flags were wrong', () => {
  const home = boat('own-1', { phase: 'towed-home', wrong: 'flags' });
  expect(namesBetween(strait(0, [], []), strait(0, [], [home]))).toEqual(['tow', 'gull']);
});

it('hears the slip fly off once', () => {
  const before = strait(0, [{ ...PIER, bell: undefined }], []);
  const after = strait(0, [{ ...PIER, bell: undefined, blownAt: 900 }], []);
  expect([namesBetween(before, after), namesBetween(after, after)]).toEqual([['wind'], []]);
});

it('sounds the low horn once for each socket, when its moment passes', () => {
  const stuck = { ...PIER, state: 'CLOSE_WAIT', hornAt: 25_000 } as const;
  const model = strait(0, [stuck, { ...PIER, id: '2', hornAt: undefined }], []);
  const ids = (from: number, to: number) => hornsBetween(model, from, to).map((pier) => pier.id);
  expect([ids(24_000, 24_999), ids(24_999, 25_250), ids(25_250, 25_500)]).toEqual([[], ['50000'], []]);
});

it('rings when the RTO becomes due, and not while it is owed still', () => {
  const running = strait(11_000, [PIER], []);
  const due = strait(12_000, [{ ...PIER, owes: true }], []);
  expect(namesBetween(running, due)).toEqual(['bell']);
  expect(namesBetween(due, due)).toEqual([]);
});

it('plays the chord of a clean goodbye at either end', () => {
  const at = (state: PierModel['state']) => strait(0, [{ ...PIER, bell: undefined, state }], []);
  expect(namesBetween(at('LAST_ACK'), at('CLOSED'))).toEqual(['chord-1']);
  expect(namesBetween(at('FIN_WAIT_2'), at('TIME_WAIT'))).toEqual(['chord-1']);
  expect(namesBetween(at('SYN_SENT'), at('CLOSED'))).toEqual([]);
});

it('sings the goodbyes of a streak higher and higher, up to the fifth', () => {
  const at = (state: PierModel['state'], streak: number) => ({
    ...strait(0, [{ ...PIER, bell: undefined, state }], []),
    streak,
  });
  const sung = [1, 2, 3, 4, 5, 9].flatMap((streak) => namesBetween(at('LAST_ACK', 0), at('CLOSED', streak)));
  expect(sung).toEqual(['chord-1', 'chord-2', 'chord-3', 'chord-4', 'chord-5', 'chord-5']);
});
