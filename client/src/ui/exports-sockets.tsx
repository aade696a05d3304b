import { SIDES } from '@syn-or-swim/shared/game/seat.ts';
import { useId, useMemo, useState } from 'preact/hooks';
import type { ExportsTexts } from '../i18n/exports-en.ts';
import type { Debrief } from '../model/debrief-model.ts';
import { matchLogOf } from '../model/match-log.ts';
import { socketHistory } from '../model/socket-history.ts';
import { usePlay } from './play-context.ts';
import { momentText } from './time-text.ts';

function History({ debrief, words }: { readonly debrief: Debrief; readonly words: ExportsTexts }) {
  const { texts } = usePlay();
  const { sockets } = words;
  const id = useId();
  const history = useMemo(() => socketHistory(matchLogOf(debrief.recording, debrief.level)), [debrief]);
  const [place, setPlace] = useState(() => Math.floor(history.length / 2));
  const shown = history[place];
  if (shown === undefined) return null;
  const last = history.length - 1;
  const now = sockets.at(texts.seconds(momentText(shown.at)), place + 1, history.length);
  const step = (by: number, label: string, sign: string) => (
    <button
      type="button"
      class="button small"
      aria-label={label}
      title={label}
      onClick={() => setPlace(Math.min(last, Math.max(0, place + by)))}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
  return (
    <>
      <div class="exports-row">
        {step(-1, sockets.earlier, '‹')}
        <label class="unseen" for={id}>
          {sockets.moment}
        </label>
        <input
          id={id}
          class="exports-slider"
          type="range"
          min={0}
          max={last}
          value={place}
          aria-valuetext={now}
          onInput={({ currentTarget }) => setPlace(Number(currentTarget.value))}
        />
        {step(1, sockets.later, '›')}
      </div>
      <p class="number" role="status">
        {now}
      </p>
      <div class="exports-lists">
        {SIDES.map((side) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a small screen
          <pre key={side} class="socket-print" tabIndex={0}>
            {`${sockets.host(side)}\n${shown.printed[side]}`}
          </pre>
        ))}
      </div>
    </>
  );
}

/** `ss -tan` of both ends at any moment of the match; reckoned up when it is opened. */
export function SocketsPart(props: { readonly debrief: Debrief; readonly words: ExportsTexts }) {
  const { sockets } = props.words;
  const [open, setOpen] = useState(false);
  return (
    <details class="exports-sockets" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <h3>{sockets.heading}</h3>
      </summary>
      <p class="quiet">{sockets.intro}</p>
      {open && <History {...props} />}
    </details>
  );
}
