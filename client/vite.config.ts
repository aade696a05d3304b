import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { FONT_FOLDER, subsetFonts } from '../tools/subset-fonts.ts';

const here = import.meta.dirname;
const phaserSources = join(dirname(createRequire(import.meta.url).resolve('phaser/package.json')), 'src');

/** Phaser's own build flags: which parts its sources include. */
const PHASER_FLAGS: Readonly<Record<string, boolean>> = {
  CANVAS_RENDERER: true,
  WEBGL_RENDERER: true,
  WEBGL_DEBUG: false,
  FEATURE_SOUND: false,
  PLUGIN_CAMERA3D: false,
  PLUGIN_FBINSTANT: false,
};

/** Phaser's sources ask `if (typeof FLAG)`, which only its own build replaces by true or false. */
function phaserFlags(): Plugin {
  const questions = new RegExp(`typeof (${Object.keys(PHASER_FLAGS).join('|')})\\b`, 'g');
  return {
    name: 'phaser-flags',
    enforce: 'pre',
    transform: {
      filter: { id: /phaser[\\/]src[\\/].*\.js$/, code: 'typeof ' },
      handler: (code) => ({
        code: code.replace(questions, (_question, flag: string) => String(PHASER_FLAGS[flag])),
        map: null,
      }),
    },
  };
}

/** The subset fonts exist before anything asks for them, and their licence goes with them. */
function gameFonts(): Plugin {
  return {
    name: 'game-fonts',
    configResolved: async () => {
      await subsetFonts();
    },
    async generateBundle() {
      this.emitFile({
        type: 'asset',
        fileName: 'assets/game-kr-OFL.txt',
        source: await readFile(join(FONT_FOLDER, 'OFL.txt'), 'utf8'),
      });
    },
  };
}

const PUBLIC_FOLDER = join(here, '../assets/page');
const WORKER = 'service-worker.js';

/** The service worker, at the root of the page: it knows each file of the build, and changes when one of them does. */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    buildStart() {
      this.emitFile({
        type: 'chunk',
        id: join(here, 'src/offline/service-worker.ts'),
        fileName: WORKER,
      });
    },
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const worker = bundle[WORKER];
        if (worker?.type !== 'chunk') throw new Error(`The build made no ${WORKER}.`);
        if (worker.imports.length > 0)
          throw new Error(`${WORKER} imports ${worker.imports}: it must stand alone.`);
        const page = await readdir(PUBLIC_FOLDER, { recursive: true, withFileTypes: true });
        const copied = page
          .filter((entry) => entry.isFile())
          .map((entry) => join(relative(PUBLIC_FOLDER, entry.parentPath), entry.name));
        // The list of what was built is for the tools; the server does not give it out.
        const built = Object.keys(bundle).filter(
          (name) => name !== WORKER && name !== 'index.html' && !name.startsWith('.'),
        );
        const paths = [...built, ...copied].map((name) => `/${name.replaceAll('\\', '/')}`);
        const files = ['/', ...paths.sort()];
        const hash = createHash('sha256').update(files.join());
        // Names in assets/ change with their content; the names of these don't.
        const html = bundle['index.html'];
        if (html?.type === 'asset') hash.update(html.source);
        for (const name of copied) hash.update(await readFile(join(PUBLIC_FOLDER, name)));
        const version = hash.digest('hex').slice(0, 12);
        worker.code = `const THIS_BUILD=${JSON.stringify({ version, files })};${worker.code}`;
      },
    },
  };
}

/** What the first script uses of shared/: it must not draw the engine with it. */
const ENTRY_USES =
  /shared[\\/]src[\\/](?:game[\\/](?:level|match-settings)|kernel[\\/]brand|protocol[\\/]messages)[.]ts$/;

/** Of shared/ what only a later part of the page uses, by folder: it comes with that part, not with every match. */
const LATER = {
  capture: '[a-z-]+',
  classroom: '[a-z/-]+',
  game: 'sandbox|view-for|cargo-octets|web-request',
  levels: 'sandbox-level|level-file-schema|rules-schema|level-problems|json-document|own-level|endless-storm',
  network:
    'capture-file|seen-segment|pcapng|checksum|ip-address|ip-packet|tcp-header|tcp-options|maximum-segment-size|icmp-message',
  protocol:
    'class-messages|class-message-schema|client-message-schema|sandbox-link|recording-schema|without-eval',
  replay:
    'set-up|sandbox-set-ups|match-capture|replay-file|report-text|set-back|match-questions|try-again|recordings[\\\\/]real-kernel',
  scoring:
    'beliefs|what-works|explain|explain-beyond-par|left-sockets|network-score|what-each-saw|moments|waits|blame|boat-of-the-day|question|questions|question-facts|ladder|mastery|guesses|eye|ideas|stars',
};

/** True of a module of {@link LATER}. */
function comesLater(id: string): boolean {
  return Object.entries(LATER).some(([folder, names]) =>
    new RegExp(`shared[\\\\/]src[\\\\/]${folder}[\\\\/](?:${names})[.](?:ts|json)$`).test(id),
  );
}

/** Parts that are files of their own: what each weighs is measured (tools/check-page-size.ts), and one change leaves the others in the browser's cache. */
const PARTS = [
  { name: 'phaser', test: /[\\/](?:phaser|eventemitter3)[\\/]|phaser-lite/ },
  { name: 'sdk', test: /node_modules[\\/](?:@colyseus|httpie|msgpackr|ws|tslib)[\\/]/ },
  {
    name: 'engine',
    test: (id: string) =>
      /node_modules[\\/]@noble[\\/]|shared[\\/]src[\\/](?!levels[\\/]texts[\\/](?:en|ko))(?!.*(?:en|ko)[.]json)/.test(
        id,
      ) &&
      !ENTRY_USES.test(id) &&
      !comesLater(id),
  },
];

/** Where `npm run dev` runs the game server. */
const server = `http://localhost:${process.env['PORT'] ?? '2567'}`;

export default defineConfig({
  root: here,
  plugins: [phaserFlags(), gameFonts(), serviceWorker()],
  publicDir: PUBLIC_FOLDER,
  resolve: {
    alias: [
      { find: /^phaser$/, replacement: join(here, 'src/phaser-lite/index.js') },
      { find: /^phaser-src\//, replacement: `${phaserSources}/` },
    ],
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  optimizeDeps: { rolldownOptions: { plugins: [phaserFlags()] } },
  build: {
    target: 'es2022',
    emptyOutDir: true,
    manifest: true,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: PARTS } },
    },
  },
  worker: { format: 'es' },
  server: {
    proxy: {
      '/api': server,
      '/matchmake': server,
      '/healthz': server,
      // Colyseus' WebSocket is /PROCESS/ROOM; pages with such a path stay with Vite.
      '^/[\\w-]+/[\\w-]+(?:[?].*)?$': {
        target: server,
        ws: true,
        bypass: (request) => (request.headers.upgrade === 'websocket' ? undefined : request.url),
      },
    },
  },
});
