import type { Ladder } from '@syn-or-swim/shared/scoring/ladder.ts';
import { type PlayLanguage, shipName } from './play-context.ts';

/** A connection by its ship and ports. */
export function connectionName({ key, name }: Ladder, { texts }: PlayLanguage): string {
  const ports = `${key.clientPort} → ${key.serverPort}`;
  return name === undefined ? ports : `${shipName(texts, name)}, ${ports}`;
}
