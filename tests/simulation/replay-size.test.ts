// A replay of a match of 4 minutes stays below 20 kB (issue 4), also where people at both ends do all that the
// busiest players do: a stack's acts follow from the setup and are in no file, a person's are in it one by one.
import type { LoggedCommand } from '@syn-or-swim/shared/game/command.ts';
import type { JournalEvent } from '@syn-or-swim/shared/game/journal.ts';
import { PLAYERS } from '@syn-or-swim/shared/game/seat.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { createRecording, matchHash } from '@syn-or-swim/shared/replay/replay.ts';
import { replayFileText } from '@syn-or-swim/shared/replay/replay-file.ts';
import { expect, it } from 'vitest';
import { playMatch } from '../../server/src/simulation/play.ts';

const OCTETS_MAX = 20_000;
const ROUND_MAX = 240_000;

/** What `event` would have been in the log, had a person done it on the view `seen`. */
function commandOf(event: JournalEvent, seen: number): LoggedCommand['command'] | undefined {
  if (event.kind === 'judged') return { kind: 'token', seat: event.seat, token: event.token, seen };
  if (event.kind === 'said') return { kind: 'signal', seat: event.seat, signal: event.signal, seen };
  return undefined;
}

it.each(LEVELS)('of $id, whoever plays', { timeout: 60_000 }, (level) => {
  expect(level.timing.round).toBeLessThanOrEqual(ROUND_MAX);
  const sizes = PLAYERS.map((kind) => {
    const players = { client: kind, server: kind };
    const { match, recording } = playMatch({ level, seed: 9, players, closely: false });
    const commands: LoggedCommand[] = [];
    for (const [seen, { at, event }] of match.journal.entries()) {
      const command = commandOf(event, seen);
      if (command !== undefined) commands.push({ serial: commands.length + 1, at, command });
    }
    const byPeople = createRecording(recording.setup, commands, match.now);
    return Buffer.byteLength(replayFileText(byPeople, matchHash(match)));
  });
  const largest = Math.max(...sizes);
  console.log(`measured: ${level.id}, the largest replay ${largest} octets`);
  // Somebody did play: a file without commands has some 400 octets.
  expect(largest).toBeGreaterThan(1_000);
  expect(largest).toBeLessThan(OCTETS_MAX);
});
