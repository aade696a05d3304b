import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The folder of the project. */
export const PROJECT = join(import.meta.dirname, '..');

const SCOPE = '@syn-or-swim';

/**
 * Writes a tree of source files that has the project's packages, hands its folder to `use`, and removes it.
 *
 * @param files contents by path, for example `{ 'shared/src/tcp/step.ts': "import '../game/match.ts';" }`
 */
export async function withSourceTree<Result>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-tree-'));
  try {
    linkPackages(folder);
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Links the packages of the project, and the workspaces of the tree itself. */
function linkPackages(folder: string): void {
  const packages = join(folder, 'node_modules');
  mkdirSync(join(packages, SCOPE), { recursive: true });
  for (const name of readdirSync(join(PROJECT, 'node_modules'))) {
    if (name !== SCOPE && !name.startsWith('.')) {
      symlinkSync(join(PROJECT, 'node_modules', name), join(packages, name), 'junction');
    }
  }
  for (const name of ['shared', 'client', 'server']) {
    mkdirSync(join(folder, name));
    symlinkSync(join(folder, name), join(packages, SCOPE, name), 'junction');
  }
}
