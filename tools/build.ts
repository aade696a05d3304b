import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { build } from 'vite';
import { HASH_FILE, hashOfInputs } from './client-sources.ts';

const hash = await hashOfInputs();
try {
  await build({ configFile: join(import.meta.dirname, '../client/vite.config.ts'), logLevel: 'warn' });
} catch (cause) {
  console.error(stripVTControlCharacters(cause instanceof Error ? cause.message : String(cause)));
  process.exit(1);
}
await writeFile(HASH_FILE, hash);
