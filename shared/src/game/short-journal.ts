// The journal of a match whose host does not read it: only what the rules themselves look up.
import type { JournalEntry } from './journal.ts';
import type { Match } from './match-state.ts';

/** Entries from which on a journal is shortened: to look through it for each of them would cost more than it saves. */
const LENGTH = 24;

/**
 * Entries that a rule may still ask for: agreed entries of the harbour log, and tokens judged last for their seat and client
 * port where they were shown whole.
 */
function asked(journal: readonly JournalEntry[]): readonly JournalEntry[] {
  const judged = new Set<string>();
  const kept: JournalEntry[] = [];
  for (const entry of journal.toReversed()) {
    const { event } = entry;
    if (event.kind === 'log-agreed') kept.push(entry);
    if (event.kind !== 'judged') continue;
    const place = `${event.seat} ${event.token.key.clientPort}`;
    if (event.verdict.kind === 'hint' && !judged.has(place)) kept.push(entry);
    judged.add(place);
  }
  return kept.reverse();
}

/**
 * `match` with no more of its journal than it needs to go on as it would have. A match is its log: from its recording
 * anybody has the whole journal again.
 */
export function withShortJournal(match: Match): Match {
  if (match.journal.length < LENGTH) return match;
  const journal = asked(match.journal);
  return journal.length === match.journal.length ? match : { ...match, journal };
}
