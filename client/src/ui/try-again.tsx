import { useSignal } from '@preact/signals';
import type { Action } from '@syn-or-swim/shared/game/command.ts';
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import type { Order } from '@syn-or-swim/shared/game/order.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { type Came, secondChance, type Tried } from '@syn-or-swim/shared/replay/try-again.ts';
import type { ExplainedLoss } from '@syn-or-swim/shared/scoring/explain.ts';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { AfterwardsTexts } from '../i18n/afterwards-en.ts';
import type { DebriefTexts } from '../i18n/debrief-en.ts';
import type { Debrief } from '../model/debrief-model.ts';
import type { MatchModel } from '../model/match-model.ts';
import type { Notice } from '../model/notice.ts';
import { SecondTry, TRIES_BEFORE_HINT } from '../model/second-try.ts';
import { ArrivalRow } from './arrivals-panel.tsx';
import { FlagRow } from './flag-picture.tsx';
import { NoticeBody, tokenText } from './notice-card.tsx';
import { shipName, usePlay } from './play-context.ts';
import { pressBuildingKey } from './play-keys.ts';
import { momentText } from './time-text.ts';
import { TokenBuilder } from './token-builder.tsx';
import './try-again.css';

/** What trying again needs of the debrief. */
export interface TryAgainProps {
  readonly debrief: Debrief;
  readonly seat: Side;
  readonly loss: ExplainedLoss;
  /** The match at its end. */
  readonly ended: Match;
  readonly words: AfterwardsTexts;
  readonly walkWords: DebriefTexts;
  readonly singleKeys: boolean;
  readonly onClose: () => void;
}

interface PartProps extends TryAgainProps {
  readonly second: SecondTry;
}

/** So many of the newest arrivals tell where one stands. */
const ARRIVALS_SHOWN = 3;

function dutyText(
  order: Order,
  side: Side,
  words: AfterwardsTexts,
  crates: (count: number) => string,
): string {
  const later = order.cratesAfterFin[side];
  const first = crates(order.crates[side]);
  return later === 0 ? first : `${first}, ${words.again.later(crates(later))}`;
}

/** Where one stands: the state, what the whole slip asks for, what had arrived on this connection. */
function Standing({ second, debrief, seat, loss, words }: PartProps) {
  const { texts } = usePlay();
  const model = second.model.value;
  const order = debrief.orders.find(({ id }) => id === loss.order);
  const arrivals = (model.view.value?.arrivals ?? []).filter(
    ({ key }) => key.clientPort === loss.key.clientPort,
  );
  return (
    <div class="again-standing">
      <p>
        <strong>{words.again.standing(seat, model.selected.value?.state ?? 'CLOSED')}</strong>
      </p>
      {order !== undefined && (
        <p class="quiet">
          {words.again.order(
            dutyText(order, 'client', words, texts.crates),
            dutyText(order, 'server', words, texts.crates),
          )}
          ; {words.again.closes[order.closesFirst]}
        </p>
      )}
      <p class="quiet">{arrivals.length === 0 ? words.again.nothingCame : words.again.came}</p>
      <ol class="again-arrivals">
        {arrivals
          .slice(-ARRIVALS_SHOWN)
          .toReversed()
          .map((arrival) => (
            <ArrivalRow key={`${arrival.boat}-${arrival.at}`} arrival={arrival} model={model} />
          ))}
      </ol>
    </div>
  );
}

/** The calls that send nothing and that this moment allows. */
function callsAt(model: MatchModel, loss: ExplainedLoss): readonly Action[] {
  const view = model.view.value;
  const entry = model.selected.value;
  if (view === undefined) return [];
  const { level } = model.link;
  const lamps =
    view.side === 'server' && level.lamp !== 'lit'
      ? level.ports
          .filter((port) => !view.listening.includes(port))
          .map((port) => ({ kind: 'listen', port }) as const)
      : [];
  const gives = entry?.state === 'SYN_SENT' ? [{ kind: 'give-up', key: loss.key } as const] : [];
  const sleeps = view.asleep.includes(loss.key.clientPort) && view.coffees > 0;
  const coffee = sleeps ? [{ kind: 'coffee', key: loss.key } as const] : [];
  const cookies = level.flood === undefined ? [] : [{ kind: 'cookies' } as const];
  return [...lamps, ...gives, ...coffee, ...cookies];
}

