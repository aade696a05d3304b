import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { cruiseOptions, RESOLVE_OPTIONS, sourceFolders } from './check-imports.ts';
import { LAYERS } from './import-rules.ts';

const paths = LAYERS.flat().map(({ path }) => path);

/** The layer that holds `file`: the longest path that it lies below; undefined for tests, tools and packages. */
export function layerOf(file: string): string | undefined {
  const holding = paths.filter((path) => file.startsWith(`${path}/`));
  return holding.toSorted((left, right) => right.length - left.length)[0];
}

/** Pairs of layers of which the first imports from the second, each once, in the order of the layers. */
export function layerImports(result: ICruiseResult): readonly (readonly [string, string])[] {
  const found = new Map<string, readonly [string, string]>();
  for (const { source, dependencies } of result.modules) {
    const from = layerOf(source);
    if (from === undefined || source.includes('.test.')) continue;
    for (const { resolved } of dependencies) {
      const to = layerOf(resolved);
      if (to !== undefined && to !== from) found.set(`${from}>${to}`, [from, to]);
    }
  }
  const rank = (path: string) => paths.indexOf(path);
  return [...found.values()].sort(
    (left, right) => rank(left[0]) - rank(right[0]) || rank(left[1]) - rank(right[1]),
  );
}

/** The imports between layers as a Mermaid flowchart, lowest layers first. */
export function mermaidOf(imports: readonly (readonly [string, string])[]): string {
  const name = (path: string) => path.replace('/src', '').replaceAll(/[^a-z]/g, '_');
  const nodes = paths.map((path) => `  ${name(path)}["${path.replace('/src', '')}"]`);
  return ['flowchart TD', ...nodes, ...imports.map(([from, to]) => `  ${name(from)} --> ${name(to)}`)].join(
    '\n',
  );
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..');
  const { output } = await cruise(sourceFolders(root), cruiseOptions(root), RESOLVE_OPTIONS);
  if (typeof output === 'string') throw new Error(`dependency-cruiser answered with text: ${output}`);
  console.log(mermaidOf(layerImports(output)));
}
