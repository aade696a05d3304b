import type { KernelPage, KernelSocket } from '@syn-or-swim/shared/game/kernel-end.ts';
import type { Recording } from '@syn-or-swim/shared/replay/recording.ts';
import { useEffect, useState } from 'preact/hooks';
import type { KernelTexts } from '../i18n/kernel-en.ts';
import { loadKernelTexts } from '../i18n/load-kernel.ts';
import { fetchedPages, pageText } from '../model/kernel-pages.ts';
import type { MatchModel } from '../model/match-model.ts';
import { usePlay } from './play-context.ts';
import './kernel.css';

/** The texts about the kernel in the language of the game, once they are loaded. */
export function useKernelTexts(): KernelTexts | undefined {
  const { language } = usePlay();
  const [words, setWords] = useState<KernelTexts | undefined>(undefined);
  useEffect(() => void loadKernelTexts(language).then(setWords), [language]);
  return words;
}

function SocketRow({ socket, words }: { readonly socket: KernelSocket; readonly words: KernelTexts }) {
  const { key, state, unacknowledged, unread, timer, repeats } = socket;
  return (
    <tr>
      <th scope="row" class="number">
        80 → {key.clientPort}
      </th>
      <td class="kernel-state">{state}</td>
      <td class="number">{unacknowledged}</td>
      <td class="number">{unread}</td>
      <td>
        {words.timers[timer]}
        {repeats > 0 && `, ${words.repeats(repeats)}`}
      </td>
    </tr>
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
    <table class="kernel-table">
      <caption class="quiet">{words.table}</caption>
      <thead>
        <tr>
          <th scope="col">local → rem</th>
          <th scope="col">{words.state}</th>
          <th scope="col">tx_queue</th>
          <th scope="col">rx_queue</th>
          <th scope="col">tr, retrnsmt</th>
        </tr>
      </thead>
      <tbody>
        {sockets.map((socket) => (
          <SocketRow key={socket.key.clientPort} socket={socket} words={words} />
        ))}
      </tbody>
    </table>
  );
}

/** The pages as they came, octet by octet: whatever stands in them is text and nothing else. */
function KernelPages({
  pages,
  words,
}: {
  readonly pages: readonly KernelPage[];
  readonly words: KernelTexts;
}) {
  if (pages.length === 0) return <p class="quiet">{words.noPage}</p>;
  return (
    <>
      {pages.map((page) => (
        <figure key={page.clientPort} class="kernel-page">
          <figcaption class="quiet number">
            {page.clientPort} · {words.octets(page.octets.length)}
          </figcaption>
          <pre>{pageText(page)}</pre>
        </figure>
      ))}
    </>
  );
}

/** The pages that were fetched in the match of `recording`, once it is over. */
export function FetchedPages({ recording }: { readonly recording: Recording }) {
  const words = useKernelTexts();
  const [pages] = useState(() => fetchedPages(recording));
  if (words === undefined) return null;
  return (
    <section class="kernel-fetched" aria-label={words.pages}>
      <h2>{words.pages}</h2>
      <KernelPages pages={pages} words={words} />
    </section>
  );
}

/** What the match tells of the kernel at the other end: its sockets, and what it has sent so far. */
export function KernelSightPart({ model }: { readonly model: MatchModel }) {
  const words = useKernelTexts();
  const kernel = model.view.value?.kernel;
  if (words === undefined) return null;
  return (
    <>
      <KernelTable sockets={kernel?.sockets ?? []} words={words} />
      <h3>{words.pages}</h3>
      <KernelPages pages={kernel?.pages ?? []} words={words} />
    </>
  );
}
