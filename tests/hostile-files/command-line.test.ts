// Files that nobody should open, given to the command line as a process: one line that says why, an exit code, no more.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LARGEST_REPLAY } from '../../shared/src/replay/replay-file.ts';
import { mutatedValues, signedAnew } from './mutations.ts';

const CLI = join(import.meta.dirname, '../../server/src/cli.ts');
const GOLDEN = join(import.meta.dirname, '../golden/04-fair-winds-home/person-person.json');
const LEVEL = join(import.meta.dirname, '../../shared/src/levels/files/04-fair-winds-home/level.json');
const replayText = readFileSync(GOLDEN, 'utf8');
const levelText = readFileSync(LEVEL, 'utf8');
const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;

/** Several times of what it takes, since several run at once. */
const LIMIT = 90_000;

let folder: string;
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-hostile-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the command line says of a file with the contents `text`, and how it ends. */
function ran(command: string, text: string): Promise<{ code: unknown; out: string; problem: string }> {
  files += 1;
  const file = join(folder, `file-${files}.json`);
  writeFileSync(file, text);
  const more = command === 'export' ? ['--pcapng', join(folder, `out-${files}.pcapng`)] : [];
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, command, file, ...more], { timeout: LIMIT }, (error, out, problem) =>
      resolve({ code: error === null ? 0 : error.code, out, problem: problem.replaceAll(file, 'FILE') }),
    );
  });
}

const set = (at: number, value: number) => [{ kind: 'set', at, value }] as const;

it.concurrent.each([
  ['replay', 'cut off', replayText.slice(0, 1000), 'it is cut off, or no JSON'],
  [
    'replay',
    'changed',
    replayText.replace('"seed":', '"seed":1'),
    'it was changed after it was written: its checksum does not fit',
  ],
  [
    'replay',
    'of another version',
    signedAnew(replayText.replace('"version":1', '"version":99')),
    'it is a replay file of version 99, and this program reads version 1',
  ],
  [
    'replay',
    'nested deep',
    replayText.replace('"commands":', `"more":${deep},"commands":`),
    'it holds what no recording holds',
  ],
  [
    'export',
    'with the keys of all objects',
    signedAnew(replayText.replace('"setup":{', '"setup":{"__proto__":{"levelId":"first-light"},')),
    '',
  ],
  ['export', 'of a number that is none', signedAnew(mutatedValues(replayText, set(500_000, 5))), ''],
  [
    'replay',
    'too large',
    ' '.repeat(LARGEST_REPLAY + 1),
    `it has ${LARGEST_REPLAY + 1} octets, more than ${LARGEST_REPLAY}`,
  ],
  ['levels', 'a level, cut off', levelText.slice(0, 500), ''],
  ['levels', 'a level, nested deep', deep, 'nests lists and objects deeper than 32'],
])(
  '%s: a file that is %s',
  async (command, _what, text, reason) => {
    const { code, out, problem } = await ran(command, text);
    expect([1, 2]).toContain(code);
    expect(out).toBe('');
    expect(problem.trim().split('\n')).toHaveLength(1);
    expect(problem).toContain('FILE');
    expect(problem).toContain(reason);
    expect(problem).not.toMatch(/\n\s+at |call stack/);
  },
  LIMIT,
);
