import { expect, test } from 'vitest';
import { SAMPLE_SCENES, sampleModel } from '../../dev/strait-sample.ts';
import type { StraitModel } from '../model/strait-model.ts';
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

test('with reduced motion the picture depends on game time alone, and nothing is turned or pulled', () => {
  const model = sampleModel('crossing', 'client', true);
  const look = (sprites: readonly Sprite[]) =>
    sprites.map(({ painting, ...rest }) => ({ ...rest, key: painting.key }));
  expect(look(pictureAt(model, 0, 10))).toEqual(look(pictureAt(model, 0, 99_999)));
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
