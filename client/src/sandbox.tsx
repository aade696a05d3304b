// The sandbox: both harbours on this page, without fog. It needs no server and no worker.
import { effect, signal } from '@preact/signals';
import { loadSandboxTexts } from './i18n/load-sandbox.ts';
import type { SandboxTexts } from './i18n/sandbox-en.ts';
import { SandboxModel, sandboxOfLink } from './model/sandbox-model.ts';
import { framed, loadTexts } from './play-parts.tsx';
import type { Shell } from './shell.ts';
import { SandboxScreen } from './ui/sandbox-screen.tsx';

const words = signal<SandboxTexts | undefined>(undefined);
let following = false;

async function loadWords(shell: Shell): Promise<SandboxTexts> {
  const [loaded] = await Promise.all([loadSandboxTexts(shell.language.peek()), loadTexts(shell)]);
  words.value = loaded;
  if (!following) {
    following = true;
    effect(() => {
      void loadSandboxTexts(shell.language.value).then((next) => {
        words.value = next;
      });
    });
  }
  return loaded;
}

function show(shell: Shell, model: SandboxModel): void {
  shell.show(
    framed(() =>
      words.value === undefined ? null : (
        <SandboxScreen model={model} words={words.value} onBack={() => shell.show(undefined)} />
      ),
    ),
  );
}

/** Opens a blank sandbox. */
export async function openSandbox(shell: Shell): Promise<void> {
  await loadWords(shell);
  show(shell, new SandboxModel(undefined));
}

/** Opens the sandbox that `packed`, what stands behind #sandbox= in a link, holds; or the title, with what is wrong. */
export async function openSandboxLink(shell: Shell, packed: string): Promise<void> {
  const { problems } = await loadWords(shell);
  const read = await sandboxOfLink(packed);
  if ('problem' in read) shell.fail(problems[read.problem]);
  else show(shell, new SandboxModel(read.linked));
}
