import type { OrderScore } from '@syn-or-swim/shared/scoring/score.ts';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DebriefTexts } from '../i18n/debrief-en.ts';
import { loadDebriefTexts } from '../i18n/load-debrief.ts';
import type { Debrief } from '../model/debrief-model.ts';
import { DebriefExports } from './debrief-exports.tsx';
import { LadderPicture } from './ladder-picture.tsx';
import { LadderTable } from './ladder-table.tsx';
import { useNetworkWords } from './network-words.ts';
import { tokenText } from './notice-card.tsx';
import { type PlayLanguage, shipName, usePlay } from './play-context.ts';
import './around.css';
import './debrief.css';

/** Enough of a hash to compare two by eye. */
const HASH_DIGITS = 12;

function Stars({ stars }: { readonly stars: number }) {
  const { texts } = usePlay();
  return (
    <p class="stars" role="img" aria-label={texts.debrief.stars(stars)}>
      {[1, 2, 3].map((star) => (
        <svg key={star} viewBox="0 0 32 32" class={star <= stars ? 'earned' : ''} aria-hidden="true">
          <path d="m16 2 4.200 9 9.800 1.200-7.200 6.700 1.900 9.700L16 23.800l-8.700 4.800 1.900-9.700L2 12.200 11.800 11z" />
        </svg>
      ))}
    </p>
  );
}

function shipOf(debrief: Debrief, order: number | undefined, language: PlayLanguage): string {
  const found = debrief.orders.find((other) => other.id === order);
  return found === undefined ? '' : shipName(language.texts, found.name);
}

function OrderLine({ debrief, score }: { readonly debrief: Debrief; readonly score: OrderScore }) {
  const language = usePlay();
  const { texts, tcp } = language;
  return (
    <li class="card order">
      <h3>
        {shipOf(debrief, score.order, language)} <span class="number">{score.points}</span>
      </h3>
      <p class={score.clean ? 'clean' : 'quiet'}>
        {score.clean ? texts.debrief.clean : texts.debrief.notClean}
      </p>
      <ul>
        {score.losses.map(({ at, seat, token, verdict, cost }) => (
          <li key={`${at}-${seat}`}>
            <span class="number notice-cost">−{cost}</span> {texts.sides[seat]}: {tokenText(token, texts)}
            {verdict.kind === 'wrong' && (
              <span class="quiet">
                {' '}
                {tcp.misconceptions[verdict.misconception].fact} (
                {texts.refusal.section(verdict.refusal.section)})
              </span>
            )}
            {verdict.kind === 'repeat' && <span class="quiet"> {texts.refusal.hasty}</span>}
            {verdict.kind === 'idle' && <span class="quiet"> {texts.refusal.idle}</span>}
          </li>
        ))}
        {score.stuck.map(({ side, state }) => (
          <li key={side}>
            <span class="number notice-cost">−40</span> {texts.debrief.stateChange(side, state)}
          </li>
        ))}
      </ul>
    </li>
  );
}

type WalkPart = typeof import('./debrief-walk.tsx')['DebriefWalk'];

/** The guided walk, whose code and texts come once the debrief stands. */
function LaterWalk({ debrief }: { readonly debrief: Debrief }) {
  const { language } = usePlay();
  const [Walk, setWalk] = useState<WalkPart | undefined>(undefined);
  const [words, setWords] = useState<DebriefTexts | undefined>(undefined);
  useEffect(() => void import('./debrief-walk.tsx').then((part) => setWalk(() => part.DebriefWalk)), []);
  useEffect(() => void loadDebriefTexts(language).then(setWords), [language]);
  return Walk === undefined || words === undefined ? null : <Walk debrief={debrief} words={words} />;
}

type SeatsPart = typeof import('./debrief-seats.tsx')['DebriefSeats'];

/** What each of three saw; loaded where a match had a network. */
function LaterSeats({ debrief }: { readonly debrief: Debrief }) {
  const [Seats, setSeats] = useState<SeatsPart | undefined>(undefined);
  const words = useNetworkWords();
  useEffect(() => void import('./debrief-seats.tsx').then((part) => setSeats(() => part.DebriefSeats)), []);
  return Seats === undefined || words === undefined ? null : <Seats debrief={debrief} words={words} />;
}

/** The round with the fog lifted: score, orders, and the ladder of each connection. */
export function DebriefScreen({
  debrief,
  children,
}: {
  readonly debrief: Debrief;
  /** What comes next: again, swap, next level. */
  readonly children: ComponentChildren;
}) {
  const language = usePlay();
  const { texts } = language;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main class="around debrief">
      <h1 ref={heading} tabIndex={-1}>
        {texts.debrief.heading}
      </h1>
      <section class="card total">
        <Stars stars={debrief.stars} />
        <p class="points number">{texts.debrief.points(debrief.score.points, debrief.par)}</p>
        <p class="quiet">{texts.debrief.par(debrief.par)}</p>
        <nav class="debrief-next">{children}</nav>
      </section>
      <section aria-label={texts.debrief.orders}>
        <h2>{texts.debrief.orders}</h2>
        <ol class="orders">
          {debrief.score.orders.map((score) => (
            <OrderLine key={score.order} debrief={debrief} score={score} />
          ))}
        </ol>
      </section>
      <LaterWalk debrief={debrief} />
      {debrief.recording.setup.network !== undefined && <LaterSeats debrief={debrief} />}
      {debrief.ladders.map((ladder) => {
        const ship = shipOf(debrief, ladder.order, language);
        return (
          <section key={`${ladder.key.clientPort}-${ladder.key.serverPort}`} class="card">
            <h2>
              {ship}{' '}
              <span class="quiet number">
                {ladder.key.clientPort} → {ladder.key.serverPort}
              </span>
            </h2>
            <LadderPicture ladder={ladder} label={texts.debrief.ladderOf(ship)} />
            <LadderTable ladder={ladder} />
          </section>
        );
      })}
      <DebriefExports debrief={debrief} />
      <p class="quiet" title={debrief.hash}>
        {texts.debrief.hash}: <code data-match-hash={debrief.hash}>{debrief.hash.slice(0, HASH_DIGITS)}</code>
      </p>
    </main>
  );
}
