import { useSignal } from '@preact/signals';
import {
  LOG_CAUSES,
  LOG_REMEDIES,
  type LogCause,
  type LogRemedy,
} from '@syn-or-swim/shared/game/log-entry.ts';
import { peerOf, type Side } from '@syn-or-swim/shared/game/seat.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { type Blame, type BlameCase, blameJudged, type Evidence } from '@syn-or-swim/shared/scoring/blame.ts';
import { flagsText } from '@syn-or-swim/shared/tcp/segment.ts';
import { useEffect, useRef } from 'preact/hooks';
import type { AfterwardsTexts } from '../i18n/afterwards-en.ts';
import type { Debrief } from '../model/debrief-model.ts';
import { ownerOf } from '../model/stuck-sockets.ts';
import { Answers } from './log-dialog.tsx';
import { type PlayLanguage, shipName, usePlay } from './play-context.ts';
import { momentText } from './time-text.ts';
import './blame-card.css';

/** What both seats have said. Alone there is one. */
export interface Blames {
  readonly said: Readonly<Partial<Record<Side, Blame>>>;
  /** True in a match of two people. */
  readonly pair: boolean;
}

interface CaseProps extends Blames {
  readonly worst: BlameCase;
  readonly seat: Side;
  readonly debrief: Debrief;
  readonly words: AfterwardsTexts;
}

function lastedText(lasted: Milliseconds, { texts }: PlayLanguage): string {
  return texts.seconds(Math.round(lasted / 1000));
}

function shipOf({ worst, debrief, words }: CaseProps, { texts }: PlayLanguage): string {
  const order = debrief.orders.find(({ id }) => id === worst.order);
  return order === undefined ? words.blame.night(worst.clientPort) : shipName(texts, order.name);
}

function causeText(cause: LogCause, seat: Side, { texts }: PlayLanguage): string {
  return texts.harbour.log.causes[ownerOf(cause, seat)];
}

function blameText({ cause, remedy }: Blame, seat: Side, language: PlayLanguage): string {
  return `${causeText(cause, seat, language)}; ${language.texts.harbour.log.remedies[remedy]}`;
}

function Said(props: CaseProps) {
  const language = usePlay();
  const { said, seat, pair, words } = props;
  const { log } = language.texts.harbour;
  const [mine, theirs] = [said[seat], pair ? said[peerOf(seat)] : undefined];
  if (!pair || (mine === undefined && theirs === undefined)) return null;
  const same = mine?.cause === theirs?.cause && mine?.remedy === theirs?.remedy;
  const both = same ? words.blame.agreed : words.blame.differ;
  const one = mine === undefined ? words.blame.partnerSpoke : words.blame.waiting;
  return (
    <div class="blame-said">
      {mine !== undefined && (
        <p>
          <strong>{log.mine}:</strong> {blameText(mine, seat, language)}
        </p>
      )}
      {theirs !== undefined && (
        <p>
          <strong>{log.theirs}:</strong> {blameText(theirs, seat, language)}
        </p>
      )}
      <p class="quiet">{mine !== undefined && theirs !== undefined ? both : one}</p>
    </div>
  );
}

