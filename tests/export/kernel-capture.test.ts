// The match against a real kernel that ships with the game, as a capture: read by Wireshark's own dissectors.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { needsProgram } from '../needs.ts';

const CLI = join(import.meta.dirname, '../../server/src/cli.ts');
const RECORDING = join(import.meta.dirname, '../../shared/src/replay/recordings/real-kernel.json');
const CHECKED = ['-o', 'tcp.check_checksum:TRUE', '-o', 'ip.check_checksum:TRUE'];

const run = promisify(execFile);
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-kernel-capture-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The fields `names` of each packet of `file` that `filter` lets through. */
async function fields(file: string, filter: string, names: readonly string[]): Promise<readonly string[][]> {
  const args = [
    '-r',
    file,
    ...CHECKED,
    '-Y',
    filter,
    '-T',
    'fields',
    ...names.flatMap((name) => ['-e', name]),
  ];
  const { stdout } = await run('tshark', args);
  return stdout
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'));
}

it('is HTTP to tshark, each sum is right, and nothing is malformed', async (context) => {
  needsProgram(context, 'tshark');
  const file = join(folder, 'kernel.pcapng');
  await run(process.execPath, [CLI, 'export', RECORDING, '--pcapng', file]);
  const wrong = 'tcp.checksum.status == "Bad" || ip.checksum.status == "Bad" || _ws.malformed';
  expect(await fields(file, wrong, ['frame.number'])).toEqual([]);
  const requests = await fields(file, 'http.request', [
    'http.request.method',
    'http.request.uri',
    'http.request.version',
  ]);
  expect(requests).toEqual([
    ['GET', '/lighthouse', 'HTTP/1.1'],
    ['GET', '/', 'HTTP/1.0'],
  ]);
  const answers = await fields(file, 'http.response', [
    'http.response.code',
    'http.content_length',
    'http.connection',
  ]);
  expect(answers).toEqual([
    ['200', '112', 'keep-alive'],
    ['200', '422', 'close'],
  ]);
});
