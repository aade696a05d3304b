import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');

/** What the page is built from. */
const INPUTS = [
  'client/**/*',
  'shared/src/**/*',
  'assets/**/*',
  'tools/*font*.ts',
  // Its characters are in the font.
  'server/src/kernel/web-page.ts',
  'package-lock.json',
];
const NOT_INPUTS = /^client\/(?:dist|generated|node_modules)(?:\/|$)|[.]tsbuildinfo$|[.]test[.]tsx?$/;

/** The folder of the built page, which the server serves. */
export const CLIENT_FOLDER = join(root, 'client/dist');
/** Holds the hash of what the page was built from. */
export const HASH_FILE = join(CLIENT_FOLDER, '.built-from');

/** Whether the built page is missing or its sources changed since it was built. */
export async function clientIsStale(): Promise<boolean> {
  const built = await readFile(HASH_FILE, 'utf8').catch(() => '');
  return built !== (await hashOfInputs());
}

/**
 * Builds the page if it is stale, in a process of its own: the caller does not carry the memory of the build
 * tool. What goes wrong is printed.
 *
 * @returns whether the page is there now
 */
export async function buildIfStale(): Promise<boolean> {
  if (!(await clientIsStale())) return true;
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, 'build.ts')], {
    stdio: 'inherit',
  });
  return status === 0;
}

/** A hash of the names and contents of everything that the page is built from. */
export async function hashOfInputs(): Promise<string> {
  const paths: string[] = [];
  for await (const entry of glob(INPUTS, { cwd: root, withFileTypes: true })) {
    if (entry.isFile()) paths.push(relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  }
  const hash = createHash('sha256');
  for (const path of paths.filter((path) => !NOT_INPUTS.test(path)).sort()) {
    hash.update(`${path}\n`).update(await readFile(join(root, path)));
  }
  return hash.digest('hex');
}
