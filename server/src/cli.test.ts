import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIRST_LIGHT } from '@syn-or-swim/shared/levels/first-light.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import type { Recording } from '@syn-or-swim/shared/replay/recording.ts';
import { createRecording, levelHash, matchHash, replay } from '@syn-or-swim/shared/replay/replay.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const recording: Recording = createRecording(
  {
    levelId: FIRST_LIGHT.id,
    levelHash: levelHash(FIRST_LIGHT),
    seed: 11,
    players: { client: 'perfect', server: 'perfect' },
  },
  [{ serial: 1, at: 500, command: { kind: 'signal', signal: { kind: 'thanks' }, seen: 1, seat: 'client' } }],
  75_000,
);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const cli = (...args: readonly string[]) =>
  new Promise<{ code: unknown; out: string; problem: string }>((resolve) => {
    execFile(process.execPath, [join(import.meta.dirname, 'cli.ts'), ...args], (cause, out, problem) =>
      resolve({ code: cause?.code ?? 0, out, problem }),
    );
  });

function fileOf(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

describe('the command line', { timeout: 60_000 }, () => {
  it('lists its commands, and says which there are where one is unknown', async () => {
    const [help, unknown] = await Promise.all([cli('--help'), cli('sail')]);
    expect(help.code).toBe(0);
    expect(help.out).toContain('replay FILE [--json]');
    expect(unknown).toMatchObject({ code: 2, out: '' });
    expect(unknown.problem).toMatch(/^There is no command "sail"; there are serve, replay, .*\.\n$/);
  });

  it('runs a recording again, in words and as JSON', async () => {
    const run = replay(recording, FIRST_LIGHT, DRIVERS);
    if (!run.ok) throw new Error(run.problem.kind);
    const hash = matchHash(run.value);
    const file = fileOf('match.json', recording);
    const [words, json] = await Promise.all([cli('replay', file), cli('replay', file, '--json')]);
    expect(words).toMatchObject({ code: 0, problem: '' });
    expect(words.out).toContain(`first-light: 1 commands in 75 s,`);
    expect(words.out).toContain(hash);
    expect(JSON.parse(json.out)).toMatchObject({ level: 'first-light', commands: 1, endedAt: 75_000, hash });
  });

  it('refuses what it cannot run again, in one line each', async () => {
    const [command] = recording.commands;
    const files = [
      fileOf('rules.json', { ...recording, rulesVersion: 999 }),
      fileOf('level.json', { ...recording, setup: { ...recording.setup, levelHash: 'other' } }),
      fileOf('unknown.json', { ...recording, setup: { ...recording.setup, levelId: 'atlantis' } }),
      fileOf('order.json', { ...recording, commands: [command, command] }),
      fileOf('more.json', { ...recording, comment: 'hello' }),
      join(folder, 'nothing.json'),
    ];
    const outcomes = await Promise.all(files.map((file) => cli('replay', file)));
    expect(outcomes.map(({ code, out }) => ({ code, out }))).toEqual(Array(6).fill({ code: 2, out: '' }));
    expect(outcomes.map(({ problem }) => problem.replaceAll(`${folder}/`, ''))).toEqual([
      "replay: rules.json can't be run again: it was played by rules 999, and this program judges by rules 1\n",
      "replay: level.json can't be run again: the level first-light has changed since it was played\n",
      "replay: unknown.json can't be run again: there is no level atlantis\n",
      "replay: order.json can't be run again: its command 1 is out of order\n",
      expect.stringMatching(/^replay: more\.json can't be run again: it is no recording: .*\n$/),
      expect.stringMatching(/^replay: nothing\.json can't be read: ENOENT.*\n$/),
    ]);
  });
});
