import { expect, test } from 'vitest';
import { SAMPLE_SCENES, sampleModel } from '../../dev/strait-sample.ts';
import { MOODS, type StraitModel } from '../model/strait-model.ts';
import { harbourOf } from './berths.ts';
import { type StraitLayout, straitLayout } from './layout.ts';
import { PACE_GAP, paceOf } from './pace.ts';
import { pictureOf } from './picture.ts';
import type { Sprite } from './sprite.ts';

function layoutFor(model: StraitModel): StraitLayout {
  const { piers, anchored } = harbourOf(model);
  const places = Math.max(anchored.length, model.queue);
  return straitLayout(820, 500, { side: model.side, piers: piers.length, anchored: places });
}

function pictureAt(model: StraitModel, game: number, page = 1000): readonly Sprite[] {
  const moment = { game, page: model.reducedMotion ? 0 : page, still: model.reducedMotion };
  return pictureOf(model, layoutFor(model), moment, undefined);
}

function idsAt(model: StraitModel, game: number): string[] {
  return pictureAt(model, game).map((sprite) => sprite.id);
}

for (const scene of SAMPLE_SCENES) {
  test(`${scene}: each thing is in the picture once, and in a place`, () => {
    for (const side of ['client', 'server'] as const) {
      for (const still of [false, true]) {
        const sprites = pictureAt(sampleModel(scene, side, still), 0);
        const ids = sprites.map((sprite) => sprite.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(sprites.filter(({ x, y }) => !Number.isFinite(x) || !Number.isFinite(y))).toEqual([]);
      }
    }
  });
}

/** `sprites` as plain data, to be compared. */
function looks(sprites: readonly Sprite[]): object[] {
  return sprites.map(({ painting, ...rest }) => ({ ...rest, key: painting.key }));
}

for (const mood of MOODS) {
  test(`${mood}: with reduced motion the picture depends on game time alone; in no mood anything is missing`, () => {
    for (const scene of SAMPLE_SCENES) {
      const model = { ...sampleModel(scene, 'server', true), mood };
      expect(looks(pictureAt(model, 0, 10))).toEqual(looks(pictureAt(model, 0, 99_999)));
      const ids = idsAt(model, 0).filter((id) => id !== 'falling');
      expect(ids).toEqual(idsAt({ ...model, mood: 'night' }, 0));
    }
  });
}

test('with reduced motion nothing is turned or pulled', () => {
  const model = sampleModel('crossing', 'client', true);
  const turned = pictureAt(model, 0).filter((sprite) => (sprite.angle ?? 0) !== 0 && sprite.id !== 'mooring');
  expect(turned).toEqual([]);
});

test('at most 30 things move in a busy harbour', () => {
  const model = sampleModel('crossing', 'client', false);
  const places = (game: number, page: number) =>
    new Map(pictureAt(model, game, page).map(({ id, x, y, angle }) => [id, `${x} ${y} ${angle}`]));
  const before = places(0, 1000);
  const moving = [...places(16, 1016)].filter(([id, place]) => before.get(id) !== place);
  expect(moving.length).toBeGreaterThan(5);
  expect(moving.length).toBeLessThanOrEqual(30);
});

test('a boat is seen within its span only', () => {
  const model = sampleModel('crossing', 'client', false);
  const seen = (game: number) => idsAt(model, game).includes('boat a');
  expect([seen(-561), seen(-560), seen(899), seen(900)]).toEqual([false, true, true, false]);
});

test('the plaque shows the state that was until it is edge-on, then the new one with what it was', () => {
  const model = sampleModel('crossing', 'client', false);
  const key = (game: number) =>
    pictureAt(model, game).find((sprite) => sprite.id === 'pier order 1 plaque')?.painting.key ?? '';
  expect(key(-700)).toMatch(/\|CLOSED\|Blue Heron\|:80\|/);
  expect(key(-400)).toMatch(/\|SYN_SENT\|Blue Heron\|CLOSED \u2192\|/);
  expect(key(9000)).toMatch(/\|SYN_SENT\|Blue Heron\|:80\|/);
});

test('while its state is covered, the plaque reads a question mark', () => {
  const model = sampleModel('crossing', 'client', false);
  const piers = model.piers.map((pier) => ({ ...pier, covered: true, turned: undefined }));
  const keys = pictureAt({ ...model, piers }, 9000).map(({ painting }) => painting.key);
  const plaques = keys.filter((key) => key.includes('|Blue Heron|'));
  expect(plaques).toEqual([expect.stringMatching(/\|\?\|Blue Heron\|:80\|/)]);
});

test('rust creeps from the pier head to the land, with its span', () => {
  const model = sampleModel('stuck', 'client', false);
  const shown = (game: number) =>
    pictureAt(model, game).find((sprite) => sprite.id === 'pier order 1 rust')?.show?.left;
  expect([shown(-15_600), shown(-8100), shown(-600)]).toEqual([1, 0.5, 0]);
});

test('the ring of TIME_WAIT runs down and the rope of the bell tightens, then the bell lights up', () => {
  const model = sampleModel('crossing', 'client', false);
  const keys = (game: number) => pictureAt(model, game).map((sprite) => sprite.painting.key);
  const find = (game: number, word: string) =>
    keys(game)
      .find((key) => key.startsWith(word))
      ?.split(' ')[1];
  expect([find(-9000, 'ring'), find(3000, 'ring'), find(15_000, 'ring')]).toEqual(['72', '36', '0']);
  expect([find(-6000, 'rope'), find(0, 'rope'), find(6000, 'rope')]).toEqual(['0', '12', '24']);
  expect(idsAt(model, 5999)).not.toContain('pier order 1 bell light');
  expect(idsAt(model, 6000)).toContain('pier order 1 bell light');
});

test('the gull takes the wrong flag off the mast', () => {
  const model = sampleModel('wrong', 'client', false);
  const boat = (game: number) =>
    pictureAt(model, game).find((sprite) => sprite.id === 'boat w')?.painting.key;
  expect([boat(-400), boat(0)]).toEqual([
    expect.stringContaining('syn+ack'),
    expect.stringContaining('right ack '),
  ]);
  expect(idsAt(model, 0)).toEqual(expect.arrayContaining(['boat w tug', 'boat w gull', 'boat w syn']));
  expect(idsAt(model, 0)).not.toContain('boat w ack');
});

test('the lighthouse shines while a port listens', () => {
  const lit = sampleModel('opening', 'server', false);
  const dark = { ...lit, lamps: lit.lamps.map((lamp) => ({ ...lamp, lit: false })) };
  expect([idsAt(lit, 0).includes('beam'), idsAt(dark, 0).includes('beam')]).toEqual([true, false]);
});

test('the picture is drawn as often as it changes, and no oftener', () => {
  const crossing = sampleModel('crossing', 'client', false);
  const opening = sampleModel('opening', 'client', false);
  const still = sampleModel('opening', 'client', true);
  const stuck = sampleModel('stuck', 'client', true);
  expect([
    paceOf(crossing, 0, false),
    paceOf(crossing, 0, true),
    paceOf(crossing, 60_000, false),
    paceOf(opening, 0, false),
    paceOf(stuck, 70_000, false),
    paceOf({ ...crossing, reducedMotion: true }, 0, true),
    paceOf(still, 0, false),
  ]).toEqual(['lively', 'calm', 'calm', 'calm', 'slow', 'slow', 'still']);
  expect(PACE_GAP.lively).toBeLessThan(PACE_GAP.calm);
  expect(Number.isFinite(PACE_GAP.still)).toBe(false);
});

test('a chain stands in its own time only, its clock runs down, and one for good has none', () => {
  const model = sampleModel('wall', 'server', false);
  const board = (id: string, game: number) =>
    pictureAt(model, game)
      .find((sprite) => sprite.id === `${id} board`)
      ?.painting.key.split(' ')
      .slice(1, 4);
  expect([board('w1', -9001), board('w1', -9000), board('w1', 1000), board('w1', 11_000)]).toEqual([
    undefined,
    ['FIN', 'right', '48'],
    ['FIN', 'right', '24'],
    undefined,
  ]);
  expect([board('w2', -3000), board('w2', 900_000)]).toEqual([
    ['all', 'both', 'good'],
    ['all', 'both', 'good'],
  ]);
});

test('a crash puts out lamp and windows until the host is up again', () => {
  const model = sampleModel('dark', 'server', false);
  const ids = ['darkness', 'dark ring', 'beam'];
  const seen = (game: number) => ids.map((id) => idsAt(model, game).includes(id));
  expect([seen(0), seen(6800)]).toEqual([
    [true, true, false],
    [false, false, false],
  ]);
  const land = (one: StraitModel) =>
    pictureAt(one, 0).find((sprite) => sprite.id === 'headland')?.painting.key;
  expect(land(model)).not.toBe(land({ ...model, dark: undefined }));
});

test('who sleeps snores, who is being woken has a coffee, and the coffees left are counted', () => {
  const ids = idsAt(sampleModel('sleepers', 'server', false), 0);
  const of = (word: string) => ids.filter((id) => id.includes(word));
  expect(of('sleeper')).toEqual(['pier order 1 sleeper', 'pier order 4 sleeper']);
  expect(of('snore')).toHaveLength(6);
  expect(of('coffee')).toEqual(['pier order 2 coffee', 'coffee 0']);
});

test('a half-open caller is pale and fades with its time; free places of the queue have their buoys', () => {
  const model = sampleModel('ghosts', 'server', false);
  const hulls = (game: number) =>
    pictureAt(model, game)
      .filter((sprite) => /^anchored .* hull$/.test(sprite.id))
      .map(({ painting, alpha = 1 }) => [painting.key.split(' ')[1], Number(alpha.toFixed(2))]);
  expect(hulls(0)).toEqual([
    ['true', 0.64],
    ['true', 0.52],
    ['false', 1],
  ]);
  expect(hulls(8000)[0]?.[1]).toBeCloseTo(0.4, 6);
  expect(idsAt(model, 0).filter((id) => id.startsWith('buoy'))).toEqual(['buoy 0']);
});

test('cookies are seen while they last', () => {
  const model = sampleModel('ghosts', 'server', false);
  expect([0, 27_999, 28_000].map((game) => idsAt(model, game).includes('cookies'))).toEqual([
    true,
    true,
    false,
  ]);
});

test('a cancelled slip flies off its pier, or fades there with reduced motion', () => {
  const slip = (still: boolean, game: number) =>
    pictureAt(sampleModel('cancelled', 'server', still), game).find(({ id }) => id === 'pier order 3 slip');
  expect(slip(false, 500)?.x).toBeLessThan(slip(false, -600)?.x ?? 0);
  expect(slip(true, 500)?.x).toBe(slip(true, -600)?.x);
  expect(slip(true, 1500)?.alpha).toBeLessThan(slip(true, 500)?.alpha ?? 0);
  expect(slip(false, 1700)).toBeUndefined();
});

test('the low horn is seen as it is heard, for a while', () => {
  const model = sampleModel('stuck', 'server', false);
  const seen = (game: number) => idsAt(model, game).includes('pier order 1 horn');
  expect([seen(-601), seen(0), seen(1999), seen(2000)]).toEqual([false, true, true, false]);
});

test('the number rolls by what it grew: from what it was to what it is', () => {
  const model = sampleModel('goodbyes', 'client', false);
  const roll = (game: number) => pictureAt(model, game).find(({ id }) => id === 'pier order 3 number');
  expect(roll(0)?.painting.key).toContain('roll 7300 7500');
  expect([roll(-490)?.show?.top, roll(600)?.show?.top]).toEqual([0, 0.5]);
  expect(idsAt(model, 0)).toContain('pier order 3 growth');
});

test('goodbyes in a row hang lanterns', () => {
  const model = sampleModel('goodbyes', 'client', false);
  const key = (streak: number) =>
    pictureAt({ ...model, streak }, 0)
      .find(({ id }) => id === 'lanterns')
      ?.painting.key.split(' ')[1];
  expect([key(0), key(1), key(4)]).toEqual([undefined, '1', '4']);
});

test('high contrast leaves rain and snow out and gives the boats their edges', () => {
  const storm = { ...sampleModel('crossing', 'client', false), mood: 'storm' } as const;
  const plain = { ...storm, highContrast: true };
  expect([idsAt(storm, 0).includes('falling'), idsAt(plain, 0).includes('falling')]).toEqual([true, false]);
  const hull = (model: StraitModel) =>
    pictureAt(model, 0)
      .find(({ id }) => id === 'boat a')
      ?.painting.key.includes('true');
  expect([hull(storm), hull(plain)]).toEqual([false, true]);
});
