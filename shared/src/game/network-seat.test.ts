import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { FAIR_WINDS_HOME } from '../levels/catalog.ts';
import { DRIVERS, PAR_DRIVERS } from '../players/drivers.ts';
import { handToken } from '../players/hand.ts';
import { runToEnd } from '../players/par.ts';
import { networkScoreOf } from '../scoring/network-score.ts';
import { createMatch, stepMatch } from './match.ts';
import type { Match } from './match-state.ts';
import { energyAt, type NetworkAct } from './network-act.ts';
import { actRefused, networkView } from './network-seat.ts';
import { viewFor } from './view-for.ts';

const PEOPLE = { client: 'person', server: 'person' } as const;

function begun(network = true): Match {
  const rules = { level: FAIR_WINDS_HOME, seed: 12, players: PEOPLE, drivers: DRIVERS } as const;
  return createMatch(network ? { ...rules, network: 'person' } : rules);
}

function withSyn(match: Match, index: number): Match {
  const order = match.orders[index];
  if (order === undefined) throw new Error('no such order');
  const key = { clientPort: order.clientPort, serverPort: order.serverPort };
  const view = viewFor('client', match).seat;
  const token = handToken({ view, level: FAIR_WINDS_HOME, now: match.now }, key, ['syn']);
  const command = { kind: 'token', seat: 'client', token, seen: match.views.client.number } as const;
  return stepMatch(match, { kind: 'command', command }, match.now).match;
}

function act(match: Match, what: NetworkAct, at = match.now): Match {
  return stepMatch(match, { kind: 'command', command: { kind: 'network', act: what } }, at).match;
}

function arrivals(match: Match): number {
  return viewFor('server', stepMatch(match, { kind: 'wake' }, 20_000).match).seat.arrivals.length;
}

describe('the network\u2019s seat', () => {
  it('sees the headers of the boats under way, and neither slips nor states', () => {
    const match = withSyn(begun(), 0);
    const view = networkView(match);
    expect(view.boats.map(({ boat, from, flags }) => [boat, from, flags.syn])).toEqual([[1, 'client', true]]);
    expect(Object.keys(view)).toEqual(['energy', 'since', 'boats', 'hornAt']);
    expect(canonicalJson(view)).not.toMatch(/slip|state|iss|crates":\s*[1-9]/);
  });

  it('sinks a boat, and neither harbour is told', () => {
    const match = withSyn(begun(), 0);
    const sunk = act(match, { kind: 'sink', boat: 1 });
    expect(arrivals(match)).toBe(1);
    expect(arrivals(sunk)).toBe(0);
    expect(viewFor('client', sunk)).toEqual(viewFor('client', match));
    expect(viewFor('server', sunk)).toEqual(viewFor('server', match));
  });

  it('copies, holds and swaps', () => {
    const two = withSyn(withSyn(begun(), 0), 1);
    expect(arrivals(act(two, { kind: 'copy', boat: 1 }))).toBe(3);
    const later = stepMatch(act(two, { kind: 'hold', boat: 1 }), { kind: 'wake' }, 1_200).match;
    expect(viewFor('server', later).seat.arrivals).toHaveLength(1);
    const third = stepMatch(withSyn(begun(), 0), { kind: 'wake' }, 300).match;
    const swapped = act(withSyn(third, 1), { kind: 'swap', boats: [1, 2] });
    const first = stepMatch(swapped, { kind: 'wake' }, 1_200).match;
    expect(viewFor('server', first).seat.arrivals[0]?.key.clientPort).toBe(first.orders[1]?.clientPort);
  });

  it('spends energy, which comes back', () => {
    const match = withSyn(withSyn(begun(), 0), 1);
    const tired = act(act(match, { kind: 'sink', boat: 1 }), { kind: 'sink', boat: 2 });
    expect(networkView(tired).energy).toBe(0);
    const repeated = withSyn(tired, 0);
    expect(actRefused(repeated, { kind: 'hold', boat: 3 })).toBe('too-little-energy');
    const { energy, since } = networkView(tired);
    expect(energyAt({ energy, at: since }, 5_000)).toBe(1);
    expect(energyAt({ energy, at: since }, 60_000)).toBe(6);
  });

  it('may not sink a boat of one kind twice running', () => {
    const once = act(withSyn(begun(), 0), { kind: 'sink', boat: 1 });
    const again = withSyn(stepMatch(once, { kind: 'wake' }, 12_500).match, 0);
    const boat = networkView(again).boats[0]?.boat ?? 0;
    expect(actRefused(again, { kind: 'sink', boat })).toBe('sank-before');
    expect(actRefused(again, { kind: 'hold', boat })).toBeUndefined();
  });

  it('is refused where no such seat is played, and for boats that are not there', () => {
    expect(actRefused(withSyn(begun(false), 0), { kind: 'sink', boat: 1 })).toBe('no-network-seat');
    expect(actRefused(begun(), { kind: 'sink', boat: 1 })).toBe('no-such-boat');
  });

  it('can be a stack, which does what a person may, the same each time, and the match is played to its end', () => {
    const players = { client: 'perfect', server: 'perfect' } as const;
    const rules = { level: FAIR_WINDS_HOME, seed: 12, players, drivers: DRIVERS } as const;
    const played = runToEnd(createMatch({ ...rules, network: 'stack' }));
    const acts = played.journal.filter(({ event }) => event.kind === 'network-act');
    expect(acts.length).toBeGreaterThan(5);
    expect(
      new Set(acts.map(({ event }) => event.kind === 'network-act' && event.act.kind)).size,
    ).toBeGreaterThan(2);
    expect(runToEnd(createMatch({ ...rules, network: 'stack' })).journal).toEqual(played.journal);
    expect(played.phase).toBe('ended');
  });

  it('scores by what it provokes', () => {
    const players = { client: 'perfect', server: 'perfect' } as const;
    const level = FAIR_WINDS_HOME;
    const quiet = runToEnd(
      createMatch({ level, seed: 12, players, drivers: PAR_DRIVERS, network: 'person' }),
    );
    expect(networkScoreOf(quiet)).toMatchObject({ points: 0, acts: 0, provoked: 0 });
    const held = act(withSyn(begun(), 0), { kind: 'hold', boat: 1 });
    const hasty = withSyn(stepMatch(held, { kind: 'wake' }, 3_000).match, 0);
    const provoked = { points: 3, acts: 1, provoked: 1 };
    expect(networkScoreOf(hasty)).toMatchObject({ ...provoked, byAct: { hold: provoked } });
    // An act provokes one answer at most, and none once the boat has come.
    const again = withSyn(stepMatch(hasty, { kind: 'wake' }, 4_000).match, 0);
    expect(networkScoreOf(again)).toMatchObject(provoked);
    const late = withSyn(stepMatch(held, { kind: 'wake' }, 7_000).match, 0);
    expect(networkScoreOf(late)).toMatchObject({ points: 0, acts: 1, provoked: 0 });
  });
});
