import { describe, expect, it } from 'vitest';
import { FAIR_WINDS_HOME, OVERSTAYERS } from '../levels/catalog.ts';
import { DRIVERS } from '../players/drivers.ts';
import type { Command } from './command.ts';
import type { Level } from './level.ts';
import { createMatch, stepMatch } from './match.ts';
import { journalled, type Match } from './match-state.ts';
import type { Side } from './seat.ts';
import { withShortJournal } from './short-journal.ts';

const PEOPLE = { client: 'person', server: 'person' } as const;

function begun(level: Level): Match {
  return createMatch({ level, seed: 12, players: PEOPLE, drivers: DRIVERS });
}

/** `match` with so many entries behind it that its journal is worth shortening. */
function later(match: Match): Match {
  let after = match;
  for (let entry = 0; entry < 100; entry += 1) after = journalled(after, { kind: 'enough', seat: 'client' });
  return after;
}

function did(match: Match, command: Command, at: number) {
  return stepMatch(match, { kind: 'command', command }, at);
}

function askedFor(match: Match, order: number, at: number) {
  const { clientPort = 0, serverPort = 0 } = match.orders[order] ?? {};
  const key = { clientPort, serverPort };
  return did(match, { kind: 'hint', seat: 'client', key, seen: match.views.client.number }, at);
}

function wrote(match: Match, seat: Side, at: number): Match {
  const clientPort = match.night[0]?.clientPort ?? 0;
  const entry = { clientPort, cause: 'server-application', remedy: 'call-close' } as const;
  return did(match, { kind: 'log', seat, entry, seen: match.views[seat].number }, at).match;
}

describe('a short journal', () => {
  it('is one of a match with many entries alone', () => {
    const match = begun(FAIR_WINDS_HOME);
    expect(withShortJournal(match)).toBe(match);
    expect(withShortJournal(later(match)).journal).toEqual([]);
  });

  it('knows which token was shown last, so that to look again is free', () => {
    const first = askedFor(begun(FAIR_WINDS_HOME), 0, 500);
    expect(first.verdict).toMatchObject({ kind: 'hint', cost: 10 });
    const short = withShortJournal(later(first.match));
    expect(short.journal).toHaveLength(1);
    expect(askedFor(short, 0, 900).verdict).toEqual({ ...first.verdict, cost: 0 });
  });

  it('forgets a token once another was judged for its socket', () => {
    const shown = askedFor(begun(FAIR_WINDS_HOME), 0, 500);
    if (shown.verdict?.kind !== 'hint' || shown.verdict.token === undefined) throw new Error('nothing shown');
    const { number } = shown.match.views.client;
    const sent = did(
      shown.match,
      { kind: 'token', seat: 'client', token: shown.verdict.token, seen: number },
      600,
    );
    expect(withShortJournal(later(sent.match)).journal).toEqual([]);
  });

  it('knows what both have written into the harbour log, so that it counts once', () => {
    const both = wrote(wrote(begun(OVERSTAYERS), 'server', 16_000), 'client', 16_500);
    const agreed = ({ journal }: Match) => journal.filter(({ event }) => event.kind === 'log-agreed');
    expect(agreed(both)).toHaveLength(1);
    const short = withShortJournal(later(both));
    expect(short.journal).toEqual(agreed(both));
    expect(agreed(wrote(wrote(short, 'client', 18_000), 'server', 18_500))).toHaveLength(1);
  });
});
