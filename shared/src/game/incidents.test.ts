import { describe, expect, it } from 'vitest';
import { FOG } from '../levels/catalog.ts';
import { PAR_DRIVERS } from '../players/drivers.ts';
import { runToEnd } from '../players/par.ts';
import { scoreOf } from '../scoring/score.ts';
import { resolvedIncidents } from './incidents.ts';
import { createMatch } from './match.ts';

const PERFECT = { client: 'perfect', server: 'perfect' } as const;

describe('incidents', () => {
  it('happen in every round, whatever the seed', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const match = runToEnd(createMatch({ level: FOG, seed, players: PERFECT, drivers: PAR_DRIVERS }));
      const lost = match.journal.filter(
        ({ event }) =>
          event.kind === 'departed' && event.fate.kind === 'sinks' && event.fate.cause === 'incident',
      );
      expect(lost).toHaveLength(FOG.incidents?.length ?? 0);
      expect(scoreOf(match).points).toBe(300);
    }
  });

  it('strike orders that the seed chooses', () => {
    const places = [...Array(30).keys()].map((seed) =>
      resolvedIncidents(FOG, seed)
        .map((incident) => incident.order)
        .join(),
    );
    expect(new Set(places).size).toBeGreaterThan(5);
  });

  it('know the ACK of a crate by its number', () => {
    const roles = resolvedIncidents(FOG, 1).map((incident) => incident.role);
    expect(roles).toEqual(['SYN', 'SYN+ACK', 'FIN', 'ACK 101']);
  });
});
