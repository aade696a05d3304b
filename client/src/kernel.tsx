// The match against the real kernel of the server's host: what it is, one that was recorded, and the way into one.
import { KERNEL_LEVEL } from '@syn-or-swim/shared/levels/kernel-level.ts';
import { parsedReplayFile } from '@syn-or-swim/shared/replay/replay-file.ts';
import { askKernelOffer } from './connection/kernel-offer.ts';
import { debriefOf } from './model/debrief-model.ts';
import { framed, loadTexts } from './play-parts.tsx';
import type { Shell } from './shell.ts';
import { DebriefScreen } from './ui/debrief-screen.tsx';
import { KernelScreen } from './ui/kernel-screen.tsx';
import { FetchedPages } from './ui/kernel-sight.tsx';
import { usePlay } from './ui/play-context.ts';

/** Asked once a visit of the screen, wherever it is drawn again. */
const ask = () => askKernelOffer(location.origin);

/** Shows the match that ships with the game: it needs neither a server nor a kernel. */
async function watch(shell: Shell): Promise<void> {
  const { texts } = await loadTexts(shell);
  const { default: file } = await import('@syn-or-swim/shared/replay/recordings/real-kernel.json');
  const parsed = parsedReplayFile(JSON.stringify(file));
  const debrief = parsed.ok ? debriefOf(parsed.value.recording) : undefined;
  if (debrief === undefined) return shell.fail(texts.debrief.unreadable);
  shell.show(
    framed(() => {
      const { texts: words } = usePlay();
      return (
        <DebriefScreen debrief={debrief}>
          <button type="button" class="button main" onClick={() => void showKernel(shell)}>
            {words.back}
          </button>
          <FetchedPages recording={debrief.recording} own={false} />
        </DebriefScreen>
      );
    }),
  );
}

/** Tells what a match against the kernel is and whether this server has one, and lets it begin. */
export async function showKernel(shell: Shell): Promise<void> {
  await loadTexts(shell);
  shell.show(
    framed(() => (
      <KernelScreen
        ask={ask}
        onBegin={() => shell.playWithFriend(KERNEL_LEVEL.id)}
        onWatch={() => void watch(shell)}
        onBack={() => shell.show(undefined)}
      />
    )),
  );
}
