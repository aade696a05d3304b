import type { ConnectionKey } from '@syn-or-swim/shared/game/token.ts';
import type { PierModel, StraitModel } from '../model/strait-model.ts';
import type { Point, StraitLayout } from './layout.ts';

/** The piers that stand in rows, and those that lie at anchor, in the model's order. */
export function harbourOf(model: StraitModel): {
  readonly piers: readonly PierModel[];
  readonly anchored: readonly PierModel[];
} {
  return {
    piers: model.piers.filter((pier) => pier.place !== 'anchorage'),
    anchored: model.piers.filter((pier) => pier.place === 'anchorage'),
  };
}

/**
 * Where boats of the connection `key` start and land: its pier, its anchorage, or the harbour's mouth without either.
 * A client port belongs to one connection, also before a SYN has given it a server port.
 */
export function berthOf(key: ConnectionKey, model: StraitModel, layout: StraitLayout): Point {
  const { piers, anchored } = harbourOf(model);
  const its = (one: PierModel): boolean => one.key.clientPort === key.clientPort;
  const place = layout.piers[piers.findIndex(its)]?.berth ?? layout.anchorage[anchored.findIndex(its)];
  if (place !== undefined) return place;
  return {
    x: layout.side === 'client' ? layout.width * 0.34 : layout.width * 0.66,
    y: (layout.horizon + layout.height) / 2,
  };
}
