import { SIDES } from '@syn-or-swim/shared/game/seat.ts';
import { type Segment, segmentText } from '@syn-or-swim/shared/tcp/segment.ts';
import type { SandboxTexts } from '../i18n/sandbox-en.ts';
import type { SandboxModel } from '../model/sandbox-model.ts';
import { momentText } from './time-text.ts';

/** What a part of the sandbox is drawn from. */
export interface SandboxProps {
  readonly model: SandboxModel;
  readonly words: SandboxTexts;
}

/** `segment` in words; a window that closes is what some set-ups are about, so it is said where it is 0. */
export function sandboxSegmentText(segment: Segment): string {
  const { flags, window } = segment;
  return `${segmentText(segment)}${flags.ack && !flags.rst && window === 0 ? ' win 0' : ''}`;
}

/** What moves time next, in words. */
function nextText({ model, words }: SandboxProps): string {
  const { boats, nextAt, phase } = model.view.value;
  if (phase === 'ended') return words.time.over;
  if (boats.some(({ waits }) => waits !== undefined)) return words.time.waits;
  return nextAt === undefined || model.isStill ? words.time.stands : words.time.next(momentText(nextAt));
}

/** The line of time: back, forward, and on by one step. */
export function SandboxTime({ model, words }: SandboxProps) {
  const { time } = words;
  const { now, last } = model.position;
  return (
    <section class="card sandbox-time" aria-labelledby="sandbox-time-heading">
      <h2 id="sandbox-time-heading">
        {time.heading} <strong class="number">{time.now(momentText(model.view.value.now))}</strong>
      </h2>
      <div class="sandbox-time-buttons">
        <button
          type="button"
          class="button small"
          aria-label={time.start}
          aria-disabled={now === 0}
          onClick={() => model.goTo(0)}
        >
          <span aria-hidden="true">|←</span>
        </button>
        <button
          type="button"
          class="button"
          aria-keyshortcuts="ArrowLeft"
          aria-disabled={now === 0}
          onClick={() => model.goTo(now - 1)}
        >
          <span aria-hidden="true">←</span> {time.back}
        </button>
        <button
          type="button"
          class={`button ${now < last ? 'main' : ''}`}
          aria-keyshortcuts="ArrowRight"
          aria-disabled={now === last}
          onClick={() => model.goTo(now + 1)}
        >
          {time.forward} <span aria-hidden="true">→</span>
        </button>
        <button
          type="button"
          class={`button ${now < last ? '' : 'main'}`}
          aria-keyshortcuts="n"
          aria-disabled={model.isStill}
          onClick={() => model.step()}
        >
          {time.step}
        </button>
      </div>
      <p class="sandbox-states" aria-hidden="true">
        {SIDES.map((side) => (
          <span key={side}>{model.stateAt(side)}</span>
        ))}
      </p>
      <label class="sandbox-line">
        <span class="quiet number">{time.moment(now, last)}</span>
        <input
          type="range"
          aria-label={time.line}
          min={0}
          max={last}
          step={1}
          value={now}
          onInput={(event) => model.goTo(event.currentTarget.valueAsNumber)}
        />
      </label>
      <p class="quiet sandbox-next" role="status">
        {nextText({ model, words })}
      </p>
    </section>
  );
}

/** Moves the sandbox by `event`: the arrows go back and forward, N takes a step. True where the key meant that. */
export function pressSandboxKey(event: KeyboardEvent, model: SandboxModel): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.target instanceof HTMLElement && event.target.closest('input, select, textarea, dialog')) {
    return false;
  }
  const { now } = model.position;
  switch (event.key) {
    case 'ArrowLeft':
      model.goTo(now - 1);
      return true;
    case 'ArrowRight':
      model.goTo(now + 1);
      return true;
    case 'n':
    case 'N':
      model.step();
      return true;
    default:
      return false;
  }
}
