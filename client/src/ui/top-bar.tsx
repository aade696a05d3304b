import type { ReadonlySignal, Signal } from '@preact/signals';
import { isKernelLevel } from '@syn-or-swim/shared/levels/kernel-level.ts';
import type { MatchModel } from '../model/match-model.ts';
import type { Presence } from '../model/presence.ts';
import { useMenu } from './menu-context.ts';
import { levelWords, usePlay } from './play-context.ts';
import { useDialogs } from './play-dialogs.ts';
import { turnPause } from './play-keys.ts';
import { clockText } from './time-text.ts';
import { useNow } from './use-now.ts';

/** The name of a level, in the player's language. */
export function useLevelName(level: MatchModel['link']['level']): string {
  return levelWords(level, usePlay()).name;
}

function Horn({ model }: { readonly model: MatchModel }) {
  const { texts } = usePlay();
  const now = useNow(model.link.clock);
  const hornAt = model.public.value?.hornAt ?? model.link.level.timing.round;
  const left = hornAt - now;
  const given = hornAt - model.link.level.timing.round;
  return (
    <p class={`horn ${left < 15_000 ? 'soon' : ''}`}>
      <span class="unseen">{texts.bar.horn}: </span>
      <span class="number">{clockText(left)}</span>
      {given > 0 && (
        <small class="number" title={texts.news.moreTime(clockText(given))}>
          +{clockText(given)}
        </small>
      )}
    </p>
  );
}

function Partner({ presence }: { readonly presence: ReadonlySignal<Presence> }) {
  const { texts } = usePlay();
  const { partner } = presence.value;
  const word = {
    stack: texts.bar.partnerStack,
    here: texts.bar.partnerHere,
    away: texts.bar.partnerAway,
    held: texts.bar.partnerHeld,
  };
  return (
    <p class={`partner ${partner}`}>
      <span class="presence-dot" aria-hidden="true" />
      {texts.bar.partner}: {word[partner]}
    </p>
  );
}

function SoundPicture({ on }: { readonly on: boolean }) {
  return (
    <svg class="sound-picture" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M3 9h4l6-5v16l-6-5H3z" fill="currentColor" />
      <path d={on ? 'M16 8q4 4 0 8M18.500 5q7 7 0 14' : 'm16 9 6 6m0-6-6 6'} />
    </svg>
  );
}

function PausePicture({ paused }: { readonly paused: boolean }) {
  return (
    <svg class="sound-picture" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paused ? 'M7 4l13 8-13 8z' : 'M8 5v14M16 5v14'} />
    </svg>
  );
}

/** The thin bar: level, clock to the horn, own costs, the partner's presence. */
export function TopBar({
  model,
  presence,
  onLeave,
  soundOn,
}: {
  readonly model: MatchModel;
  readonly presence: ReadonlySignal<Presence>;
  readonly onLeave: (() => void) | undefined;
  readonly soundOn: Signal<boolean>;
}) {
  const { texts } = usePlay();
  const { level, seat } = model.link;
  const menu = useMenu();
  const { help } = useDialogs();
  const paused = presence.value.stop.kind === 'paused';
  const { pause } = texts.harbour;
  return (
    <header class="bar">
      <h1>{useLevelName(level)}</h1>
      <Horn model={model} />
      <div class="bar-facts">
        <p>{texts.bar.playing(seat)}</p>
        <p class="number">{texts.bar.costs(model.costs.value)}</p>
        <Partner presence={presence} />
      </div>
      <div class="bar-buttons">
        {!isKernelLevel(level) && (
          <button
            type="button"
            class="button small plain"
            aria-label={paused ? pause.resume : pause.pause}
            aria-keyshortcuts="p"
            onClick={() => turnPause(model, presence.peek())}
          >
            <PausePicture paused={paused} />
          </button>
        )}
        <button
          type="button"
          class="button small plain roomy"
          aria-label={texts.bar.sound}
          aria-pressed={soundOn.value}
          onClick={() => {
            soundOn.value = !soundOn.value;
          }}
        >
          <SoundPicture on={soundOn.value} />
        </button>
        <button type="button" class="button small plain roomy" onClick={menu.openSettings}>
          {menu.texts.settings}
        </button>
        <button
          type="button"
          class="button small plain"
          aria-keyshortcuts="?"
          onClick={() => {
            help.value = true;
          }}
        >
          {texts.bar.help}
        </button>
        {onLeave !== undefined && (
          <button type="button" class="button small plain" onClick={onLeave}>
            {texts.leave}
          </button>
        )}
      </div>
    </header>
  );
}
