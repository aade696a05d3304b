import type { ReadonlySignal } from '@preact/signals';
import type { Stop } from '@syn-or-swim/shared/game/match-clock.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import type { HarbourTexts } from '../i18n/harbour-en.ts';
import type { MatchModel } from '../model/match-model.ts';
import type { Presence } from '../model/presence.ts';
import { usePlay } from './play-context.ts';
import './stop-line.css';

function stopText({ kind, by }: Stop, seat: Side, { pause }: HarbourTexts): string {
  if (kind === 'paused') {
    if (by === 'both' || by === 'nobody') return pause.bothPaused;
    return by === seat ? pause.youPaused : pause.partnerPaused;
  }
  return by === seat ? pause.yourTurn : pause.partnerThinks;
}

/** Why time stands in the midst of a match, and the way on; nothing while it runs. */
export function StopLine({
  model,
  presence,
}: {
  readonly model: MatchModel;
  readonly presence: ReadonlySignal<Presence>;
}) {
  const { texts } = usePlay();
  const { stop } = presence.value;
  return (
    <div class="stop-place" role="status">
      {stop.kind !== 'none' && (
        <p class={`stop-line ${stop.kind}`}>
          {stopText(stop, model.link.seat, texts.harbour)}
          {stop.kind === 'paused' && (
            <button type="button" class="button small main" onClick={() => model.ask({ kind: 'resume' })}>
              {texts.harbour.pause.resume}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
