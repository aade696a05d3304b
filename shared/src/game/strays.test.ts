import { describe, expect, it } from 'vitest';
import { FAIR_WINDS_HOME } from '../levels/catalog.ts';
import { DRIVERS } from '../players/drivers.ts';
import { benchFromView, type FlagName, handToken } from '../players/hand.ts';
import { nextTransmission } from '../tcp/dues.ts';
import { sequenceAdd } from '../tcp/sequence-number.ts';
import type { Level } from './level.ts';
import { createMatch, stepMatch } from './match.ts';
import type { Match } from './match-state.ts';
import { composeToken, tokenOf } from './referee.ts';
import type { Side } from './seat.ts';
import type { Token } from './token.ts';
import type { Verdict } from './verdict.ts';
import { viewFor } from './view-for.ts';

const CAPTAIN: Level = { ...FAIR_WINDS_HOME, assistance: 'captain' };
const CROSSING = CAPTAIN.timing.crossing;
const players = { client: 'person', server: 'person' } as const;

function keyIn(match: Match) {
  const [order] = match.orders;
  if (order === undefined) throw new Error('the level has no order');
  return { clientPort: order.clientPort, serverPort: order.serverPort };
}

function built(match: Match, side: Side, names: readonly FlagName[], crates = 0): Token {
  const sight = { view: viewFor(side, match).seat, level: CAPTAIN, now: match.now };
  return handToken(sight, keyIn(match), names, crates);
}

/** `match` once `token` has arrived, and the referee's word. */
function crossed(match: Match, seat: Side, token: Token): { match: Match; verdict: Verdict | undefined } {
  const command = { kind: 'token', seat, token, seen: match.views[seat].number } as const;
  const stepped = stepMatch(match, { kind: 'command', command }, match.now);
  const later = stepMatch(stepped.match, { kind: 'wake' }, match.now + CROSSING).match;
  return { match: later, verdict: stepped.verdict };
}

function open(): Match {
  let match = createMatch({ level: CAPTAIN, seed: 5, players, drivers: DRIVERS });
  match = crossed(match, 'client', built(match, 'client', ['syn'])).match;
  match = crossed(match, 'server', built(match, 'server', ['syn', 'ack'])).match;
  return crossed(match, 'client', built(match, 'client', ['ack'])).match;
}

describe('a stray boat', () => {
  it('spoils the connection too where its octets only wait for those before them', () => {
    const match = open();
    const right = built(match, 'client', ['ack'], 1);
    const { verdict, match: after } = crossed(match, 'client', {
      ...right,
      seq: sequenceAdd(right.seq, 100),
    });
    expect(verdict).toMatchObject({ kind: 'wrong', sailed: true });
    expect(after.journal.filter(({ event }) => event.kind === 'spoilt')).toHaveLength(1);
  });

  it('that acknowledges a part of a crate leaves a repeat that can be paid, by hand and by a stack', () => {
    let match = open();
    const crate = built(match, 'client', ['ack'], 1);
    match = crossed(match, 'client', crate).match;
    const part = { ...built(match, 'server', ['ack']), ack: sequenceAdd(crate.seq, 1) };
    match = crossed(match, 'server', part).match;
    match = stepMatch(match, { kind: 'wake' }, match.now + CAPTAIN.timing.rtoMax).match;
    const view = viewFor('client', match).seat;
    const bench = benchFromView(view, crate.key, CAPTAIN, match.now);
    const owed = nextTransmission(bench.connection, match.now, match.profile);
    expect(owed).toMatchObject({ seq: sequenceAdd(crate.seq, 1), dataLength: 99 });
    if (owed === undefined) return;
    const byHand = composeToken(bench, crate.flags, 1);
    expect(tokenOf(crate.key, owed)).toEqual(byHand);
    const { verdict, match: after } = crossed(match, 'client', byHand);
    expect(verdict).toEqual({ kind: 'repeat', needed: true, cost: 0 });
    const boat = after.journal.findLast(({ event }) => event.kind === 'departed')?.event;
    expect(boat).toMatchObject({ segment: { dataLength: 99 } });
  });
});
