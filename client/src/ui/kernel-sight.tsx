import type { KernelPage, KernelSocket } from '@syn-or-swim/shared/game/kernel-end.ts';
import type { Recording } from '@syn-or-swim/shared/replay/recording.ts';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { KernelTexts } from '../i18n/kernel-en.ts';
import { loadKernelTexts } from '../i18n/load-kernel.ts';
import { fetchedPages, pageParts } from '../model/kernel-pages.ts';
import type { MatchModel } from '../model/match-model.ts';
import { PlayContext, usePlay } from './play-context.ts';
import './kernel.css';

/** The texts about the kernel in the language of the game, once they are loaded. */
export function useKernelTexts(): KernelTexts | undefined {
  const { language } = usePlay();
  const [words, setWords] = useState<KernelTexts | undefined>(undefined);
  useEffect(() => void loadKernelTexts(language).then(setWords), [language]);
  return words;
}

function SocketCard({ socket, words }: { readonly socket: KernelSocket; readonly words: KernelTexts }) {
  const { key, state, unacknowledged, unread, timer, repeats } = socket;
  const facts = [
    ['tx_queue', unacknowledged],
    ['rx_queue', unread],
    ['tr', words.timers[timer]],
    ['retrnsmt', repeats],
  ] as const;
  return (
    <li class="kernel-socket">
      <p>
        <span class="number">80 → {key.clientPort}</span> <strong class="kernel-state">{state}</strong>
      </p>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="number">{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

/** The kernel's table of sockets. */
function KernelTable({
  sockets,
  words,
}: {
  readonly sockets: readonly KernelSocket[];
  readonly words: KernelTexts;
}) {
  if (sockets.length === 0) return <p class="quiet">{words.noSockets}</p>;
  return (
    <ul class="kernel-sockets" aria-label={words.table}>
      {sockets.map((socket) => (
        <SocketCard key={socket.key.clientPort} socket={socket} words={words} />
      ))}
    </ul>
  );
}

/** A page as it came, octet by octet: whatever stands in it is text and nothing else. */
function PageFigure({ page, words }: { readonly page: KernelPage; readonly words: KernelTexts }) {
  const { head, body } = pageParts(page);
  return (
    <figure class="kernel-page">
      <figcaption class="quiet number">
        {page.clientPort} · {words.octets(page.octets.length)}
      </figcaption>
      <pre class="kernel-head">{head}</pre>
      {body !== '' && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: where it is narrow it scrolls, for the keyboard too
        <pre class="kernel-body" tabIndex={0}>
          {body}
        </pre>
      )}
    </figure>
  );
}

function KernelPages({
  pages,
  words,
}: {
  readonly pages: readonly KernelPage[];
  readonly words: KernelTexts;
}) {
  if (pages.length === 0) return <p class="quiet">{words.noPage}</p>;
  return (
    <div class="kernel-pages">
      {pages.map((page) => (
        <PageFigure key={page.clientPort} page={page} words={words} />
      ))}
    </div>
  );
}

/** The pages that were fetched in the match of `recording`, once it is over; `own` where whoever looks did it. */
export function FetchedPages({ recording, own }: { readonly recording: Recording; readonly own: boolean }) {
  const words = useKernelTexts();
  const [pages] = useState(() => fetchedPages(recording));
  if (words === undefined) return null;
  return (
    <section class="kernel-fetched" aria-label={words.fetched(own)}>
      <h2>{words.fetched(own)}</h2>
      <KernelPages pages={pages} words={words} />
    </section>
  );
}

/** Its children speak of the kernel where others speak of a partner. */
export function KernelWords({ children }: { readonly children: ComponentChildren }) {
  const language = usePlay();
  const words = useKernelTexts();
  const told = useMemo(
    () => words && { ...language, texts: words.inMatch(language.texts) },
    [language, words],
  );
  return told === undefined ? null : <PlayContext.Provider value={told}>{children}</PlayContext.Provider>;
}

/** What the match tells of the kernel at the other end: its sockets, and what it has sent so far. */
export function KernelSightPart({ model }: { readonly model: MatchModel }) {
  const words = useKernelTexts();
  const kernel = model.view.value?.kernel;
  if (words === undefined) return null;
  return (
    <>
      <KernelTable sockets={kernel?.sockets ?? []} words={words} />
      <h3>{words.fetched(true)}</h3>
      <KernelPages pages={kernel?.pages ?? []} words={words} />
    </>
  );
}
