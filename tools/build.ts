import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { HASH_FILE, hashOfInputs } from './client-sources.ts';

const hash = await hashOfInputs();
await build({ configFile: join(import.meta.dirname, '../client/vite.config.ts'), logLevel: 'warn' });
await writeFile(HASH_FILE, hash);
