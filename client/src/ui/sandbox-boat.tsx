import type { SandboxCall } from '@syn-or-swim/shared/game/sandbox.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import { CRATE_OCTETS, CRATES_MAX } from '@syn-or-swim/shared/game/token.ts';
import { sequenceNumber } from '@syn-or-swim/shared/tcp/sequence-number.ts';
import type { PlateField } from '../model/draft.ts';
import { FLAG_NAMES, FlagPicture } from './flag-picture.tsx';
import { usePlay } from './play-context.ts';
import type { SandboxProps } from './sandbox-time.tsx';

interface SideProps extends SandboxProps {
  readonly side: Side;
}

/** Times of a keep-alive that a class can wait for, ms of game time. */
const KEEP_ALIVE = { idle: 20_000, interval: 5_000, probes: 3 };

/** How long a host that has crashed is down, ms of game time. */
const DARK = 3_000;

const FIELDS: readonly PlateField[] = ['seq', 'ack'];

function Flags({ model, words, side }: SideProps) {
  const hand = model.hands[side];
  const { flags } = hand.draft.value;
  return (
    <fieldset class="flag-buttons" aria-label={words.flags}>
      {FLAG_NAMES.map(([flag, name]) => (
        <button
          key={flag}
          type="button"
          class={`flag-button ${flag}`}
          aria-label={name}
          aria-pressed={flags[flag]}
          onClick={() => hand.toggleFlag(flag)}
        >
          <FlagPicture flag={flag} name={name} />
        </button>
      ))}
    </fieldset>
  );
}

/** seq or ack: filled in as TCP would write it, until somebody writes another number. */
function NumberField({ model, words, side, field }: SideProps & { readonly field: PlateField }) {
  const hand = model.hands[side];
  const { flags, numbers } = hand.draft.value;
  const token = model.tokenAt(side);
  const unused = field === 'ack' ? !flags.ack : !flags.rst && !model.hasSequence(side);
  const shown = numbers[field] ?? (unused ? undefined : token?.[field]);
  return (
    <label class="sandbox-number">
      <span class="label">{field}</span>
      <input
        class="field number"
        type="number"
        inputmode="numeric"
        min={0}
        max={2 ** 32 - 1}
        step={1}
        aria-label={field}
        title={numbers[field] === undefined ? words.filled : undefined}
        value={shown ?? ''}
        onInput={(event) => {
          const number = event.currentTarget.valueAsNumber;
          const valid = Number.isInteger(number) && number >= 0 && number < 2 ** 32;
          hand.setNumber(field, valid ? sequenceNumber(number) : undefined);
        }}
      />
    </label>
  );
}

function Crates({ model, words, side }: SideProps) {
  const hand = model.hands[side];
  return (
    <label class="sandbox-number crates">
      <span class="label">{words.crates}</span>
      <select
        class="field"
        aria-label={words.crates}
        value={hand.draft.value.crates}
        onChange={(event) => hand.setCrates(Number(event.currentTarget.value))}
      >
        {Array.from({ length: CRATES_MAX + 1 }, (_, count) => (
          <option key={count} value={count}>
            {count}
          </option>
        ))}
      </select>
    </label>
  );
}

function Calls({ model, words, side }: SideProps) {
  const key = model.selected.value?.key;
  const { calls } = words;
  const { listening } = model.view.value.seats[side].seat;
  const call = (name: string, wanted: SandboxCall) => (
    <button
      type="button"
      class="button small"
      disabled={key === undefined}
      onClick={() => key !== undefined && model.act({ kind: 'call', seat: side, key, call: wanted }, side)}
    >
      {name}
    </button>
  );
  const lamp = (port: number) => {
    const kind = listening.includes(port) ? 'stop-listening' : 'listen';
    const command = { kind: 'action', action: { kind, port } } as const;
    return (
      <button
        type="button"
        class="button small"
        onClick={() => model.act({ kind: 'hand', seat: side, command }, side)}
      >
        {kind === 'listen' ? calls.listen : calls.stop}
      </button>
    );
  };
  return (
    <details class="sandbox-calls">
      <summary>{words.more}</summary>
      <div class="sandbox-row">
        {call(calls.send, { kind: 'send', octets: CRATE_OCTETS })}
        {call(calls.receive, { kind: 'receive' })}
        {call(calls.close, { kind: 'close' })}
        {call(calls.keepAlive, { kind: 'set', options: { keepAlive: KEEP_ALIVE } })}
        {key !== undefined && lamp(key.serverPort)}
        <button
          type="button"
          class="button small"
          onClick={() => model.act({ kind: 'crash', seat: side, dark: DARK }, side)}
        >
          {calls.crash}
        </button>
      </div>
    </details>
  );
}

/** What was wrong with the last boat or act of this end, with the rule. */
function Word({ model, words, side }: SideProps) {
  const { texts, tcp } = usePlay();
  const word = model.word.value;
  if (word === undefined || word.seat !== side) return null;
  const { answer } = word;
  if (answer.kind === 'refused') return <p class="sandbox-word">{words.refusals[answer.reason]}</p>;
  const { verdict } = answer;
  if (verdict.kind === 'held') return <p class="sandbox-word">{tcp.held[verdict.reason]}</p>;
  if (verdict.kind !== 'wrong') return null;
  const { refusal, misconception } = verdict;
  const compared = { expected: String(refusal.expected ?? ''), actual: String(refusal.actual ?? '') };
  return (
    <p class="sandbox-word">
      {tcp.refusals[refusal.reason](compared)}{' '}
      <span class="quiet">{texts.refusal.section(refusal.section)}</span>{' '}
      {tcp.misconceptions[misconception].fact}
    </p>
  );
}

/** The hand of one end: flags, crates, numbers, and the calls that send nothing by themselves. */
export function SandboxBoat(props: SideProps) {
  const { model, words, side } = props;
  return (
    <div class="sandbox-boat">
      <h3>{words.boat}</h3>
      <Flags {...props} />
      <div class="sandbox-row">
        {FIELDS.map((field) => (
          <NumberField key={field} {...props} field={field} />
        ))}
        <Crates {...props} />
      </div>
      <div class="sandbox-row">
        <button type="button" class="button main" onClick={() => model.send(side)}>
          {words.send}
        </button>
        <button
          type="button"
          class="button small plain"
          title={words.forgeNote}
          onClick={() => model.send(side, true)}
        >
          {words.forge}
        </button>
      </div>
      <div role="alert">
        <Word {...props} />
      </div>
      <Calls {...props} />
    </div>
  );
}
