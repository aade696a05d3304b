// A copy of the sources in a temporary folder, in which one rule at a time is broken.
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mutation } from './mutations.ts';

const ROOT = join(import.meta.dirname, '../..');
/** What the tests of the engine need. */
const COPIED = [
  'package.json',
  'tsconfig.base.json',
  'vitest.config.ts',
  'shared',
  'server/package.json',
  'server/src/commands',
  'tests/conformance',
  'tests/data',
  'tests/exhaustive',
  'tests/mutation',
  'tests/random',
  'tools/longest-first.ts',
  'docs/tcp.md',
];
const WORKSPACE = '@syn-or-swim';
/** A broken engine may never come to an end. */
const LONGEST = 120_000;

/** A test of the engine: the tests that run, as an argument list of this Node. */
export interface Hunter {
  readonly name: string;
  readonly args: readonly string[];
}

/** How a hunter ended: `caught` is what it said, undefined where it found nothing. */
export interface Hunt {
  readonly hunter: string;
  readonly caught: string | undefined;
}

/** A copy of the project that can be broken. */
export interface Sandbox {
  readonly broken: (mutation: Mutation) => void;
  readonly mended: (mutation: Mutation) => void;
  readonly hunt: (hunter: Hunter) => Promise<Hunt>;
  readonly remove: () => void;
}

/** The text of the file of `mutation` below `root`, where `from` stands in it exactly once. */
export function sourceOf(mutation: Mutation, root = ROOT): string {
  const path = join(root, 'shared/src/tcp', mutation.file);
  const text = readFileSync(path, 'utf8');
  const found = text.split(mutation.from).length - 1;
  if (found !== 1) {
    throw new Error(
      `"${mutation.name}": its text stands ${found} times in shared/src/tcp/${mutation.file}. ` +
        `Bring tests/mutation/mutations.ts up to date:\n${mutation.from}`,
    );
  }
  return text;
}

/** A fresh copy of the project. The installed packages are linked, the workspaces are the copy's own. */
export function sandbox(): Sandbox {
  const folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-mutation-'));
  const root = join(folder, 'main');
  mkdirSync(root);
  for (const path of COPIED) {
    if (existsSync(join(ROOT, path))) cpSync(join(ROOT, path), join(root, path), { recursive: true });
  }
  linkPackages(root);
  const path = (mutation: Mutation) => join(root, 'shared/src/tcp', mutation.file);
  const whole = new Map<string, string>();
  return {
    broken: (mutation) => {
      const text = sourceOf(mutation, root);
      whole.set(mutation.file, text);
      writeFileSync(
        path(mutation),
        text.replace(mutation.from, () => mutation.to),
      );
    },
    mended: (mutation) => writeFileSync(path(mutation), whole.get(mutation.file) ?? ''),
    hunt: (hunter) => hunted(root, hunter),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

function linkPackages(root: string): void {
  const from = join(ROOT, 'node_modules');
  const to = join(root, 'node_modules');
  mkdirSync(join(to, WORKSPACE), { recursive: true });
  for (const name of readdirSync(from)) {
    if (name !== WORKSPACE && name !== '.vite') symlinkSync(join(from, name), join(to, name));
  }
  for (const name of ['shared', 'server']) symlinkSync(join(root, name), join(to, WORKSPACE, name));
}

function hunted(root: string, hunter: Hunter): Promise<Hunt> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, hunter.args, {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1', LONG: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LONGEST,
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ hunter: hunter.name, caught: code === 0 ? undefined : complaint(output, code) });
    });
  });
}

/** The line of a hunter's output that tells most. */
function complaint(output: string, code: number | null): string {
  const line = output
    .split('\n')
    .map((text) => text.trim())
    .find((text) => /^(FAIL|BrokenRule|InvariantError|\w*Error\b|×)/.test(text) && !text.includes('node:'));
  return line?.slice(0, 160) ?? (code === null ? 'no end' : `exit code ${code}`);
}
