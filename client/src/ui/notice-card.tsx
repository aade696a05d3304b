import type { Token } from '@syn-or-swim/shared/game/token.ts';
import type { HeldReason, Verdict } from '@syn-or-swim/shared/game/verdict.ts';
import { flagsText } from '@syn-or-swim/shared/tcp/segment.ts';
import type { PlayTexts } from '../i18n/play-en.ts';
import type { TcpTexts } from '../i18n/tcp-en.ts';
import type { MatchModel, Notice, Obstacle } from '../model/match-model.ts';
import { FlagRow } from './flag-picture.tsx';
import { usePlay } from './play-context.ts';
import './notice.css';

/** A token as a person reads it: "SYN+ACK seq 5200 ack 4101, 1 crate". */
export function tokenText(token: Token, texts: PlayTexts): string {
  const ack = token.flags.ack ? ` ack ${token.ack}` : '';
  const crates = token.crates > 0 ? `, ${texts.crates(token.crates)}` : '';
  return `${flagsText(token.flags)} seq ${token.seq}${ack}${crates}`;
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
  const compared = { expected: String(refusal.expected ?? ''), actual: String(refusal.actual ?? '') };
  const { belief, fact } = tcp.misconceptions[misconception];
  const requirement = refusal.requirement === undefined ? '' : `, ${refusal.requirement}`;
  return (
    <dl>
      <dt>{texts.refusal.youSent}</dt>
      <dd>
        <Boat token={notice.token} /> <span class="quiet">{texts.refusal.inState(notice.state)}</span>
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
  const word =
    verdict.kind === 'held'
      ? tcp.held[verdict.reason]
      : verdict.kind === 'repeat'
        ? texts.refusal.hasty
        : texts.refusal.idle;
  return (
    <>
      <p>
        <Boat token={notice.token} />
      </p>
      <p>{word}</p>
    </>
  );
}

function isHeldReason(obstacle: Obstacle, tcp: TcpTexts): obstacle is HeldReason {
  return Object.hasOwn(tcp.held, obstacle);
}

function obstacleText(obstacle: Obstacle, texts: PlayTexts, tcp: TcpTexts): string {
  return isHeldReason(obstacle, tcp) ? tcp.held[obstacle] : texts.refusal.obstacles[obstacle];
}

function Heading({ notice }: { readonly notice: Notice }) {
  const { texts } = usePlay();
  if (notice.kind === 'obstacle') return <>{texts.refusal.obstacle}</>;
  const { verdict } = notice;
  const word =
    verdict.kind === 'wrong' && !verdict.sailed
      ? texts.refusal.wrong
      : verdict.kind === 'held'
        ? texts.refusal.held
        : texts.refusal.needless;
  return (
    <>
      {word}{' '}
      <span class="notice-cost">
        {verdict.cost > 0 ? texts.refusal.cost(verdict.cost) : texts.refusal.free}
      </span>
    </>
  );
}

/** What the referee has to say of the last boat: shown, explained, with the rule. It stays until it is closed. */
export function NoticeCard({ model }: { readonly model: MatchModel }) {
  const { texts, tcp } = usePlay();
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
              onClick={() => {
                model.notice.value = undefined;
              }}
            >
              ✕
            </button>
          </header>
          {notice.kind === 'verdict' ? (
            <VerdictBody notice={notice} />
          ) : (
            <p>{obstacleText(notice.obstacle, texts, tcp)}</p>
          )}
        </section>
      )}
    </div>
  );
}
