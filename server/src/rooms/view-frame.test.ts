import { getMessageBytes, Protocol } from '@colyseus/core';
import { createMatch, isOver, stepMatch, wakeAt } from '@syn-or-swim/shared/game/match.ts';
import { SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import { publicView, viewFor } from '@syn-or-swim/shared/game/view-for.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import type { ServerMessages } from '@syn-or-swim/shared/protocol/messages.ts';
import { describe, expect, it } from 'vitest';
import { createViewFrames, type ViewFrames, viewFramesBy } from './view-frame.ts';

type View = ServerMessages['view'];

const bySend = (view: View) => getMessageBytes.raw(Protocol.ROOM_DATA, 'view', view);

/** The views of a whole match of a level, as its seats get them, all of them also where nothing has changed. */
function* viewsOf(level: (typeof LEVELS)[number], seed: number): Generator<readonly [Side, View]> {
  const players = { client: 'sloppy', server: 'sloppy' } as const;
  let match = createMatch({ level, seed, players, drivers: DRIVERS });
  for (let at = wakeAt(match); at !== undefined && !isOver(match); at = wakeAt(match)) {
    match = stepMatch(match, { kind: 'wake' }, at).match;
    for (const side of SIDES) yield [side, { ...viewFor(side, match), match: 1, public: publicView(match) }];
  }
}

describe('frames of views', () => {
  it.each(LEVELS.map((level) => [level.id, level] as const))(
    'are in every match of %s what Colyseus writes',
    (_id, level) => {
      const writers = { client: createViewFrames(), server: createViewFrames() };
      let written = 0;
      for (const [side, view] of viewsOf(level, 5)) {
        if (!writers[side].frame(view, true).equals(bySend(view)))
          expect(view).toBe(`a view written as ${bySend(view)}`);
        written += 1;
      }
      expect(written).toBeGreaterThan(20);
    },
  );

  it('do not depend on what was written before: one writer for both seats of several matches writes the same', () => {
    const writer = createViewFrames();
    const views = [...viewsOf(LEVELS[3] ?? expect.fail(), 1), ...viewsOf(LEVELS[9] ?? expect.fail(), 2)];
    for (const [, view] of views) expect(writer.frame(view, true).equals(bySend(view))).toBe(true);
  });

  it('stay as they are when the next one is written, where one before may still wait', () => {
    const writer = createViewFrames();
    const views = [...viewsOf(LEVELS[3] ?? expect.fail(), 1)].map(([, view]) => view);
    const frames = views.map((view) => writer.frame(view, false));
    expect(frames.map((frame) => frame.toString('latin1'))).toEqual(
      views.map((view) => bySend(view).toString('latin1')),
    );
  });

  it('are the same for a seat whose last frame was thrown away, and leave what was sent as it is', () => {
    const views = [...viewsOf(LEVELS[3] ?? expect.fail(), 1)].map(([, view]) => view);
    const [first = expect.fail(), second = expect.fail()] = views;
    const writer = createViewFrames();
    const sent = writer.frame(first, false);
    writer.forget();
    expect(writer.frame(second, true).equals(bySend(second))).toBe(true);
    expect(sent.equals(bySend(first))).toBe(true);
  });

  it('are kept for the next one only while their seat is told something', () => {
    const looks: (() => void)[] = [];
    const look = () => looks.shift()?.();
    const makeFrames = viewFramesBy((action) => looks.push(action));
    const [busy, silent] = [makeFrames(), makeFrames()];
    const [[, view] = expect.fail()] = viewsOf(LEVELS[3] ?? expect.fail(), 1);
    // Where the last one is kept and has left, the next is written over it.
    const paperOf = (frames: ViewFrames) => frames.frame(view, true).buffer;
    const [busyPaper, silentPaper] = [paperOf(busy), paperOf(silent)];
    look();
    expect(paperOf(busy)).toBe(busyPaper);
    look();
    expect(paperOf(busy)).toBe(busyPaper);
    expect(paperOf(silent)).not.toBe(silentPaper);
    expect(silent.frame(view, true).equals(bySend(view))).toBe(true);
    // Once nobody is told anything, nothing is left to look at.
    for (let times = 0; times < 3; times += 1) look();
    expect(looks).toEqual([]);
  });
});
