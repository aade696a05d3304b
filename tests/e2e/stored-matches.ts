// The matches in a server's data folder, run again by this process.
import { openSqliteStore } from '../../server/src/storage/sqlite-store.ts';
import type { StoredMatch } from '../../server/src/storage/store.ts';
import { levelById } from '../../shared/src/levels/catalog.ts';
import { TEST_LEVELS } from '../../shared/src/levels/test-levels.ts';
import { DRIVERS } from '../../shared/src/players/drivers.ts';
import { createRecording, matchHash, replay } from '../../shared/src/replay/replay.ts';

function hashOf({ setup, commands, end }: StoredMatch): string {
  const level = levelById(setup.levelId, TEST_LEVELS);
  if (level === undefined || end === undefined) throw new Error(`The match on ${setup.levelId} has no end`);
  const run = replay(createRecording(setup, commands, end.endedAt), level, DRIVERS);
  if (!run.ok) throw new Error(`The match can't be run again: ${run.problem.kind}`);
  return matchHash(run.value);
}

/** The hash of every match in `dataFolder` as Node runs it, in the order in which they began. */
export async function storedHashes(dataFolder: string): Promise<readonly string[]> {
  const opened = await openSqliteStore(dataFolder);
  if (!opened.ok) throw new Error(`The store can't be opened: ${opened.problem.kind}`);
  const store = opened.value;
  const hashes: string[] = [];
  for (const id of await store.matchIds()) {
    const match = await store.readMatch(id);
    if (match !== undefined) hashes.push(hashOf(match));
  }
  await store.close();
  return hashes;
}
