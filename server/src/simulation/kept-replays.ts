import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { matchHash } from '@syn-or-swim/shared/replay/replay.ts';
import { replayFileText } from '@syn-or-swim/shared/replay/replay-file.ts';
import type { MatchKeeper } from './simulation.ts';

/** Keeps each match as a replay file in `folder`, which is made where it is not there: "0.json", "1.json"... */
export function keptIn(folder: string): MatchKeeper {
  mkdirSync(folder, { recursive: true });
  return ({ recording, match }, index) => {
    writeFileSync(join(folder, `${index}.json`), replayFileText(recording, matchHash(match)));
  };
}
