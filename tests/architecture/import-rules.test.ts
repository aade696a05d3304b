import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkImports } from '../../tools/check-imports.ts';
import { LAYERS } from '../../tools/import-rules.ts';
import { PROJECT, withSourceTree } from '../source-tree.ts';

/** Which rules break in a tree of files that has the packages of the project. */
async function brokenRules(files: Readonly<Record<string, string>>): Promise<string[]> {
  const manifests = Object.fromEntries(
    ['.', 'shared', 'client', 'server'].map((workspace) => {
      const path = join(workspace, 'package.json');
      return [path, readFileSync(join(PROJECT, path), 'utf8')];
    }),
  );
  const { violations } = await withSourceTree({ ...manifests, ...files }, checkImports);
  return violations.map(({ rule, from, to }) => `${rule}: ${from} -> ${to.replace(/.*node_modules\//, '')}`);
}

const LEAF = 'export const leaf = 1;\n';

const FORBIDDEN: readonly {
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
  readonly broken: string;
}[] = [
  {
    what: 'a lower layer of shared imports a higher one',
    files: {
      'shared/src/tcp/step.ts': "export { leaf } from '../game/match.ts';\n",
      'shared/src/game/match.ts': LEAF,
    },
    broken: 'layer shared/src/tcp: shared/src/tcp/step.ts -> shared/src/game/match.ts',
  },
  {
    what: 'a type alone goes upwards',
    files: {
      'shared/src/kernel/result.ts':
        "import type { Leaf } from '../tcp/step.ts';\nexport type Result = Leaf;\n",
      'shared/src/tcp/step.ts': 'export type Leaf = 1;\n',
    },
    broken: 'layer shared/src/kernel: shared/src/kernel/result.ts -> shared/src/tcp/step.ts',
  },
  {
    what: 'shared imports client',
    files: {
      'shared/src/protocol/message.ts': "export { leaf } from '../../../client/src/model/view.ts';\n",
      'client/src/model/view.ts': LEAF,
    },
    broken: 'layer shared/src/protocol: shared/src/protocol/message.ts -> client/src/model/view.ts',
  },
  {
    what: 'client imports server',
    files: {
      'client/src/main.ts': "export { leaf } from '../../server/src/match/host.ts';\n",
      'server/src/match/host.ts': LEAF,
    },
    broken: 'layer client/src: client/src/main.ts -> server/src/match/host.ts',
  },
  {
    what: 'server imports client',
    files: {
      'server/src/http/page.ts': "export { leaf } from '../../../client/src/i18n/en.ts';\n",
      'client/src/i18n/en.ts': LEAF,
    },
    broken: 'layer server/src/http: server/src/http/page.ts -> client/src/i18n/en.ts',
  },
  {
    what: 'server imports client by the name of its package',
    files: {
      'server/src/http/page.ts': "export { leaf } from '@syn-or-swim/client/src/i18n/en.ts';\n",
      'client/src/i18n/en.ts': LEAF,
    },
    broken: 'layer server/src/http: server/src/http/page.ts -> client/src/i18n/en.ts',
  },
  {
    what: 'ui imports scenes',
    files: {
      'client/src/ui/token.tsx': "export { leaf } from '../scenes/strait.ts';\n",
      'client/src/scenes/strait.ts': LEAF,
    },
    broken: 'layer client/src/ui: client/src/ui/token.tsx -> client/src/scenes/strait.ts',
  },
  {
    what: 'scenes import connection, and only when they run',
    files: {
      'client/src/scenes/strait.ts': "export const load = () => import('../connection/room.ts');\n",
      'client/src/connection/room.ts': LEAF,
    },
    broken: 'layer client/src/scenes: client/src/scenes/strait.ts -> client/src/connection/room.ts',
  },
  {
    what: 'a layer imports the composition above it',
    files: {
      'client/src/ui/token.tsx': "export { leaf } from '../main.ts';\n",
      'client/src/main.ts': LEAF,
    },
    broken: 'layer client/src/ui: client/src/ui/token.tsx -> client/src/main.ts',
  },
  {
    what: 'the Colyseus SDK is used outside of connection',
    files: { 'client/src/ui/join.ts': "export { Client } from '@colyseus/sdk';\n" },
    broken: 'only in client/src/connection: @colyseus/sdk: client/src/ui/join.ts -> @colyseus/sdk',
  },
  {
    what: 'a match is hosted with Colyseus',
    files: { 'server/src/match/host.ts': "export { Room } from '@colyseus/core';\n" },
    broken: 'only in server/src/rooms: @colyseus/core',
  },
  {
    what: 'SQL is spoken outside of the store',
    files: { 'server/src/rooms/match-room.ts': "export { DatabaseSync } from 'node:sqlite';\n" },
    broken: 'only in server/src/storage',
  },
  {
    what: 'shared uses Node',
    files: { 'shared/src/replay/save.ts': "export { writeFileSync } from 'node:fs';\n" },
    broken: 'shared is pure: shared/src/replay/save.ts -> ',
  },
  {
    what: 'shared uses a package that is not pure',
    files: { 'shared/src/levels/level.ts': "export { signal } from '@preact/signals';\n" },
    broken: 'shared is pure: shared/src/levels/level.ts -> @preact/signals',
  },
  {
    what: 'the game uses a package that only the tests have',
    files: { 'server/src/http/page.ts': "export { chromium } from 'playwright-core';\n" },
    broken: 'declared packages only: server/src/http/page.ts -> playwright-core',
  },
  {
    what: 'a test of client imports server',
    files: {
      'client/src/model/view.test.ts': "export { leaf } from '../../../server/src/match/host.ts';\n",
      'server/src/match/host.ts': LEAF,
    },
    broken: 'tests of client: client/src/model/view.test.ts -> server/src/match/host.ts',
  },
  {
    what: 'two files import each other, one of them a type',
    files: {
      'shared/src/tcp/a.ts': "import type { B } from './b.ts';\nexport type A = B;\n",
      'shared/src/tcp/b.ts': "import type { A } from './a.ts';\nexport type B = A;\n",
    },
    broken: 'no cycle: shared/src/tcp/a.ts -> shared/src/tcp/b.ts',
  },
  {
    what: 'a file imports a test',
    files: {
      'shared/src/tcp/a.ts': "export { leaf } from './b.test.ts';\n",
      'shared/src/tcp/b.test.ts': LEAF,
    },
    broken: 'no import of a test: shared/src/tcp/a.ts -> shared/src/tcp/b.test.ts',
  },
  {
    what: 'a file imports one that does not exist',
    files: { 'shared/src/tcp/a.ts': "export { leaf } from './b.ts';\n" },
    broken: 'import of a file that exists: shared/src/tcp/a.ts -> ./b.ts',
  },
];

