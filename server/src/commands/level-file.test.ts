import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { levelsEn } from '@syn-or-swim/shared/levels/texts/en.ts';
import { levelsKo } from '@syn-or-swim/shared/levels/texts/ko.ts';
import { LEVEL_NAMES } from '@syn-or-swim/shared/levels/texts/lesson.ts';
import { LESSONS } from '@syn-or-swim/shared/levels/texts/lessons.ts';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { readLevel } from './level-file.ts';

const FILES = join(import.meta.dirname, '../../../shared/src/levels/files');
const FOLDERS = readdirSync(FILES).sort();
const folder = mkdtempSync(join(tmpdir(), 'levels-'));

afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => cpSync(join(FILES, '09-the-sea-wall'), folder, { recursive: true }));

/** What is said where `from` in the copy of level 9's `file` has become `to`, without the folder's name. */
async function refusal(from: string, to: string, file = 'level.json'): Promise<readonly string[]> {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
  const read = await readLevel(folder);
  return read.ok ? [] : read.problem.map((reason) => reason.replace(`${folder}/`, ''));
}

/** Line and column, both from 1, at which `mark` begins in the copy of `file`. */
function placeOf(mark: string, file = 'level.json'): string {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  const line = lines.findIndex((text) => text.includes(mark));
  expect(line).toBeGreaterThanOrEqual(0);
  return `${file}:${line + 1}:${(lines[line] ?? '').indexOf(mark) + 1}`;
}

describe('the level files', () => {
  it('are those that the game plays, fifteen with their lessons and texts', async () => {
    const read = await Promise.all(FOLDERS.map((name) => readLevel(join(FILES, name))));
    expect(read).toEqual(
      LEVEL_NAMES.map((name, index) => ({
        ok: true,
        value: {
          level: LEVELS[index],
          lesson: LESSONS[name],
          texts: { en: levelsEn[name], ko: levelsKo[name] },
        },
      })),
    );
  });

  it('stand in folders of their number and name', () => {
    const names = LEVELS.map(({ id, number }) => `${String(number).padStart(2, '0')}-${id}`);
    expect(FOLDERS).toEqual(names);
  });
});

describe('a level', () => {
  it('is read from its folder or its file, with whatever texts stand beside it', async () => {
    rmSync(join(folder, 'ko.json'));
    const [byFolder, byFile] = await Promise.all([readLevel(folder), readLevel(join(folder, 'level.json'))]);
    expect(byFolder).toEqual(byFile);
    expect(byFolder).toMatchObject({ ok: true, value: { texts: { en: levelsEn['the-sea-wall'] } } });
    expect(byFolder.ok && Object.keys(byFolder.value.texts)).toEqual(['en']);
  });

  it('is refused where there is no file', async () => {
    const read = await readLevel(join(folder, 'nothing.json'));
    expect(read).toMatchObject({ ok: false, problem: [expect.stringContaining("can't be read: ENOENT")] });
  });

  it.each([
    ['a comma that is missing', '"number": 9,', '"number": 9', '"goal"', 'is no JSON: comma expected'],
    ['a comment', '"goal"', '// ours\n"goal"', '// ours', 'is no JSON: comments are not allowed'],
    ['a comma too many', '"rules": {', '"rules": ,{', ',{', 'is no JSON: value expected'],
    ['a key twice', '"goal"', '"number": 1, "goal"', '"number": 1, "goal"', 'has the key "number" twice'],
    [
      'a wrong value deep inside',
      '"from": 8500',
      '"from": "8500"',
      '"from": "8500"',
      'rules.walls[3].from is not a number',
    ],
    ['a value out of its range', '"berths": 4', '"berths": 0', '"berths": 0', 'rules.berths is below 1'],
    [
      'a key that no rule has',
      '"abortEnds": true',
      '"abortsEnd": true',
      '"abortsEnd"',
      'rules.abortsEnd is no key that is known here',
    ],
    ['a missing key', '    "goal": "closed",\n', '', '"rules"', 'rules.goal is missing'],
    [
      'a value that is no name of the rules',
      '"stops": "FIN"',
      '"stops": "SYN"',
      '"stops": "SYN"',
      'rules.walls[0].stops is none of "FIN", "ACK"',
    ],
    ['one that no alternative takes', '"gap": ', '"gap": -', '"gap": -', 'rules.pace.gap is below 1'],
    [
      'a resend that could be waste',
      '"rto": 12000',
      '"rto": 9000',
      '"rto": 9000',
      'rules.timing.rto is 9000, below two crossings and 8 s: 10400',
    ],
    [
      'no time to give up behind a wall',
      '"userTimeout": 60000',
      '"userTimeout": 50000',
      '"userTimeout": 50000',
      'rules.timing.userTimeout is 50000; where walls stand it is more than 4 rto and 2 s: 50000',
    ],
    [
      'an order that is not there',
      '"places": [0, ',
      '"places": [66, ',
      '66, ',
      'rules.walls[0].places[0] is above 63',
    ],
    [
      'an order that this level does not have',
      '"places": [0, ',
      '"places": [6, ',
      '6, ',
      'rules.walls[0].places[0] is 6, but the last order is 5',
    ],
  ])('is refused for %s, with line and column', async (_what, from, to, mark, reason) => {
    const said = await refusal(from, to);
    expect(said).toEqual([`${placeOf(mark)}: ${reason}`]);
  });

  it('is told all that is wrong at once', async () => {
    const said = await refusal('"M26", "M27"', '"M62", "M27", 5');
    expect(said.map((reason) => reason.replace(/none of .*/, 'none of these'))).toEqual([
      `${placeOf('"M62"')}: lesson.provokes[1] is none of these`,
      `${placeOf('5, "M31"')}: lesson.provokes[3] is none of these`,
    ]);
  });

  it.each([
    [
      'a sentence that is missing',
      'en.json',
      '"met": ',
      '"mett": ',
      '"mett"',
      'mett is no key that is known here',
    ],
    [
      'a step without its sentence',
      'ko.json',
      '"example": [',
      '"example": ["하나 더.",',
      '"example"',
      'example has 6 sentences for the 5 steps of the worked example',
    ],
    [
      'a question of another name',
      'en.json',
      '"no-ack": {',
      '"no-fin": {',
      '"no-fin"',
      'questions.no-fin is no question of the lesson',
    ],
    ['an empty line', 'en.json', '"The sea wall"', '""', '"title"', 'title is empty'],
  ])('is refused for %s in its texts', async (_what, file, from, to, mark, reason) => {
    const said = await refusal(from, to, file);
    expect(said).toContain(`${placeOf(mark, file)}: ${reason}`);
  });
});
