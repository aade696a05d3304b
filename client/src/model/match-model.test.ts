import { signal } from '@preact/signals';
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { createMatch, stepMatch, wakeAt } from '@syn-or-swim/shared/game/match.ts';
import { levelOf, USUAL_SETTINGS } from '@syn-or-swim/shared/game/match-settings.ts';
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import { publicView, viewFor } from '@syn-or-swim/shared/game/view-for.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { FAIR_WINDS_HOME, FIRST_LIGHT, LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import type { CommandAnswer } from '@syn-or-swim/shared/protocol/messages.ts';
import { describe, expect, it } from 'vitest';
import { MatchModel } from './match-model.ts';
import { lampBurnsAt } from './socket-entries.ts';

/** Level 4 as a captain plays it. */
const CAPTAINS = levelOf({ ...USUAL_SETTINGS, assistance: 'captain' }, FAIR_WINDS_HOME);

function levelNamed(name: string): Level {
  const level = LEVELS.find(({ id }) => id === name);
  if (level === undefined) throw new Error(`no level ${name}`);
  return level;
}

/** A match against a perfect stack in the test's hand, and the page's model of it. */
function table(level: Level, seat: Side) {
  const other = seat === 'client' ? 'server' : 'client';
  const players = { [seat]: 'person', [other]: 'perfect' } as Match['players'];
  let match = createMatch({ level, seed: 11, players, drivers: DRIVERS });
  let now: Milliseconds = 0;
  let lag: (() => void)[] | undefined;
  const show = (): void => model.receive({ ...viewFor(seat, match), match: 1, public: publicView(match) });
  const model = new MatchModel(
    {
      seat,
      level,
      clock: { now: () => now },
      send: (command) =>
        new Promise<CommandAnswer>((resolve) => {
          const run = (): void => {
            const { match: next, verdict } = stepMatch(
              match,
              { kind: 'command', command: { ...command, seat } },
              now,
            );
            match = next;
            if (lag === undefined) show();
            resolve(
              verdict === undefined
                ? { id: 1, kind: 'done', at: now }
                : { id: 1, kind: 'judged', at: now, verdict },
            );
          };
          if (lag === undefined) run();
          else lag.push(run);
        }),
    },
    { shipName: (index) => `ship ${index}`, reducedMotion: signal(false), highContrast: signal(false) },
  );
  const wait = async (until: Milliseconds): Promise<void> => {
    for (let next = wakeAt(match); next !== undefined && next <= until; next = wakeAt(match)) {
      now = next;
      match = stepMatch(match, { kind: 'wake' }, now).match;
    }
    now = until;
    show();
    await Promise.resolve();
  };
  show();
  return {
    model,
    wait,
    /** From now on the match hears nothing until `deliver`. */
    hold: () => {
      lag = [];
    },
    deliver: async () => {
      const waiting = lag ?? [];
      lag = undefined;
      for (const run of waiting) run();
      show();
      await Promise.resolve();
    },
  };
}

