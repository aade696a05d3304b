import { signal } from '@preact/signals';
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { createMatch, stepMatch, wakeAt } from '@syn-or-swim/shared/game/match.ts';
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import { publicView, viewFor } from '@syn-or-swim/shared/game/view-for.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { FAIR_WINDS_HOME, FIRST_LIGHT } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import type { CommandAnswer } from '@syn-or-swim/shared/protocol/messages.ts';
import { describe, expect, it } from 'vitest';
import { MatchModel } from './match-model.ts';

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
});
