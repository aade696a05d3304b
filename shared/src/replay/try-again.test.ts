import { describe, expect, it } from 'vitest';
import type { Command, LoggedCommand } from '../game/command.ts';
import { sightOf } from '../game/happenings.ts';
import { socketOf } from '../game/harbour.ts';
import type { Level } from '../game/level.ts';
import { createMatch, stepMatch } from '../game/match.ts';
import type { Match } from '../game/match-state.ts';
import { viewFor } from '../game/view-for.ts';
import { FAIR_WINDS_HOME } from '../levels/catalog.ts';
import { DRIVERS } from '../players/drivers.ts';
import { type FlagName, handToken } from '../players/hand.ts';
import { explained } from '../scoring/explain.ts';
import { logOf } from './match-questions.ts';
import { createRecording, levelHash } from './replay.ts';
import { cameOf, canTryAgain, type SecondChance, secondChance, triedAgain } from './try-again.ts';

const LEVEL: Level = FAIR_WINDS_HOME;
const PLAYERS = { client: 'person', server: 'perfect' } as const;
const SEED = 31;

function token(match: Match, flags: readonly FlagName[]): Extract<Command, { kind: 'token' }> {
  const order = match.orders[0];
  if (order === undefined) throw new Error('the level has no order');
  const key = { clientPort: order.clientPort, serverPort: order.serverPort };
  const view = viewFor('client', match).seat;
  const built = handToken({ view, level: LEVEL, now: match.now }, key, flags);
  return { kind: 'token', seat: 'client', token: built, seen: match.views.client.number };
}

/** A FIN where a SYN is wanted, the SYN, the SYN again much too early, and nothing more until the horn. */
function recorded() {
  const commands: LoggedCommand[] = [];
  let match = createMatch({ level: LEVEL, seed: SEED, players: PLAYERS, drivers: DRIVERS });
  const give = (at: number, flags: readonly FlagName[]) => {
    const now = stepMatch(match, { kind: 'wake' }, at).match;
    const command = token(now, flags);
    match = stepMatch(now, { kind: 'command', command }, at).match;
    commands.push({ serial: commands.length + 1, at, command });
  };
  give(700, ['fin', 'ack']);
  give(900, ['syn']);
  give(1_500, ['syn']);
  const setup = { levelId: LEVEL.id, levelHash: levelHash(LEVEL), seed: SEED, players: PLAYERS };
  return createRecording(setup, commands, LEVEL.timing.round);
}

function chances() {
  const recording = recorded();
  const { match: ended, losses } = explained(logOf(recording, LEVEL, DRIVERS));
  const order = { recording, level: LEVEL, drivers: DRIVERS, seat: 'client', ended } as const;
  const chance = (index: number): SecondChance => {
    const loss = losses[index];
    const found = loss && secondChance({ ...order, loss });
    if (found === undefined) throw new Error(`loss ${index} cannot be tried again`);
    return found;
  };
  return { losses, ended, chance };
}

describe('trying again from a mistake', () => {
  const { losses, ended, chance } = chances();

  it('is offered to whose mistake it was, and for what can be tried', () => {
    expect(losses.map((loss) => canTryAgain(loss, 'client'))).toEqual([true, true]);
    expect(losses.map((loss) => canTryAgain(loss, 'server'))).toEqual([false, false]);
  });

  it('stands just before the mistake and is judged by the referee', () => {
    const first = chance(0);
    expect(first.match.now).toBe(700);
    expect(first.was).toEqual(cameOf(ended));
    const wrong = triedAgain(first, token(first.match, ['ack']));
    expect(wrong).toMatchObject({ kind: 'judged', verdict: { kind: 'wrong', cost: 10 } });
    expect(triedAgain(first, { kind: 'wait' })).toEqual({ kind: 'could-send' });
    const port = first.match.orders[0]?.serverPort ?? 0;
    expect(triedAgain(first, { kind: 'action', action: { kind: 'listen', port } }).kind).not.toBe('better');
  });

  it('plays the rest out by stacks, in the same sea, and compares', () => {
    const first = chance(0);
    const better = triedAgain(first, token(first.match, ['syn']));
    if (better.kind !== 'better') throw new Error(better.kind);
    expect(better.verdict).toMatchObject({ kind: 'initiative', cost: 0 });
    expect(better.after.points - (better.before?.points ?? 0)).toBe(10);
    expect(better.after.stuck).toBe(0);
    // As it was nobody went on: an order that was never opened is no clean goodbye.
    expect(first.was.points).toBe(0);
    expect(triedAgain(first, token(first.match, ['syn']))).toEqual(better);
  });

  it('takes waiting for the better move where the bell had not rung', () => {
    const second = chance(1);
    expect(second.loss.works).toMatchObject({ kind: 'wait' });
    const waited = triedAgain(second, { kind: 'wait' });
    if (waited.kind !== 'better') throw new Error(waited.kind);
    expect(waited.verdict).toBe(undefined);
    expect(waited.after.points - (waited.before?.points ?? 0)).toBe(3);
    expect((waited.before?.boats ?? 0) - waited.after.boats).toBeGreaterThanOrEqual(1);
    expect(triedAgain(second, token(second.match, ['syn']))).toMatchObject({ kind: 'judged' });
  });
});

describe('trying again from a socket that stayed', () => {
  it('stands where the seat could have moved it on, and the better token frees it', () => {
    // The server is a person who answers like a stack until the client has closed, and never closes itself.
    const players = { client: 'perfect', server: 'person' } as const;
    let match = createMatch({ level: LEVEL, seed: SEED, players, drivers: DRIVERS });
    const commands: LoggedCommand[] = [];
    for (let at = 100; at < LEVEL.timing.round; at += 400) {
      match = stepMatch(match, { kind: 'wake' }, at).match;
      const act = DRIVERS.stacks.perfect.decide(sightOf(match, 'server', true));
      if (act === undefined || act.kind === 'rest') continue;
      const owner = act.kind === 'token' && socketOf(match.seats.server.harbour, act.token.key);
      // Here close() would be called; this server calls nothing any more.
      if (owner && owner.connection.state === 'CLOSE_WAIT' && act.token.flags.fin) break;
      const command = { ...act, seat: 'server', seen: match.views.server.number } as Command;
      match = stepMatch(match, { kind: 'command', command }, at).match;
      commands.push({ serial: commands.length + 1, at, command });
    }
    const setup = { levelId: LEVEL.id, levelHash: levelHash(LEVEL), seed: SEED, players };
    const recording = createRecording(setup, commands, LEVEL.timing.round);
    const { match: ended, losses } = explained(logOf(recording, LEVEL, DRIVERS));
    const loss = losses.find(({ what, seat }) => what.kind === 'stuck' && seat === 'server');
    if (loss === undefined) throw new Error('no socket of the server stayed');
    const order = { recording, level: LEVEL, drivers: DRIVERS, seat: 'server', ended, loss } as const;
    const found = secondChance(order);
    if (found === undefined) throw new Error('it cannot be tried again');
    expect(found.match.now).toBeLessThan(loss.at);
    expect(triedAgain(found, { kind: 'wait' })).toEqual({ kind: 'could-send' });
    const view = viewFor('server', found.match).seat;
    const fin = handToken({ view, level: LEVEL, now: found.match.now }, loss.key, ['fin', 'ack']);
    const better = triedAgain(found, { kind: 'token', token: fin });
    if (better.kind !== 'better') throw new Error(JSON.stringify(better));
    expect(better.before).toBe(undefined);
    expect(better.after.stuck).toBeLessThan(found.was.stuck);
  });
});
