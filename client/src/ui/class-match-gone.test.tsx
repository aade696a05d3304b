// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, test } from 'vitest';
import { loadClassTexts } from '../i18n/load-class.ts';
import { loadPlayTexts } from '../i18n/load-play.ts';
import { ClassMatchGone } from './class-match-gone.tsx';
import { PlayContext } from './play-context.ts';

test.each(['en', 'ko'] as const)(
  'a student whose match is over is not told to check a code (%s)',
  async (language) => {
    const [play, { student }] = [await loadPlayTexts(language), await loadClassTexts(language)];
    const read = (problem: 'no-such-room' | 'seat-taken-elsewhere') => {
      const root = document.createElement('div');
      render(
        <PlayContext.Provider value={play}>
          <ClassMatchGone problem={problem} student={student} />
        </PlayContext.Provider>,
        root,
      );
      return root.textContent;
    };
    expect(read('no-such-room')).toBe(student.matchGone);
    expect(read('seat-taken-elsewhere')).toBe(play.texts.problems['seat-taken-elsewhere']);
  },
);
