// `backup FILE`: all that the server keeps, as it stands at one moment.
import type { Result } from '@syn-or-swim/shared/kernel/result.ts';
import { backUp, type StorePlace } from '../storage/backup.ts';
import type { LineWriter } from './recorded-segment.ts';

/**
 * The command `backup FILE`: copies what is at `place`, or tells why there is none. FILE is a data folder's
 * `matches.sqlite` from then on. Gives the exit code: 0, or 2 where nothing was written.
 */
export async function runBackup(
  place: Result<StorePlace, string>,
  args: readonly string[],
  out: LineWriter,
  problem: LineWriter,
): Promise<number> {
  const [file, ...rest] = args;
  if (file === undefined || rest.length > 0) {
    problem('backup: give the one new file to write, as in: backup matches-2026-11-22.sqlite');
    return 2;
  }
  if (!place.ok) {
    problem(`backup: ${place.problem}`);
    return 2;
  }
  try {
    const counts = await backUp(place.value, file);
    out(`${file}: ${counts.classes} classes, ${counts.matches} matches, ${counts.commands} commands`);
    return 0;
  } catch (cause) {
    problem(`backup: ${cause instanceof Error ? cause.message : String(cause)}`);
    return 2;
  }
}
