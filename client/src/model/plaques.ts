import type { ConnectionState } from '@syn-or-swim/shared/tcp/connection.ts';
import type { SocketEntry } from './socket-entries.ts';

/** What the plaque of each pier reads, by the row's id, and what it read before. */
export type Plaques = ReadonlyMap<
  string,
  { readonly now: ConnectionState; readonly before?: ConnectionState }
>;

/** The plaques of `entries`, turned over where a state has changed since `old`. */
export function turnedPlaques(old: Plaques, entries: readonly SocketEntry[]): Plaques {
  return new Map(
    entries.map(({ id, state }) => {
      const plaque = old.get(id);
      if (plaque === undefined) return [id, { now: state }];
      return [id, plaque.now === state ? plaque : { now: state, before: plaque.now }];
    }),
  );
}
