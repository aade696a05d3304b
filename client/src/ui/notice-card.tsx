import { keyText, type Token } from '@syn-or-swim/shared/game/token.ts';
import type { HeldReason, Verdict } from '@syn-or-swim/shared/game/verdict.ts';
import { flagsText } from '@syn-or-swim/shared/tcp/segment.ts';
import type { PlayTexts } from '../i18n/play-en.ts';
import type { TcpTexts } from '../i18n/tcp-en.ts';
import type { MatchModel } from '../model/match-model.ts';
import type { HintNotice, Notice, Obstacle } from '../model/notice.ts';
import { shownState } from '../model/open-guess.ts';
import { FlagRow } from './flag-picture.tsx';
import { usePlay } from './play-context.ts';
import './notice.css';

/** A token as a person reads it: "SYN+ACK seq 5200 ack 4101, 1 crate". */
export function tokenText(token: Token, texts: PlayTexts): string {
  const ack = token.flags.ack ? ` ack ${token.ack}` : '';
  const crates = token.crates > 0 ? `, ${texts.crates(token.crates)}` : '';
  return `${flagsText(token.flags)} seq ${token.seq}${ack}${crates}`;
}

/** The boat, with the number that a rule was hurt by marked. */
function Boat({ token, wrong }: { readonly token: Token; readonly wrong?: string | undefined }) {
  const { texts } = usePlay();
  const marked = (field: 'seq' | 'ack') => {
    const text = `${field} ${token[field]}`;
    return wrong === field ? <mark>{text}</mark> : text;
  };
  return (
    <span class="notice-boat">
      <FlagRow flags={token.flags} />
      <span class="number">
        {flagsText(token.flags)} {marked('seq')}
        {token.flags.ack && <> {marked('ack')}</>}
        {token.crates > 0 && `, ${texts.crates(token.crates)}`}
      </span>
    </span>
  );
}

type VerdictNotice = Extract<Notice, { kind: 'verdict' }>;

function Wrong({
  notice,
  verdict,
}: {
  readonly notice: VerdictNotice;
  readonly verdict: Extract<Verdict, { kind: 'wrong' }>;
}) {
  const { texts, tcp } = usePlay();
  const { refusal, misconception, right } = verdict;
  // The right number is part of the right token: it is told from the second miss on.
  const told = notice.misses > 1 || (refusal.field !== 'seq' && refusal.field !== 'ack');
  const compared = {
    expected: told ? String(refusal.expected ?? '') : '',
    actual: String(refusal.actual ?? ''),
  };
  const { belief, fact } = tcp.misconceptions[misconception];
  const requirement = refusal.requirement === undefined ? '' : `, ${refusal.requirement}`;
  return (
    <dl>
      <dt>{texts.refusal.youSent}</dt>
      <dd>
        <Boat token={notice.token} wrong={refusal.field} />{' '}
        <span class="quiet">{texts.refusal.inState(notice.state)}</span>
      </dd>
      <dt>{texts.refusal.rule}</dt>
      <dd>
        {tcp.refusals[refusal.reason](compared)}{' '}
        <span class="quiet">
          {texts.refusal.section(refusal.section)}
          {requirement}
        </span>
      </dd>
      {notice.misses > 1 && (
        <>
          <dt>{texts.refusal.couldSend}</dt>
          <dd>{right === undefined ? texts.refusal.nothing : <Boat token={right} />}</dd>
        </>
      )}
      <dt>{texts.refusal.fact}</dt>
      <dd>
        <s class="quiet">{belief}</s> {fact}
      </dd>
    </dl>
  );
}

function VerdictBody({ notice }: { readonly notice: VerdictNotice }) {
  const { texts, tcp } = usePlay();
  const { verdict } = notice;
  if (verdict.kind === 'wrong') return <Wrong notice={notice} verdict={verdict} />;
  return (
    <>
      <p>
        <Boat token={notice.token} />
      </p>
      <p>{wordOf(verdict, texts, tcp)}</p>
    </>
  );
}

function wordOf(verdict: Verdict, texts: PlayTexts, tcp: TcpTexts): string {
  switch (verdict.kind) {
    case 'held':
      return tcp.held[verdict.reason];
    case 'overtaken':
      return texts.harbour.overtaken;
    case 'repeat':
      return texts.refusal.hasty;
    default:
      return texts.refusal.idle;
  }
}

