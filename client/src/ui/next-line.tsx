import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { PlayTexts } from '../i18n/play-en.ts';
import type { MatchModel } from '../model/match-model.ts';
import type { NextStep } from '../model/next-step.ts';
import { coversState } from '../model/open-guess.ts';
import { shipName, usePlay } from './play-context.ts';
import { clockText } from './time-text.ts';
import { useNarrow } from './use-narrow.ts';
import { useNow } from './use-now.ts';

/** `step` in words; `ship` is the name of the row that it is about. */
function stepText(step: NextStep, ship: string, now: Milliseconds, texts: PlayTexts): string {
  const { steps, harbour } = texts;
  switch (step.kind) {
    case 'light-lamp':
      return steps.lightLamp(step.port);
    case 'tell-port':
      return steps.tellPort(step.port);
    case 'wait-for-slip':
      return steps.waitForSlip;
    case 'all-done':
      return steps.allDone;
    case 'dark':
      return harbour.steps.dark(clockText(step.until));
    case 'open':
      return steps.open(ship, step.port);
    case 'dark-port':
      return steps.darkPort(step.entry.key.serverPort);
    case 'no-such-connection':
      return steps.noSuchConnection(step.entry.key.clientPort);
    case 'send-crates':
      return steps.sendCrates(ship, step.crates);
    case 'close-together':
      return step.at === undefined
        ? harbour.steps.agreeMoment(ship)
        : harbour.steps.closeAt(ship, clockText(step.at), Math.ceil((step.at - now) / 1000));
    default:
      return rowTexts(texts)[step.kind](ship);
  }
}

/** Sentences that need no word beyond the ship. */
function rowTexts({ steps, harbour }: PlayTexts) {
  return {
    'answer-ask': harbour.steps.answerAsk,
    'ask-port': steps.askPort,
    'open-both': harbour.steps.openBoth,
    'answer-syn': steps.answerSyn,
    'answer-syn-ack': steps.answerSynAck,
    bell: steps.bell,
    owes: steps.owes,
    'syn-in-fog': steps.synInFog,
    'syn-ack-in-fog': steps.synAckInFog,
    'ask-duty': steps.askDuty,
    'close-first': steps.closeFirst,
    'agree-closer': harbour.steps.agreeCloser,
    'partner-closes': steps.partnerCloses,
    'await-crates': harbour.steps.awaitCrates,
    'crates-to-come': steps.cratesToCome,
    'close-too': steps.closeToo,
    'night-shift': harbour.steps.nightShift,
    asleep: harbour.steps.asleep,
    'give-up': harbour.steps.giveUp,
    'fin-in-fog': steps.finInFog,
    'fin-wait-2': steps.finWait2,
    wait: steps.wait,
    'pilot-and-slip': harbour.steps.pilotAndSlip,
    pilot: harbour.steps.pilot,
    'lost-here': steps.lostHere,
    lost: steps.lost,
    'customer-left': steps.customerLeft,
  };
}

/** Steps that one tap settles, whichever socket is chosen. */
const WITH_BUTTON: readonly NextStep['kind'][] = ['ask-port', 'ask-duty', 'answer-ask', 'pilot-and-slip'];

/** Steps at which there is nothing to press yet. */
const MERE_WAITING: readonly NextStep['kind'][] = ['wait-for-slip', 'pilot'];

function hasButton(step: NextStep): boolean {
  return WITH_BUTTON.includes(step.kind);
}

/** The button of a step that is one tap: ask, tell, listen; undefined where the step has none. */
function StepButton({ model, step }: { readonly model: MatchModel; readonly step: NextStep }) {
  const { texts } = usePlay();
  const words = texts.harbour.steps;
  const narrow = useNarrow();
  // The sentence beside it names the ship: where there is little room the button does not say it again.
  const button = (short: string, text: string, press: () => void) => (
    <button type="button" class="button small main" aria-label={text} onClick={press}>
      {narrow ? short : text}
    </button>
  );
  if (step.kind === 'light-lamp') {
    const { port } = step;
    return button(words.listen(port), words.listen(port), () => model.act({ kind: 'listen', port }));
  }
  if (step.kind === 'tell-port') {
    const { port } = step;
    return button(words.tellShort, words.tellPort(port), () => model.say({ kind: 'port', port }));
  }
  const slip = 'entry' in step ? step.entry.slip : undefined;
  if (slip === undefined) return null;
  const ship = shipName(texts, slip.name);
  if (step.kind === 'ask-port' || step.kind === 'ask-duty') {
    const { order } = slip;
    return button(words.askShort, words.ask(ship), () => model.say({ kind: 'ask', order }));
  }
  if (step.kind === 'answer-ask' || step.kind === 'pilot-and-slip')
    return button(words.tellShort, words.tell(ship), () => model.tell(slip));
  return null;
}

/** One demand at a time: what this seat may think of next, and the way to the socket that it is about. */
export function NextLine({ model, stands }: { readonly model: MatchModel; readonly stands: boolean }) {
  const { texts } = usePlay();
  const now = useNow(model.link.clock);
  const step = model.next.value;
  if (step === undefined) return <div class="next" />;
  const entry = 'entry' in step ? step.entry : undefined;
  const covered = entry !== undefined && coversState(model.guess.value, entry.key.clientPort);
  const elsewhere = entry !== undefined && entry.id !== model.selectedId.value;
  return (
    <div class="next">
      <p>
        <strong>{texts.next.heading}</strong>{' '}
        {covered
          ? texts.guess.first(model.labelOf(entry))
          : stepText(step, entry === undefined ? '' : model.labelOf(entry), now, texts)}
        {stands && <small class="quiet"> ({texts.bar.stands})</small>}
      </p>
      <StepButton model={model} step={step} />
      {stands && MERE_WAITING.includes(step.kind) && (
        // Any tap and any key lets the clock run; who may only wait is given one.
        <button type="button" class="button small main">
          {texts.harbour.steps.start}
        </button>
      )}
      {elsewhere && !hasButton(step) && (
        <button type="button" class="button small" onClick={() => model.select(entry.id)}>
          {texts.next.go(entry.number)}
        </button>
      )}
    </div>
  );
}
