import { describe, expect, it } from 'vitest';
import { FAIR_WINDS_HOME } from '../levels/catalog.ts';
import { DRIVERS } from '../players/drivers.ts';
import { handToken } from '../players/hand.ts';
import type { Command } from './command.ts';
import { createMatch } from './match.ts';
import { clockRate, createMatchClock, gameTimeAt, hostTimeAt, STOP_MAX } from './match-clock.ts';
import { type MatchRun, runCommand, runTime, runTo, runWakesAt, startRun } from './match-run.ts';
import { type ClockPace, STRETCHES, type Stretch } from './match-settings.ts';
import { PAUSE_MAX, PAUSES_MAX } from './pause.ts';
import type { Player, Side } from './seat.ts';
import { viewFor } from './view-for.ts';

const START = 1_000_000;
const LEVEL = FAIR_WINDS_HOME;

function run(
  pace: ClockPace,
  { stretch = 1 as Stretch, inClass = false, client = 'perfect' as Player, server = 'person' as Player } = {},
): MatchRun {
  const match = createMatch({ level: LEVEL, seed: 3, players: { client, server }, drivers: DRIVERS });
  return startRun(match, createMatchClock({ stretch, pace }, START, inClass));
}

const at = (before: MatchRun, host: number) => runTo(before, START + host);
const stop = ({ clock }: MatchRun) => `${clock.stop.kind} ${clock.stop.by}`;
const given = (before: MatchRun, seat: Side, kind: 'pause' | 'resume', host: number) =>
  runCommand(before, { kind, seat, seen: 1 }, START + host);

/** The SYN+ACK that the server owes for its first socket. */
function synAck({ match }: MatchRun, now: number): Command {
  const view = viewFor('server', match).seat;
  const socket = view.sockets[0];
  if (socket === undefined) throw new Error('no SYN has come');
  const token = handToken({ view, level: LEVEL, now }, socket.key, ['syn', 'ack'], 0);
  return { kind: 'token', seat: 'server', token, seen: match.views.server.number };
}

describe('a stretched clock', () => {
  it.each(STRETCHES)('shows each moment of game time first at its own moment of the host (%s)', (stretch) => {
    const clock = createMatchClock({ stretch, pace: 'running' }, START);
    for (const game of [0, 1, 2, 3, 1199, 1200, 74_999, 120_000]) {
      const host = hostTimeAt(clock, game) ?? Number.NaN;
      expect(host - START).toBe(Math.ceil(game * stretch));
      expect(gameTimeAt(clock, host)).toBeGreaterThanOrEqual(game);
      if (game > 0) expect(gameTimeAt(clock, host - 1)).toBeLessThan(game);
    }
    expect(clockRate(clock)).toBe(1 / stretch);
  });

  it('plays the same match, only slower or faster', () => {
    const matches = STRETCHES.map((stretch) => {
      const end = LEVEL.timing.round * stretch;
      const before = at(run('running', { stretch, server: 'perfect' }), end - 1);
      expect(before.match.phase).toBe(before.match.now < LEVEL.timing.round - 2 ? 'ended' : 'playing');
      return at(before, end).match;
    });
    for (const match of matches) expect(match).toEqual(matches[0]);
  });
});

describe('a clock in the patient pace', () => {
  it('stands from the very moment at which a person owes something, however late the host looks', () => {
    const owing = at(run('patient'), 60_000);
    const since = owing.match.seats.server.harbour.sockets[0]?.stateSince ?? Number.NaN;
    expect(stop(owing)).toBe('thinking server');
    expect([owing.clock.game, owing.clock.host, clockRate(owing.clock)]).toEqual([since, START + since, 0]);
    expect([runTime(owing, START + 500_000), runWakesAt(owing)]).toEqual([since, undefined]);
  });

  it('goes on where it stood, once that has been paid', () => {
    const owing = at(run('patient'), 60_000);
    const paid = runCommand(owing, synAck(owing, owing.match.now), START + 60_000);
    expect([paid.at, paid.verdict?.kind]).toEqual([owing.match.now, 'due']);
    expect(paid.run.clock.stop.kind).toBe('none');
    expect(runTime(paid.run, START + 60_100)).toBe(owing.match.now + 100);
  });

  it('never stands in the running pace, and not for stacks', () => {
    expect(stop(at(run('running'), 30_000))).toBe('none nobody');
    expect(at(run('patient', { server: 'perfect' }), LEVEL.timing.round).match.phase).toBe('ended');
  });

  it('goes on as soon as a holder takes the seat', () => {
    const owing = at(run('patient'), 60_000);
    const held = runCommand(owing, { kind: 'seat', seat: 'server', player: 'holder' }, START + 70_000);
    expect(stop(held.run)).toBe('none nobody');
  });

  it('in a class goes on after a minute, and stands again only for another stop', () => {
    const owing = at(run('patient', { inClass: true }), 10_000);
    const stopped = owing.clock.host - START;
    expect(runWakesAt(owing)).toBe(START + stopped + STOP_MAX);
    const going = at(owing, stopped + STOP_MAX + 2_000);
    expect(stop(going)).toBe('none nobody');
    expect(runTime(going, START + stopped + STOP_MAX + 2_000)).toBe(owing.match.now + 2_000);
    expect(going.clock.stood).toBe(STOP_MAX);
  });

  it('in a class stands in all stops together at most as long as the round', () => {
    const round = LEVEL.timing.round;
    const fresh = run('patient', { inClass: true });
    const owing = at({ ...fresh, clock: { ...fresh.clock, stood: round - 5_000 } }, 5_000);
    expect(runWakesAt(owing)).toBe(owing.clock.host + 5_000);
    expect(stop(at(owing, owing.clock.host - START + 5_000))).toBe('none nobody');
    const worn = at({ ...fresh, clock: { ...fresh.clock, stood: round } }, 5_000);
    expect(stop(worn)).toBe('none nobody');
  });
});

