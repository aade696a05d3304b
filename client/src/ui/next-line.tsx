import type { PlayTexts } from '../i18n/play-en.ts';
import type { MatchModel } from '../model/match-model.ts';
import type { NextStep } from '../model/next-step.ts';
import { usePlay } from './play-context.ts';

/** `step` in words; `ship` is the name of the row that it is about. */
function stepText(step: NextStep, ship: string, steps: PlayTexts['steps']): string {
  switch (step.kind) {
    case 'light-lamp':
      return steps.lightLamp(step.port);
    case 'tell-port':
      return steps.tellPort(step.port);
    case 'wait-for-slip':
      return steps.waitForSlip;
    case 'all-done':
      return steps.allDone;
    case 'ask-port':
      return steps.askPort(ship);
    case 'open':
      return steps.open(ship, step.port);
    case 'answer-syn':
      return steps.answerSyn(ship);
    case 'answer-syn-ack':
      return steps.answerSynAck(ship);
    case 'dark-port':
      return steps.darkPort(step.entry.key.serverPort);
    case 'bell':
      return steps.bell(ship);
    case 'owes':
      return steps.owes(ship);
    case 'syn-in-fog':
      return steps.synInFog(ship);
    case 'syn-ack-in-fog':
      return steps.synAckInFog(ship);
    case 'ask-duty':
      return steps.askDuty(ship);
    case 'send-crates':
      return steps.sendCrates(ship, step.crates);
    case 'close-first':
      return steps.closeFirst(ship);
    case 'partner-closes':
      return steps.partnerCloses(ship);
    case 'close-too':
      return steps.closeToo(ship);
    case 'fin-in-fog':
      return steps.finInFog(ship);
    case 'fin-wait-2':
      return steps.finWait2(ship);
    case 'wait':
      return steps.wait(ship);
  }
}

/** One demand at a time: what this seat may think of next, and the way to the socket that it is about. */
export function NextLine({ model, stands }: { readonly model: MatchModel; readonly stands: boolean }) {
  const { texts } = usePlay();
  const step = model.next.value;
  if (step === undefined) return <div class="next" />;
  const entry = 'entry' in step ? step.entry : undefined;
  const elsewhere = entry !== undefined && entry.id !== model.selectedId.value;
  return (
    <div class="next">
      <p>
        <strong>{texts.next.heading}</strong>{' '}
        {stepText(step, entry === undefined ? '' : model.labelOf(entry), texts.steps)}
        {stands && <small class="quiet"> ({texts.bar.stands})</small>}
      </p>
      {elsewhere && (
        <button type="button" class="button small" onClick={() => model.select(entry.id)}>
          {texts.next.go(entry.number)}
        </button>
      )}
    </div>
  );
}
