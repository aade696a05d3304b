import { getMessageBytes, Protocol } from '@colyseus/core';
import { createMatch, isOver, stepMatch, wakeAt } from '@syn-or-swim/shared/game/match.ts';
import { SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import { publicView, viewFor } from '@syn-or-swim/shared/game/view-for.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import type { ServerMessages } from '@syn-or-swim/shared/protocol/messages.ts';
import { describe, expect, it } from 'vitest';
import { createSheets } from './sheets.ts';
import { createViewFrames, type ViewFrames, viewFramesBy } from './view-frame.ts';

type View = ServerMessages['view'];

const bySend = (view: View) => getMessageBytes.raw(Protocol.ROOM_DATA, 'view', view);

const gone = () => true;
const waiting = () => false;
const freshFrames = (isGone: () => boolean) => createViewFrames(isGone, createSheets());

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
      const sheets = createSheets();
      const writers = { client: createViewFrames(gone, sheets), server: createViewFrames(gone, sheets) };
      let written = 0;
      for (const [side, view] of viewsOf(level, 5)) {
        if (!writers[side].frame(view).equals(bySend(view)))
          expect(view).toBe(`a view written as ${bySend(view)}`);
        written += 1;
      }
      expect(written).toBeGreaterThan(20);
    },
  );

  it('do not depend on what was written before: one writer for both seats of several matches writes the same', () => {
    const writer = freshFrames(gone);
    const views = [...viewsOf(LEVELS[3] ?? expect.fail(), 1), ...viewsOf(LEVELS[9] ?? expect.fail(), 2)];
    for (const [, view] of views) expect(writer.frame(view).equals(bySend(view))).toBe(true);
  });

  it('stay as they are when the next one is written, where one before may still wait', () => {
    const writer = freshFrames(waiting);
    const views = [...viewsOf(LEVELS[3] ?? expect.fail(), 1)].map(([, view]) => view);
    const frames = views.map((view) => writer.frame(view));
    expect(frames.map((frame) => frame.toString('latin1'))).toEqual(
      views.map((view) => bySend(view).toString('latin1')),
    );
  });

  it('stay as they are when their seat is forgotten before they have left: no other seat writes over them', () => {
    const views = [...viewsOf(LEVELS[3] ?? expect.fail(), 1)].map(([, view]) => view);
    const [first = expect.fail(), second = expect.fail()] = views;
    const sheets = createSheets();
    const slow = createViewFrames(waiting, sheets);
    const sent = slow.frame(first);
    slow.forget();
    const other = createViewFrames(gone, sheets);
    for (const writer of [slow, other]) expect(writer.frame(second).equals(bySend(second))).toBe(true);
    expect(sent.equals(bySend(first))).toBe(true);
  });

  it('leave what they were written on to others, once they have left and their seat is forgotten', () => {
    const [[, view] = expect.fail()] = viewsOf(LEVELS[3] ?? expect.fail(), 1);
    const sheets = createSheets();
    const [one, other] = [createViewFrames(gone, sheets), createViewFrames(gone, sheets)];
    const { buffer } = one.frame(view);
    expect(other.frame(view).buffer).not.toBe(buffer);
    one.forget();
    one.forget();
    const [third, fourth] = [createViewFrames(gone, sheets), createViewFrames(gone, sheets)];
    expect(third.frame(view).buffer).toBe(buffer);
    expect(fourth.frame(view).buffer).not.toBe(buffer);
  });

  it('are kept for the next one only while their seat is told something', () => {
    const looks: (() => void)[] = [];
    const look = () => looks.shift()?.();
    const makeFrames = viewFramesBy((action) => looks.push(action));
    const [busy, silent] = [makeFrames(gone), makeFrames(gone)];
    const [[, view] = expect.fail()] = viewsOf(LEVELS[3] ?? expect.fail(), 1);
    // Where the last one is kept and has left, the next is written over it.
    const paperOf = (frames: ViewFrames) => frames.frame(view).buffer;
    const [busyPaper, silentPaper] = [paperOf(busy), paperOf(silent)];
    look();
    expect(paperOf(busy)).toBe(busyPaper);
    look();
    expect(paperOf(busy)).toBe(busyPaper);
    expect(paperOf(makeFrames(gone))).toBe(silentPaper);
    expect(silent.frame(view).equals(bySend(view))).toBe(true);
    expect(paperOf(silent)).not.toBe(silentPaper);
    // Once nobody is told anything, nothing is left to look at.
    for (let times = 0; times < 3; times += 1) look();
    expect(looks).toEqual([]);
    const papers = Array.from({ length: 4 }, () => paperOf(makeFrames(gone)));
    for (const paper of [busyPaper, silentPaper]) expect(papers.includes(paper)).toBe(false);
  });
});
