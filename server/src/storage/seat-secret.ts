import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of the secret: as many as HMAC-SHA-256 gives. */
const SECRET_BYTES = 32;

/**
 * The secret with which this data folder's seats are sealed. It is made by `make` at the first start and kept,
 * readable by its owner alone, so that seats stay valid over a restart.
 */
export function readSeatSecret(dataFolder: string, make: () => Uint8Array): Uint8Array {
  const file = join(dataFolder, 'seat-secret');
  try {
    const kept = readFileSync(file);
    if (kept.length >= SECRET_BYTES) return kept;
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause;
  }
  const secret = make();
  writeFileSync(file, secret, { mode: 0o600 });
  return secret;
}
