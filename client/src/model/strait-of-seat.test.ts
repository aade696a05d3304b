import type { GuessView } from '@syn-or-swim/shared/game/guess.ts';
import { createMatch, stepMatch, wakeAt } from '@syn-or-swim/shared/game/match.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import { viewFor } from '@syn-or-swim/shared/game/view-for.ts';
import { LEVELS, MAN_OVERBOARD } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { expect, test } from 'vitest';
import { socketEntries } from './socket-entries.ts';
import { NO_MEMORY } from './strait-memory.ts';
import type { PierModel, StraitModel } from './strait-model.ts';
import { straitOf } from './strait-of-seat.ts';

const NO_FLAGS = { syn: false, ack: false, fin: false, rst: false };

/** The first pictures, at most `most`, that `side` has of a match of two perfect stacks on level `number`. */
function picturesOf(
  number: number,
  side: Side,
  most = Number.POSITIVE_INFINITY,
  guess?: GuessView,
): readonly StraitModel[] {
  const level = LEVELS.find((one) => one.number === number);
  if (level === undefined) throw new Error(`no level ${number}`);
  const players = { client: 'perfect', server: 'perfect' } as const;
  let match = createMatch({ level, seed: 5, players, drivers: DRIVERS });
  const pictures: StraitModel[] = [];
  for (let next = wakeAt(match); next !== undefined && pictures.length < most; next = wakeAt(match)) {
    match = stepMatch(match, { kind: 'wake' }, next).match;
    const { seat: view, at } = viewFor(side, match);
    const scene = straitOf({
      link: { level, seat: side, clock: { now: () => at } },
      view,
      entries: socketEntries({ view, level, now: at, remembered: new Map() }),
      own: [],
      memory: NO_MEMORY,
      selectedId: undefined,
      guess,
      draft: { flags: NO_FLAGS, crates: 0 },
      labelOf: ({ id }) => id,
      stateBefore: () => 'ESTABLISHED',
      settings: { reducedMotion: false, highContrast: false },
    });
    pictures.push(scene);
  }
  return pictures;
}

test('chains are seen at the harbour of the server alone, and say which way they bar', () => {
  const walls = picturesOf(9, 'server').flatMap((picture) => picture.walls);
  const kinds = new Set(walls.map(({ stops, way }) => `${stops} ${way}`));
  expect([...kinds].toSorted()).toEqual(['ACK out', 'FIN in', 'all both']);
  expect(walls.some(({ until }) => until === undefined)).toBe(true);
  expect(walls.every(({ from, until = from + 1 }) => until > from)).toBe(true);
  expect(picturesOf(9, 'client').flatMap((picture) => picture.walls)).toEqual([]);
});

test('a crash darkens the own harbour for as long as the level says, each at its own time', () => {
  for (const side of ['client', 'server'] as const) {
    const spans = picturesOf(13, side).flatMap(({ dark }) => (dark === undefined ? [] : [dark]));
    expect(new Set(spans.map(({ from, until }) => until - from))).toEqual(
      new Set(MAN_OVERBOARD.crashes?.filter((crash) => crash.side === side).map(({ dark }) => dark)),
    );
    expect(new Set(spans.map(({ from }) => from)).size).toBe(1);
  }
});

test('applications sleep at the harbour of the server, where the coffees are counted down', () => {
  const pictures = picturesOf(10, 'server');
  const asleep = pictures.flatMap(({ piers }) => piers.filter(({ application }) => application === 'asleep'));
  expect(new Set(asleep.map(({ id }) => id)).size).toBe(3);
  expect(pictures[0]?.coffees).toBe(2);
  expect(
    picturesOf(10, 'client').some(({ piers }) => piers.some((pier) => pier.application !== 'awake')),
  ).toBe(false);
});

test('half-open callers at anchor wait for the time that the level gives them', () => {
  const waits = picturesOf(14, 'server').flatMap(({ piers }) => piers.flatMap(({ waits }) => waits ?? []));
  expect(waits.length).toBeGreaterThan(0);
  expect(new Set(waits.map(({ from, until }) => until - from))).toEqual(new Set([20_000]));
});

test('the sockets of the night shift rust from the tenth second and hoot at the twenty-fifth', () => {
  const stuck = picturesOf(8, 'server', 1)[0]?.piers.filter(({ state }) => state === 'CLOSE_WAIT') ?? [];
  const whole = { rust: { from: 10_000, until: 25_000 }, hornAt: 25_000 };
  expect(stuck.length).toBeGreaterThan(0);
  expect(stuck.map(({ rust, hornAt }) => ({ rust, hornAt }))).toEqual(stuck.map(() => whole));
});

test('each level has its own mood, and the server its places for callers', () => {
  const first = LEVELS.map(({ number }) => picturesOf(number, 'server', 1)[0]);
  expect(new Set(first.map((picture) => picture?.mood)).size).toBe(15);
  expect(first.map((picture) => picture?.mood)).not.toContain('night');
  expect(first.every((picture) => (picture?.queue ?? 0) >= 2)).toBe(true);
  expect(picturesOf(14, 'client', 1)[0]?.queue).toBe(0);
});

test('sockets that are over give their piers up to others, but only after they were seen to close', () => {
  const pictures = picturesOf(8, 'server');
  const rows = pictures.map(({ piers }) => piers.filter(({ place }) => place !== 'anchorage').length);
  const last = pictures.at(-1)?.piers ?? [];
  expect(Math.max(...rows)).toBeLessThanOrEqual(6);
  expect(last.length).toBeGreaterThanOrEqual(4);
  for (const [index, picture] of pictures.entries()) {
    for (const pier of pictures[index - 1]?.piers ?? []) {
      const stays = picture.piers.some(({ id }) => id === pier.id);
      expect(stays || pier.state === 'CLOSED').toBe(true);
    }
  }
});

test('while a guess asks for a state, the pier shows neither it nor what follows from it', () => {
  const told = ({ turned, rust, hornAt, ring, waits }: PierModel) =>
    [turned, rust, hornAt, ring, waits].some((sign) => sign !== undefined);
  for (const [number, side] of [
    [4, 'client'],
    [8, 'server'],
    [14, 'server'],
  ] as const) {
    const open = picturesOf(number, side, 60);
    const port = open.find(({ piers }) => piers.length > 0)?.piers[0]?.key.clientPort ?? 0;
    const guess: GuessView = {
      number: 1,
      question: 'state-after-last-ack',
      key: { clientPort: port, serverPort: 80 },
      at: 0,
      lapsesAt: 8000,
      answers: [],
    };
    const piers = picturesOf(number, side, 60, guess).flatMap((picture) => picture.piers);
    const [asked, others] = [true, false].map((is) =>
      piers.filter(({ key }) => (key.clientPort === port) === is),
    );
    expect(open.flatMap((picture) => picture.piers).every(({ covered }) => !covered)).toBe(true);
    expect(new Set(asked?.map((pier) => `${pier.covered} ${told(pier)}`))).toEqual(new Set(['true false']));
    expect(new Set(others?.map((pier) => `${pier.covered} ${told(pier)}`))).toEqual(new Set(['false true']));
  }
});
