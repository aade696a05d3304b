import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import type { Blame } from '@syn-or-swim/shared/scoring/blame.ts';
import type { QuestionHistory } from '@syn-or-swim/shared/scoring/question-box.ts';
import { CLEAN_POINTS, type OrderScore } from '@syn-or-swim/shared/scoring/score.ts';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AfterwardsTexts } from '../i18n/afterwards-en.ts';
import type { DebriefTexts } from '../i18n/debrief-en.ts';
import { loadAfterwardsTexts, loadDebriefTexts } from '../i18n/load-debrief.ts';
import type { Debrief } from '../model/debrief-model.ts';
import type { Retraced } from '../model/retrace.ts';
import { DebriefExports } from './debrief-exports.tsx';
import { LadderPicture } from './ladder-picture.tsx';
import { LadderTable } from './ladder-table.tsx';
import { useNetworkWords } from './network-words.ts';
import { tokenText } from './notice-card.tsx';
import { levelWords, type PlayLanguage, shipName, usePlay } from './play-context.ts';
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

type SeatsPart = typeof import('./debrief-seats.tsx')['DebriefSeats'];

/** What each of three saw; loaded where a match had a network. */
function LaterSeats({ debrief }: { readonly debrief: Debrief }) {
  const [Seats, setSeats] = useState<SeatsPart | undefined>(undefined);
  const words = useNetworkWords();
  useEffect(() => void import('./debrief-seats.tsx').then((part) => setSeats(() => part.DebriefSeats)), []);
  return Seats === undefined || words === undefined ? null : <Seats debrief={debrief} words={words} />;
}

/** What the debrief needs of the page. */
export interface DebriefPage {
  /** Letters and digits are keys. */
  readonly singleKeys: ReadonlySignal<boolean>;
  /** What was answered after earlier matches. */
  readonly history: ReadonlySignal<QuestionHistory>;
  readonly keepHistory: (history: QuestionHistory) => void;
}

/** The blame card of two people: what both have said, and how this one says something. */
export interface BlameTalk {
  readonly said: ReadonlySignal<Readonly<Partial<Record<Side, Blame>>>>;
  readonly say: (blame: Blame) => void;
}

/** What the debrief loads once it stands: code, texts, and the match run again with every lost point explained. */
interface Later {
  readonly parts: typeof import('./debrief-parts.tsx')['debriefParts'];
  readonly words: DebriefTexts;
  readonly afterwards: AfterwardsTexts;
  readonly retraced: Retraced;
}

function useLater(debrief: Debrief): Later | undefined {
  const { language } = usePlay();
  const [parts, setParts] = useState<Later['parts'] | undefined>(undefined);
  const [texts, setTexts] = useState<Pick<Later, 'words' | 'afterwards'> | undefined>(undefined);
  useEffect(() => void import('./debrief-parts.tsx').then((part) => setParts(part.debriefParts)), []);
  useEffect(
    () =>
      void Promise.all([loadDebriefTexts(language), loadAfterwardsTexts(language)]).then(
        ([words, afterwards]) => setTexts({ words, afterwards }),
      ),
    [language],
  );
  const retraced = useMemo(() => parts?.retraced(debrief.recording, debrief.level), [parts, debrief]);
  if (parts === undefined || texts === undefined || retraced === undefined) return undefined;
  return { parts, retraced, ...texts };
}

/** True where points were lost, so that there may be something to ask about before the fog lifts. */
function lostPoints({ score }: Debrief): boolean {
  return score.nightStuck > 0 || score.orders.some(({ clean, points }) => !clean || points < CLEAN_POINTS);
}

/** The ladder of each connection, as a picture and as a table. */
function Ladders({ debrief }: { readonly debrief: Debrief }) {
  const language = usePlay();
  const { texts } = language;
  return (
    <>
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
    </>
  );
}

interface LiftedProps {
  readonly debrief: Debrief;
  readonly later: Later | undefined;
  readonly page: DebriefPage | undefined;
  readonly said: Readonly<Partial<Record<Side, Blame>>>;
  readonly pair: boolean;
  /** The blame card was on the screen before. */
  readonly asked: boolean;
  readonly children: ComponentChildren;
}

