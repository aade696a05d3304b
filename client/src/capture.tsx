// The page of real captures: a worker reads the file, the screen shows what it found.
import { effect, signal } from '@preact/signals';
import type { CapturePageTexts } from './i18n/load-capture.ts';
import { loadCaptureTexts } from './i18n/load-capture.ts';
import type { CaptureReply, CaptureRequest } from './model/capture-messages.ts';
import type { CaptureDesk, CaptureSight } from './model/capture-sight.ts';
import type { Shell } from './shell.ts';
import { CaptureScreen } from './ui/capture-screen.tsx';

const texts = signal<CapturePageTexts | undefined>(undefined);
const sight = signal<CaptureSight>({ kind: 'waiting' });
let following = false;

/** A worker for this visit of the page, and what the screen may ask of it. */
function openDesk(shell: Shell): CaptureDesk {
  const worker = new Worker(new URL('./worker/capture-worker.ts', import.meta.url), { type: 'module' });
  const ask = (request: CaptureRequest): void => worker.postMessage(request);
  worker.addEventListener('message', ({ data }: MessageEvent<CaptureReply>) => {
    switch (data.kind) {
      case 'problem':
        sight.value = { kind: 'problem', problem: data.problem };
        return;
      case 'match':
        void import('./shared-match.tsx').then((part) => part.openMatchFile(shell, data.text));
        return;
      case 'capture':
        sight.value = { kind: 'capture', capture: data.capture, shown: undefined };
        return;
      case 'shown':
        if (sight.value.kind === 'capture') sight.value = { ...sight.value, shown: data };
    }
  });
  worker.addEventListener('error', () => {
    sight.value = { kind: 'problem', problem: { kind: 'failed' } };
  });
  return {
    sight,
    read: (file) => {
      sight.value = { kind: 'reading' };
      ask({ kind: 'read', file });
    },
    show: (index, place, whole) => ask({ kind: 'show', index, place, whole }),
    readSample: async (name) => {
      sight.value = { kind: 'reading' };
      try {
        const response = await fetch(`/captures/${name}.pcap`);
        if (!response.ok) throw new Error(`${name}: ${response.status}`);
        ask({ kind: 'read', file: await response.blob() });
      } catch (cause) {
        console.warn(cause);
        sight.value = { kind: 'problem', problem: { kind: 'failed' } };
      }
    },
    close: () => worker.terminate(),
  };
}

/** Shows the page in the language of `shell`, and follows when that changes. */
export async function showCapture(shell: Shell): Promise<void> {
  texts.value = await loadCaptureTexts(shell.language.peek());
  if (!following) {
    following = true;
    effect(() => {
      void loadCaptureTexts(shell.language.value).then((next) => {
        texts.value = next;
      });
    });
  }
  sight.value = { kind: 'waiting' };
  const desk = openDesk(shell);
  const leave = (): void => {
    desk.close();
    history.replaceState(null, '', `${location.pathname}${location.search}`);
    shell.show(undefined);
  };
  shell.show(() =>
    texts.value === undefined ? null : <CaptureScreen desk={desk} texts={texts.value} onBack={leave} />,
  );
}
