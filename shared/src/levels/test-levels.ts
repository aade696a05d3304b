// Levels for tests: in rough weather a third of the boats is lost, and the round is long enough for it; with a single
// order a match is the whole life of a connection, and short.
import { type Level, levelId } from '../game/level.ts';
import { FAIR_WINDS_HOME, FIRST_LIGHT } from './catalog.ts';

const ROUGH = { lossPerMille: 333, jitter: 0 };

/** Level 1 in which a third of the boats is lost. */
export const FIRST_LIGHT_ROUGH: Level = {
  ...FIRST_LIGHT,
  id: levelId('test-first-light-rough'),
  number: 0,
  weather: ROUGH,
  timing: { ...FIRST_LIGHT.timing, round: 360_000 },
};

/** Level 4 in which a third of the boats is lost, with a round of six minutes. */
export const FAIR_WINDS_ROUGH: Level = {
  ...FAIR_WINDS_HOME,
  id: levelId('test-fair-winds-rough'),
  number: 0,
  weather: ROUGH,
  timing: { ...FAIR_WINDS_HOME.timing, round: 360_000 },
};

/** Level 4 with one order: crates each way, and the client closes first. */
export const ONE_GOODBYE: Level = {
  ...FAIR_WINDS_HOME,
  id: levelId('test-one-goodbye'),
  number: 0,
  orders: FAIR_WINDS_HOME.orders.slice(2),
};

/** The same in which a third of the boats is lost, with a round of six minutes. */
export const ONE_GOODBYE_ROUGH: Level = {
  ...ONE_GOODBYE,
  id: levelId('test-one-goodbye-rough'),
  weather: ROUGH,
  timing: { ...ONE_GOODBYE.timing, round: 360_000 },
};

const ONE_EACH_WAY = FAIR_WINDS_HOME.orders.slice(2);

/** Eight times the order of {@link ONE_GOODBYE}, and a round of six minutes: for the load of a server. */
export const GOODBYES: Level = {
  ...FAIR_WINDS_HOME,
  id: levelId('test-goodbyes'),
  number: 0,
  orders: Array.from({ length: 8 }, () => ONE_EACH_WAY).flat(),
  timing: { ...FAIR_WINDS_HOME.timing, round: 360_000 },
};

/** The same with a round of 60 s: for warming up a server with matches that are over afterwards. */
export const GOODBYES_BRIEF: Level = {
  ...GOODBYES,
  id: levelId('test-goodbyes-brief'),
  timing: { ...GOODBYES.timing, round: 60_000 },
};

/** What a server offers that was started for tests. */
export const TEST_LEVELS: readonly Level[] = [
  FIRST_LIGHT_ROUGH,
  FAIR_WINDS_ROUGH,
  ONE_GOODBYE,
  ONE_GOODBYE_ROUGH,
  GOODBYES,
  GOODBYES_BRIEF,
];
