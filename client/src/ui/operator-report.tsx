import { LEFT_AS, type LeftAs, type LeftSocket } from '@syn-or-swim/shared/scoring/left-sockets.ts';
import type { DebriefTexts } from '../i18n/debrief-en.ts';
import { usePlay } from './play-context.ts';

/** How the two tools of a Linux host show such sockets. */
const SEEN: Readonly<Record<LeftAs, { readonly ss: string; readonly netstat: string }>> = {
  CLOSE_WAIT: { ss: 'ss -tanp state close-wait', netstat: 'netstat -tanp | grep CLOSE_WAIT' },
  FIN_WAIT_1: { ss: 'ss -tano state fin-wait-1', netstat: 'netstat -tano | grep FIN_WAIT1' },
  FIN_WAIT_2: { ss: 'ss -tano state fin-wait-2', netstat: 'netstat -tano | grep FIN_WAIT2' },
  LAST_ACK: { ss: 'ss -tano state last-ack', netstat: 'netstat -tano | grep LAST_ACK' },
  SYN_SENT: { ss: 'ss -tano state syn-sent', netstat: 'netstat -tano | grep SYN_SENT' },
  SYN_RECEIVED: { ss: 'ss -tano state syn-recv', netstat: 'netstat -tano | grep SYN_RECV' },
  'half-open': { ss: 'ss -tano state established', netstat: 'netstat -tano | grep ESTABLISHED' },
  TIME_WAIT: { ss: 'ss -tano state time-wait', netstat: 'netstat -tano | grep TIME_WAIT' },
};

/** What is said of one state: why, how one sees it, what one does, what is Linux and what is the RFC. */
function Said({ as, words }: { readonly as: LeftAs; readonly words: DebriefTexts }) {
  const { operator } = words;
  const said = operator.states[as];
  return (
    <dl>
      <dt>{operator.cause}</dt>
      <dd>{said.cause}</dd>
      <dt>{operator.seen}</dt>
      <dd>
        <code>{SEEN[as].ss}</code> · <code>{SEEN[as].netstat}</code>
        <br />
        {said.seen}
      </dd>
      <dt>{operator.remedy}</dt>
      <dd>{said.remedy}</dd>
      <dt>{operator.linux}</dt>
      <dd>{said.linux}</dd>
      <dt>{operator.rfc}</dt>
      <dd>{said.rfc}</dd>
    </dl>
  );
}

/** The sockets that a match left behind, kind by kind, as one would speak of them on a real machine; then the others. */
export function OperatorReport({
  left,
  words,
}: {
  readonly left: readonly LeftSocket[];
  readonly words: DebriefTexts;
}) {
  const { texts } = usePlay();
  const { operator } = words;
  const kinds = [...new Set(left.map(({ as }) => as))];
  const others = LEFT_AS.filter((as) => !kinds.includes(as));
  return (
    <section class="card operator" aria-labelledby="operator-heading">
      <h2 id="operator-heading">{operator.heading}</h2>
      {kinds.length === 0 && <p class="quiet">{operator.none}</p>}
      {kinds.map((as) => (
        <article key={as}>
          <ul>
            {left
              .filter((socket) => socket.as === as)
              .map(({ side, key, lasted }) => (
                <li key={`${side}-${key.clientPort}-${key.serverPort}`} class="operator-line">
                  {operator.line(
                    side,
                    side === 'client' ? key.clientPort : key.serverPort,
                    as,
                    texts.seconds(Math.round(lasted / 1000)),
                  )}
                </li>
              ))}
          </ul>
          <Said as={as} words={words} />
        </article>
      ))}
      {others.length > 0 && (
        <details class="operator-others">
          <summary>{operator.others}</summary>
          {others.map((as) => (
            <article key={as}>
              <p class="operator-line">{as}</p>
              <Said as={as} words={words} />
            </article>
          ))}
        </details>
      )}
    </section>
  );
}