/** What was right on the blame card, and the boat of the day. */
function Firsts({ debrief, later, said, pair, asked }: LiftedProps) {
  if (later === undefined) return null;
  const { parts, afterwards: words, retraced } = later;
  const { worst, boat } = retraced;
  const { seat } = debrief;
  return (
    <div class="debrief-firsts">
      {asked && worst !== undefined && seat !== undefined && (
        <parts.BlameResult {...{ worst, seat, debrief, words, said, pair }} focused />
      )}
      {boat !== undefined && <parts.BoatOfDay boat={boat} debrief={debrief} words={words} />}
    </div>
  );
}

/** Everything with the fog lifted. */
function Lifted(props: LiftedProps) {
  const { texts } = usePlay();
  const { debrief, later, page, children } = props;
  const { seat } = debrief;
  return (
    <>
      <section class="card total">
        <Stars stars={debrief.stars} />
        <p class="points number">{texts.debrief.points(debrief.score.points, debrief.par)}</p>
        <p class="quiet">{texts.debrief.par(debrief.par)}</p>
        <nav class="debrief-next">{children}</nav>
      </section>
      <Firsts {...props} />
      <section aria-label={texts.debrief.orders}>
        <h2>{texts.debrief.orders}</h2>
        <ol class="orders">
          {debrief.score.orders.map((score) => (
            <OrderLine key={score.order} debrief={debrief} score={score} />
          ))}
        </ol>
      </section>
      {later !== undefined && (
        <>
          <later.parts.DebriefWalk
            {...later}
            debrief={debrief}
            singleKeys={page?.singleKeys.value === true}
          />
          {seat !== undefined && page !== undefined && (
            <later.parts.Questions
              {...{ debrief, seat, retraced: later.retraced, words: later.afterwards }}
              history={page.history.value}
              keepHistory={page.keepHistory}
            />
          )}
          <later.parts.OperatorReport left={later.retraced.left} words={later.words} />
        </>
      )}
      {debrief.recording.setup.network !== undefined && <LaterSeats debrief={debrief} />}
      <DebriefExports debrief={debrief} />
      <Ladders debrief={debrief} />
      <p class="quiet" title={debrief.hash}>
        {texts.debrief.hash}: <code data-match-hash={debrief.hash}>{debrief.hash.slice(0, HASH_DIGITS)}</code>
      </p>
    </>
  );
}

/**
 * The round after the horn: first, where something went wrong, the blame card with the fog still down; then score,
 * orders, walk, questions, and the ladder of each connection.
 */
export function DebriefScreen({
  debrief,
  page,
  talk,
  children,
}: {
  readonly debrief: Debrief;
  /** Left out where the match is nobody's here, as behind a link. */
  readonly page?: DebriefPage | undefined;
  /** Left out where one plays alone. */
  readonly talk?: BlameTalk | undefined;
  /** What comes next: again, swap, next level. */
  readonly children: ComponentChildren;
}) {
  const language = usePlay();
  const { texts } = language;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const later = useLater(debrief);
  const own = useSignal<Readonly<Partial<Record<Side, Blame>>>>({});
  const lifted = useSignal(false);
  const { seat } = debrief;
  const asks = seat !== undefined && lostPoints(debrief);
  const worst = later?.retraced.worst;
  const foggy = asks && !lifted.value && (later === undefined || worst !== undefined);
  const said = talk === undefined ? own.value : talk.said.value;
  const say = (blame: Blame): void => {
    if (talk !== undefined) talk.say(blame);
    else if (seat !== undefined) own.value = { [seat]: blame };
  };
  const shared = { said, pair: talk !== undefined };
  return (
    <main class={`around debrief ${foggy ? 'foggy' : ''}`}>
      <h1 ref={heading} tabIndex={-1}>
        {texts.debrief.heading}
      </h1>
      <p class="quiet debrief-level">{levelWords(debrief.level, language).name}</p>
      {!foggy && (
        <Lifted {...{ debrief, later, page, ...shared }} asked={lifted.value}>
          {children}
        </Lifted>
      )}
      {foggy && later !== undefined && worst !== undefined && (
        <later.parts.BlameCard
          {...{ worst, seat, debrief, words: later.afterwards, ...shared }}
          onSay={say}
          onLift={() => {
            lifted.value = true;
          }}
        />
      )}
      {foggy && (
        <section class="card total">
          {later === undefined && <p role="status">{texts.debrief.reckoning}</p>}
          <nav class="debrief-next">{children}</nav>
        </section>
      )}
    </main>
  );
}
