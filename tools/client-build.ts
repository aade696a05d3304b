import { createHash } from 'node:crypto';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..');

/** What the page is built from. */
const INPUTS = ['client/**/*', 'shared/src/**/*', 'assets/**/*', 'tools/*font*.ts', 'package-lock.json'];
const NOT_INPUTS = /^client\/(?:dist|generated|node_modules)(?:\/|$)|[.]tsbuildinfo$|[.]test[.]tsx?$/;

/** The folder of the built page, which the server serves. */
export const CLIENT_FOLDER = join(root, 'client/dist');
const HASH_FILE = join(CLIENT_FOLDER, '.built-from');

/** Whether the built page is missing or its sources changed since it was built. */
export async function clientIsStale(): Promise<boolean> {
  const built = await readFile(HASH_FILE, 'utf8').catch(() => '');
  return built !== (await hashOfInputs());
}

/** Builds the page into client/dist, and writes down what from. */
export async function buildClient(): Promise<void> {
  const hash = await hashOfInputs();
  await build({ configFile: join(root, 'client/vite.config.ts'), logLevel: 'warn' });
  await writeFile(HASH_FILE, hash);
}

async function hashOfInputs(): Promise<string> {
  const paths: string[] = [];
  for await (const entry of glob(INPUTS, { cwd: root, withFileTypes: true })) {
    if (entry.isFile())
      paths.push(
        join(entry.parentPath, entry.name)
          .slice(root.length + 1)
          .replaceAll('\\', '/'),
      );
  }
  const hash = createHash('sha256');
  for (const path of paths.filter((path) => !NOT_INPUTS.test(path)).sort()) {
    hash.update(`${path}\n`).update(await readFile(join(root, path)));
  }
  return hash.digest('hex');
}
