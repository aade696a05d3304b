import { describe, expect, it } from 'vitest';
import { OVERSTAYERS, STILL_WATERS } from '../levels/catalog.ts';
import { DRIVERS, PAR_DRIVERS } from '../players/drivers.ts';
import { scoreOf } from '../scoring/score.ts';
import type { LogEntry } from './log-entry.ts';
import { createMatch, stepMatch } from './match.ts';
import type { Match } from './match-state.ts';
import type { Side } from './seat.ts';
import type { Verdict } from './verdict.ts';
import { viewFor } from './view-for.ts';

function begun(): { match: Match; clientPort: number } {
  const players = { client: 'person', server: 'person' } as const;
  const match = createMatch({ level: OVERSTAYERS, seed: 9, players, drivers: DRIVERS });
  const clientPort = match.night[0]?.clientPort ?? 0;
  return { match, clientPort };
}

function write(
  match: Match,
  seat: Side,
  entry: LogEntry,
  at: number,
): { match: Match; verdict: Verdict | undefined } {
  const command = { kind: 'log', seat, entry, seen: match.views[seat].number } as const;
  return stepMatch(match, { kind: 'command', command }, at);
}

describe('the harbour log', () => {
  it('takes a socket only after it has been in its state for 15 s', () => {
    const { match, clientPort } = begun();
    const entry: LogEntry = { clientPort, cause: 'server-application', remedy: 'call-close' };
    expect(write(match, 'server', entry, 14_999).verdict).toEqual({
      kind: 'held',
      reason: 'not-stuck',
      cost: 0,
    });
    expect(write(match, 'server', entry, 15_000).verdict).toBeUndefined();
  });

  it('counts when both have written the same, and names the application that never closed', () => {
    const { match, clientPort } = begun();
    const entry: LogEntry = { clientPort, cause: 'server-application', remedy: 'call-close' };
    const one = write(match, 'server', entry, 16_000).match;
    expect(scoreOf(one).log).toEqual({ right: 0, wrong: 0, cost: 0, saved: 0 });
    const both = write(one, 'client', entry, 17_000).match;
    expect(scoreOf(both).log).toMatchObject({ right: 1, wrong: 0 });
    expect(viewFor('client', both).seat.log).toEqual(viewFor('server', both).seat.log);
  });

  it.each([
    { cause: 'network', remedy: 'resend-at-the-bell' },
    { cause: 'nobody', remedy: 'wait-for-its-timer' },
    { cause: 'server-application', remedy: 'raise-the-limit' },
    { cause: 'server-application', remedy: 'tcp-tw-reuse' },
  ] as const)('takes $cause and $remedy for wrong there, at 10 points', ({ cause, remedy }) => {
    const { match, clientPort } = begun();
    const entry: LogEntry = { clientPort, cause, remedy };
    const both = write(write(match, 'server', entry, 16_000).match, 'client', entry, 16_500).match;
    expect(scoreOf(both).log).toEqual({ right: 0, wrong: 1, cost: 10, saved: 0 });
  });

  it('halves what its socket costs at the horn', () => {
    const { match, clientPort } = begun();
    const entry: LogEntry = { clientPort, cause: 'server-application', remedy: 'call-close' };
    const both = write(write(match, 'server', entry, 16_000).match, 'client', entry, 16_500).match;
    const ended = stepMatch(both, { kind: 'wake' }, OVERSTAYERS.timing.round).match;
    expect(scoreOf(ended).log.saved).toBe(20);
  });

  it('knows that a TIME_WAIT is nobody\u2019s fault', () => {
    const players = { client: 'perfect', server: 'perfect' } as const;
    let match = createMatch({ level: STILL_WATERS, seed: 1, players, drivers: PAR_DRIVERS });
    match = stepMatch(match, { kind: 'wake' }, 30_000).match;
    const waiting = match.seats.client.harbour.sockets.find(
      (socket) => socket.connection.state === 'TIME_WAIT' && match.now - socket.stateSince >= 15_000,
    );
    const clientPort = waiting?.key.clientPort ?? 0;
    const entry: LogEntry = { clientPort, cause: 'nobody', remedy: 'wait-for-its-timer' };
    const { match: one, verdict } = write(match, 'client', entry, 30_000);
    expect([clientPort > 0, verdict]).toEqual([true, undefined]);
    expect(one.seats.server.log).toHaveLength(1);
  });
});
