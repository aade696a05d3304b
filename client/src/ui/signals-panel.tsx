import type { MatchModel } from '../model/match-model.ts';
import { Panel } from './panel.tsx';
import { shipName, usePlay } from './play-context.ts';
import { saidText } from './said-text.ts';
import { clockText } from './time-text.ts';
import './journal.css';

interface PanelProps {
  readonly model: MatchModel;
}

const WORDS = ['yes', 'no', 'wait', 'resending', 'thanks', 'are-you-there'] as const;

/** Signals about the order of the selected socket. */
function OrderSignals({ model }: PanelProps) {
  const { texts } = usePlay();
  const slip = model.selected.value?.slip;
  if (slip === undefined) return null;
  const { order } = slip;
  const connection = model.view.value?.sockets.find((socket) => socket.order === order)?.connection;
  const gone = connection !== undefined && 'orphan' in connection && connection.orphan;
  return (
    <fieldset class="signal-buttons">
      <legend class="quiet">{texts.signals.about(shipName(texts, slip.name))}</legend>
      {(['SYN', 'crate', 'FIN'] as const).map((subject) => (
        <button
          key={subject}
          type="button"
          class="button small"
          onClick={() => model.say({ kind: 'arrived', order, subject })}
        >
          {texts.signals.didArrive(subject)}
        </button>
      ))}
      <button type="button" class="button small" onClick={() => model.say({ kind: 'give-up', order })}>
        {texts.signals.giveUp}
      </button>
      {gone && (
        <button type="button" class="button small" onClick={() => model.say({ kind: 'gone', order })}>
          {texts.signals.gone}
        </button>
      )}
    </fieldset>
  );
}

function FirstSignals({ model }: PanelProps) {
  const { texts } = usePlay();
  const view = model.view.value;
  const slip = model.selected.value?.slip ?? view?.slips.at(-1);
  const port = view?.lampDuty;
  return (
    <div class="signal-buttons">
      {port !== undefined && (
        <button type="button" class="button small" onClick={() => model.say({ kind: 'port', port })}>
          {texts.signals.tellPort(port)}
        </button>
      )}
      {model.link.level.goal === 'established' && slip !== undefined && (
        <button
          type="button"
          class="button small"
          onClick={() => model.say({ kind: 'ask', order: slip.order })}
        >
          {texts.slips.askLabel(shipName(texts, slip.name))}
        </button>
      )}
      {WORDS.slice(0, 3).map((kind) => (
        <button key={kind} type="button" class="button small" onClick={() => model.say({ kind })}>
          {texts.signals.words[kind]}
        </button>
      ))}
    </div>
  );
}

/** What the server's player can say of the sea walls before its harbour. */
function WallSignals({ model }: PanelProps) {
  const { texts } = usePlay();
  const moments = (model.view.value?.walls ?? []).flatMap(({ until }) =>
    until === undefined ? [] : [until],
  );
  if (moments.length === 0) return null;
  return (
    <div class="signal-buttons">
      {[...new Set(moments)].map((until) => (
        <button
          key={until}
          type="button"
          class="button small"
          onClick={() => model.say({ kind: 'chain-until', until })}
        >
          {texts.signals.said.chain(clockText(until))}
        </button>
      ))}
    </div>
  );
}

/** What the two can say without a voice, and what was said, newest first. */
export function Signals({ model }: PanelProps) {
  const language = usePlay();
  const { texts } = language;
  const slips = model.slipsSeen();
  const said = model.signals.value;
  return (
    <Panel name="signals" heading={texts.signals.heading}>
      {/* The newest word is in sight, the older ones are a scroll away. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: nothing in it takes the focus, so the keyboard could not scroll it */}
      <section class="said-scroll" tabIndex={0} aria-label={texts.signals.log}>
        <ol class="said">
          {said.toReversed().map(({ at, from, signal }, index) => (
            <li key={said.length - index} class={from === model.link.seat ? 'mine' : 'theirs'}>
              <span class="quiet">
                {from === model.link.seat ? texts.signals.from.me : texts.signals.from.partner}{' '}
                <span class="number">{clockText(at)}</span>
              </span>{' '}
              {saidText(signal, slips, language)}
            </li>
          ))}
        </ol>
      </section>
      <FirstSignals model={model} />
      <details>
        <summary>{texts.signals.more}</summary>
        <OrderSignals model={model} />
        <WallSignals model={model} />
        <div class="signal-buttons">
          {WORDS.slice(3).map((kind) => (
            <button key={kind} type="button" class="button small" onClick={() => model.say({ kind })}>
              {texts.signals.words[kind]}
            </button>
          ))}
        </div>
      </details>
    </Panel>
  );
}
