import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { levelId } from '@syn-or-swim/shared/game/level.ts';
import { FIRST_LIGHT } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import type { Recording } from '@syn-or-swim/shared/replay/recording.ts';
import { RULES_VERSION } from '@syn-or-swim/shared/replay/recording.ts';
import { createRecording, levelHash, matchHash, replay } from '@syn-or-swim/shared/replay/replay.ts';
import { replayFileText } from '@syn-or-swim/shared/replay/replay-file.ts';
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
    execFile(
      process.execPath,
      [join(import.meta.dirname, 'cli.ts'), ...args],
      { cwd: folder },
      (cause, out, problem) => resolve({ code: cause?.code ?? 0, out, problem }),
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
    expect(help.out).toContain('replay FILE [--explain] [--json]');
    expect(unknown).toMatchObject({ code: 2, out: '' });
    expect(unknown.problem).toMatch(/^There is no command "sail"; there are serve, backup, replay, .*\.\n$/);
  });

  it('backs up the data folder that the server would open, and says where there is none', async () => {
    const target = join(folder, 'backup.sqlite');
    const nothing = await cli('backup', target);
    expect(nothing).toMatchObject({ code: 2, out: '' });
    expect(nothing.problem).toMatch(/^backup: there is no .*matches\.sqlite: set DATA_DIR/);
    expect((await cli('backup')).problem).toMatch(/^backup: give the one new file to write/);
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

  it('runs and exports a recording of a level from a file, which goes with it and cannot be exchanged', async () => {
    const level = { ...FIRST_LIGHT, id: levelId('my-quay') };
    const setup = {
      ...recording.setup,
      levelId: level.id,
      levelHash: levelHash(level),
      own: { level, texts: {} },
    };
    const file = fileOf('own.json', { ...recording, setup });
    const other = { ...level, timing: { ...level.timing, round: 90_000 } };
    const changed = fileOf('own-changed.json', {
      ...recording,
      setup: { ...setup, own: { level: other, texts: {} } },
    });
    const [run, exported, refused] = await Promise.all([
      cli('replay', file, '--explain'),
      cli('export', file, '--pcapng', join(folder, 'own.pcapng')),
      cli('replay', changed),
    ]);
    expect(run).toMatchObject({ code: 0, problem: '' });
    expect(run.out).toContain('my-quay: 1 commands in 75 s,');
    expect(exported).toMatchObject({ code: 0, problem: '' });
    expect(refused.problem).toContain('the level my-quay has changed since it was played');
  });

  it('verifies a replay file, and refuses one that is cut off, changed, foreign, or gives another match', async () => {
    const run = replay(recording, FIRST_LIGHT, DRIVERS);
    if (!run.ok) throw new Error(run.problem.kind);
    const text = replayFileText(recording, matchHash(run.value));
    const write = (name: string, content: string) => {
      const file = join(folder, name);
      writeFileSync(file, content);
      return file;
    };
    const whole = await cli('replay', write('whole.json', text));
    expect(whole).toMatchObject({ code: 0, problem: '' });
    expect(whole.out).toContain(`hash ${matchHash(run.value)}, as when it was played`);
    const outcomes = await Promise.all([
      cli('replay', write('cut.json', text.slice(0, 200))),
      cli('replay', write('changed.json', text.replace('"seed":11', '"seed":12'))),
      cli('replay', write('foreign.json', '{"format":"pcap"}')),
      cli('replay', write('newer.json', text.replace('"version":1', '"version":9'))),
      cli('replay', write('other-match.json', replayFileText(recording, '0'.repeat(64)))),
    ]);
    expect(outcomes.map(({ code, out }) => ({ code, out }))).toEqual(Array(5).fill({ code: 2, out: '' }));
    expect(outcomes.map(({ problem }) => problem.replaceAll(`${folder}/`, ''))).toEqual([
      "replay: cut.json can't be run again: it is cut off, or no JSON\n",
      "replay: changed.json can't be run again: it was changed after it was written: its checksum does not fit\n",
      "replay: foreign.json can't be run again: it is no replay of SYN or Swim\n",
      "replay: newer.json can't be run again: it is a replay file of version 9, and this program reads version 1\n",
      expect.stringMatching(
        /^replay: other-match\.json can't be run again: it gives another match than when it was/,
      ),
    ]);
  });

  it('simulates matches, keeps them as replay files, and refuses what it does not know', async () => {
    const kept = join(folder, 'kept');
    const args = ['--matches', '2', '--seed', '5', '--level', 'first-light', '--players', 'good,sloppy'];
    const [figures, level, kind, none] = await Promise.all([
      cli('simulate', ...args, '--record', kept, '--json'),
      cli('simulate', ...args, '--level', 'atlantis'),
      cli('simulate', ...args, '--players', 'good,bad'),
      cli('simulate', '--seed', '5'),
    ]);
    expect(figures).toMatchObject({ code: 0, problem: '' });
    expect(JSON.parse(figures.out)).toMatchObject({ matches: 2, orders: 6, violations: 0 });
    const again = await cli('replay', join(kept, '1.json'));
    expect(again.out).toMatch(/^first-light: .*, as when it was played\n$/);
    expect([level, kind, none].map(({ code }) => code)).toEqual([2, 2, 2]);
    expect(level.problem).toMatch(
      /^simulate: there is no level "atlantis"; there are 1 first-light, .*, 15 the-perfect-storm$/m,
    );
    expect(kind.problem).toMatch(/^simulate: there is no kind of player "bad"; there are person, perfect, /);
    expect(none.problem).toBe('simulate: give --matches\n');
  });

  it('plays any level by id or number, and explains every point that a match lost', async () => {
    const kept = join(folder, 'explained');
    const args = ['--matches', '1', '--seed', '5', '--players', 'novice', '--record', kept, '--json'];
    const [byNumber, byId] = await Promise.all([
      cli('simulate', ...args, '--level', '8'),
      cli('simulate', ...args, '--level', 'overstayers'),
    ]);
    expect(byNumber.problem).toBe('');
    expect(JSON.parse(byNumber.out).hash).toBe(JSON.parse(byId.out).hash);
    const file = join(kept, '0.json');
    const [words, json] = await Promise.all([
      cli('replay', file, '--explain'),
      cli('replay', file, '--explain', '--json'),
    ]);
    const { losses, points } = JSON.parse(json.out);
    expect(losses.length).toBeGreaterThan(0);
    expect(words.out).toContain(`\n${points} points of par `);
    expect(words.out.match(/^ {6}would have worked: /gm)).toHaveLength(losses.length);
    expect(words.out).toMatch(/^ {6}M\d\d, RFC 9293 section [\d.]+; led to: /m);
    expect(words.out).toMatch(/^ {2}client: .*\d+\/\d+/m);
  });

  it('checks a level from its file, and refuses a broken file with line and reason', async () => {
    const good = join(import.meta.dirname, '../../shared/src/levels/files/01-first-light');
    const broken = join(folder, 'broken.json');
    writeFileSync(broken, '{\n  "rules": {\n    "id": 1,\n  }\n}\n');
    const outcomes = await Promise.all([
      cli('levels', good, '--rounds', '2'),
      cli('levels', broken),
      cli('levels', '--rounds', 'many'),
    ]);
    expect(outcomes.map(({ code }) => code)).toEqual([0, 2, 2]);
    expect(outcomes[0]?.out).toMatch(/^1 first-light: \d+ passed, 0 failed\n$/);
    expect(outcomes[1]?.problem).toBe(`levels: ${broken}:4:3: is no JSON: property name expected\n`);
    expect(outcomes[2]?.problem).toBe('levels: --rounds is a whole number from 1 on, not "many"\n');
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
      `replay: rules.json can't be run again: it was played by rules 999, and this program judges by rules ${RULES_VERSION}\n`,
      "replay: level.json can't be run again: the level first-light has changed since it was played\n",
      "replay: unknown.json can't be run again: there is no level atlantis\n",
      "replay: order.json can't be run again: its command 1 is out of order\n",
      expect.stringMatching(/^replay: more\.json can't be run again: it is no recording: .*\n$/),
      expect.stringMatching(/^replay: nothing\.json can't be read: ENOENT.*\n$/),
    ]);
  });
});
