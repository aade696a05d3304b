import { levelId } from '@syn-or-swim/shared/game/level.ts';
import { describe, expect, it } from 'vitest';
import { SandboxModel, sandboxOfLink } from './sandbox-model.ts';

function states(model: SandboxModel): string {
  return `${model.stateAt('client')} ${model.stateAt('server')}`;
}

describe('the sandbox of a page', () => {
  it('opens a figure before its first line, and goes forward through it', () => {
    const model = new SandboxModel(undefined);
    model.open('figure-6');
    // LISTEN has no number; the client knows the ISN with which it will open.
    expect([model.hasSequence('client'), model.hasSequence('server')]).toEqual([true, false]);
    const seen = [states(model)];
    while (model.position.now < model.position.last) {
      model.goTo(model.position.now + 1);
      if (seen.at(-1) !== states(model)) seen.push(states(model));
    }
    expect(seen).toEqual([
      'CLOSED LISTEN',
      'SYN_SENT LISTEN',
      'SYN_SENT SYN_RECEIVED',
      'ESTABLISHED SYN_RECEIVED',
      'ESTABLISHED ESTABLISHED',
    ]);
  });

  it('sends what lies ready, lets its fate be decided, and forgets the future when one acts anew', () => {
    const model = new SandboxModel(undefined);
    model.open('figure-12');
    const { last } = model.position;
    model.hands.server.toggleFlag('fin');
    model.hands.server.toggleFlag('ack');
    model.send('server');
    expect(model.hands.server.draft.value.flags).toMatchObject({ fin: false, ack: false });
    expect(model.position.last).toBeLessThan(last);
    const [boat] = model.view.value.boats;
    expect(boat).toMatchObject({ from: 'server', segment: { flags: { fin: true } } });
    model.step();
    expect(model.word.value?.answer).toEqual({ kind: 'refused', reason: 'boat-waits' });
    model.decide(boat?.boat ?? 0, { kind: 'arrive' });
    model.step();
    expect([states(model), model.word.value]).toEqual(['CLOSE_WAIT FIN_WAIT_1', undefined]);
  });

  it('holds back what no TCP would send, says why, and lets it sail as a forgery', () => {
    const model = new SandboxModel(undefined);
    model.open('figure-12');
    model.hands.client.toggleFlag('syn');
    model.send('client');
    expect(model.word.value).toMatchObject({
      seat: 'client',
      answer: { kind: 'judged', verdict: { kind: 'wrong', sailed: false } },
    });
    expect(model.view.value.boats).toEqual([]);
    model.send('client', true);
    expect(model.view.value.boats).toMatchObject([{ from: 'client', stray: true }]);
  });

  it('has a link that opens it as it stands, and says what is wrong with a broken one', async () => {
    const model = new SandboxModel(undefined);
    model.open('figure-8');
    model.goTo(model.position.now + 4);
    const packed = (await model.link()) ?? '';
    expect(packed.length).toBeLessThan(2000);
    const read = await sandboxOfLink(packed);
    if ('problem' in read) throw new Error(read.problem);
    const again = new SandboxModel(read.linked);
    expect(again.view.value).toEqual(model.view.value);
    expect(await sandboxOfLink(packed.slice(0, -9))).toEqual({ problem: 'broken' });
  });

  it('does not step over the end where nothing comes by itself', () => {
    const model = new SandboxModel(undefined);
    expect(model.isStill).toBe(true);
    model.step();
    expect([model.view.value.now, model.word.value]).toEqual([0, undefined]);
    model.hands.client.toggleFlag('syn');
    model.send('client');
    expect([model.isStill, model.view.value.boats.length]).toEqual([false, 1]);
  });

  it('opens each level too', () => {
    const model = new SandboxModel(undefined);
    model.open('level-15');
    expect(model.sandbox.value.match.rules.level.id).toBe(levelId('the-perfect-storm'));
    model.step();
    expect(model.connections.value.length).toBeGreaterThan(0);
  });
});
