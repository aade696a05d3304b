import { describe, expect, it } from 'vitest';
import type { Command, LoggedCommand } from '../game/command.ts';
import { createMatch, stepMatch } from '../game/match.ts';
import { sandboxAt, sandboxOf, sandboxStep, sandboxView } from '../game/sandbox.ts';
import { viewFor } from '../game/view-for.ts';
import { FAIR_WINDS_HOME, FIRST_LIGHT } from '../levels/catalog.ts';
import { DRIVERS } from '../players/drivers.ts';
import { type FlagName, handToken } from '../players/hand.ts';
import { scoreOf } from '../scoring/score.ts';
import { createRecording, levelHash, matchHash, replay } from './replay.ts';
import { playedOut, setBack } from './set-back.ts';

const LEVEL = FAIR_WINDS_HOME;
const PLAYERS = { client: 'person', server: 'perfect' } as const;
const SETUP = { levelId: LEVEL.id, levelHash: levelHash(LEVEL), seed: 31, players: PLAYERS };

function fresh() {
  return createMatch({ level: LEVEL, seed: 31, players: PLAYERS, drivers: DRIVERS });
}

/** A token on the client's first order, with the numbers that TCP asks for. */
function token(match: ReturnType<typeof fresh>, flags: readonly FlagName[], now: number): Command {
  const order = match.orders[0];
  if (order === undefined) throw new Error('the level has no order');
  const key = { clientPort: order.clientPort, serverPort: order.serverPort };
  const view = viewFor('client', match).seat;
  const built = handToken({ view, level: LEVEL, now }, key, flags);
  return { kind: 'token', seat: 'client', token: built, seen: match.views.client.number };
}

/** Hears nothing at 400, sends a FIN where a SYN is wanted at 700, and the SYN at 900. */
function recorded() {
  const commands: LoggedCommand[] = [];
  let match = fresh();
  const give = (at: number, command: Command) => {
    match = stepMatch(match, { kind: 'command', command }, at).match;
    commands.push({ serial: commands.length + 1, at, command });
  };
  give(400, { kind: 'signal', signal: { kind: 'wait' }, seat: 'client', seen: 1 });
  give(700, token(match, ['fin', 'ack'], 700));
  give(900, token(match, ['syn'], 900));
  return createRecording(SETUP, commands, 5_000);
}

describe('a recorded match that is set back', () => {
  it('stands just before the command, as it stood then', () => {
    const recording = recorded();
    const back = setBack(recording, LEVEL, DRIVERS, 3);
    if (!back.ok) throw new Error(JSON.stringify(back.problem));
    expect(back.value.logged).toEqual(recording.commands[2]);
    expect(back.value.match.now).toBe(900);
    const prefix = { ...recording, commands: recording.commands.slice(0, 2), endedAt: 900 };
    const again = replay(prefix, LEVEL, DRIVERS);
    expect(again.ok && matchHash(again.value)).toBe(matchHash(back.value.match));
  });

  it('is played out from there by stacks: the better token saves what the worse one cost', () => {
    const back = setBack(recorded(), LEVEL, DRIVERS, 2);
    if (!back.ok) throw new Error(JSON.stringify(back.problem));
    const { match, logged } = back.value;
    const worse = playedOut(match, logged.command);
    const better = playedOut(match, token(match, ['syn'], match.now));
    expect([worse.verdict?.kind, better.verdict?.kind]).toEqual(['wrong', 'initiative']);
    expect([worse.match.phase, better.match.phase]).toEqual(['ended', 'ended']);
    expect(scoreOf(better.match).points - scoreOf(worse.match).points).toBe(10);
    expect(better.match.incidents).toEqual(worse.match.incidents);
  });

  it('can be opened as a sandbox, back and forward as any other', () => {
    const back = setBack(recorded(), LEVEL, DRIVERS, 2);
    if (!back.ok) throw new Error(JSON.stringify(back.problem));
    const opened = sandboxOf(back.value.match);
    const { sandbox, answer } = sandboxStep(opened, { kind: 'step' });
    expect(answer).toEqual({ kind: 'done' });
    expect(sandboxView(sandboxAt(sandbox, 0))).toEqual({
      ...sandboxView(opened),
      moments: sandbox.moments,
    });
  });

  it('is refused where the recording is, and where it has no such command', () => {
    const recording = recorded();
    expect(setBack(recording, LEVEL, DRIVERS, 9)).toEqual({
      ok: false,
      problem: { kind: 'no-such-command', serial: 9 },
    });
    expect(setBack(recording, FIRST_LIGHT, DRIVERS, 1)).toEqual({
      ok: false,
      problem: { kind: 'other-level', levelId: LEVEL.id },
    });
  });
});
