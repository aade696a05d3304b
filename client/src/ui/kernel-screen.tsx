import type { KernelOffer } from '@syn-or-swim/shared/protocol/messages.ts';
import { useEffect, useState } from 'preact/hooks';
import type { KernelTexts } from '../i18n/kernel-en.ts';
import { AroundBar } from './around-bar.tsx';
import { useKernelTexts } from './kernel-sight.tsx';
import { usePlay } from './play-context.ts';
import './around.css';
import './kernel.css';

/** What the screen about the real kernel needs of the page. */
export interface KernelScreenProps {
  /** Asks the server; undefined where it does not answer. */
  readonly ask: () => Promise<KernelOffer | undefined>;
  readonly onBegin: () => void;
  readonly onWatch: () => void;
  readonly onBack: () => void;
}

function offerWords(offer: KernelOffer | 'asking' | 'server-away', words: KernelTexts): string {
  if (offer === 'asking') return words.asking;
  if (offer === 'server-away') return words.missing['server-away'];
  return offer.kind === 'here' ? words.here(offer.most) : words.missing[offer.why];
}

/** What a match against the real kernel is, whether it can be had here, and one that was recorded. */
export function KernelScreen({ ask, onBegin, onWatch, onBack }: KernelScreenProps) {
  const { texts } = usePlay();
  const words = useKernelTexts();
  const [offer, setOffer] = useState<KernelOffer | 'asking' | 'server-away'>('asking');
  useEffect(() => void ask().then((answer) => setOffer(answer ?? 'server-away')), [ask]);
  if (words === undefined) return null;
  const isHere = typeof offer === 'object' && offer.kind === 'here';
  return (
    <main class="around kernel-screen">
      <AroundBar label={texts.back} onBack={onBack} />
      <h1>{words.heading}</h1>
      <section class="card">
        {words.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        <p role="status" class={isHere ? 'kernel-here' : 'problem'}>
          {offerWords(offer, words)}
        </p>
        {isHere && (
          <button type="button" class="button main" onClick={onBegin}>
            {words.begin}
          </button>
        )}
      </section>
      <section class="card">
        <p>{words.recorded}</p>
        <button type="button" class={isHere ? 'button' : 'button main'} onClick={onWatch}>
          {words.watch}
        </button>
      </section>
    </main>
  );
}
