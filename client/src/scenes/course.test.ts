import { expect, test } from 'vitest';
import { clearness, coursePose, during, flarePose, gullPose, laneOf, TOW, tugPose } from './course.ts';
import { straitLayout } from './layout.ts';

const layout = straitLayout(820, 500, { side: 'client', piers: 3, anchored: 0 });
const mirrored = straitLayout(820, 500, { side: 'server', piers: 3, anchored: 0 });
const berth = layout.piers[1]?.berth ?? { x: 0, y: 0 };
const PARTS = Array.from({ length: 21 }, (_, index) => index / 20);

test('a leaving boat starts at its berth, sails seaward without turning back, and is lost in the fog', () => {
  const poses = PARTS.map((part) => coursePose({ id: 'a', phase: 'leaving' }, part, berth, layout, false));
  expect(poses[0]).toEqual({ x: berth.x, y: berth.y, alpha: 1, scale: 1 });
  for (const [index, pose] of poses.entries()) {
    expect(pose.x).toBeGreaterThanOrEqual(poses[index - 1]?.x ?? 0);
    expect(pose.alpha).toBeLessThanOrEqual(poses[index - 1]?.alpha ?? 1);
  }
  expect(poses.at(-1)).toMatchObject({ x: layout.fog.far, alpha: 0 });
});

test('an arriving boat comes out of the fog towards its pier and fades once landed', () => {
  const poses = PARTS.map((part) => coursePose({ id: 'a', phase: 'arriving' }, part, berth, layout, false));
  expect(poses[0]).toMatchObject({ x: layout.fog.far, alpha: 0 });
  for (const [index, pose] of poses.entries()) {
    expect(pose.x).toBeLessThanOrEqual(poses[index - 1]?.x ?? layout.fog.far);
  }
  expect(coursePose({ id: 'a', phase: 'arriving' }, 0.9, berth, layout, false).alpha).toBe(1);
  expect(poses.at(-1)?.alpha).toBe(0);
});

test('the server sails the other way', () => {
  const place = mirrored.piers[1]?.berth ?? { x: 0, y: 0 };
  const pose = coursePose({ id: 'a', phase: 'leaving' }, 0.5, place, mirrored, false);
  expect(pose.x).toBeLessThan(place.x);
});

test('with reduced motion no boat moves: it fades out, or in and out, at the pier', () => {
  for (const phase of ['leaving', 'arriving', 'towed-home'] as const) {
    const places = PARTS.map((part) => coursePose({ id: 'a', phase }, part, berth, layout, true));
    expect(new Set(places.map(({ x, y }) => `${x} ${y}`))).toEqual(new Set([`${berth.x} ${berth.y}`]));
  }
  const alphas = [0, 0.5, 1].map(
    (part) => coursePose({ id: 'a', phase: 'leaving' }, part, berth, layout, true).alpha,
  );
  expect(alphas).toEqual([1, 0.5, 0]);
});

test('a wrong boat goes out, stops, and is home again at the end', () => {
  const at = (part: number) => coursePose({ id: 'w', phase: 'towed-home' }, part, berth, layout, false).x;
  expect(at(0)).toBe(berth.x);
  expect(at(TOW.stopped)).toBe(at(TOW.pulled));
  expect(at(TOW.stopped) - berth.x).toBeCloseTo(130 * layout.unit, 6);
  expect(at(1)).toBe(berth.x);
});

test('the tug keeps landward of the boat, the gull is at its prey when it takes it', () => {
  const boat = coursePose({ id: 'w', phase: 'towed-home' }, 0.5, berth, layout, false);
  expect(tugPose(0.5, boat, layout).x).toBeLessThan(boat.x);
  expect(tugPose(0.5, boat, mirrored).x).toBeGreaterThan(boat.x);
  const prey = { x: boat.x, y: boat.y - 80 };
  expect(gullPose(TOW.taken, prey, layout)).toMatchObject({ x: prey.x, y: prey.y, alpha: 1 });
  expect(gullPose(0.9, prey, layout).y).toBeLessThan(prey.y);
});

test('a flare climbs from where it was fired and dies away', () => {
  const start = flarePose(0, berth, layout, false);
  expect([start.y, start.alpha]).toEqual([berth.y, 0]);
  expect(flarePose(0.4, berth, layout, false).y).toBeLessThan(layout.horizon);
  expect(flarePose(1, berth, layout, false).alpha).toBe(0);
  expect(flarePose(0.1, berth, layout, true).y).toBe(flarePose(0.9, berth, layout, true).y);
});

test('clearness falls through the fog, whichever way it lies', () => {
  expect([100, 150, 200, 300].map((x) => clearness(x, { near: 100, far: 200 }))).toEqual([1, 0.5, 0, 0]);
  expect([200, 150, 100].map((x) => clearness(x, { near: 200, far: 100 }))).toEqual([1, 0.5, 0]);
});

test('lanes stay with their boat and within bounds', () => {
  const lanes = ['out-1', 'out-2', 'in-1-20'].map(laneOf);
  expect(lanes).toEqual(['out-1', 'out-2', 'in-1-20'].map(laneOf));
  for (const lane of lanes) expect(Math.abs(lane)).toBeLessThanOrEqual(1);
  expect(new Set(lanes).size).toBe(3);
});

test('a part of a span is clamped to 0 and 1', () => {
  expect([0, 0.2, 0.4, 0.6, 1].map((part) => during(part, 0.2, 0.6))).toEqual(
    [0, 0, 0.5, 1, 1].map((v) => expect.closeTo(v, 9)),
  );
});
