import type { Slip } from '@syn-or-swim/shared/game/order.ts';
import type { Signal } from '@syn-or-swim/shared/game/signal.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { isKernelLevel } from '@syn-or-swim/shared/levels/kernel-level.ts';
import type { PlayTexts } from '../i18n/play-en.ts';
import type { MatchModel } from '../model/match-model.ts';
import { agreedCloser, agreedMoment, toldDuty } from '../model/told-duties.ts';
import { Panel } from './panel.tsx';
import { shipName, usePlay } from './play-context.ts';
import { clockText } from './time-text.ts';
import './journal.css';

interface SlipProps {
  readonly model: MatchModel;
  readonly slip: Slip;
}

/** Who closes first, as the slip has it; undefined where a pilot closes. */
function closingText(slip: Slip, { link }: MatchModel, texts: PlayTexts): string | undefined {
  if (link.level.pilot.closes) return undefined;
  if (slip.closing === 'pair-decides') return texts.harbour.slips.pairDecides;
  if (slip.closing === 'both-at-once') return texts.harbour.slips.bothAtOnce;
  return slip.partnerClosesFirst ? texts.slips.partnerCloses : texts.slips.partnerWaits;
}

/** What this seat itself has to do, as far as it was told or agreed. */
function OwnPart({ model, slip }: SlipProps) {
  const { texts } = usePlay();
  const { seat } = model.link;
  const signals = model.signals.value;
  const told = toldDuty(signals, seat, slip.order);
  const closer = slip.closing === undefined ? told.closesFirst : agreedCloser(signals, seat, slip.order);
  const moment = agreedMoment(signals, slip.order);
  const parts = [
    told.crates !== undefined && texts.slips.yourCrates(told.crates),
    told.cratesAfterFin !== undefined && texts.harbour.slips.yourCratesAfter(told.cratesAfterFin),
    closer !== undefined && (closer === 'me' ? texts.slips.youClose : texts.slips.partnerCloses),
    moment !== undefined && texts.harbour.slips.together(clockText(moment)),
  ].filter((part) => part !== false);
  return (
    <p class="own-part">
      <span class="quiet">{texts.slips.yourPart}: </span>
      {parts.length === 0 ? texts.slips.notTold : parts.join(', ')}
    </p>
  );
}

/** The moment that a "together" names is a whole multiple of this, so that it can be said aloud. */
const ROUND: Milliseconds = 5_000;
/** Time to hear of the moment and to be ready, in crossings and for the hand. */
const CROSSINGS = 2;
const HANDS: Milliseconds = 6_000;

/** A moment on which two can agree now. */
function nextMoment(model: MatchModel): Milliseconds {
  const soon = model.link.clock.now() + CROSSINGS * model.link.level.timing.crossing + HANDS;
  return Math.ceil(soon / ROUND) * ROUND;
}

function SayButton({
  model,
  text,
  label,
  word,
}: {
  readonly model: MatchModel;
  readonly text: string;
  readonly label: string;
  readonly word: () => Signal;
}) {
  return (
    <button type="button" class="button small" aria-label={label} onClick={() => model.say(word())}>
      {text}
    </button>
  );
}

/** Where the slips leave the closing to the pair: what one can say about it. */
function ClosingWords({ model, slip }: SlipProps) {
  const { texts } = usePlay();
  const words = texts.harbour.slips;
  const ship = shipName(texts, slip.name);
  const { order } = slip;
  if (slip.closing === 'both-at-once') {
    const clock = clockText(nextMoment(model));
    return (
      <SayButton
        model={model}
        text={words.together(clock)}
        label={words.togetherLabel(ship, clock)}
        word={() => ({ kind: 'together', order, at: nextMoment(model) })}
      />
    );
  }
  if (slip.closing !== 'pair-decides') return null;
  return (
    <>
      <SayButton
        model={model}
        text={words.iClose}
        label={words.iCloseLabel(ship)}
        word={() => ({ kind: 'close-first', order, who: 'I' })}
      />
      <SayButton
        model={model}
        text={words.youClose}
        label={words.youCloseLabel(ship)}
        word={() => ({ kind: 'close-first', order, who: 'you' })}
      />
    </>
  );
}

function SlipActions({ model, slip }: SlipProps) {
  const { texts } = usePlay();
  const ship = shipName(texts, slip.name);
  return (
    <div class="slip-actions">
      <button
        type="button"
        class="button small"
        aria-label={texts.slips.tellLabel(ship)}
        onClick={() => model.tell(slip)}
      >
        {texts.slips.tell}
      </button>
      <SayButton
        model={model}
        text={texts.slips.ask}
        label={texts.slips.askLabel(ship)}
        word={() => ({ kind: 'ask', order: slip.order })}
      />
      <ClosingWords model={model} slip={slip} />
    </div>
  );
}

function SlipCard({ model, slip }: SlipProps) {
  const { texts } = usePlay();
  const ship = shipName(texts, slip.name);
  const reached = model.view.value?.orders.some(
    (order) => order.clientPort === slip.clientPort && order.reached,
  );
  if (model.link.level.goal === 'established') {
    return (
      <li class={`slip ${reached ? 'finished' : ''}`}>
        <p>{texts.slips.handshakeOnly(ship)}</p>
        {reached && <p class="quiet">{texts.slips.reached}</p>}
      </li>
    );
  }
  const closing = closingText(slip, model, texts);
  return (
    <li class={`slip ${reached ? 'finished' : ''}`}>
      <p>
        <strong>{texts.slips.sends(ship, slip.partnerCrates)}</strong>
        {slip.partnerCratesAfterFin > 0 && `, ${texts.slips.sendsAfter(slip.partnerCratesAfterFin)}`}
        {closing !== undefined && `, ${closing}`}
      </p>
      {slip.encore === true && <p class="quiet">{texts.harbour.encore.badge}</p>}
      {slip.bothOpen === true && <p>{texts.harbour.slips.bothOpen}</p>}
      <OwnPart model={model} slip={slip} />
      {!isKernelLevel(model.link.level) && <SlipActions model={model} slip={slip} />}
    </li>
  );
}

/** The halves of the slips that this seat holds, newest first, each with what the partner has told. */
export function Slips({ model }: { readonly model: MatchModel }) {
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
