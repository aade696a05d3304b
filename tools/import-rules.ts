import type { IForbiddenRuleType } from 'dependency-cruiser';

/** One folder of sources: what belongs there decides where a piece of code goes. */
export type Layer = { readonly path: string; readonly holds: string };

/**
 * All layers, low to high, one row a rank. A file may import from its own layer and from those rows above
 * its own that belong to `shared` or to its own package; layers of one row never import each other, and so
 * `client` and `server` never meet. Tests are not bound to a layer, only to their package. A path that ends in a package's `src` means the files right in it.
 */
export const LAYERS: readonly (readonly Layer[])[] = [
  [
    {
      path: 'shared/src/kernel',
      holds: 'results, assertions, branded types, seeded chance, the event queue: no domain words',
    },
  ],
  [
    {
      path: 'shared/src/tcp',
      holds: 'RFC 9293, one endpoint: sequence numbers, segments, states, what is owed, what may be sent',
    },
  ],
  [{ path: 'shared/src/network', holds: 'the strait: links and weather, from one seed' }],
  [
    {
      path: 'shared/src/capture',
      holds:
        'connections of the real world, read out of captures: states of both ends, what happened and what cannot be seen',
    },
  ],
  [
    {
      path: 'shared/src/game',
      holds: 'harbour and berths, orders, the referee, the match, the view of each seat',
    },
  ],
  [{ path: 'shared/src/scoring', holds: 'score, par, mastery, misconceptions: functions of the event log' }],
  [{ path: 'shared/src/levels', holds: 'the type of a level, its validation, one data file a level' }],
  [
    {
      path: 'shared/src/players',
      holds: 'stacks, the pilot, players that are not people: functions of the view of a seat',
    },
  ],
  [{ path: 'shared/src/replay', holds: 'recordings, running them again, ladders, exports' }],
  [{ path: 'shared/src/classroom', holds: 'a class: its log, roster, pairs, questions, wall, report' }],
  [{ path: 'shared/src/protocol', holds: 'every message between browser and server, checked at the edge' }],

  [{ path: 'client/src/phaser-lite', holds: 'which parts of Phaser are built in' }],
  [{ path: 'client/src/i18n', holds: 'every text that a person sees, in English and Korean' }],
  [{ path: 'client/src/audio', holds: 'sounds' }],
  [{ path: 'client/src/model', holds: 'view-models: plain data and signals, neither DOM nor Phaser' }],
  [
    {
      path: 'client/src/connection',
      holds: 'the way to a match, on the server or in a worker: it alone knows the Colyseus SDK',
    },
    { path: 'client/src/scenes', holds: 'Phaser: draws a model, reports gestures' },
    { path: 'client/src/ui', holds: 'the DOM interface: draws a model, reports gestures' },
    { path: 'client/src/offline', holds: 'the service worker: the page without a network' },
    { path: 'client/src/worker', holds: 'the match played alone, in a worker' },
  ],
  [{ path: 'client/src', holds: 'composition: what connects the parts of the page' }],

  [{ path: 'server/src/storage', holds: 'the store of matches: SQL and files' }],
  [{ path: 'server/src/kernel', holds: 'packets to and from the kernel of this machine, over a TUN device' }],
  [
    {
      path: 'server/src/match',
      holds: 'hosting of a match: its timer, its log, its views, without Colyseus',
    },
  ],
  [{ path: 'server/src/classes', holds: 'hosting of a class: its log, its matches, its views, its report' }],
  [{ path: 'server/src/rooms', holds: 'Colyseus rooms: parse, step, publish' }],
  [{ path: 'server/src/http', holds: 'pages, API and their protection' }],
  [
    {
      path: 'server/src/simulation',
      holds: 'matches without people, many of them, and what must hold in each',
    },
  ],
  [{ path: 'server/src/commands', holds: 'the command line, a file a command' }],
  [{ path: 'server/src', holds: 'composition: settings, start, command line' }],
];

/** Packages (and parts of Node) that only the named layers may import. */
const OWNED_PACKAGES: readonly {
  readonly packages: readonly string[];
  readonly layers: readonly string[];
  readonly why: string;
}[] = [
  {
    packages: ['@colyseus/sdk'],
    layers: ['client/src/connection'],
    why: 'the rest of the page knows a match, not how it is reached',
  },
  {
    packages: ['phaser'],
    layers: ['client/src/scenes', 'client/src/phaser-lite'],
    why: 'the picture is drawn from a model, and Phaser loads after the menu',
  },
  { packages: ['preact'], layers: ['client/src/ui', 'client/src'], why: 'the DOM is drawn in ui/' },
  { packages: ['zzfx'], layers: ['client/src/audio'], why: 'sounds are made in audio/' },
  {
    packages: [
      '@colyseus/core',
      '@colyseus/monitor',
      '@colyseus/schema',
      '@colyseus/ws-transport',
      '@colyseus/redis-driver',
      '@colyseus/redis-presence',
      'ioredis',
    ],
    layers: ['server/src/rooms', 'server/src'],
    why: 'a match is hosted without knowing Colyseus',
  },
  {
    packages: ['prom-client'],
    layers: ['server/src/http'],
    why: 'the rest of the server counts in its own words',
  },
  {
    packages: ['kysely', 'sqlite', 'pg'],
    layers: ['server/src/storage'],
    why: 'the store speaks SQL, everything else speaks to the store',
  },
];

