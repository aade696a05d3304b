import { levelId } from '@syn-or-swim/shared/game/level.ts';
import type { MatchSettings } from '@syn-or-swim/shared/game/match-settings.ts';
import { FAIR_WINDS_HOME } from '@syn-or-swim/shared/levels/catalog.ts';
import type { SoloReply } from '@syn-or-swim/shared/protocol/messages.ts';
import { describe, expect, it } from 'vitest';
import { createSoloHost } from './solo-host.ts';

/** A solo match as the client's player, and the replies that came since they were last asked for. */
function startedMatch() {
  const replies: SoloReply[] = [];
  const handle = createSoloHost((reply) => replies.push(reply));
  handle({ kind: 'start', level: levelId('first-light'), seed: 7, side: 'client', partner: 'perfect' });
  return { handle, taken: () => replies.splice(0) };
}

describe('a match for one', () => {
  it('tells the first view at once, and wants no alarm before its clock runs', () => {
    const { taken } = startedMatch();
    const [view, alarm] = taken();
    expect([view?.kind, alarm]).toEqual(['view', { kind: 'wake-at', at: undefined }]);
    if (view?.kind !== 'view') throw new Error('no view');
    expect(view.view.seat.side).toBe('client');
    expect(view.view.seat.slips).toHaveLength(1);
    expect(view.view.public.players).toEqual({ client: 'person', server: 'perfect' });
  });

  it('answers each command by its id, in the words of a room', () => {
    const { handle, taken } = startedMatch();
    taken();
    const command = { kind: 'signal', signal: { kind: 'are-you-there' }, seen: 0 } as const;
    handle({ kind: 'begin', now: 70_000 });
    handle({ kind: 'command', now: 70_400, command: { id: 3, match: 1, command } });
    expect(taken().filter(({ kind }) => kind !== 'wake-at' && kind !== 'view')).toEqual([
      {
        kind: 'clock',
        clock: { gameAnchor: 0, wallAnchor: 70_000, rate: 1 },
        stop: { kind: 'none', by: 'nobody' },
      },
      { kind: 'answer', answer: { id: 3, kind: 'done', at: 400 } },
    ]);
  });

  it('ends at the horn with a recording, and refuses what comes later', () => {
    const { handle, taken } = startedMatch();
    handle({ kind: 'begin', now: 0 });
    taken();
    handle({ kind: 'wake', now: 75_000 });
    const atHorn = taken();
    const debrief = atHorn.find((reply) => reply.kind === 'debrief');
    expect(debrief?.kind === 'debrief' && debrief.debrief.recording.endedAt).toBe(75_000);
    expect(atHorn.at(-1)).toEqual({ kind: 'wake-at', at: undefined });
    const command = { kind: 'signal', signal: { kind: 'thanks' }, seen: 0 } as const;
    handle({ kind: 'command', now: 76_000, command: { id: 9, match: 1, command } });
    expect(taken()[0]).toEqual({
      kind: 'answer',
      answer: { id: 9, kind: 'refused', reason: 'match-over' },
    });
  });

  it('says what failed where the level is not known', () => {
    const replies: SoloReply[] = [];
    const handle = createSoloHost((reply) => replies.push(reply));
    handle({ kind: 'start', level: levelId('nowhere'), seed: 1, side: 'client', partner: 'perfect' });
    expect(replies).toEqual([{ kind: 'failed', message: 'There is no level "nowhere".' }]);
  });
});

describe('the clock of a match for one', () => {
  const told = (replies: readonly SoloReply[]) =>
    replies.filter(({ kind }) => kind === 'clock' || kind === 'wake-at');

  /** A match on level 4 as the server's player, whose clock has run since the page's moment 1000. */
  function begunMatch(settings: Partial<MatchSettings>) {
    const replies: SoloReply[] = [];
    const handle = createSoloHost((reply) => replies.push(reply));
    const level = FAIR_WINDS_HOME.id;
    handle({ kind: 'start', level, seed: 7, side: 'server', partner: 'perfect', settings });
    handle({ kind: 'begin', now: 1000 });
    return { handle, taken: () => replies.splice(0) };
  }

  it('goes by the chosen stretch, and wakes the match by it', () => {
    const { handle, taken } = begunMatch({ stretch: 2 });
    expect(told(taken()).slice(1)).toMatchObject([
      { kind: 'clock', clock: { gameAnchor: 0, wallAnchor: 1000, rate: 0.5 } },
      { kind: 'wake-at' },
    ]);
    handle({ kind: 'wake', now: 1000 + 2 * FAIR_WINDS_HOME.timing.round });
    const debrief = taken().find(({ kind }) => kind === 'debrief');
    if (debrief?.kind !== 'debrief') throw new Error('the match is not over');
    expect(debrief.debrief.recording).toMatchObject({
      setup: { stretch: 2 },
      endedAt: FAIR_WINDS_HOME.timing.round,
    });
  });

  it('in the patient pace stands while the person owes something, and says so before the view', () => {
    const { handle, taken } = begunMatch({ pace: 'patient' });
    taken();
    handle({ kind: 'wake', now: 61_000 });
    const replies = taken();
    const [clock, view] = replies;
    if (clock?.kind !== 'clock' || view?.kind !== 'view') throw new Error('neither a clock nor a view');
    expect(clock.stop).toEqual({ kind: 'thinking', by: 'server' });
    expect(clock.clock).toEqual({ gameAnchor: view.view.at, wallAnchor: 1000 + view.view.at, rate: 0 });
    expect(replies.at(-1)).toEqual({ kind: 'wake-at', at: undefined });
    handle({ kind: 'wake', now: 900_000 });
    expect(taken()).toEqual([{ kind: 'wake-at', at: undefined }]);
  });

  it('stands in a pause for as long as the person likes', () => {
    const { handle, taken } = begunMatch({});
    const give = (id: number, kind: 'pause' | 'resume', now: number) =>
      handle({ kind: 'command', now, command: { id, match: 1, command: { kind, seen: 1 } } });
    give(1, 'pause', 1500);
    expect(taken()).toContainEqual({
      kind: 'clock',
      clock: { gameAnchor: 500, wallAnchor: 1500, rate: 0 },
      stop: { kind: 'paused', by: 'server' },
    });
    handle({ kind: 'wake', now: 900_000 });
    give(2, 'resume', 900_000);
    expect(told(taken())[1]).toEqual({
      kind: 'clock',
      clock: { gameAnchor: 500, wallAnchor: 900_000, rate: 1 },
      stop: { kind: 'none', by: 'nobody' },
    });
  });
});

describe('a level from a file', () => {
  it('comes with the request, goes with the recording, and is left before its horn with a debrief', () => {
    const replies: SoloReply[] = [];
    const handle = createSoloHost((reply) => replies.push(reply));
    const own = { level: { ...FAIR_WINDS_HOME, id: levelId('mine') }, texts: {} };
    handle({ kind: 'start', level: own.level.id, own, seed: 7, side: 'client', partner: 'perfect' });
    handle({ kind: 'begin', now: 0 });
    handle({ kind: 'finish', now: 9_000 });
    handle({ kind: 'finish', now: 9_500 });
    const debriefs = replies.filter((reply) => reply.kind === 'debrief');
    expect(debriefs).toMatchObject([
      {
        debrief: {
          recording: {
            setup: { levelId: 'mine', own },
            commands: [{ serial: 1, at: 9_000, command: { kind: 'end' } }],
            endedAt: 9_000,
          },
        },
      },
    ]);
  });
});
