import { buildIfStale } from '../../tools/client-sources.ts';

/** Builds the page if its sources have changed: the tests run what a person would get. */
export async function setup(): Promise<void> {
  if (!(await buildIfStale())) throw new Error('The page could not be built: the lines above say why.');
}