describe('the model of a match', () => {
  it('says at a pilot’s socket what can be told meanwhile, then to watch, and never that nobody calls', async () => {
    const { model, wait } = table(levelNamed('cargo'), 'client');
    const next = () => model.next.value;
    expect(model.entries.value.every(({ piloted }) => piloted)).toBe(true);
    for (const { order } of model.entries.value.flatMap(({ slip }) => slip ?? [])) {
      const step = next();
      expect(step).toMatchObject({ kind: 'pilot-and-slip', entry: { slip: { order } } });
      if (step?.kind === 'pilot-and-slip' && step.entry.slip !== undefined) model.tell(step.entry.slip);
      await wait(0);
    }
    expect(next()?.kind).toBe('pilot');
    const alone = table(levelNamed('overstayers'), 'server');
    await alone.wait(3000);
    expect(alone.model.next.value?.kind).not.toBe('wait-for-slip');
  });

  it('leads a beginner through the first handshake, one demand at a time', async () => {
    const { model, wait } = table(FIRST_LIGHT, 'client');
    expect(model.next.value?.kind).toBe('ask-port');
    const order = model.selected.value?.slip?.order;
    if (order === undefined) throw new Error('no slip');
    model.say({ kind: 'ask', order });
    await wait(4000);
    expect(model.next.value?.kind).toBe('open');
    model.hand.choosePort(model.toldPort() ?? 0);
    model.hand.toggleFlag('syn');
    model.send();
    expect(model.selected.value?.state).toBe('SYN_SENT');
    expect(model.next.value?.kind).toBe('syn-in-fog');
    await wait(9000);
    expect(model.next.value?.kind).toBe('answer-syn-ack');
    model.hand.toggleFlag('ack');
    model.send();
    await wait(9100);
    expect([model.notice.value, model.costs.value]).toEqual([undefined, 0]);
  });

  it('judges a wrong boat at once, tows it home, and shows the right one at the second miss', async () => {
    const { model, hold, deliver } = table(FAIR_WINDS_HOME, 'client');
    hold();
    model.hand.toggleFlag('fin');
    model.send();
    expect(model.notice.value).toMatchObject({ kind: 'verdict', misses: 1, verdict: { kind: 'wrong' } });
    expect(model.strait.value.boats.map(({ phase }) => phase)).toEqual(['towed-home']);
    await deliver();
    model.send();
    expect(model.notice.value).toMatchObject({ misses: 2 });
  });

  it('builds on what has left, however long the line is', async () => {
    const { model, wait, hold, deliver } = table(FAIR_WINDS_HOME, 'client');
    model.hand.toggleFlag('syn');
    model.send();
    await wait(5000);
    const before = model.boat.value?.token.seq ?? 0;
    hold();
    model.hand.toggleFlag('ack');
    model.send();
    expect(model.selected.value?.owesSince).toBe(undefined);
    model.hand.toggleFlag('ack');
    model.hand.setCrates(1);
    model.send();
    expect(model.boat.value?.token.seq).toBe(before + 100);
    expect(model.strait.value.boats.filter(({ phase }) => phase === 'leaving')).toHaveLength(3);
    await deliver();
    expect(model.boat.value?.token.seq).toBeGreaterThanOrEqual(before);
  });

  it('sends no boat with an empty mast, nor to a port that was not chosen', () => {
    const { model } = table(FIRST_LIGHT, 'client');
    model.send();
    expect(model.notice.value).toEqual({ kind: 'obstacle', obstacle: 'empty-mast' });
    model.hand.toggleFlag('syn');
    model.send();
    expect(model.notice.value).toEqual({ kind: 'obstacle', obstacle: 'choose-port' });
    expect(model.strait.value.boats).toEqual([]);
  });

  it('shows no port on the pier before one was chosen', () => {
    const { model } = table(FIRST_LIGHT, 'client');
    expect(model.strait.value.piers.map(({ key, state }) => [key.serverPort, state])).toEqual([
      [0, 'CLOSED'],
    ]);
  });

  it('lets Mate choose each number among four, and asks for the one that is missing', async () => {
    const { model, wait } = table(levelNamed('cargo'), 'client');
    await wait(12_000);
    const mine = model.entries.value.find(({ state, piloted }) => state === 'ESTABLISHED' && !piloted);
    if (mine === undefined) throw new Error('no open socket');
    model.select(mine.id);
    expect(model.boat.value).toMatchObject({ grade: 'mate', choices: { seq: [], ack: [] } });
    model.hand.toggleFlag('ack');
    model.hand.setCrates(1);
    const { choices, token: right } = model.boat.value ?? {};
    expect([choices?.seq.length, choices?.ack.length]).toEqual([4, 4]);
    model.send();
    expect(model.notice.value).toEqual({ kind: 'obstacle', obstacle: 'choose-seq' });
    model.hand.setNumber('seq', right?.seq);
    model.send();
    expect(model.notice.value).toEqual({ kind: 'obstacle', obstacle: 'choose-ack' });
    model.hand.setNumber('ack', right?.ack);
    expect(model.boat.value).toMatchObject({ token: right, lacks: undefined });
  });

  it('lets Captain write the numbers from where the last plate stood; a wrong boat sails, without a word', async () => {
    const { model, wait } = table(CAPTAINS, 'client');
    const iss = model.selected.value?.socket?.nextIss;
    expect(model.boat.value).toMatchObject({ grade: 'captain', shown: { seq: iss, ack: undefined } });
    model.hand.toggleFlag('syn');
    model.send();
    await wait(5000);
    expect(model.selected.value?.state).toBe('ESTABLISHED');
    model.hand.toggleFlag('ack');
    model.hand.stepNumber('ack', 77);
    model.send();
    await wait(5100);
    expect(model.strait.value.boats.map(({ phase }) => phase)).not.toContain('towed-home');
    expect([model.notice.value, model.costs.value]).toEqual([undefined, 10]);
    expect(model.draft.value.numbers.seq).toBe(iss);
  });

  it('drops a grade after three wrong boats in a row, and further ones cost nothing', async () => {
    const { model, wait } = table(CAPTAINS, 'client');
    for (let miss = 1; miss <= 3; miss += 1) {
      model.hand.toggleFlag('fin');
      model.send();
      await wait(miss * 100);
    }
    expect(model.boat.value).toMatchObject({ grade: 'mate', dropped: true });
    expect(model.costs.value).toBe(30);
    model.hand.toggleFlag('fin');
    model.hand.setNumber('seq', model.boat.value?.choices.seq[0]);
    model.send();
    await wait(500);
    expect([model.notice.value?.kind, model.costs.value]).toEqual(['verdict', 30]);
  });

  it('asks once more before an ABORT', async () => {
    const { model, wait } = table(CAPTAINS, 'client');
    model.hand.toggleFlag('syn');
    model.send();
    await wait(5000);
    model.hand.toggleFlag('rst');
    model.hand.stepNumber('seq', 1);
    model.send();
    expect(model.notice.value?.kind).toBe('abort');
    expect(model.selected.value?.state).toBe('ESTABLISHED');
    model.send();
    expect(model.notice.value).toBe(undefined);
    await wait(5100);
    expect(model.entries.value.find(({ number }) => number === 1)?.state).toBe('CLOSED');
  });

  it('gives hints piece by piece: where, which rule, and the token for ten points', async () => {
    const { model, wait } = table(FAIR_WINDS_HOME, 'client');
    model.hint();
    expect(model.notice.value).toMatchObject({
      kind: 'hint',
      withRule: false,
      hint: { rule: 'open-is-yours' },
    });
    model.hint();
    expect(model.notice.value).toMatchObject({ kind: 'hint', withRule: true, token: undefined });
    await model.askToken();
    expect(model.notice.value).toMatchObject({ kind: 'hint', token: { flags: { syn: true } }, cost: 10 });
    await wait(100);
    expect(model.costs.value).toBe(10);
  });

  it('burns the due lamp at once at first, and from level 8 on only after four seconds', async () => {
    expect(lampBurnsAt(1000, levelNamed('echoes'))).toBe(1000);
    expect(lampBurnsAt(1000, levelNamed('overstayers'))).toBe(5000);
    const { model, wait } = table(levelNamed('crossing-boats'), 'server');
    const owing = () => model.entries.value.find(({ owesSince }) => owesSince !== undefined);
    for (let now = 0; now < 60_000 && owing() === undefined; now += 500) await wait(now);
    const since = owing()?.owesSince ?? 0;
    expect([since > 0, owing()?.lamp]).toEqual([true, false]);
    await wait(since + 4000);
    expect(owing()?.lamp).toBe(true);
  });
});
