import { isRecord, type KeptKind } from './kept-value.ts';

/** The best that somebody has done in the endless storm, in this browser. */
export interface StormBest {
  /** Clean goodbyes in one storm. */
  readonly clean: number;
  /** Points in that storm. */
  readonly points: number;
}

function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function readBest(kept: unknown): StormBest | undefined {
  if (!isRecord(kept)) return undefined;
  const clean = countOf(kept['clean']);
  const points = countOf(kept['points']);
  return clean === undefined || points === undefined ? undefined : { clean, points };
}

/** How the browser keeps it. */
export const KEPT_STORM_BEST: KeptKind<StormBest> = {
  key: 'syn-or-swim.storm',
  version: 1,
  read: readBest,
};

/** True where `storm` is better than `best`: by its points, then by its clean goodbyes. */
export function isBetter(storm: StormBest, best: StormBest | undefined): boolean {
  if (best === undefined) return storm.points > 0;
  return storm.points > best.points || (storm.points === best.points && storm.clean > best.clean);
}