function actionText(action: Action, { works }: DebriefTexts): string {
  return 'port' in action ? works.action[action.kind](action.port) : works.action[action.kind]();
}

function Calls({ second, loss, words, walkWords }: PartProps) {
  const calls = callsAt(second.model.value, loss);
  return (
    <fieldset class="again-calls" aria-label={words.again.calls}>
      <button type="button" class="button" onClick={() => second.wait()}>
        {words.again.wait}
      </button>
      {calls.map((action) => (
        <button
          key={actionText(action, walkWords)}
          type="button"
          class="button"
          onClick={() => second.act(action)}
        >
          {actionText(action, walkWords)}
        </button>
      ))}
    </fieldset>
  );
}

function WordBody({
  second,
  word,
  words,
}: PartProps & { readonly word: Exclude<Tried, { kind: 'better' }> }) {
  const { texts } = usePlay();
  const model = second.model.value;
  if (word.kind === 'could-send') return <p>{words.again.couldSend}</p>;
  if (word.kind === 'no-help') return <p>{words.again.noHelp}</p>;
  const told: Notice | undefined = model.notice.value;
  if (word.verdict.kind === 'repeat') return <p>{texts.refusal.hasty}</p>;
  if (word.verdict.kind === 'idle') return <p>{texts.refusal.idle}</p>;
  if (told?.kind === 'verdict') return <NoticeBody model={model} notice={told} />;
  return <p>{words.again.noHelp}</p>;
}

function Works({ second, walkWords }: PartProps) {
  const { texts } = usePlay();
  const works = second.works();
  if (works.kind === 'token') return <>{tokenText(works.token, texts)}</>;
  return <>{works.kind === 'action' ? actionText(works.action, walkWords) : walkWords.works.wait}</>;
}

/** What the referee says of the last try, and after two of them a hint. */
function Word(props: PartProps) {
  const { texts } = usePlay();
  const { second, words } = props;
  const word = second.word.value;
  const notice = second.model.value.notice.value;
  const asks = notice !== undefined && notice.kind !== 'verdict';
  const rule = second.rule();
  return (
    <>
      <div role="alert">
        {asks && (
          <div class="again-word">
            <NoticeBody model={second.model.value} notice={notice} />
          </div>
        )}
        {!asks && word !== undefined && (
          <div class="again-word">
            <h4>{words.again.notYet}</h4>
            <WordBody {...props} word={word} />
          </div>
        )}
      </div>
      <div role="status">
        {second.tries.value > 0 && <p class="quiet">{words.again.tries(second.tries.value)}</p>}
        {second.hint.value !== 'none' && rule !== undefined && (
          <p>
            <strong>{words.again.hinted}:</strong> {texts.harbour.hint.rules[rule.rule]}{' '}
            <span class="quiet">{texts.refusal.section(rule.section)}</span>
          </p>
        )}
        {second.hint.value === 'token' && (
          <p>
            <strong>{words.again.shown}:</strong> <Works {...props} />
          </p>
        )}
      </div>
      {second.tries.value >= TRIES_BEFORE_HINT && second.hint.value !== 'token' && (
        <button
          type="button"
          class="button small"
          onClick={() => {
            second.hint.value = second.hint.value === 'none' && rule !== undefined ? 'rule' : 'token';
          }}
        >
          {second.hint.value === 'none' ? words.again.hint : words.again.more}
        </button>
      )}
    </>
  );
}

const ROWS = ['points', 'clean', 'boats', 'stuck'] as const;