function HintBody({ model, notice }: { readonly model: MatchModel; readonly notice: HintNotice }) {
  const { texts } = usePlay();
  const { hint: words } = texts.harbour;
  const { hint, withRule, token } = notice;
  if (hint === undefined) return <p>{words.nowhere}</p>;
  const entry = model.entries.value.find(({ key }) => keyText(key) === keyText(hint.key));
  const state = entry === undefined ? 'CLOSED' : shownState(entry, model.guess.value);
  return (
    <>
      <dl>
        <dt>{words.where}</dt>
        <dd>{words.at(model.shipAt(hint.key.clientPort), state)}</dd>
        {withRule && (
          <>
            <dt>{words.rule}</dt>
            <dd>
              {words.rules[hint.rule]} <span class="quiet">{words.section(hint.section)}</span>
            </dd>
          </>
        )}
        {token !== undefined && (
          <>
            <dt>{words.token}</dt>
            <dd>{token === 'none' ? words.noToken : <Boat token={token} />}</dd>
          </>
        )}
      </dl>
      <div class="notice-actions">
        {entry !== undefined && entry.id !== model.selectedId.value && (
          <button type="button" class="button small" onClick={() => model.select(entry.id)}>
            {words.go}
          </button>
        )}
        {!withRule && (
          <button type="button" class="button small" onClick={() => model.hint()}>
            {words.which}
          </button>
        )}
        {token === undefined && (
          <button
            type="button"
            class="button small"
            title={words.wholeNote}
            onClick={() => void model.askToken()}
          >
            {words.whole}
          </button>
        )}
      </div>
      {token === undefined && <p class="quiet">{words.wholeNote}</p>}
    </>
  );
}

function AbortBody({ model, token }: { readonly model: MatchModel; readonly token: Token }) {
  const { abort } = usePlay().texts.harbour;
  return (
    <>
      <p>
        <Boat token={token} />
      </p>
      <p>{abort.text}</p>
      <div class="notice-actions">
        <button type="button" class="button small" onClick={() => model.send()}>
          {abort.abort}
        </button>
        <button type="button" class="button small" onClick={() => model.dismiss()}>
          {abort.keep}
        </button>
      </div>
    </>
  );
}

/** What a notice says, below its heading. */
export function NoticeBody({ model, notice }: { readonly model: MatchModel; readonly notice: Notice }) {
  const { texts, tcp } = usePlay();
  switch (notice.kind) {
    case 'verdict':
      return <VerdictBody notice={notice} />;
    case 'obstacle':
      return <p>{obstacleText(notice.obstacle, texts, tcp)}</p>;
    case 'hint':
      return <HintBody model={model} notice={notice} />;
    case 'abort':
      return <AbortBody model={model} token={notice.token} />;
  }
}

function isHeldReason(obstacle: Obstacle, tcp: TcpTexts): obstacle is HeldReason {
  return Object.hasOwn(tcp.held, obstacle);
}

function obstacleText(obstacle: Obstacle, texts: PlayTexts, tcp: TcpTexts): string {
  return isHeldReason(obstacle, tcp) ? tcp.held[obstacle] : texts.refusal.obstacles[obstacle];
}

function Heading({ notice }: { readonly notice: Notice }) {
  const { texts } = usePlay();
  const cost = (points: number) => (
    <span class="notice-cost">{points > 0 ? texts.refusal.cost(points) : texts.refusal.free}</span>
  );
  if (notice.kind === 'obstacle') return <>{texts.refusal.obstacle}</>;
  if (notice.kind === 'abort') return <>{texts.harbour.abort.heading}</>;
  if (notice.kind === 'hint') {
    return (
      <>
        {texts.harbour.hint.button} {cost(notice.cost)}
      </>
    );
  }
  const { verdict } = notice;
  const word =
    verdict.kind === 'wrong' && !verdict.sailed
      ? texts.refusal.wrong
      : verdict.kind === 'held'
        ? texts.refusal.held
        : texts.refusal.needless;
  return (
    <>
      {word} {cost(verdict.cost)}
    </>
  );
}

/** What the referee has to say of the last boat: shown, explained, with the rule. It stays until it is closed. */
export function NoticeCard({ model }: { readonly model: MatchModel }) {
  const { texts } = usePlay();
  const notice = model.notice.value;
  return (
    <div class="notice-place" role="alert">
      {notice !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a small screen
        <section class={`notice ${notice.kind}`} aria-labelledby="notice-heading" tabIndex={0}>
          <header>
            <h2 id="notice-heading">
              <Heading notice={notice} />
            </h2>
            <button
              type="button"
              class="button small plain"
              aria-label={texts.close}
              onClick={() => model.dismiss()}
            >
              ✕
            </button>
          </header>
          <NoticeBody model={model} notice={notice} />
        </section>
      )}
    </div>
  );
}
