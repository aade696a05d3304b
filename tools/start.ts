import { buildIfStale, clientIsStale } from './client-sources.ts';

if (await clientIsStale()) console.log('Building the page ...');
if (!(await buildIfStale())) {
  console.error('The page could not be built: the lines above say why.');
  process.exit(1);
}
await import('../server/src/main.ts');
