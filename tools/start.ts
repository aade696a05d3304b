import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { clientIsStale } from './client-sources.ts';

if (await clientIsStale()) {
  console.log('Building the page ...');
  // In a process of its own: the server does not carry the memory of the build tool.
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, 'build.ts')], {
    stdio: 'inherit',
  });
  if (status !== 0) {
    console.error('The page could not be built: the lines above say why.');
    process.exit(1);
  }
}
await import('../server/src/main.ts');
