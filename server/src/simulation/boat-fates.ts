// Every boat has one fate: it sinks, or it arrives when its fate says, and each copy of it once.
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import { SIDES } from '@syn-or-swim/shared/game/seat.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';

/** Boats that are still to arrive, with their moments. Changed as a match goes on. */
export type AwaitedBoats = Map<number, Milliseconds[]>;

function arrivalsOf(entry: Match['journal'][number]): readonly Milliseconds[] {
  const { at, event } = entry;
  if (event.kind !== 'departed' || event.fate.kind !== 'arrives') return [];
  return [event.fate.crossing, ...event.fate.copies].map((crossing) => at + crossing);
}

/** Takes what is new in the journal from `from` on; tells boats that sailed twice or came unawaited. */
export function followBoats(
  awaited: AwaitedBoats,
  seen: Set<number>,
  match: Match,
  from: number,
): readonly string[] {
  const problems: string[] = [];
  const { flood } = match.rules.level;
  for (const entry of match.journal.slice(from)) {
    const { at, event } = entry;
    if (event.kind === 'departed') {
      if (seen.has(event.boat)) problems.push(`boat ${event.boat} left twice`);
      seen.add(event.boat);
      awaited.set(event.boat, [...arrivalsOf(entry)]);
    }
    if (event.kind !== 'arrived') continue;
    const moments = awaited.get(event.boat);
    // The callers of a flood never left a harbour.
    if (moments === undefined && flood !== undefined) continue;
    const index = moments?.indexOf(at) ?? -1;
    if (index === -1) problems.push(`boat ${event.boat} arrived at ${at} ms against its fate`);
    moments?.splice(index, 1);
  }
  return problems;
}

/** Moments at which a harbour was dark: what came then was lost with the host. */
function darkSpans(match: Match): readonly { readonly from: Milliseconds; readonly until: Milliseconds }[] {
  return SIDES.flatMap((side) =>
    match.journal.flatMap(({ at, event }) => {
      if (event.kind !== 'crashed' || event.side !== side) return [];
      const up = match.journal.find(
        (later) => later.at > at && later.event.kind === 'up-again' && later.event.side === side,
      );
      return [{ from: at, until: up?.at ?? match.now }];
    }),
  );
}

/** Boats whose moment has passed and which never came: only a dark harbour and the open sea may swallow them. */
export function lostBoats(
  awaited: AwaitedBoats,
  match: Match,
  ghosts: ReadonlySet<number>,
): readonly string[] {
  const spans = darkSpans(match);
  const problems: string[] = [];
  for (const [boat, moments] of awaited) {
    for (const at of moments) {
      const dark = spans.some((span) => at >= span.from && at <= span.until);
      if (at < match.now && !dark && !ghosts.has(boat)) problems.push(`boat ${boat} never came at ${at} ms`);
    }
  }
  return problems;
}
