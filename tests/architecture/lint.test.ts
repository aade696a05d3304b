import { expect, test } from 'vitest';
import { lintFindings } from './lint-findings.ts';

const lines = (count: number, line: string): string => `${line}\n`.repeat(count);
const declarations = (count: number): string =>
  Array.from({ length: count }, (_, index) => `export const a${index} = 1;\n`).join('');

const REFUSED: readonly { readonly rule: string; readonly source: string; readonly path?: string }[] = [
  { rule: 'suspicious/noExplicitAny', source: 'export const a = (b: any) => b;' },
  { rule: 'style/noNonNullAssertion', source: 'export const a = (b?: string) => b!.length;' },
  { rule: 'style/noEnum', source: 'export enum Flag { SYN }' },
  { rule: 'style/noDefaultExport', source: 'export default 1;' },
  {
    rule: 'nursery/noFloatingPromises',
    source: 'const f = async () => 1;\nexport const g = () => { f(); };',
  },
  { rule: 'performance/noBarrelFile', source: "export { a } from './a.ts';\nexport { b } from './b.ts';" },
  { rule: 'performance/noReExportAll', source: "export * from './a.ts';" },
  {
    rule: 'complexity/noExcessiveLinesPerFunction',
    source: `export const a = () => {\n${lines(51, 'a();')}};`,
  },
  { rule: 'style/noExcessiveLinesPerFile', source: declarations(401) },
  {
    rule: 'style/useFilenamingConvention',
    source: 'export const a = 1;',
    path: 'server/src/match/matchHost.ts',
  },
  {
    rule: 'suspicious/noSkippedTests',
    source: "test.skip('a', () => {});",
    path: 'server/src/match/a.test.ts',
  },
  {
    rule: 'suspicious/noFocusedTests',
    source: "test.only('a', () => {});",
    path: 'server/src/match/a.test.ts',
  },
];

test.for(REFUSED)('refused: $rule', async ({ rule, source, path = 'server/src/match/host.ts' }) => {
  expect((await lintFindings(path, source)).map((finding) => finding.rule)).toContain(rule);
});

test('limits of length do not hold for tests and texts', async () => {
  const source = declarations(401);
  for (const path of [
    'shared/src/levels/texts/ko.ts',
    'client/src/i18n/ko.ts',
    'server/src/match/a.test.ts',
  ]) {
    expect(await lintFindings(path, source)).toEqual([]);
  }
});

test('refused in tests: waits that a busy machine outlasts, a clock that does not wait for the store', async () => {
  const source = [
    'export const a = await vi.waitFor(() => 1);',
    'export const b = await vi.waitUntil(() => true, 1000);',
    'export const c = server.clock.moveTo(server.clock.now() + 1000);',
    'export const d = await eventually(() => 1);',
    'export const e = await server.pass(1000);',
  ].join('\n');
  const found = await lintFindings('tests/rooms/a.test.ts', source);
  expect(found.map(({ rule, line }) => `${rule} ${line}`)).toEqual(['plugin 1', 'plugin 2', 'plugin 3']);
});
