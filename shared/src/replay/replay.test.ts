import { describe, expect, it } from 'vitest';
import type { LoggedCommand } from '../game/command.ts';
import { createMatch, stepMatch } from '../game/match.ts';
import { viewFor } from '../game/view-for.ts';
import { FAIR_WINDS_HOME } from '../levels/catalog.ts';
import { FAIR_WINDS_ROUGH } from '../levels/test-levels.ts';
import { DRIVERS } from '../players/drivers.ts';
import { handToken } from '../players/hand.ts';
import { RULES_VERSION } from './recording.ts';
import { createRecording, levelHash, matchHash, replay } from './replay.ts';

const SEED = 31;
const PLAYERS = { client: 'person', server: 'perfect' } as const;

function playedBySyn() {
  let match = createMatch({ level: FAIR_WINDS_ROUGH, seed: SEED, players: PLAYERS, drivers: DRIVERS });
  const order = match.orders[0];
  if (order === undefined) throw new Error('the level has no order');
  const key = { clientPort: order.clientPort, serverPort: order.serverPort };
  const view = viewFor('client', match).seat;
  const token = handToken({ view, level: FAIR_WINDS_ROUGH, now: 700 }, key, ['syn']);
  const command = { kind: 'token', seat: 'client', token, seen: match.views.client.number } as const;
  match = stepMatch(match, { kind: 'command', command }, 700).match;
  match = stepMatch(match, { kind: 'wake' }, 20_000).match;
  const commands: readonly LoggedCommand[] = [{ serial: 1, at: 700, command }];
  const setup = {
    levelId: FAIR_WINDS_ROUGH.id,
    levelHash: levelHash(FAIR_WINDS_ROUGH),
    seed: SEED,
    players: PLAYERS,
  };
  return { match, recording: createRecording(setup, commands, 20_000) };
}

describe('replay', () => {
  it('gives the same match to the bit', () => {
    const { match, recording } = playedBySyn();
    const again = replay(JSON.parse(JSON.stringify(recording)), FAIR_WINDS_ROUGH, DRIVERS);
    expect(again.ok && matchHash(again.value)).toBe(matchHash(match));
  });

  it('refuses other rules, and says which', () => {
    const { recording } = playedBySyn();
    const other = { ...recording, rulesVersion: RULES_VERSION + 1 };
    expect(replay(other, FAIR_WINDS_ROUGH, DRIVERS)).toEqual({
      ok: false,
      problem: { kind: 'unknown-rules', version: RULES_VERSION + 1, known: RULES_VERSION },
    });
  });

  it('refuses another level than the one it was played on', () => {
    const { recording } = playedBySyn();
    expect(replay(recording, FAIR_WINDS_HOME, DRIVERS)).toEqual({
      ok: false,
      problem: { kind: 'other-level', levelId: FAIR_WINDS_ROUGH.id },
    });
  });

  it('refuses commands out of their order', () => {
    const { recording } = playedBySyn();
    const [command] = recording.commands;
    if (command === undefined) throw new Error('no command was recorded');
    const twice = { ...recording, commands: [command, command] };
    expect(replay(twice, FAIR_WINDS_ROUGH, DRIVERS)).toMatchObject({
      ok: false,
      problem: { kind: 'disordered', serial: 1 },
    });
  });
});

describe('levelHash', () => {
  it('changes with any number of the level', () => {
    const longer = {
      ...FAIR_WINDS_HOME,
      timing: { ...FAIR_WINDS_HOME.timing, round: FAIR_WINDS_HOME.timing.round + 1 },
    };
    expect(levelHash(longer)).not.toBe(levelHash(FAIR_WINDS_HOME));
  });
});
