import { describe, expect, it } from 'vitest';
import { FAIR_WINDS_HOME, FIRST_LIGHT, OVERSTAYERS } from '../levels/catalog.ts';
import { DRIVERS } from '../players/drivers.ts';
import { scoreOf } from '../scoring/score.ts';
import { flagsText } from '../tcp/segment.ts';
import { sequenceNumber } from '../tcp/sequence-number.ts';
import { freeHints, HINT_SECTIONS } from './hints.ts';
import type { Level } from './level.ts';
import { createMatch, stepMatch } from './match.ts';
import type { Match } from './match-state.ts';
import type { Side } from './seat.ts';
import type { Signal } from './signal.ts';
import type { Verdict } from './verdict.ts';
import { viewFor } from './view-for.ts';

const FIN_ACK = { syn: false, ack: true, fin: true, rst: false };
const PEOPLE = { client: 'person', server: 'person' } as const;

function begun(level: Level, seed = 12): Match {
  return createMatch({ level, seed, players: PEOPLE, drivers: DRIVERS });
}

function firstKey(match: Match) {
  const [order] = match.orders;
  if (order === undefined) throw new Error('the level has no order');
  return { clientPort: order.clientPort, serverPort: order.serverPort };
}

function asked(
  match: Match,
  seat: Side,
  at: number,
): { readonly match: Match; readonly verdict: Verdict | undefined } {
  const command = { kind: 'hint', seat, key: firstKey(match), seen: match.views[seat].number } as const;
  return stepMatch(match, { kind: 'command', command }, at);
}

/** Lets `seat` send the token that it was shown. */
function obeyed(match: Match, seat: Side, verdict: Verdict | undefined, at: number) {
  if (verdict?.kind !== 'hint' || verdict.token === undefined) throw new Error('no token was shown');
  const command = {
    kind: 'token',
    seat,
    token: verdict.token,
    seen: match.views[seat].number,
  } as const;
  return stepMatch(match, { kind: 'command', command }, at);
}

function said(match: Match, seat: Side, signal: Signal): Match {
  const command = { kind: 'signal', seat, signal, seen: match.views[seat].number } as const;
  return stepMatch(match, { kind: 'command', command }, match.now).match;
}

function rules(match: Match, side: Side) {
  const { sockets, resets } = viewFor(side, match).seat;
  return freeHints({ sockets, resets }, match.now, match.profile).map(({ rule }) => rule);
}

describe('a hint of the whole token', () => {
  it('costs as a wrong token, is right, and looking again is free until something was sent', () => {
    const first = asked(begun(FAIR_WINDS_HOME), 'client', 500);
    expect(first.verdict).toMatchObject({ kind: 'hint', cost: 10 });
    const again = asked(first.match, 'client', 900);
    expect(again.verdict).toEqual({ ...first.verdict, cost: 0 });
    const sent = obeyed(again.match, 'client', again.verdict, 1_500);
    expect(sent.verdict).toEqual({ kind: 'initiative', cost: 0 });
    const [order] = scoreOf(sent.match).orders;
    expect(order?.losses.map((loss) => [loss.verdict.kind, loss.cost])).toEqual([['hint', 10]]);
    expect(viewFor('client', sent.match).seat.orders[0]?.cost).toBe(10);
  });

  it('shows what is owed, and after it what the partner has told', () => {
    let step = asked(begun(FAIR_WINDS_HOME), 'client', 100);
    step = obeyed(step.match, 'client', step.verdict, 200);
    step = asked(step.match, 'server', 1_500);
    step = obeyed(step.match, 'server', step.verdict, 1_600);
    step = asked(step.match, 'client', 3_000);
    step = obeyed(step.match, 'client', step.verdict, 3_100);
    expect(step.verdict).toEqual({ kind: 'due', cost: 0 });
    // Nothing is owed, and nobody has told how many crates: there is nothing to show.
    const nothing = asked(step.match, 'client', 4_000);
    expect(nothing.verdict).toEqual({ kind: 'hint', token: undefined, cost: 0 });
    expect(nothing.match.seats.client).toBe(step.match.seats.client);
    const [order] = step.match.orders;
    if (order === undefined) throw new Error('the level has no order');
    const told = said(nothing.match, 'server', { kind: 'send', order: order.id, crates: 2 });
    expect(asked(told, 'client', 4_500).verdict).toMatchObject({ token: { crates: 2 } });
  });

  it('drops no grade, and costs nothing once the grade is dropped', () => {
    let { match } = asked(begun(FAIR_WINDS_HOME), 'client', 100);
    for (const at of [200, 300, 400]) {
      const zero = sequenceNumber(0);
      const token = { key: firstKey(match), flags: FIN_ACK, seq: zero, ack: zero, crates: 0 };
      const command = { kind: 'token', seat: 'client', token, seen: match.views.client.number } as const;
      expect(match.seats.client.records.some((record) => record.dropped)).toBe(false);
      match = stepMatch(match, { kind: 'command', command }, at).match;
    }
    expect(match.seats.client.records.map((record) => record.dropped)).toEqual([true]);
    expect(asked(match, 'client', 500).verdict).toMatchObject({ kind: 'hint', cost: 0 });
  });

  it('does not betray the port of the lamp, which only the partner knows', () => {
    const match = stepMatch(begun(FIRST_LIGHT), { kind: 'wake' }, 100).match;
    expect(asked(match, 'client', 200).verdict).toEqual({ kind: 'hint', token: undefined, cost: 0 });
    const port = match.seats.server.lampDuty ?? 0;
    const lit = asked(said(match, 'server', { kind: 'port', port }), 'client', 300).verdict;
    const token = lit?.kind === 'hint' ? lit.token : undefined;
    expect([token?.key.serverPort, token && flagsText(token.flags)]).toEqual([port, 'SYN']);
  });
});

describe('free hints', () => {
  it('name the rule for each socket: what is owed first, then the calls, then what is to be waited for', () => {
    let match = begun(FAIR_WINDS_HOME);
    expect(rules(match, 'client')).toEqual(['open-is-yours', 'open-is-yours']);
    let step = asked(match, 'client', 100);
    step = obeyed(step.match, 'client', step.verdict, 200);
    match = stepMatch(step.match, { kind: 'wake' }, 1_500).match;
    expect(rules(match, 'client')).toEqual(['open-is-yours', 'wait-for-the-answer']);
    expect(rules(match, 'server')).toEqual(['owes-handshake']);
    match = stepMatch(match, { kind: 'wake' }, 13_000).match;
    expect(rules(match, 'client')).toEqual(['owes-repeat', 'open-is-yours']);
  });

  it('say at a socket in CLOSE_WAIT that the close is one\u2019s own, and change nothing', () => {
    const match = begun(OVERSTAYERS);
    expect(rules(match, 'server')).toEqual(['close-is-yours', 'close-is-yours']);
    expect(rules(match, 'client')).toEqual(['wait-for-the-peer', 'wait-for-the-peer']);
    expect(HINT_SECTIONS['close-is-yours']).toBe('3.6');
  });
});
