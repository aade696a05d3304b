import type { CommandAnswer, NumberedCommand } from '@syn-or-swim/shared/protocol/messages.ts';
import { describe, expect, it } from 'vitest';
import { type AskRoom, createCommandsUnderWay } from './commands-under-way.ts';

function numbered(id: number): NumberedCommand {
  return { id, match: 1, command: { kind: 'signal', signal: { kind: 'thanks' }, seen: 1 } };
}

const done = (id: number): CommandAnswer => ({ id, kind: 'done', at: 0 });

/** A line whose answers the test gives. */
function line() {
  const asked: number[] = [];
  const open = new Map<number, PromiseWithResolvers<CommandAnswer>>();
  const ask: AskRoom = ({ id }) => {
    asked.push(id);
    const answer = Promise.withResolvers<CommandAnswer>();
    open.set(id, answer);
    return answer.promise;
  };
  return {
    ask,
    asked,
    answer: (id: number) => open.get(id)?.resolve(done(id)),
    breaks: () => {
      for (const { reject } of open.values()) reject(new Error('connection closed'));
    },
  };
}

/** What became of a promise by now: its value, its error's message, or nothing yet. */
async function fate(promise: Promise<unknown>): Promise<unknown> {
  const settled = promise.catch((cause: unknown) => (cause instanceof Error ? cause.message : cause));
  return await Promise.race([settled, new Promise((resolve) => setImmediate(resolve, 'open'))]);
}

const LOST = 'The command did not reach the room.';

describe('commands under way', () => {
  it('have the answer of their line', async () => {
    const first = line();
    const commands = createCommandsUnderWay((ask) => ask === first.ask);
    const answer = commands.send(numbered(1), first.ask);
    first.answer(1);
    expect(await answer).toEqual(done(1));
  });

  it('are asked again under the same id where the room had them before the line broke, else they failed', async () => {
    const [first, second] = [line(), line()];
    let up: AskRoom | undefined = first.ask;
    const commands = createCommandsUnderWay((ask) => ask === up);
    const [reached, lost] = [commands.send(numbered(1), first.ask), commands.send(numbered(2), first.ask)];
    up = undefined;
    first.breaks();
    expect([await fate(reached), await fate(lost)]).toEqual(['open', 'open']);
    up = second.ask;
    commands.resume(2, second.ask);
    expect(second.asked).toEqual([1]);
    second.answer(1);
    expect([await fate(reached), await fate(lost)]).toEqual([done(1), LOST]);
  });

  it('are not failed by an older line that ends after the next one stands', async () => {
    const [first, second] = [line(), line()];
    let up = first.ask;
    const commands = createCommandsUnderWay((ask) => ask === up);
    const answer = commands.send(numbered(1), first.ask);
    up = second.ask;
    commands.resume(2, second.ask);
    first.breaks();
    expect(await fate(answer)).toBe('open');
    second.answer(1);
    expect(await answer).toEqual(done(1));
  });

  it('that went out over the new line before its welcome are left alone', async () => {
    const first = line();
    const commands = createCommandsUnderWay((ask) => ask === first.ask);
    const answer = commands.send(numbered(7), first.ask);
    commands.resume(3, first.ask);
    expect(first.asked).toEqual([7]);
    first.answer(7);
    expect(await answer).toEqual(done(7));
  });

  it('fail where the line stands and gives no answer, and where no line will come', async () => {
    const first = line();
    const commands = createCommandsUnderWay((ask) => ask === first.ask);
    const refused = commands.send(numbered(1), first.ask);
    first.breaks();
    expect(await fate(refused)).toBe(LOST);
    const abandoned = commands.send(numbered(2), first.ask);
    commands.abandon();
    expect(await fate(abandoned)).toBe(LOST);
  });
});
