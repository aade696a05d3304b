import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildIfStale } from '../../tools/client-sources.ts';
import type { WatchCount } from './page-watch.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Into it each file of tests writes how much of its pages was watched, a line each. */
    readonly watchFile: string;
  }
}

let folder: string;

/** Builds the page if its sources have changed: the tests run what a person would get. */
export async function setup(project: TestProject): Promise<void> {
  if (!(await buildIfStale())) throw new Error('The page could not be built: the lines above say why.');
  folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-watch-'));
  project.provide('watchFile', join(folder, 'counts.jsonl'));
}

/** Tells how much was watched. */
export function teardown(): void {
  const lines = readFileSync(join(folder, 'counts.jsonl'), 'utf8').trim().split('\n');
  const counts = lines.map((line) => JSON.parse(line) as WatchCount);
  const sum = (name: keyof WatchCount) => counts.reduce((total, count) => total + count[name], 0);
  console.log(
    `measured: content security policy in the browser: ${sum('windows')} windows, ${sum('documents')} documents and ` +
      `${sum('workers')} workers watched, ${sum('breaches')} breaches`,
  );
  rmSync(folder, { recursive: true });
}
