import { readFile } from 'node:fs/promises';
import { GIVEN_MINUTES } from '@syn-or-swim/shared/protocol/class-messages.ts';
import { describe, expect, it } from 'vitest';
import { classEn } from '../../client/src/i18n/class-en.ts';
import { classKo } from '../../client/src/i18n/class-ko.ts';
import { lessonEn } from '../../client/src/i18n/lesson-en.ts';
import { lessonKo } from '../../client/src/i18n/lesson-ko.ts';
import { loadMenuTexts } from '../../client/src/i18n/load-menu.ts';
import { loadSandboxTexts } from '../../client/src/i18n/load-sandbox.ts';
import { LESSON_DOCUMENTS } from '../../tools/lesson-document.ts';

/** Every text of `value`, those that functions make with names that stand for anything. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') {
    return ['client', 'server'].flatMap((side) => {
      const words = { client: ['client', '클라이언트'], server: ['server', '서버'] }[side] ?? [];
      return words.map((word) => String(value(word, word, word)));
    });
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describe('the script of a lesson', () => {
  it('is the same in the documents as on the page (node tools/lesson-document.ts writes them)', async () => {
    for (const { path, text } of LESSON_DOCUMENTS) expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('names only buttons that there are, by the words that stand on them', async () => {
    for (const [lesson, texts, language] of [
      [lessonEn, classEn, 'en'],
      [lessonKo, classKo, 'ko'],
    ] as const) {
      const known = new Set(
        textsIn([
          texts,
          GIVEN_MINUTES.map(texts.teacher.moreTime),
          await loadSandboxTexts(language),
          await loadMenuTexts(language),
        ]),
      );
      const named = textsIn(lesson).flatMap((text) =>
        [...text.matchAll(/\*([^*]+)\*/g)].map(([, name]) => name ?? ''),
      );
      // What starts a level carries its name, and a choice stands behind its heading.
      const strange = named.filter(
        (name) => !known.has(name) && !/^(Start Level|시작: )\d*/.test(name) && !name.includes(': '),
      );
      expect([language, strange]).toEqual([language, []]);
    }
  });
});
