import { signal } from '@preact/signals';
import type { LoggedCommand } from '@syn-or-swim/shared/game/command.ts';
import { createMatch, stepMatch } from '@syn-or-swim/shared/game/match.ts';
import { viewFor } from '@syn-or-swim/shared/game/view-for.ts';
import { FAIR_WINDS_HOME } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { handToken } from '@syn-or-swim/shared/players/hand.ts';
import { createRecording, levelHash } from '@syn-or-swim/shared/replay/replay.ts';
import { secondChance } from '@syn-or-swim/shared/replay/try-again.ts';
import { describe, expect, it } from 'vitest';
import { retraced } from './retrace.ts';
import { SecondTry } from './second-try.ts';

const LEVEL = FAIR_WINDS_HOME;
const PLAYERS = { client: 'person', server: 'perfect' } as const;

/** A client that sends FIN where a SYN is wanted, and nothing more, as its debrief sees it. */
function chance() {
  const setup = { levelId: LEVEL.id, levelHash: levelHash(LEVEL), seed: 31, players: PLAYERS };
  const match = createMatch({ level: LEVEL, seed: 31, players: PLAYERS, drivers: DRIVERS });
  const { clientPort = 0, serverPort = 0 } = match.orders[0] ?? {};
  const then = stepMatch(match, { kind: 'wake' }, 700).match;
  const view = viewFor('client', then).seat;
  const token = handToken({ view, level: LEVEL, now: 700 }, { clientPort, serverPort }, ['fin', 'ack']);
  const command = { kind: 'token', seat: 'client', token, seen: then.views.client.number } as const;
  const commands: readonly LoggedCommand[] = [{ serial: 1, at: 700, command }];
  const recording = createRecording(setup, commands, LEVEL.timing.round);
  const { match: ended, losses } = retraced(recording, LEVEL);
  const [loss] = losses;
  const order = { recording, level: LEVEL, drivers: DRIVERS, seat: 'client', ended } as const;
  const found = loss && secondChance({ ...order, loss });
  if (found === undefined) throw new Error('the mistake cannot be tried again');
  return found;
}

function trying(): SecondTry {
  const quiet = signal(true);
  return new SecondTry(chance(), { shipName: String, reducedMotion: quiet, highContrast: quiet });
}

/** Sends the boat with `flags` and waits for the answer. */
async function send(second: SecondTry, flags: readonly ('syn' | 'ack' | 'fin')[]): Promise<void> {
  const model = second.model.peek();
  const { draft } = model;
  for (const flag of ['syn', 'ack', 'fin'] as const) {
    if (draft.peek().flags[flag] !== flags.includes(flag)) model.hand.toggleFlag(flag);
  }
  model.send();
  await Promise.resolve();
}

describe('trying again with the ordinary builder', () => {
  it('tells what is wrong at no cost, counts the tries, and shows the token from the second miss on', async () => {
    const second = trying();
    expect(second.model.value.selected.value?.state).toBe('CLOSED');
    await send(second, ['fin', 'ack']);
    expect(second.tries.value).toBe(1);
    expect(second.word.value).toMatchObject({ kind: 'judged', verdict: { kind: 'wrong' } });
    expect(second.model.value.notice.value).toMatchObject({
      kind: 'verdict',
      misses: 1,
      verdict: { cost: 0 },
    });
    await send(second, ['ack']);
    expect(second.tries.value).toBe(2);
    expect(second.works()).toMatchObject({ kind: 'token', token: { flags: { syn: true } } });
    expect(second.rule()?.rule).toBe('open-is-yours');
  });

  it('finds the better token, compares, and lets one begin anew', async () => {
    const second = trying();
    second.wait();
    expect(second.word.value).toEqual({ kind: 'could-send' });
    await send(second, ['syn']);
    const { found } = second;
    expect(found.value).toMatchObject({ tried: { kind: 'token' }, came: { verdict: { cost: 0 } } });
    const { before, after } = found.value?.came ?? {};
    expect((after?.points ?? 0) - (before?.points ?? 0)).toBe(10);
    second.again();
    expect([found.value, second.word.value]).toEqual([undefined, undefined]);
    expect(second.model.value.selected.value?.state).toBe('CLOSED');
  });
});
