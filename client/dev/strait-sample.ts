import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import type { ConnectionState } from '@syn-or-swim/shared/tcp/connection.ts';
import type { Flags } from '@syn-or-swim/shared/tcp/segment.ts';
import type { BoatModel, Mood, PierModel, StraitModel } from '../src/model/strait-model.ts';

/** What the sample can show: any of these by `?scene=` in the page's address. */
export const SAMPLE_SCENES = [
  'crossing',
  'opening',
  'stuck',
  'wrong',
  'flare',
  'crowd',
  'wall',
  'sleepers',
  'dark',
  'ghosts',
  'cancelled',
  'goodbyes',
  'fleet',
] as const;
export type SampleScene = (typeof SAMPLE_SCENES)[number];

/** An interesting moment for each level, by its mood. */
export const SCENE_OF_MOOD: Readonly<Record<Mood, SampleScene>> = {
  night: 'crossing',
  dawn: 'opening',
  moonlight: 'crossing',
  dusk: 'fleet',
  sunset: 'goodbyes',
  starlight: 'crossing',
  'thick-fog': 'crossing',
  aurora: 'flare',
  'late-night': 'cancelled',
  overcast: 'wall',
  snow: 'sleepers',
  mirror: 'goodbyes',
  'before-dawn': 'crossing',
  rain: 'dark',
  eerie: 'ghosts',
  storm: 'stuck',
};

const NO_FLAGS: Flags = { syn: false, ack: false, fin: false, rst: false };

function pier(
  number: number,
  label: string,
  state: ConnectionState,
  rest: Partial<PierModel> = {},
): PierModel {
  const key = { clientPort: 49152 + number, serverPort: number % 3 === 0 ? 443 : 80 };
  return {
    id: `order ${number}`,
    key,
    number,
    label,
    state,
    covered: false,
    turned: undefined,
    grew: undefined,
    application: 'awake',
    hornAt: undefined,
    blownAt: undefined,
    waits: undefined,
    place: 'berth',
    owes: false,
    rust: undefined,
    ring: undefined,
    bell: undefined,
    selected: false,
    piloted: false,
    ...rest,
  };
}

function boat(
  id: string,
  number: number,
  phase: BoatModel['phase'],
  flags: Partial<Flags>,
  rest: Partial<BoatModel>,
): BoatModel {
  return {
    id,
    key: pier(number, '', 'CLOSED').key,
    phase,
    flags: { ...NO_FLAGS, ...flags },
    seq: 4101,
    ack: 5200,
    crates: 0,
    span: { from: 0, until: 1200 },
    by: 'player',
    wrong: undefined,
    wrongFlags: undefined,
    right: undefined,
    ...rest,
  };
}

function base(side: Side, reducedMotion: boolean): StraitModel {
  return {
    side,
    clock: { now: () => 0 },
    crossing: 1200,
    piers: [],
    lamps:
      side === 'server'
        ? [
            { port: 80, lit: true },
            { port: 443, lit: false },
          ]
        : [],
    boats: [],
    flares: [],
    walls: [],
    dark: undefined,
    cookies: undefined,
    coffees: 0,
    queue: side === 'server' ? 2 : 0,
    streak: 0,
    draft: { flags: { ...NO_FLAGS, ack: true }, crates: 0 },
    mood: 'night',
    highContrast: false,
    reducedMotion,
  };
}