test.for(FORBIDDEN)('refused: $what', async ({ files, broken }) => {
  expect((await brokenRules(files)).join('\n')).toContain(broken);
});

test('imports that go downwards break no rule', async () => {
  const broken = await brokenRules({
    'shared/src/kernel/result.ts': LEAF,
    'shared/src/tcp/step.ts': "export { leaf } from '../kernel/result.ts';\n",
    'shared/src/tcp/step.test.ts':
      "import 'vitest';\nimport fc from 'fast-check';\nimport './step.ts';\nfc.assert;\n",
    'shared/src/kernel/result.test.ts': "import '../tcp/step.ts';\n",
    'client/src/model/view.ts': "export { leaf } from '@syn-or-swim/shared/tcp/step.ts';\n",
    'client/src/connection/room.ts':
      "export { Client } from '@colyseus/sdk';\nexport { leaf } from '../model/view.ts';\n",
    'client/src/ui/token.tsx': "export { leaf } from '../model/view.ts';\nexport { h } from 'preact';\n",
    'client/src/main.ts':
      "export { leaf } from './ui/token.tsx';\nexport { Client } from './connection/room.ts';\n",
    'server/src/storage/store.ts': "export { DatabaseSync } from 'node:sqlite';\nexport { z } from 'zod';\n",
    'server/src/rooms/match-room.ts':
      "export { Room } from '@colyseus/core';\nexport { z } from '../storage/store.ts';\n",
  });
  expect(broken).toEqual([]);
});

test('each folder of sources is a layer', () => {
  const folders = ['shared', 'client', 'server'].flatMap((name) =>
    readdirSync(join(PROJECT, name, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${name}/src/${entry.name}`),
  );
  const layers = LAYERS.flat().map((layer) => layer.path);
  expect(folders.filter((folder) => !layers.includes(folder))).toEqual([]);
});