/** The blame card, with the fog still down: a cause and a remedy for the connection that fared worst. */
export function BlameCard({
  onSay,
  onLift,
  ...props
}: CaseProps & { readonly onSay: (blame: Blame) => void; readonly onLift: () => void }) {
  const language = usePlay();
  const { words, worst, seat, said, pair } = props;
  const { log } = language.texts.harbour;
  const cause = useSignal<LogCause | undefined>(undefined);
  const remedy = useSignal<LogRemedy | undefined>(undefined);
  const { state, lasted } = worst.ends[seat];
  const ship = shipOf(props, language);
  const clock = lastedText(lasted, language);
  const ready = cause.value !== undefined && remedy.value !== undefined;
  const say = (): void => {
    if (cause.value === undefined || remedy.value === undefined) return;
    onSay({ cause: cause.value, remedy: remedy.value });
    // Alone nobody else is to be heard.
    if (!pair) onLift();
  };
  return (
    <section class="card blame" aria-labelledby="blame-heading">
      <h2 id="blame-heading">{words.blame.heading}</h2>
      <p class="blame-about">
        {state === 'CLOSED' || state === 'ESTABLISHED'
          ? words.blame.quiet(ship, seat, state)
          : words.blame.stood(ship, seat, state, clock)}
      </p>
      <p>{pair ? words.blame.pair : words.blame.alone}</p>
      <div class="blame-columns">
        <Answers
          legend={log.cause}
          name="blame-cause"
          answers={LOG_CAUSES.map((id) => [id, causeText(id, seat, language)])}
          chosen={cause.value}
          onChoose={(id) => {
            cause.value = id;
          }}
        />
        <Answers
          legend={log.remedy}
          name="blame-remedy"
          answers={LOG_REMEDIES.map((id) => [id, log.remedies[id]])}
          chosen={remedy.value}
          onChoose={(id) => {
            remedy.value = id;
          }}
        />
      </div>
      <div role="status">
        <Said {...props} />
      </div>
      <div class="blame-foot">
        <button
          type="button"
          class={`button ${said[seat] === undefined ? 'main' : ''}`}
          aria-disabled={!ready}
          onClick={say}
        >
          {words.blame.say}
        </button>
        <button
          type="button"
          class={`button ${said[seat] === undefined ? 'plain' : 'main'}`}
          onClick={onLift}
        >
          {words.blame.lift}
        </button>
        {!ready && <p class="quiet">{log.incomplete}</p>}
      </div>
    </section>
  );
}

function evidenceText(each: Evidence, { words }: CaseProps, language: PlayLanguage): string {
  const { blame } = words;
  const { texts } = language;
  switch (each.kind) {
    case 'not-closed':
      return (each.asleep ? blame.slept : blame.notClosed)(each.side, lastedText(each.lasted, language));
    case 'lost':
      return blame.lost(flagsText(each.flags), each.from, texts.seconds(momentText(each.at)));
    case 'bells':
      return blame.bells(each.side, each.count);
    case 'cut':
      return blame.cut;
    case 'clock':
      return blame.clock(each.side, each.state);
    case 'other-end':
      return blame.otherEnd(each.side, each.state);
  }
}

function Judged({ side, ...props }: CaseProps & { readonly side: Side }) {
  const language = usePlay();
  const { said, seat, pair, words, worst } = props;
  const { log } = language.texts.harbour;
  const blame = said[side];
  if (blame === undefined) return null;
  const judged = blameJudged(worst, blame);
  return (
    <p class={`blame-judged ${judged}`}>
      {pair && <strong>{side === seat ? log.mine : log.theirs}: </strong>}
      {blameText(blame, seat, language)}. <strong>{words.blame[judged]}</strong>
    </p>
  );
}

/** The blame card once the fog has lifted: who was right, and what shows it. */
export function BlameResult(props: CaseProps & { readonly focused: boolean }) {
  const language = usePlay();
  const { words, worst, seat, said, focused } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focused) heading.current?.focus();
  }, [focused]);
  const remedies = worst.remedies
    .map((remedy) => language.texts.harbour.log.remedies[remedy])
    .join(words.blame.or);
  const { state, lasted } = worst.ends[worst.side];
  return (
    <section class="card blame" aria-labelledby="blame-result">
      <h2 id="blame-result" ref={heading} tabIndex={-1}>
        {words.blame.result}
      </h2>
      <p class="quiet">
        {shipOf(props, language)}: {language.texts.debrief.stateChange(worst.side, state)},{' '}
        {lastedText(lasted, language)}
      </p>
      {Object.keys(said).length === 0 && <p class="quiet">{words.blame.silent}</p>}
      <Judged {...props} side={seat} />
      <Judged {...props} side={peerOf(seat)} />
      <p class="blame-about">
        {worst.cause === 'nobody'
          ? words.blame.normal(remedies)
          : words.blame.truth(causeText(worst.cause, seat, language), remedies)}
      </p>
      <h3>{words.blame.shows}</h3>
      <ul class="blame-evidence">
        {worst.evidence.map((each) => {
          const text = evidenceText(each, props, language);
          return <li key={text}>{text}</li>;
        })}
      </ul>
    </section>
  );
}
