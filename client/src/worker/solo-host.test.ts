import { levelId } from '@syn-or-swim/shared/game/level.ts';
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
