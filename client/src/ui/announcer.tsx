import { effect, untracked } from '@preact/signals';
import { CRATE_OCTETS } from '@syn-or-swim/shared/game/token.ts';
import { flagsText } from '@syn-or-swim/shared/tcp/segment.ts';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MatchModel } from '../model/match-model.ts';
import type { News } from '../model/news.ts';
import { COVERED, shownState } from '../model/open-guess.ts';
import { ownerOf } from '../model/stuck-sockets.ts';
import { wallText } from './harbour-notices.tsx';
import { type PlayLanguage, shipName, usePlay } from './play-context.ts';
import { saidText } from './said-text.ts';
import { clockText } from './time-text.ts';

/** A screen reader needs this long between two messages, or the later one cuts the earlier off. */
const BETWEEN_MESSAGES = 1000;

/** `news` as it is said: "SYN+ACK arrived, seq 5200, ack 4101. Blue Heron: SYN_SENT to ESTABLISHED". */
export function newsText(news: News, model: MatchModel, language: PlayLanguage): string {
  const { texts } = language;
  switch (news.kind) {
    case 'arrived': {
      const { segment, key, before, after } = news.arrival;
      const ack = segment.flags.ack ? segment.ack : undefined;
      const crates = Math.floor(segment.dataLength / CRATE_OCTETS);
      const arrived = texts.news.arrived(flagsText(segment.flags), segment.seq, ack, crates);
      const state = shownState({ key, state: after }, model.guess.peek());
      const shown = state === COVERED ? texts.guess.covered : state;
      const ship = model.shipAt(key.clientPort);
      const led = before === after ? texts.news.still(ship, shown) : texts.news.state(ship, before, shown);
      return `${arrived}. ${led}`;
    }
    case 'slip':
      return texts.news.slip(shipName(texts, news.slip.name));
    case 'bell':
      return texts.news.bell(model.shipAt(news.key.clientPort));
    case 'closed':
      return texts.news.closed(model.shipAt(news.key.clientPort));
    case 'slip-gone':
      return texts.news.slipGone(shipName(texts, news.slip.name));
    case 'horn':
      return texts.news.horn(model.shipAt(news.key.clientPort));
    case 'dark':
    case 'light':
      return texts.news[news.kind];
    case 'wall':
      return wallText(news.wall, model, texts);
    case 'more-time':
      return texts.news.moreTime(clockText(news.by));
    case 'enough':
      return texts.harbour.encore.partnerSaid;
    case 'logged': {
      const { clientPort, cause, remedy } = news.entry;
      const { log } = texts.harbour;
      const owner = log.causes[ownerOf(cause, model.link.seat)];
      return texts.news.logged(model.shipAt(clientPort), owner, log.remedies[remedy]);
    }
    case 'said':
      return texts.news.said(saidText(news.said.signal, model.slipsSeen(), language));
  }
}

/** The live region: what happens on the water, in words, one message at a time. */
export function Announcer({ model, line }: { readonly model: MatchModel; readonly line: string }) {
  const language = usePlay();
  const [message, setMessage] = useState({ text: '', number: 0 });
  const waiting = useRef<string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const say = (texts: readonly string[]): void => {
    waiting.current.push(...texts);
    if (timer.current !== undefined || waiting.current.length === 0) return;
    const text = waiting.current.splice(0).join('. ');
    setMessage(({ number }) => ({ text, number: number + 1 }));
    timer.current = setTimeout(() => {
      timer.current = undefined;
      say([]);
    }, BETWEEN_MESSAGES);
  };
  const spoken = useRef(language);
  spoken.current = language;
  // At once, not with the next frame: another view may have replaced the news by then.
  useLayoutEffect(
    () =>
      effect(() => {
        const news = model.news.value;
        untracked(() => say(news.map((one) => newsText(one, model, spoken.current))));
      }),
    [model],
  );
  useEffect(() => {
    if (line !== '') say([line]);
  }, [line]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <p class="unseen" role="status" aria-live="polite">
      {/* A new element each time: the same words again are said again. */}
      <span key={message.number}>{message.text}</span>
    </p>
  );
}
