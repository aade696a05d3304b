import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { build } from 'vite';
import { HASH_FILE, hashOfInputs } from './client-sources.ts';

// Whoever asks for the page gets the one for people: a test's own NODE_ENV would build another.
process.env['NODE_ENV'] = 'production';
const hash = await hashOfInputs();
try {
  await build({ configFile: join(import.meta.dirname, '../client/vite.config.ts'), logLevel: 'warn' });
} catch (cause) {
  console.error(stripVTControlCharacters(cause instanceof Error ? cause.message : String(cause)));
  process.exit(1);
}
await writeFile(HASH_FILE, hash);
