import { CRATES_MAX } from '@syn-or-swim/shared/game/token.ts';
import { portOfDraft } from '../model/local-referee.ts';
import type { MatchModel } from '../model/match-model.ts';
import { FLAG_NAMES, FlagPicture } from './flag-picture.tsx';
import { usePlay } from './play-context.ts';
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
            onChange={() => model.choosePort(port)}
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
          onClick={() => model.toggleFlag(flag)}
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
        onClick={() => model.setCrates(crates - 1)}
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
            model.setCrates(event.currentTarget.valueAsNumber);
            event.currentTarget.value = String(model.draft.value.crates);
          }}
        />
      </label>
      <button
        type="button"
        class="button small"
        aria-label={texts.token.more}
        aria-disabled={crates === CRATES_MAX}
        onClick={() => model.setCrates(crates + 1)}
      >
        +
      </button>
    </fieldset>
  );
}

/** The plate on the hull. In Cadet the numbers are filled in, to be read and not to be written. */
function Plate({ model }: TokenProps) {
  const token = model.token.value;
  const shown = (number: number | undefined) => (number === undefined ? '' : String(number));
  return (
    <>
      <label class="plate">
        <span class="label">seq</span>
        <input class="field number" readOnly aria-label="seq" value={shown(token?.seq)} />
      </label>
      <label class="plate">
        <span class="label">ack</span>
        <input
          class="field number"
          readOnly
          aria-label="ack"
          value={token?.flags.ack === true ? shown(token.ack) : '–'}
        />
      </label>
    </>
  );
}

/** The token builder: everything that makes a boat, with plain buttons and fields. */
export function TokenBuilder({ model }: TokenProps) {
  const { texts } = usePlay();
  const entry = model.selected.value;
  return (
    <section class="token panel" aria-labelledby="token-heading">
      <h2 id="token-heading">
        {texts.token.heading}{' '}
        {entry !== undefined && <span class="quiet">{texts.token.for(model.labelOf(entry))}</span>}
      </h2>
      <PortChoice model={model} />
      <FlagButtons model={model} />
      <div class="hull">
        <CrateStepper model={model} />
        <Plate model={model} />
      </div>
      <button type="button" class="button main send" onClick={() => model.send()}>
        {texts.token.send}
      </button>
    </section>
  );
}