const SCENES: Readonly<Record<SampleScene, () => Pick<StraitModel, 'piers'> & Partial<StraitModel>>> = {
  opening: () => ({
    piers: [pier(1, 'Blue Heron', 'CLOSED', { place: 'none', selected: true })],
    boats: [],
    flares: [],
    draft: { flags: { ...NO_FLAGS, syn: true }, crates: 0 },
  }),
  crossing: () => ({
    piers: [
      pier(1, 'Blue Heron', 'SYN_SENT', {
        bell: { from: -6000, until: 6000 },
        turned: { from: 'CLOSED', at: -800 },
        grew: { by: 1, to: 4102, at: -300 },
      }),
      pier(2, '\uD478\uB978 \uC81C\uBE44', 'ESTABLISHED', {
        selected: true,
        owes: true,
        turned: { from: 'SYN_SENT', at: -9000 },
      }),
      pier(3, 'Grey Seal', 'TIME_WAIT', { ring: { from: -9000, until: 15000 } }),
    ],
    boats: [
      boat('a', 1, 'leaving', { syn: true }, { span: { from: -560, until: 900 } }),
      boat(
        'b',
        2,
        'arriving',
        { ack: true },
        { crates: 2, seq: 7300, ack: 2451, span: { from: -700, until: 900 } },
      ),
      boat('c', 3, 'leaving', { ack: true, fin: true }, { span: { from: -800, until: 500 } }),
    ],
    flares: [],
    draft: { flags: { ...NO_FLAGS, ack: true }, crates: 1 },
  }),
  stuck: () => ({
    piers: [
      pier(1, 'Blue Heron', 'CLOSE_WAIT', {
        rust: { from: -15_600, until: -600 },
        hornAt: -600,
        selected: true,
      }),
      pier(2, 'Night Tern', 'FIN_WAIT_2', { rust: { from: -40000, until: 60000 } }),
      pier(3, 'Grey Seal', 'FIN_WAIT_1', {
        bell: { from: -13000, until: -500 },
        rust: { from: -20000, until: 80000 },
        owes: true,
      }),
      pier(4, 'Red Knot', 'ESTABLISHED', { piloted: true, turned: { from: 'SYN_RECEIVED', at: -90 } }),
    ],
    boats: [],
    flares: [],
    draft: { flags: { ...NO_FLAGS, ack: true, fin: true }, crates: 0 },
  }),
  wrong: () => ({
    piers: [
      pier(1, 'Blue Heron', 'SYN_SENT', {}),
      pier(2, 'Night Tern', 'ESTABLISHED', { selected: true, owes: true }),
      pier(3, 'Grey Seal', 'ESTABLISHED'),
    ],
    boats: [
      boat(
        'w',
        1,
        'towed-home',
        { syn: true, ack: true },
        { wrong: 'flags', wrongFlags: { ...NO_FLAGS, syn: true }, span: { from: -430, until: 270 } },
      ),
      boat(
        'x',
        3,
        'towed-home',
        { ack: true },
        { wrong: 'ack', right: 5201, span: { from: -330, until: 370 } },
      ),
    ],
    flares: [],
  }),
  flare: () => ({
    piers: [
      pier(1, 'Blue Heron', 'CLOSED', { turned: { from: 'ESTABLISHED', at: -600 } }),
      pier(2, 'Night Tern', 'SYN_SENT', { selected: true }),
    ],
    boats: [boat('r', 1, 'leaving', { rst: true }, { span: { from: -500, until: 900 } })],
    flares: [
      { id: 'f', key: pier(1, '', 'CLOSED').key, direction: 'out', span: { from: -900, until: 1100 } },
    ],
    draft: { flags: { ...NO_FLAGS, syn: true }, crates: 0 },
  }),
  crowd: () => ({
    piers: [
      ...Array.from({ length: 8 }, (_, index) =>
        pier(index + 1, `Harbour Lark ${index + 1}`, index % 2 === 0 ? 'SYN_RECEIVED' : 'ESTABLISHED', {
          selected: index === 3,
          owes: index === 5,
          bell: index === 2 ? { from: -3000, until: 9000 } : undefined,
        }),
      ),
      pier(9, 'Whimbrel', 'SYN_RECEIVED', { place: 'anchorage' }),
      pier(10, 'Wigeon', 'ESTABLISHED', { place: 'anchorage' }),
    ],
    boats: Array.from({ length: 8 }, (_, index) =>
      boat(
        `k${index}`,
        index + 1,
        index % 2 === 0 ? 'leaving' : 'arriving',
        index % 3 === 0 ? { syn: true, ack: true } : { ack: true, fin: index % 3 === 1 },
        {
          crates: index % 4,
          span: { from: -300 - 90 * index, until: 1200 },
        },
      ),
    ),
    flares: [],
  }),
  wall: () => ({
    piers: [
      pier(1, 'Blue Heron', 'CLOSE_WAIT', { selected: true, rust: { from: -2000, until: 13_000 } }),
      pier(2, 'Night Tern', 'ESTABLISHED'),
      pier(3, 'Grey Seal', 'FIN_WAIT_1', { bell: { from: -9000, until: 3000 } }),
      pier(4, 'Red Knot', 'ESTABLISHED', { piloted: true }),
    ],
    walls: [
      { id: 'w1', key: pier(1, '', 'CLOSED').key, stops: 'FIN', way: 'in', from: -9000, until: 11_000 },
      { id: 'w2', key: pier(3, '', 'CLOSED').key, stops: 'all', way: 'both', from: -4000, until: undefined },
    ],
    boats: [boat('a', 2, 'arriving', { ack: true }, { crates: 1, span: { from: -600, until: 600 } })],
  }),
  sleepers: () => ({
    piers: [
      pier(1, 'Blue Heron', 'CLOSE_WAIT', { application: 'asleep', rust: { from: -9000, until: 6000 } }),
      pier(2, 'Night Tern', 'CLOSE_WAIT', { application: 'restarting', selected: true }),
      pier(3, 'Grey Seal', 'LAST_ACK', { bell: { from: -6000, until: 6000 } }),
      pier(4, 'Red Knot', 'CLOSE_WAIT', { application: 'asleep' }),
    ],
    coffees: 1,
  }),
  dark: () => ({
    piers: [
      pier(1, 'Blue Heron', 'CLOSED', { selected: true, turned: { from: 'ESTABLISHED', at: -1200 } }),
      pier(2, 'Night Tern', 'CLOSED', { turned: { from: 'CLOSE_WAIT', at: -1200 } }),
      pier(3, 'Grey Seal', 'CLOSED'),
    ],
    lamps: [{ port: 80, lit: false }],
    boats: [boat('a', 1, 'arriving', { ack: true }, { crates: 2, span: { from: -450, until: 600 } })],
    dark: { from: -1200, until: 6800 },
  }),
  ghosts: () => ({
    piers: [
      pier(1, 'Blue Heron', 'ESTABLISHED', { selected: true, owes: true }),
      pier(2, 'Night Tern', 'ESTABLISHED', { piloted: true }),
      ...[3, 4].map((number) =>
        pier(number, `:5210${number}`, 'SYN_RECEIVED', {
          place: 'anchorage',
          waits: { from: -number * 4000, until: 20_000 - number * 4000 },
        }),
      ),
      pier(5, 'Grey Seal', 'ESTABLISHED', { place: 'anchorage' }),
    ],
    boats: [boat('a', 1, 'leaving', { ack: true }, { span: { from: -500, until: 700 } })],
    queue: 4,
    cookies: { from: -12_000, until: 28_000 },
  }),
  cancelled: () => ({
    piers: [
      pier(1, 'Blue Heron', 'CLOSE_WAIT', { rust: { from: -70_000, until: -45_000 } }),
      pier(2, 'Night Tern', 'CLOSE_WAIT', { rust: { from: -9000, until: 6000 } }),
      pier(3, ':50112', 'ESTABLISHED', { blownAt: -700, selected: true }),
      pier(4, 'Red Knot', 'TIME_WAIT', { ring: { from: -6000, until: 18_000 } }),
    ],
  }),
  goodbyes: () => ({
    piers: [
      pier(1, 'Blue Heron', 'CLOSED', { turned: { from: 'LAST_ACK', at: -900 } }),
      pier(2, 'Night Tern', 'TIME_WAIT', {
        ring: { from: -8000, until: 16_000 },
        turned: { from: 'FIN_WAIT_2', at: -8000 },
      }),
      pier(3, 'Grey Seal', 'ESTABLISHED', { selected: true, grew: { by: 200, to: 7500, at: -500 } }),
    ],
    boats: [
      boat('a', 3, 'leaving', { ack: true }, { crates: 2, span: { from: -500, until: 700 } }),
      boat('b', 2, 'arriving', { ack: true, fin: true }, { span: { from: -700, until: 400 } }),
    ],
    streak: 4,
  }),
  fleet: () => ({
    piers: Array.from({ length: 6 }, (_, index) =>
      pier(index + 1, `Harbour Lark ${index + 1}`, index % 2 === 0 ? 'FIN_WAIT_1' : 'ESTABLISHED', {
        selected: index === 3,
        owes: index % 3 === 0,
        bell: index % 2 === 0 ? { from: -8000, until: 4000 } : undefined,
        rust: index === 4 ? { from: -9000, until: 9000 } : undefined,
        ring: index === 5 ? { from: -9000, until: 15_000 } : undefined,
      }),
    ),
    boats: Array.from({ length: 30 }, (_, index) =>
      boat(
        `f${index}`,
        (index % 6) + 1,
        index % 2 === 0 ? 'leaving' : 'arriving',
        index % 3 === 0 ? { syn: true, ack: true } : { ack: true, fin: index % 3 === 1 },
        { crates: index % 4, seq: 4101 + index, span: { from: -1500 - (index % 5) * 60, until: 2500 } },
      ),
    ),
  }),
};

/** The sample `scene` as `side` sees it. Its clock stands at 0, at the moment that is worth a picture. */
export function sampleModel(scene: SampleScene, side: Side, reducedMotion: boolean): StraitModel {
  return { ...base(side, reducedMotion), ...SCENES[scene]() };
}