function Comparison({
  was,
  before,
  after,
  words,
}: Readonly<{
  was: Came;
  before: Came | undefined;
  after: Came;
  words: AfterwardsTexts;
}>) {
  const { columns, rows } = words.again;
  const all = [
    ['was', was],
    ...(before === undefined ? [] : [['before', before] as const]),
    ['after', after],
  ] as readonly (readonly [keyof typeof columns, Came])[];
  return (
    <div class="table-scroll">
      <table class="again-table">
        <thead>
          <tr>
            <td />
            {all.map(([name]) => (
              <th key={name} scope="col">
                {columns[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROWS.map((row) => (
            <tr key={row}>
              <th scope="row">{rows[row]}</th>
              {all.map(([name, came]) => (
                <td key={name} class="number">
                  {came[row]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What was better, and what came of it. */
function Found({ second, words, onClose }: PartProps) {
  const { texts } = usePlay();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const found = second.found.value;
  if (found === undefined) return null;
  const { tried, came } = found;
  return (
    <div class="again-found">
      <h4 ref={heading} tabIndex={-1}>
        {tried.kind === 'wait' ? words.again.betterWait : words.again.better}
      </h4>
      {tried.kind === 'token' && (
        <p class="notice-boat">
          <FlagRow flags={tried.token.flags} />
          <span class="number">{tokenText(tried.token, texts)}</span>
        </p>
      )}
      <p class="quiet">{words.again.compared}</p>
      <Comparison was={second.chance.was} before={came.before} after={came.after} words={words} />
      <div class="again-foot">
        <button type="button" class="button main" onClick={onClose}>
          {words.again.close}
        </button>
        <button type="button" class="button plain" onClick={() => second.again()}>
          {words.again.once}
        </button>
      </div>
    </div>
  );
}

function Building(props: PartProps) {
  const { second, words, loss, onClose } = props;
  return (
    <>
      <p>{loss.what.kind === 'stuck' ? words.again.stuck : words.again.intro}</p>
      <div class="again-build">
        <Standing {...props} />
        <div class="again-hand">
          <TokenBuilder model={second.model.value} hints={false} />
          <Calls {...props} />
        </div>
      </div>
      <Word {...props} />
      <div class="again-foot">
        <button type="button" class="button plain" onClick={onClose}>
          {words.again.close}
        </button>
      </div>
    </>
  );
}

/** Try again from there: the match as it stood just before a mistake, with the ordinary builder. */
export function TryAgain(props: TryAgainProps) {
  const { debrief, seat, loss, ended, words, singleKeys, onClose } = props;
  const { texts } = usePlay();
  const heading = useRef<HTMLHeadingElement>(null);
  const reduced = useSignal(true);
  const second = useMemo(() => {
    const { recording, level } = debrief;
    const chance = secondChance({ recording, level, drivers: DRIVERS, seat, loss, ended });
    const name = (index: number): string => shipName(texts, index);
    return chance && new SecondTry(chance, { shipName: name, reducedMotion: reduced, highContrast: reduced });
  }, [debrief, seat, loss, ended, texts, reduced]);
  useEffect(() => heading.current?.focus(), []);
  const order = debrief.orders.find(({ id }) => id === loss.order);
  const ship = order === undefined ? `:${loss.key.clientPort}` : shipName(texts, order.name);
  const at = second?.chance.match.now ?? loss.at;
  const onKeyDown = (event: KeyboardEvent): void => {
    // The walk around it has keys of its own.
    event.stopPropagation();
    if (event.key === 'Escape') onClose();
    else if (second?.found.value === undefined && second !== undefined) {
      if (pressBuildingKey(event, second.model.value, singleKeys)) event.preventDefault();
    }
  };
  return (
    <section class="try-again" aria-labelledby="again-heading" onKeyDown={onKeyDown}>
      <h3 id="again-heading" ref={heading} tabIndex={-1}>
        {words.again.heading(ship, texts.seconds(momentText(at)))}
      </h3>
      {second === undefined ? (
        <p role="alert">{words.again.gone}</p>
      ) : second.found.value === undefined ? (
        <Building {...props} second={second} />
      ) : (
        <Found {...props} second={second} />
      )}
    </section>
  );
}
