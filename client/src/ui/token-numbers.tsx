import { CRATE_OCTETS } from '@syn-or-swim/shared/game/token.ts';
import { flagsText } from '@syn-or-swim/shared/tcp/segment.ts';
import type { SequenceNumber } from '@syn-or-swim/shared/tcp/sequence-number.ts';
import { sequenceNumber } from '@syn-or-swim/shared/tcp/sequence-number.ts';
import { lastSent, type PlateField, type ReadyBoat, startingNumbers } from '../model/draft.ts';
import type { MatchModel } from '../model/match-model.ts';
import { usePlay } from './play-context.ts';
import './token-numbers.css';

interface NumbersProps {
  readonly model: MatchModel;
  readonly boat: ReadyBoat;
}

const FIELDS: readonly PlateField[] = ['seq', 'ack'];

/** Cadet: the numbers are filled in, to be read and not to be written. */
function FilledPlate({ boat }: { readonly boat: ReadyBoat | undefined }) {
  return (
    <div class="plates">
      {FIELDS.map((field) => (
        <label key={field} class="plate">
          <span class="label">{field}</span>
          <input
            class="field number"
            readOnly
            aria-label={field}
            value={boat === undefined ? '' : String(boat.shown[field] ?? '–')}
          />
        </label>
      ))}
    </div>
  );
}

/** From here on a number has so many digits that four of them fill the width of a phone. */
const MANY_DIGITS = 10_000_000;

function Choice({ model, boat, field }: NumbersProps & { readonly field: PlateField }) {
  const { texts } = usePlay();
  const numbers = boat.choices[field];
  return (
    <fieldset class="number-choice" aria-label={field}>
      <span class="label" aria-hidden="true">
        {field}
      </span>
      {numbers.length === 0 ? (
        <span class="quiet">{texts.harbour.numbers.noAck}</span>
      ) : (
        <div class="number-options">
          {numbers.map((number) => (
            <label key={number} class="number-option">
              <input
                type="radio"
                name={`choice-${field}`}
                aria-label={texts.harbour.numbers.choice(field, number)}
                checked={boat.shown[field] === number}
                onChange={() => model.hand.setNumber(field, number)}
              />
              <span class={`number ${number >= MANY_DIGITS ? 'long' : ''}`} aria-hidden="true">
                {number}
              </span>
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}

/** Mate: each number is chosen among a few. */
function Choices({ model, boat }: NumbersProps) {
  const { texts } = usePlay();
  if (boat.choices.seq.length === 0) {
    return <p class="flags-first quiet">{texts.harbour.numbers.flagsFirst}</p>;
  }
  return (
    <div class="number-choices">
      {FIELDS.map((field) => (
        <Choice key={field} model={model} boat={boat} field={field} />
      ))}
    </div>
  );
}

/** What is written in a field, as a number of the sequence space; undefined where it is none. */
function written(text: string): SequenceNumber | undefined {
  const number = Number(text);
  return text.trim() === '' || !Number.isInteger(number) || number < 0 || number >= 2 ** 32
    ? undefined
    : sequenceNumber(number);
}

/** Octets by which the buttons and the keys of a field move its number: SYN or FIN 1, a crate 100. */
const STEPS = [1, 100] as const;

function WrittenNumber({ model, boat, field }: NumbersProps & { readonly field: PlateField }) {
  const { texts } = usePlay();
  const { numbers } = model.draft.value;
  const off = field === 'ack' && !boat.token.flags.ack;
  const keys: Readonly<Record<string, number>> = {
    ArrowUp: 1,
    ArrowDown: -1,
    PageUp: 100,
    PageDown: -100,
  };
  return (
    <div class={`written-number ${off ? 'off' : ''}`}>
      <label>
        <span class="label">{field}</span>
        <input
          class="field number"
          type="number"
          inputmode="numeric"
          min={0}
          max={2 ** 32 - 1}
          step={1}
          aria-label={field}
          value={numbers[field] ?? ''}
          onInput={(event) => model.hand.setNumber(field, written(event.currentTarget.value))}
          onKeyDown={(event) => {
            const by = keys[event.key];
            if (by === undefined) return;
            // The browser's own stepping stops at the ends, sequence numbers wrap.
            event.preventDefault();
            model.hand.stepNumber(field, by);
          }}
        />
      </label>
      {STEPS.map((by) => (
        <button
          key={by}
          type="button"
          class="button small"
          aria-label={texts.harbour.numbers.step(field, by)}
          onClick={() => model.hand.stepNumber(field, by)}
        >
          +{by}
        </button>
      ))}
      <button
        type="button"
        class="button small"
        aria-label={texts.harbour.numbers.step(field, -1)}
        onClick={() => model.hand.stepNumber(field, -1)}
      >
        −1
      </button>
    </div>
  );
}

/**
 * What the next numbers follow from: the last boat that left from the chosen socket, or the ISN before the first.
 * Where the numbers are filled in nobody needs it.
 */
export function LastPlate({ model }: { readonly model: MatchModel }) {
  const { texts } = usePlay();
  const boat = model.boat.value;
  const entry = model.selected.value;
  if (boat === undefined || entry === undefined || boat.grade === 'cadet') return null;
  const last = lastSent(entry, model.view.value);
  if (last === undefined) {
    const { seq } = startingNumbers(entry, model.view.value);
    if (seq === undefined) return null;
    return (
      <p class="last-plate">
        <span class="quiet">{texts.harbour.numbers.isn}</span> <strong class="number">{seq}</strong>
      </p>
    );
  }
  const crates = Math.floor(last.dataLength / CRATE_OCTETS);
  return (
    <p class="last-plate">
      <span class="quiet">{texts.harbour.numbers.lastSent}</span>{' '}
      <strong class="number">
        <span class="whole">{flagsText(last.flags)}</span> <span class="whole">seq {last.seq}</span>{' '}
        {crates > 0 && <span class="whole">+ {texts.crates(crates)}</span>}
      </strong>
    </p>
  );
}

/** The numbers on the plate, as the seat's grade has them: filled in, chosen, or written. */
export function TokenNumbers({ model }: { readonly model: MatchModel }) {
  const boat = model.boat.value;
  if (boat === undefined || boat.grade === 'cadet') return <FilledPlate boat={boat} />;
  if (boat.grade === 'mate') return <Choices model={model} boat={boat} />;
  return (
    <div class="written-numbers">
      {FIELDS.map((field) => (
        <WrittenNumber key={field} model={model} boat={boat} field={field} />
      ))}
    </div>
  );
}

/** Says which help there is at the chosen socket, where it has become more than the level gives. */
export function GradeLine({ model }: { readonly model: MatchModel }) {
  const { texts } = usePlay();
  const boat = model.boat.value;
  if (boat === undefined || !boat.dropped) return null;
  const { grades } = texts.harbour;
  const level = model.link.level.assistance;
  const inCadet = level === 'cadet' ? grades.droppedInCadet : grades.droppedToCadet;
  return (
    <p class="grade-line" role="status">
      {boat.grade === 'mate' ? grades.droppedToMate : inCadet}
    </p>
  );
}
