// A match that somebody shares, by a link or by a file: its debrief, without an account and without a server.
import type { Result } from '@syn-or-swim/shared/kernel/result.ts';
import { ENDLESS_STORM } from '@syn-or-swim/shared/levels/endless-storm.ts';
import type { ExportsTexts } from './i18n/exports-en.ts';
import { loadExportsTexts } from './i18n/load-exports.ts';
import type { Debrief } from './model/debrief-model.ts';
import { matchFromFile, matchFromFragment, type SharedMatchProblem } from './model/shared-match.ts';
import { framed, loadTexts } from './play-parts.tsx';
import type { Shell } from './shell.ts';
import { showBriefing } from './solo.tsx';
import { DebriefScreen } from './ui/debrief-screen.tsx';
import { usePlay } from './ui/play-context.ts';

function show(shell: Shell, debrief: Debrief, words: ExportsTexts): void {
  const { level } = debrief;
  const play = (): void => {
    if (level.id === ENDLESS_STORM.id) shell.beyond('storm');
    else showBriefing(shell, level);
  };
  shell.show(
    framed(() => {
      const { texts } = usePlay();
      return (
        <DebriefScreen debrief={debrief}>
          <button type="button" class="button main" onClick={play}>
            {words.shared.play}
          </button>
          <button type="button" class="button plain" onClick={() => shell.show(undefined)}>
            {texts.back}
          </button>
        </DebriefScreen>
      );
    }),
  );
}

async function open(shell: Shell, found: Result<Debrief, SharedMatchProblem>): Promise<void> {
  const [words] = await Promise.all([loadExportsTexts(shell.language.peek()), loadTexts(shell)]);
  if (found.ok) {
    // Its name comes with its own part of the page.
    if (found.value.level.id === ENDLESS_STORM.id) await (await import('./beyond.tsx')).learnStorm();
    return show(shell, found.value, words);
  }
  shell.fail(words.problems[found.problem]);
}

/** Opens the match in `fragment`, the part of the address behind `#`, or says on the title why it can't be shown. */
export async function openSharedMatch(shell: Shell, fragment: string): Promise<void> {
  await open(shell, await matchFromFragment(fragment));
}

/** Opens the match in the file with the contents `text`. */
export async function openMatchFile(shell: Shell, text: string): Promise<void> {
  await open(shell, matchFromFile(text));
}
