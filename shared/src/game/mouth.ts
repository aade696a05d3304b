// The mouth of a harbour: from here a boat is on the water. In a sandbox it may wait here until its fate is decided.
import { scheduled } from '../kernel/event-queue.ts';
import type { Milliseconds } from '../kernel/time.ts';
import { launched } from '../network/strait.ts';
import type { Fate } from '../network/weather.ts';
import { type Departing, journalled, type Match } from './match-state.ts';

/** What is decided of a boat at the mouth of its harbour. Times in ms of game time. */
export type BoatDecision =
  /** As the level's own weather has it in mind. */
  | { readonly kind: 'weather' }
  | { readonly kind: 'arrive' }
  | { readonly kind: 'sink' }
  /** It arrives so much later than others. */
  | { readonly kind: 'hold'; readonly by: Milliseconds }
  /** It arrives, and so much later once more. */
  | { readonly kind: 'copy'; readonly after: Milliseconds };

/** `match` with a boat on the water, on its way to `departing.fate`. */
export function setOut(match: Match, { boat, by, verdict, fate }: Departing): Match {
  const { from, key, segment } = boat.load;
  const agenda =
    fate.kind === 'rejected'
      ? scheduled(match.agenda, match.now + 2 * fate.after, { kind: 'icmp', side: from, key })
      : match.agenda;
  const after = { ...match, strait: launched(match.strait, boat, fate), agenda };
  return journalled(after, { kind: 'departed', boat: boat.id, from, key, segment, by, verdict, fate });
}

function fateBy(decision: BoatDecision, sea: Fate, crossing: Milliseconds): Fate {
  switch (decision.kind) {
    case 'weather':
      return sea;
    case 'arrive':
      return { kind: 'arrives', crossing, copies: [], cause: undefined };
    case 'sink':
      return { kind: 'sinks', after: Math.floor(crossing / 2), cause: 'network' };
    case 'hold':
      return { kind: 'arrives', crossing: crossing + decision.by, copies: [], cause: 'network' };
    case 'copy':
      return { kind: 'arrives', crossing, copies: [crossing + decision.after], cause: 'network' };
  }
}

/** `match` in which the fate of the waiting boat `boat` is decided; undefined where no such boat waits. */
export function decided(match: Match, boat: number, decision: BoatDecision): Match | undefined {
  const waiting = match.mouth?.find((departing) => departing.boat.id === boat);
  if (match.mouth === undefined || waiting === undefined) return undefined;
  const mouth = match.mouth.filter((departing) => departing !== waiting);
  const fate = fateBy(decision, waiting.fate, match.rules.level.timing.crossing);
  return setOut({ ...match, mouth }, { ...waiting, fate });
}

/** `match` in which boats wait at the mouth from now on, or no longer: then those that waited sail into the weather. */
export function withMouth(match: Match, waits: boolean): Match {
  if (waits) return { ...match, mouth: match.mouth ?? [] };
  const { mouth = [], ...open } = match;
  return mouth.reduce<Match>(setOut, open);
}
