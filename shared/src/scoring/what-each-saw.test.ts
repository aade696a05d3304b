import { describe, expect, it } from 'vitest';
import { createMatch, stepMatch } from '../game/match.ts';
import type { Match } from '../game/match-state.ts';
import type { NetworkAct } from '../game/network-act.ts';
import { viewFor } from '../game/view-for.ts';
import { FAIR_WINDS_HOME } from '../levels/catalog.ts';
import { DRIVERS } from '../players/drivers.ts';
import { handToken } from '../players/hand.ts';
import { whatEachSaw } from './what-each-saw.ts';

/** A match in which the client's first SYN has sailed, and something was done to it. */
function afterSyn(act: NetworkAct): Match {
  const players = { client: 'person', server: 'person' } as const;
  const match = createMatch({
    level: FAIR_WINDS_HOME,
    seed: 12,
    players,
    drivers: DRIVERS,
    network: 'person',
  });
  const [order] = match.orders;
  if (order === undefined) throw new Error('no order');
  const key = { clientPort: order.clientPort, serverPort: order.serverPort };
  const view = viewFor('client', match).seat;
  const token = handToken({ view, level: FAIR_WINDS_HOME, now: 0 }, key, ['syn']);
  const command = { kind: 'token', seat: 'client', token, seen: match.views.client.number } as const;
  const sent = stepMatch(match, { kind: 'command', command }, 0).match;
  const acted = stepMatch(sent, { kind: 'command', command: { kind: 'network', act } }, 400).match;
  return stepMatch(acted, { kind: 'wake' }, 2_000).match;
}

function kindsOf(match: Match) {
  const { client, server, network } = whatEachSaw(match)[0]?.seen ?? {};
  return { client, server, network };
}

describe('what each of three saw', () => {
  it('of a boat that the network sank: who sent it saw it leave, the network what it did, the peer nothing', () => {
    expect(kindsOf(afterSyn({ kind: 'sink', boat: 1 }))).toMatchObject({
      client: [
        { at: 0, kind: 'state', state: 'SYN_SENT' },
        { at: 0, kind: 'left', segment: { flags: { syn: true } } },
      ],
      server: [],
      network: [
        { at: 0, kind: 'passed', to: 'server' },
        { at: 400, kind: 'acted', act: 'sink', segment: { flags: { syn: true } } },
      ],
    });
  });

  it('of a boat that came through: its peer saw it arrive, and what became of its own end', () => {
    expect(kindsOf(afterSyn({ kind: 'copy', boat: 1 })).server?.[0]).toMatchObject({
      at: 1_200,
      kind: 'arrived',
      segment: { flags: { syn: true } },
    });
  });
});
