import { expect, test } from 'vitest';
import { type Box, type StraitLayout, shoreAt, straitLayout } from './layout.ts';

const SIZES = [
  [360, 220],
  [360, 240],
  [820, 500],
  [1366, 480],
  [1920, 1080],
] as const;

function inside(box: Box, layout: StraitLayout): boolean {
  const right = box.left + box.width;
  const bottom = box.top + box.height;
  return box.left >= 0 && right <= layout.width && box.top >= 0 && bottom <= layout.height;
}

function overlap(one: Box, other: Box): boolean {
  return one.top < other.top + other.height && other.top < one.top + one.height;
}

for (const [width, height] of SIZES) {
  for (const side of ['client', 'server'] as const) {
    test(`${width}x${height}, ${side}: one to eight piers lie within the picture, their plaques apart`, () => {
      for (let piers = 1; piers <= 8; piers++) {
        const layout = straitLayout(width, height, { side, piers, anchored: 0 });
        expect(layout.piers).toHaveLength(piers);
        for (const [index, place] of layout.piers.entries()) {
          expect(inside(place.plaque, layout)).toBe(true);
          expect(inside(place.deck, layout)).toBe(true);
          expect(place.plaque.top).toBeGreaterThan(layout.horizon - 1);
          expect(place.berth.x).toBeGreaterThan(0);
          expect(place.berth.x).toBeLessThan(width);
          const next = layout.piers[index + 1];
          expect(next !== undefined && overlap(place.plaque, next.plaque)).toBe(false);
        }
      }
    });
  }
}

test('the strait of a small phone has room for the states of four piers', () => {
  const lowest = [1, 2, 3, 4].map((piers) => {
    const layout = straitLayout(346, 100, { side: 'client', piers, anchored: 0 });
    return Math.round(Math.min(...layout.piers.map(({ plaque }) => plaque.height)));
  });
  expect(lowest).toEqual([31, 24, 22, 16]);
});

test('in a strip too low for its piers everything still has a size that can be drawn', () => {
  for (const [width, height] of [
    [40, 40],
    [360, 60],
    [640, 110],
    [1366, 160],
  ] as const) {
    for (let piers = 1; piers <= 12; piers++) {
      const layout = straitLayout(width, height, { side: 'client', piers, anchored: 2 });
      const sizes = layout.piers.flatMap(({ plaque, deck }) => [plaque.width, plaque.height, deck.height]);
      expect(Math.min(...sizes)).toBeGreaterThan(0);
    }
  }
});

test('the server sees the client harbour in a mirror', () => {
  const harbour = { piers: 3, anchored: 2 };
  const left = straitLayout(820, 500, { side: 'client', ...harbour });
  const right = straitLayout(820, 500, { side: 'server', ...harbour });
  const mirrored = left.piers.map(({ berth, head }) => [820 - berth.x, berth.y, 820 - head.x, head.y]);
  expect(right.piers.map(({ berth, head }) => [berth.x, berth.y, head.x, head.y])).toEqual(mirrored);
  expect(right.fog).toEqual({ near: 820 - left.fog.near, far: 820 - left.fog.far });
  expect(right.anchorage.map(({ x }) => x)).toEqual(left.anchorage.map(({ x }) => 820 - x));
});

test('a boat at its berth lies before the fog', () => {
  for (const [width, height] of SIZES) {
    const { piers, fog } = straitLayout(width, height, { side: 'client', piers: 4, anchored: 0 });
    for (const { berth } of piers) expect(berth.x).toBeLessThan(fog.near);
    expect(fog.far).toBeGreaterThan(fog.near);
  }
});

test('a narrow or low strip has no flag chest, another has four flags of at least 44 px', () => {
  expect(straitLayout(360, 240, { side: 'client', piers: 1, anchored: 0 }).chest).toBeUndefined();
  const { chest } = straitLayout(820, 500, { side: 'client', piers: 1, anchored: 0 });
  const sizes = chest?.map((box) => Math.min(box.width, box.height) >= 44);
  expect(sizes).toEqual([true, true, true, true]);
});

test('the shore runs from the cliff back to the near corner', () => {
  const at = (y: number) => Math.round(shoreAt(y, 1000, 1000, 300));
  expect([at(300), at(360), at(460), at(600), at(980), at(1000)]).toEqual([180, 180, 130, 85, 22, 21]);
});

test('an empty or tiny element still gets a picture', () => {
  const layout = straitLayout(0, 0, { side: 'client', piers: 0, anchored: 0 });
  expect([layout.width, layout.height, layout.piers]).toEqual([40, 40, []]);
  expect(Number.isFinite(layout.fog.near)).toBe(true);
});

test('places at anchor lie in a row, off the piers and within the picture', () => {
  for (const [width, height] of SIZES) {
    for (const count of [1, 2, 3, 4, 6]) {
      const layout = straitLayout(width, height, { side: 'client', piers: 4, anchored: count });
      const head = layout.piers[0]?.head.x ?? 0;
      expect(layout.anchorage).toHaveLength(count);
      for (const { x, y } of layout.anchorage) {
        expect(x).toBeGreaterThan(head);
        expect(x).toBeLessThan(width);
        expect(y).toBeGreaterThan(layout.horizon);
      }
      const [first, second] = layout.anchorage;
      if (first !== undefined && second !== undefined) {
        expect(second.x - first.x).toBeCloseTo(layout.anchorageGap, 6);
      }
    }
  }
});