/** Packages that `shared` may use: pure functions, the same in Node and in a browser. */
const PURE_PACKAGES = ['zod', '@noble/hashes', 'jsonc-parser'];

const SOURCES = '^(?:shared|client|server)/src/';
const TEST_FILES = '[.]test[.]tsx?$';

const packageOf = (layer: Layer): string => layer.path.split('/')[0] ?? '';

/** A regular expression for the files of a layer. */
function filesOf({ path }: Layer): string {
  return path.endsWith('/src') ? `^${path}/[^/]+$` : `^${path}/`;
}

function filesOfPackage(name: string): string {
  return `(?:^|/)node_modules/${name}/|^(?:node:)?${name}$`;
}

/** The layers that a layer of the given row may import from, itself last. */
function visibleFrom(layer: Layer, row: number): Layer[] {
  const lower = LAYERS.slice(0, row).flat();
  return [...lower.filter((other) => ['shared', packageOf(layer)].includes(packageOf(other))), layer];
}

function layerRule(layer: Layer, row: number): IForbiddenRuleType {
  const visible = visibleFrom(layer, row);
  return {
    name: `layer ${layer.path}`,
    comment:
      `${layer.path} holds ${layer.holds}. It may import from ${visible.map((other) => other.path).join(', ')}. ` +
      'Move the code to the layer whose description it fits, or what it needs down to a layer that both see.',
    severity: 'error',
    from: { path: filesOf(layer), pathNot: TEST_FILES },
    to: { path: [SOURCES, '^tests/', '^tools/'], pathNot: visible.map(filesOf) },
  };
}

const layerRules = LAYERS.flatMap((layers, row) => layers.map((layer) => layerRule(layer, row)));

const ownedPackageRules = OWNED_PACKAGES.map(
  ({ packages, layers, why }): IForbiddenRuleType => ({
    name: `only in ${layers[0]}: ${packages.join(', ')}`,
    comment: `Only ${layers.join(' and ')} may import ${packages.join(', ')}: ${why}. Put the call there and give the rest a function of its own.`,
    severity: 'error',
    from: { path: SOURCES, pathNot: layers.map((path) => filesOf({ path, holds: '' })) },
    to: { path: packages.map(filesOfPackage) },
  }),
);

/** A test stands beside what it tests, and may set the scene with any layer of its package. */
const testRules = ['shared', 'client', 'server'].map(
  (name): IForbiddenRuleType => ({
    name: `tests of ${name}`,
    comment: `A test in ${name}/src may import from ${name} and shared. What spans more of the project belongs to tests/.`,
    severity: 'error',
    from: { path: `^${name}/src/.*${TEST_FILES}` },
    to: { path: [SOURCES, '^tests/', '^tools/'], pathNot: [`^${name}/src/`, '^shared/src/'] },
  }),
);

/** The import rules of the project, as dependency-cruiser takes them. There is no list of exceptions. */
export const IMPORT_RULES: readonly IForbiddenRuleType[] = [
  ...layerRules,
  ...testRules,
  ...ownedPackageRules,
  {
    name: 'shared is pure',
    comment: `shared/src may import itself and ${PURE_PACKAGES.join(' and ')}. What needs Node or a browser belongs to server or client, and is handed in as an argument.`,
    severity: 'error',
    from: { path: '^shared/src/', pathNot: TEST_FILES },
    to: { pathNot: ['^shared/src/', ...PURE_PACKAGES.map(filesOfPackage)] },
  },
  {
    name: 'no cycle',
    comment:
      'Files that import each other cannot be read one at a time. Move what both need into a third file below them.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no import of a test',
    comment: 'What several tests need belongs into a file of its own that is not a test.',
    severity: 'error',
    from: {},
    to: { path: TEST_FILES },
  },
  {
    name: 'declared packages only',
    comment:
      'A package that the game runs with stands under "dependencies" of the package.json of its workspace.',
    severity: 'error',
    from: { path: SOURCES, pathNot: TEST_FILES },
    // Phaser's sources, by their alias, are those of a declared package.
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['aliased'] },
  },
  {
    name: 'import of a file that exists',
    comment: 'Relative imports carry the file extension: ./step.ts.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
];
