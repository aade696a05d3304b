import type { LogEntry } from '@syn-or-swim/shared/game/log-entry.ts';
import type { Token } from '@syn-or-swim/shared/game/token.ts';
import type { ExplainedLoss } from '@syn-or-swim/shared/scoring/explain.ts';
import { LEFT_AS } from '@syn-or-swim/shared/scoring/left-sockets.ts';
import type { ComponentChildren } from 'preact';
import type { DebriefTexts } from '../i18n/debrief-en.ts';
import type { Debrief } from '../model/debrief-model.ts';
import type { WalkStop } from '../model/debrief-walk.ts';
import { FlagRow } from './flag-picture.tsx';
import { tokenText } from './notice-card.tsx';
import { type PlayLanguage, shipName, usePlay } from './play-context.ts';
import { momentText } from './time-text.ts';

interface Told {
  readonly loss: ExplainedLoss;
  readonly words: DebriefTexts;
  readonly language: PlayLanguage;
}

function Boat({ token }: { readonly token: Token }) {
  const { texts } = usePlay();
  return (
    <span class="notice-boat">
      <FlagRow flags={token.flags} />
      <span class="number">{tokenText(token, texts)}</span>
    </span>
  );
}

function entryText({ cause, remedy }: LogEntry, { words, language }: Told): readonly [string, string] {
  return [words.works.causes[cause], language.texts.harbour.log.remedies[remedy]];
}

/** What it is about: the boat, the socket that stayed, the entry. */
function What(told: Told) {
  const { loss, words, language } = told;
  const { what } = loss;
  switch (what.kind) {
    case 'token':
    case 'boat':
      return <Boat token={what.token} />;
    case 'stuck':
      return <>{language.texts.debrief.stateChange(what.socket.side, what.socket.state)}</>;
    case 'entry':
      return <>{words.works.entered(...entryText(what.entry, told))}</>;
  }
}

function whatHeading({ loss, words }: Told): string {
  const { what } = loss;
  if (what.kind === 'stuck') return words.walk.stood;
  if (what.kind === 'entry') return words.walk.written;
  const hint = what.kind === 'token' && what.verdict.kind === 'hint';
  return hint ? words.walk.asked : words.walk.sent;
}

/** The rule that was hurt, in words; undefined for a hint. */
function ruleText({ loss, words, language }: Told): string | undefined {
  const { texts, tcp } = language;
  const { what } = loss;
  if (what.kind === 'boat') return words.boats[what.why];
  if (what.kind === 'stuck') {
    const as = LEFT_AS.find((each) => each === what.socket.state);
    return as === undefined ? undefined : words.operator.states[as].cause;
  }
  if (what.kind === 'entry') return undefined;
  const { verdict } = what;
  switch (verdict.kind) {
    case 'wrong': {
      const { reason, expected, actual } = verdict.refusal;
      return tcp.refusals[reason]({ expected: String(expected ?? ''), actual: String(actual ?? '') });
    }
    case 'held':
      return tcp.held[verdict.reason];
    case 'repeat':
      return texts.refusal.hasty;
    case 'idle':
      return texts.refusal.idle;
    default:
      return undefined;
  }
}

/** What would have worked, as the referee of this very match took it. */
function Could(told: Told): ComponentChildren {
  const { loss, words, language } = told;
  const { works } = loss;
  const { texts } = language;
  switch (works.kind) {
    case 'token':
      return (
        <>
          {words.works.token(works.seat)} <Boat token={works.token} />
        </>
      );
    case 'action': {
      const { action } = works;
      const text =
        'port' in action ? words.works.action[action.kind](action.port) : words.works.action[action.kind]();
      return words.works.does(works.seat, text);
    }
    case 'wait':
      return works.until === undefined || works.token === undefined ? (
        words.works.wait
      ) : (
        <>
          {words.works.waitUntil(texts.seconds(momentText(works.until)))} <Boat token={works.token} />
        </>
      );
    case 'entry':
      return words.works.entry(...entryText(works.entry, told));
  }
}

function ledToText({ loss, words, language }: Told): string {
  const { ledTo } = loss;
  const { texts } = language;
  switch (ledTo.kind) {
    case 'held-back':
      return ledTo.dropped ? words.ledTo.dropped : words.ledTo.heldBack;
    case 'sailed': {
      const fate = ledTo.fate === 'under-way' ? words.ledTo.underWay : words.ledTo[ledTo.fate];
      return ledTo.spoilt ? `${fate} ${words.ledTo.spoilt}` : fate;
    }
    case 'shown':
      return words.ledTo.shown;
    case 'stuck':
      return words.ledTo.stuck(
        ledTo.sockets.map(({ side, state }) => texts.debrief.stateChange(side, state)).join(', '),
      );
    case 'logged':
      return words.ledTo.logged;
  }
}

/** One stop: what was sent, the rule, the belief behind it, what could have been done, what it led to. */
export function StopCard({
  stop: { kind, loss },
  words,
  debrief,
  children,
}: {
  readonly stop: WalkStop;
  readonly words: DebriefTexts;
  readonly debrief: Debrief;
  /** What can be done about it. */
  readonly children?: ComponentChildren;
}) {
  const language = usePlay();
  const { texts, tcp } = language;
  const told: Told = { loss, words, language };
  const order = debrief.orders.find(({ id }) => id === loss.order);
  const ship = order === undefined ? `:${loss.key.clientPort}` : shipName(texts, order.name);
  const rule = ruleText(told);
  const belief = loss.misconception === undefined ? undefined : tcp.misconceptions[loss.misconception];
  return (
    <article class="walk-stop">
      <h3>
        {ship}: {words.walk.kinds[kind]} <span class="number notice-cost">−{loss.cost}</span>{' '}
        <span class="quiet">{words.walk.by(loss.seat, texts.seconds(momentText(loss.at)))}</span>
      </h3>
      <dl>
        <dt>{whatHeading(told)}</dt>
        <dd>
          <What {...told} />
        </dd>
        {rule !== undefined && <dt>{words.walk.rule}</dt>}
        {rule !== undefined && (
          <dd>
            {rule}{' '}
            {loss.section !== undefined && <span class="quiet">({texts.refusal.section(loss.section)})</span>}
          </dd>
        )}
        {belief !== undefined && <dt>{words.walk.belief}</dt>}
        {belief !== undefined && (
          <dd>
            <s class="quiet">{belief.belief}</s> {belief.fact}
          </dd>
        )}
        <dt>{words.walk.could}</dt>
        <dd>
          <Could {...told} />
        </dd>
        <dt>{words.walk.ledTo}</dt>
        <dd>{ledToText(told)}</dd>
      </dl>
      {children}
    </article>
  );
}
