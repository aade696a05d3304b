import type { Slip } from '@syn-or-swim/shared/game/order.ts';
import { CRATE_OCTETS } from '@syn-or-swim/shared/game/token.ts';
import type { Arrival } from '@syn-or-swim/shared/game/view.ts';
import { flagsText } from '@syn-or-swim/shared/tcp/segment.ts';
import type { MatchModel } from '../model/match-model.ts';
import { toldDuty } from '../model/told-duties.ts';
import { FlagRow } from './flag-picture.tsx';
import { Panel } from './panel.tsx';
import { shipName, usePlay } from './play-context.ts';
import { saidText } from './said-text.ts';
import { clockText } from './time-text.ts';
import './journal.css';

interface PanelProps {
  readonly model: MatchModel;
}

function ArrivalRow({ arrival, model }: PanelProps & { readonly arrival: Arrival }) {
  const { texts } = usePlay();
  const { segment, key, before, after } = arrival;
  const crates = Math.floor(segment.dataLength / CRATE_OCTETS);
  return (
    <li class="arrival">
      <FlagRow flags={segment.flags} />
      <span class="unseen">{flagsText(segment.flags)} </span>
      <span class="number plate-text">
        seq {segment.seq}
        {segment.flags.ack && ` ack ${segment.ack}`}
        {crates > 0 && <strong> + {texts.crates(crates)}</strong>}
      </span>
      <span class="quiet">
        {model.shipAt(key.clientPort)} · {texts.arrived.states(before, after)}{' '}
        <span class="number">{clockText(arrival.at)}</span>
      </span>
    </li>
  );
}

/** What came out of the fog, newest first. */
export function Arrivals({ model }: PanelProps) {
  const { texts } = usePlay();
  const arrivals = model.view.value?.arrivals ?? [];
  return (
    <Panel name="arrivals" heading={texts.arrived.heading}>
      {arrivals.length === 0 && <p class="quiet">{texts.arrived.none}</p>}
      <ol>
        {arrivals.toReversed().map((arrival) => (
          <ArrivalRow key={`${arrival.boat}-${arrival.at}`} arrival={arrival} model={model} />
        ))}
      </ol>
    </Panel>
  );
}

function OwnPart({ model, slip }: PanelProps & { readonly slip: Slip }) {
  const { texts } = usePlay();
  const told = toldDuty(model.signals.value, model.link.seat, slip.order);
  const parts = [
    ...(told.crates === undefined ? [] : [texts.slips.yourCrates(told.crates)]),
    ...(told.closesFirst === undefined
      ? []
      : [told.closesFirst === 'me' ? texts.slips.youClose : texts.slips.partnerCloses]),
  ];
  return (
    <p class="own-part">
      <span class="quiet">{texts.slips.yourPart}: </span>
      {parts.length === 0 ? texts.slips.notTold : parts.join(', ')}
    </p>
  );
}

function tell(model: MatchModel, slip: Slip): void {
  const who = slip.partnerClosesFirst ? 'you' : 'I';
  model.say({ kind: 'send', order: slip.order, crates: slip.partnerCrates + slip.partnerCratesAfterFin });
  model.say({ kind: 'close-first', order: slip.order, who });
}

function SlipCard({ model, slip }: PanelProps & { readonly slip: Slip }) {
  const { texts } = usePlay();
  const ship = shipName(texts, slip.name);
  const handshakeOnly = model.link.level.goal === 'established';
  const reached = model.view.value?.orders.some(
    (order) => order.clientPort === slip.clientPort && order.reached,
  );
  if (handshakeOnly) {
    return (
      <li class={`slip ${reached ? 'finished' : ''}`}>
        <p>{texts.slips.handshakeOnly(ship)}</p>
        {reached && <p class="quiet">{texts.slips.reached}</p>}
      </li>
    );
  }
  return (
    <li class={`slip ${reached ? 'finished' : ''}`}>
      <p>
        <strong>{texts.slips.sends(ship, slip.partnerCrates)}</strong>
        {slip.partnerCratesAfterFin > 0 && `, ${texts.slips.sendsAfter(slip.partnerCratesAfterFin)}`}
        {', '}
        {slip.partnerClosesFirst ? texts.slips.partnerCloses : texts.slips.partnerWaits}
      </p>
      <OwnPart model={model} slip={slip} />
      <div class="slip-actions">
        <button
          type="button"
          class="button small"
          aria-label={texts.slips.tellLabel(ship)}
          onClick={() => tell(model, slip)}
        >
          {texts.slips.tell}
        </button>
        <button
          type="button"
          class="button small"
          aria-label={texts.slips.askLabel(ship)}
          onClick={() => model.say({ kind: 'ask', order: slip.order })}
        >
          {texts.slips.ask}
        </button>
      </div>
    </li>
  );
}

/** The halves of the slips that this seat holds, newest first, each with what the partner has told. */
export function Slips({ model }: PanelProps) {
  const { texts } = usePlay();
  const slips = model.view.value?.slips ?? [];
  return (
    <Panel name="slips" heading={texts.slips.heading}>
      {slips.length === 0 && <p class="quiet">{texts.slips.none}</p>}
      <ol>
        {slips.toReversed().map((slip) => (
          <SlipCard key={slip.order} slip={slip} model={model} />
        ))}
      </ol>
    </Panel>
  );
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

/** What the two can say without a voice, and what was said, newest first. */
export function Signals({ model }: PanelProps) {
  const language = usePlay();
  const { texts } = language;
  const slips = model.view.value?.slips ?? [];
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
