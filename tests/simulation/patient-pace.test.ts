// The patient pace at the length of whole matches: however long people think, it is the same match.
import type { LoggedCommand } from '@syn-or-swim/shared/game/command.ts';
import { sightOf } from '@syn-or-swim/shared/game/happenings.ts';
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { createMatch, isOver } from '@syn-or-swim/shared/game/match.ts';
import { createMatchClock } from '@syn-or-swim/shared/game/match-clock.ts';
import { runCommand, runTime, runTo, runWakesAt, startRun } from '@syn-or-swim/shared/game/match-run.ts';
import type { Stretch } from '@syn-or-swim/shared/game/match-settings.ts';
import { SIDES } from '@syn-or-swim/shared/game/seat.ts';
import { viewFor } from '@syn-or-swim/shared/game/view-for.ts';
import { keyedHash } from '@syn-or-swim/shared/kernel/hash.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { createRecording, levelHash, matchHash, replay } from '@syn-or-swim/shared/replay/replay.ts';
import { describe, expect, it } from 'vitest';

const SEED = 41;
const PLAYERS = { client: 'person', server: 'person' } as const;

/** Two people who play as perfect stacks do, and think for up to `thinks` ms whenever the clock stands for them. */
function played(level: Level, thinks: number, stretch: Stretch) {
  const match = createMatch({ level, seed: SEED, players: PLAYERS, drivers: DRIVERS });
  let run = startRun(match, createMatchClock({ stretch, pace: 'patient' }, 0));
  let host = 0;
  const log: LoggedCommand[] = [];
  const views = { client: [] as string[], server: [] as string[] };
  const told = { client: -1, server: -1 };
  const tell = () => {
    for (const side of SIDES) {
      const view = viewFor(side, run.match);
      if (view.number !== told[side]) views[side].push(JSON.stringify(view));
      told[side] = view.number;
    }
  };
  const acts = () => {
    for (const side of SIDES) {
      const act = DRIVERS.stacks.perfect.decide(sightOf(run.match, side, true));
      if (act !== undefined && act.kind !== 'rest') return { ...act, seat: side, seen: told[side] };
    }
    return undefined;
  };
  tell();
  for (let steps = 0; steps < 5_000 && !isOver(run.match); steps += 1) {
    const command = acts();
    const thought = run.clock.stop.kind === 'thinking' ? keyedHash(SEED, 'thinks', steps) % (thinks + 1) : 0;
    host += thought;
    if (command === undefined) {
      host = Math.max(host, runWakesAt(run) ?? host);
      run = runTo(run, host);
    } else {
      log.push({ serial: log.length + 1, at: runTime(run, host), command });
      run = runCommand(run, command, host).run;
    }
    tell();
  }
  return { match: run.match, log, views, host };
}

describe.each(LEVELS)('$id in the patient pace', { timeout: 60_000 }, (level) => {
  it('is the same match, with the same bytes in the same order, whoever thinks for how long', () => {
    const quick = played(level, 0, 1);
    const slow = played(level, 40_000, 2);
    expect(isOver(quick.match)).toBe(true);
    expect(slow.views).toEqual(quick.views);
    expect(matchHash(slow.match)).toBe(matchHash(quick.match));
    expect(slow.host).toBeGreaterThan(2 * quick.host);
  });

  it('runs again from its log to the same hash', () => {
    const { match, log } = played(level, 40_000, 1);
    const setup = {
      levelId: level.id,
      levelHash: levelHash(level),
      seed: SEED,
      players: PLAYERS,
      pace: 'patient',
    } as const;
    const again = replay(createRecording(setup, log, match.now), level, DRIVERS);
    expect(again.ok && matchHash(again.value)).toBe(matchHash(match));
  });
});
