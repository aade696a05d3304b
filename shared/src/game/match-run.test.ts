import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAIR_WINDS_HOME } from '../levels/catalog.ts';
import { DRIVERS } from '../players/drivers.ts';
import type { Command, LoggedCommand } from './command.ts';
import { sightOf } from './happenings.ts';
import { createMatch, stepMatch } from './match.ts';
import { createMatchClock, STOP_MAX } from './match-clock.ts';
import { type MatchRun, runCommand, runTime, runTo, runWakesAt, startRun } from './match-run.ts';
import { PACES, STRETCHES } from './match-settings.ts';
import { PAUSE_MAX } from './pause.ts';
import { SIDES, type Side } from './seat.ts';

const LEVEL = FAIR_WINDS_HOME;
const PLAYERS = { client: 'person', server: 'person' } as const;
const START = 7_000;

const side = fc.constantFrom(...SIDES);
const deed = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 90_000 }) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('move' as const), seat: side }) },
  fc.record({ kind: fc.constantFrom('pause' as const, 'resume' as const), seat: side }),
  fc.record({ kind: fc.constant('seat' as const), seat: side, player: fc.constantFrom('person', 'holder') }),
);
type Deed = typeof deed extends fc.Arbitrary<infer Value> ? Value : never;

/** What `deed` asks of the match; a move is that of a stack that knows what the seat knows. */
function commandOf({ match }: MatchRun, thought: Exclude<Deed, { kind: 'wait' }>): Command | undefined {
  const { seat } = thought;
  const seen = match.views[seat as Side].number;
  if (thought.kind === 'seat') return { kind: 'seat', seat, player: thought.player as 'person' | 'holder' };
  if (thought.kind !== 'move') return { kind: thought.kind, seat, seen };
  const act = DRIVERS.stacks.perfect.decide(sightOf(match, seat, true));
  return act === undefined || act.kind === 'rest' ? undefined : { ...act, seat, seen };
}

describe('a match on its clock', () => {
  it('gives a log that runs again to the same match, whatever is done when, and nobody waits for ever', () => {
    const settings = fc.record({ stretch: fc.constantFrom(...STRETCHES), pace: fc.constantFrom(...PACES) });
    fc.assert(
      fc.property(settings, fc.boolean(), fc.array(deed, { maxLength: 60 }), (chosen, inClass, deeds) => {
        const rules = { level: LEVEL, seed: 12, players: PLAYERS, drivers: DRIVERS };
        let run = startRun(createMatch(rules), createMatchClock(chosen, START, inClass));
        let host = START;
        const log: LoggedCommand[] = [];
        for (const thought of deeds) {
          const before = { game: runTime(run, host), host };
          if (thought.kind === 'wait') host += thought.ms;
          run = runTo(run, host);
          const command = thought.kind === 'wait' ? undefined : commandOf(run, thought);
          if (command !== undefined) {
            log.push({ serial: log.length + 1, at: runTime(run, host), command });
            const commanded = runCommand(run, command, host);
            expect(commanded.at).toBe(log.at(-1)?.at);
            run = commanded.run;
          }
          const game = runTime(run, host);
          expect(game).toBeGreaterThanOrEqual(before.game);
          // One ms of rounding at most, and one that ends a pause that nobody ended.
          expect(game - before.game).toBeLessThanOrEqual(
            (host - before.host) / chosen.stretch + 2 + deeds.length,
          );
          const wakes = runWakesAt(run);
          if (wakes !== undefined) expect(wakes).toBeGreaterThanOrEqual(host);
          const { kind } = run.clock.stop;
          const twoPeople = SIDES.every((seat) => run.match.players[seat] === 'person');
          if (kind === 'paused' && twoPeople) expect(host - run.clock.reason.since).toBeLessThan(PAUSE_MAX);
          if (kind !== 'none' && inClass) expect(host - run.clock.reason.since).toBeLessThan(STOP_MAX);
          if (chosen.pace === 'running') expect(kind).not.toBe('thinking');
        }
        const end = runTime(run, host);
        run = { ...run, match: stepMatch(run.match, { kind: 'wake' }, end).match };
        let again = createMatch(rules);
        for (const { at, command } of log) again = stepMatch(again, { kind: 'command', command }, at).match;
        expect(stepMatch(again, { kind: 'wake' }, end).match).toEqual(run.match);
      }),
      { numRuns: 150, seed: 3 },
    );
  });
});
