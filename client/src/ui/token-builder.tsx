import { CRATES_MAX } from '@syn-or-swim/shared/game/token.ts';
import { portOfDraft } from '../model/draft.ts';
import type { MatchModel } from '../model/match-model.ts';
import { FLAG_NAMES, FlagPicture } from './flag-picture.tsx';
import { usePlay } from './play-context.ts';
import { GradeLine, LastPlate, TokenNumbers } from './token-numbers.tsx';
import './token.css';

interface TokenProps {
  readonly model: MatchModel;
}

function PortChoice({ model }: TokenProps) {
  const { texts } = usePlay();
  const { ports } = model.link.level;
  const chosen = portOfDraft(model.draft.value, model.link.level);
  if (!model.needsPort() || ports.length < 2) return null;
  return (
    <fieldset class="port-choice">
      <legend>{texts.token.port}</legend>
      {ports.map((port) => (
        <label key={port} class="port">
          <input
            type="radio"
            name="port"
            aria-label={texts.token.portChoice(port)}
            checked={port === chosen}
            onChange={() => model.hand.choosePort(port)}
          />
          <span aria-hidden="true">{port}</span>
        </label>
      ))}
    </fieldset>
  );
}

function FlagButtons({ model }: TokenProps) {
  const { texts } = usePlay();
  const { flags } = model.draft.value;
  return (
    <fieldset class="flag-buttons" aria-label={texts.token.flags}>
      {FLAG_NAMES.map(([flag, name]) => (
        <button
          key={flag}
          type="button"
          class={`flag-button ${flag}`}
          aria-label={name}
          aria-pressed={flags[flag]}
          onClick={() => model.hand.toggleFlag(flag)}
        >
          <FlagPicture flag={flag} name={name} />
        </button>
      ))}
    </fieldset>
  );
}

function CrateStepper({ model }: TokenProps) {
  const { texts } = usePlay();
  const { crates } = model.draft.value;
  return (
    <fieldset class="stepper" aria-label={texts.token.crate}>
      <button
        type="button"
        class="button small"
        aria-label={texts.token.fewer}
        aria-disabled={crates === 0}
        onClick={() => model.hand.setCrates(crates - 1)}
      >
        −
      </button>
      <label>
        <span class="label">{texts.token.crate}</span>
        <input
          class="field number"
          type="number"
          inputmode="numeric"
          min={0}
          max={CRATES_MAX}
          step={1}
          value={crates}
          onInput={(event) => {
            model.hand.setCrates(event.currentTarget.valueAsNumber);
            event.currentTarget.value = String(model.draft.value.crates);
          }}
        />
      </label>
      <button
        type="button"
        class="button small"
        aria-label={texts.token.more}
        aria-disabled={crates === CRATES_MAX}
        onClick={() => model.hand.setCrates(crates + 1)}
      >
        +
      </button>
    </fieldset>
  );
}

/** The token builder: everything that makes a boat, with plain buttons and fields; hints only where a match gives them. */
export function TokenBuilder({ model, hints = true }: TokenProps & { readonly hints?: boolean }) {
  const { texts } = usePlay();
  const entry = model.selected.value;
  const { flags } = model.draft.value;
  const anyFlag = FLAG_NAMES.some(([flag]) => flags[flag]);
  return (
    <section class="token panel" aria-labelledby="token-heading">
      <h2 id="token-heading">
        {texts.token.heading}{' '}
        {entry !== undefined && <span class="quiet">{texts.token.for(model.labelOf(entry))}</span>}
      </h2>
      <PortChoice model={model} />
      <FlagButtons model={model} />
      <div class={`hull ${model.boat.value?.grade ?? 'cadet'}`}>
        <CrateStepper model={model} />
        <LastPlate model={model} />
        <TokenNumbers model={model} />
      </div>
      <GradeLine model={model} />
      <div class="token-foot">
        {hints && (
          <button type="button" class="button" aria-keyshortcuts="h" onClick={() => model.hint()}>
            {texts.harbour.hint.button}
          </button>
        )}
        <button type="button" class={`button send ${anyFlag ? 'main' : ''}`} onClick={() => model.send()}>
          {texts.token.send}
        </button>
      </div>
    </section>
  );
}