describe('a pause', () => {
  const pair = { client: 'person', server: 'person' } as const;

  it('stops the clock for both, and either lets it go on', () => {
    const stopped = given(run('running', pair), 'client', 'pause', 700);
    expect([stopped.at, stop(stopped.run)]).toEqual([700, 'paused client']);
    expect(runTime(stopped.run, START + 9_000)).toBe(700);
    const going = given(stopped.run, 'server', 'resume', 9_000);
    expect([going.at, stop(going.run)]).toEqual([700, 'none nobody']);
    expect(runTime(going.run, START + 9_300)).toBe(1_000);
    expect(going.run.match.journal.slice(-2)).toEqual([
      { at: 700, event: { kind: 'paused', seat: 'client' } },
      { at: 700, event: { kind: 'resumed', seat: 'server' } },
    ]);
  });

  it('holds back what moves the game, free of cost, and lets people talk', () => {
    const stopped = given(run('running', pair), 'client', 'pause', 700).run;
    const listen = { kind: 'action', action: { kind: 'listen', port: 80 }, seat: 'server', seen: 1 } as const;
    const moved = runCommand(stopped, listen, START + 900);
    expect(moved).toEqual({ run: stopped, at: 700, verdict: { kind: 'held', reason: 'paused', cost: 0 } });
    const signal = { kind: 'signal', signal: { kind: 'wait' }, seat: 'server', seen: 1 } as const;
    expect(runCommand(stopped, signal, START + 900).run.match.seats.client.signals).toHaveLength(1);
    expect(given(stopped, 'server', 'pause', 900).verdict).toEqual({
      kind: 'held',
      reason: 'paused',
      cost: 0,
    });
  });

  it('ends by itself after two minutes, for no partner waits for ever', () => {
    const stopped = given(run('running', pair), 'client', 'pause', 700).run;
    expect(runWakesAt(stopped)).toBe(START + 700 + PAUSE_MAX);
    expect(stop(at(stopped, 700 + PAUSE_MAX - 1))).toBe('paused client');
    const going = at(stopped, 700 + PAUSE_MAX);
    expect([stop(going), going.match.now, going.match.pauses?.by]).toEqual(['none nobody', 701, undefined]);
  });

  it('may be taken three times a seat from a person, and from a stack at will', () => {
    let current = run('running', pair);
    for (let count = 0; count < PAUSES_MAX; count += 1) {
      current = given(
        given(current, 'client', 'pause', 1_000 * count).run,
        'server',
        'resume',
        1_000 * count,
      ).run;
    }
    expect(given(current, 'client', 'pause', 9_000).verdict).toMatchObject({ reason: 'no-pause-left' });
    expect(given(current, 'server', 'pause', 9_000).verdict).toBeUndefined();
    expect(given(current, 'server', 'resume', 9_000).verdict).toMatchObject({ reason: 'not-paused' });

    let alone = run('running');
    for (let count = 0; count < 3 * PAUSES_MAX; count += 1) {
      const stopped = given(alone, 'server', 'pause', 1_000 * count);
      expect([stopped.verdict, runWakesAt(stopped.run)]).toEqual([undefined, undefined]);
      alone = given(stopped.run, 'server', 'resume', 1_000 * count).run;
    }
  });

  it('comes before thinking, which goes on behind it', () => {
    const owing = at(run('patient'), 60_000);
    const stopped = given(owing, 'server', 'pause', 60_000).run;
    expect(stop(stopped)).toBe('paused server');
    expect(stop(given(stopped, 'server', 'resume', 65_000).run)).toBe('thinking server');
  });
});
