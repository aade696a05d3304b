// Makes the package that runs without building: JavaScript of the server and the built page. `npm run package`
// leaves it in dist/package; `npm pack ./dist/package` makes the file of it that npx takes.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type Plugin } from 'vite';
import { buildIfStale, CLIENT_FOLDER } from './client-sources.ts';

const root = join(import.meta.dirname, '..');

/** What is started from outside, and the threads and processes that it starts: each is a file of its own in the package. */
const ENTRIES = {
  cli: 'server/src/cli.ts',
  'sqlite-worker': 'server/src/storage/sqlite-worker.ts',
  'simulation-worker': 'server/src/simulation/simulation-worker.ts',
  'namespace-program': 'server/src/kernel/namespace-program.ts',
};

/** Lies beside the bundle's JavaScript, as it lies beside its source. */
const SCRIPTS = ['server/src/kernel/open-tun.pl'];

/** The parts of package.json files and of the lock file that are read here. */
interface PackageFile {
  readonly version: string;
  readonly license: string;
  readonly description: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}
interface LockFile {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly link?: boolean }>>;
}

/** Threads are started by the name of their file, which is JavaScript in the package. */
const threadsAreJavaScript: Plugin = {
  name: 'threads are JavaScript',
  enforce: 'pre',
  transform: (code) => code.replace(/new URL\('\.\/([\w-]+-worker)\.ts'/g, "new URL('./$1.js'"),
};

/** Makes the package in `folder`, which is emptied first. The page has to be built. */
export async function makePackage(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    plugins: [threadsAreJavaScript],
    // Nothing but the game itself goes into the bundle; packages stay packages, which npm can audit and renew.
    ssr: { noExternal: [/^@syn-or-swim\//] },
    build: {
      ssr: true,
      target: 'node24',
      outDir: join(folder, 'server/bundle'),
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(ENTRIES).map(([name, path]) => [name, join(root, path)])),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  for (const script of SCRIPTS) await cp(join(root, script), join(folder, 'server/bundle', basename(script)));
  await cp(CLIENT_FOLDER, join(folder, 'client/dist'), { recursive: true });
  await cp(join(root, 'deploy/package/bin.js'), join(folder, 'bin.js'));
  for (const file of ['LICENSE', 'README.md', 'CHANGELOG.md', 'assets/SOURCES.md']) {
    await cp(join(root, file), join(folder, file));
  }
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(await packageJson(), null, 2)}\n`);
}

/** Dependencies are named by the versions that the tests ran with. */
async function packageJson() {
  const [own, server, shared] = await Promise.all(
    ['package.json', 'server/package.json', 'shared/package.json'].map(read<PackageFile>),
  );
  const { packages } = await read<LockFile>('package-lock.json');
  const names = Object.keys({ ...server?.dependencies, ...shared?.dependencies });
  const external = names.filter((name) => packages[`node_modules/${name}`]?.link !== true).sort();
  return {
    name: 'syn-or-swim',
    version: own?.version,
    description: own?.description,
    license: own?.license,
    type: 'module',
    bin: { 'syn-or-swim': 'bin.js' },
    engines: { node: '>=24.2' },
    dependencies: Object.fromEntries(
      external.map((name) => [name, packages[`node_modules/${name}`]?.version ?? '*']),
    ),
  };
}

async function read<Content>(path: string): Promise<Content> {
  return JSON.parse(await readFile(join(root, path), 'utf8')) as Content;
}

if (import.meta.main) {
  // A test's own NODE_ENV would build another page.
  process.env['NODE_ENV'] = 'production';
  if (!(await buildIfStale())) process.exit(1);
  const folder = join(root, 'dist/package');
  await makePackage(folder);
  console.log(`The package is in ${folder}; npm pack makes one file of it.`);
}
