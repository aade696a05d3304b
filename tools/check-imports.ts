import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import { IMPORT_RULES } from './import-rules.ts';

/** One import that breaks a rule: `why` tells where the code belongs. */
export type ImportViolation = {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  readonly why: string;
};

/** What a check of the imports found. */
export type ImportReport = { readonly files: number; readonly violations: readonly ImportViolation[] };

const FOLDERS = ['shared/src', 'client/src', 'server/src', 'tests', 'tools'];

/** Options of dependency-cruiser for a tree of sources under `root`. Type-only imports count. */
export function cruiseOptions(root: string): ICruiseOptions {
  return {
    baseDir: root,
    ruleSet: { forbidden: [...IMPORT_RULES] },
    validate: true,
    tsPreCompilationDeps: true,
    parser: 'tsc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['[?]raw$', '[?]worker$', '[?]url$'] },
  };
}

/** How imports find their file: as Node and Vite do, with the alias of client/vite.config.ts. */
export const RESOLVE_OPTIONS = {
  exportsFields: ['exports'],
  conditionNames: ['import', 'browser', 'node', 'default', 'types'],
  extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
  alias: { 'phaser-src': join(import.meta.dirname, '../node_modules/phaser/src') },
};

/** Those folders of sources that exist under `root`. */
export const sourceFolders = (root: string): string[] =>
  FOLDERS.filter((folder) => existsSync(join(root, folder)));

/** Checks every import below `root` against `IMPORT_RULES`. */
export async function checkImports(root: string): Promise<ImportReport> {
  const { output } = await cruise(sourceFolders(root), cruiseOptions(root), RESOLVE_OPTIONS);
  if (typeof output === 'string') throw new Error(`dependency-cruiser answered with text: ${output}`);
  return reportOf(output);
}

function reportOf(result: ICruiseResult): ImportReport {
  const comments = new Map(IMPORT_RULES.map((rule) => [rule.name, rule.comment ?? '']));
  return {
    files: result.modules.filter(({ source }) => FOLDERS.some((folder) => source.startsWith(`${folder}/`)))
      .length,
    violations: result.summary.violations.map(({ rule, from, to }) => ({
      rule: rule.name,
      from,
      to,
      why: comments.get(rule.name) ?? '',
    })),
  };
}

if (import.meta.main) {
  const { files, violations } = await checkImports(join(import.meta.dirname, '..'));
  for (const { rule, from, to, why } of violations) console.error(`${from} -> ${to}\n  [${rule}] ${why}\n`);
  console.log(`${files} files, ${violations.length} imports break a rule`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
