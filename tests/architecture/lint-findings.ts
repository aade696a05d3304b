import { execFile } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT, withSourceTree } from '../source-tree.ts';

/** One complaint of the linter: `plugin` stands for the rules in tools/lint. */
export type LintFinding = { readonly rule: string; readonly line: number };

/** What the linter, with the settings of the project, reports as an error in a file of that path. */
export async function lintFindings(path: string, source: string): Promise<LintFinding[]> {
  const settings = readFileSync(join(PROJECT, 'biome.json'), 'utf8');
  return withSourceTree({ 'biome.json': settings, [path]: source }, async (folder) => {
    cpSync(join(PROJECT, 'tools/lint'), join(folder, 'tools/lint'), { recursive: true });
    const biome = join(PROJECT, 'node_modules/@biomejs/biome/bin/biome');
    const args = [biome, 'lint', '--reporter=github', '--max-diagnostics=none', '--error-on-warnings', path];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder }).catch(
      (failed: { stdout: string }) => failed,
    );
    const found = stdout.matchAll(/^::(?:error|warning) title=([^,]+),.*?,line=(\d+),/gm);
    return [...found].map(([, rule = '', line]) => ({ rule: rule.replace('lint/', ''), line: Number(line) }));
  });
}
