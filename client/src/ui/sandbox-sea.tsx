import type { BoatDecision } from '@syn-or-swim/shared/game/mouth.ts';
import { HELD_BY } from '@syn-or-swim/shared/game/network-act.ts';
import type { BoatSight } from '@syn-or-swim/shared/game/sandbox.ts';
import { peerOf } from '@syn-or-swim/shared/game/seat.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { FlagRow } from './flag-picture.tsx';
import { type SandboxProps, sandboxSegmentText } from './sandbox-time.tsx';
import { momentText } from './time-text.ts';

interface BoatProps extends SandboxProps {
  readonly boat: BoatSight;
}

/** How much later a boat comes that is held, and a copy after its original, ms of game time. */
const COPIED_AFTER: Milliseconds = 3_000;

const DECISIONS: readonly BoatDecision[] = [
  { kind: 'arrive' },
  { kind: 'sink' },
  { kind: 'hold', by: HELD_BY },
  { kind: 'copy', after: COPIED_AFTER },
  { kind: 'weather' },
];

/** How far a boat has come, 0 to 1: it stands at its mouth while it waits. */
function wayOf({ departedAt, arrivesAt, sinksAt, waits }: BoatSight, now: Milliseconds): number {
  const [arrival] = arrivesAt;
  const end = arrival ?? sinksAt;
  if (waits !== undefined || end === undefined || end === departedAt) return 0;
  const whole = arrival === undefined ? (end - departedAt) * 2 : end - departedAt;
  return Math.min(1, (now - departedAt) / whole);
}

function fateText({ boat, words }: BoatProps): string {
  if (boat.waits !== undefined) return words.waiting;
  if (boat.sinksAt !== undefined) return words.sinks(momentText(boat.sinksAt));
  return boat.arrivesAt.map((at) => words.arrives(momentText(at))).join(', ');
}

function Decisions({ model, words, boat }: BoatProps) {
  return (
    <div class="sandbox-row">
      {DECISIONS.map((decision) => (
        <button
          key={decision.kind}
          type="button"
          class={`button small ${decision.kind === 'arrive' ? 'main' : ''}`}
          onClick={() => model.decide(boat.boat, decision)}
        >
          {words.decisions[decision.kind]}
        </button>
      ))}
    </div>
  );
}

function Acts({ model, words, boat, next }: BoatProps & { readonly next: BoatSight | undefined }) {
  if (boat.arrivesAt.length === 0) return null;
  const kinds = ['sink', 'hold', 'copy'] as const;
  return (
    <div class="sandbox-row">
      {kinds.map((kind) => (
        <button
          key={kind}
          type="button"
          class="button small"
          onClick={() => model.act({ kind: 'network', act: { kind, boat: boat.boat } })}
        >
          {words.decisions[kind]}
        </button>
      ))}
      {next !== undefined && (
        <button
          type="button"
          class="button small"
          onClick={() => model.act({ kind: 'network', act: { kind: 'swap', boats: [boat.boat, next.boat] } })}
        >
          {words.swap}
        </button>
      )}
    </div>
  );
}

function Boat(props: BoatProps & { readonly next: BoatSight | undefined }) {
  const { model, words, boat, next } = props;
  const way = wayOf(boat, model.view.value.now);
  const left = boat.from === 'client' ? way : 1 - way;
  return (
    <li class={`sandbox-boat-under-way ${boat.from} ${boat.waits === undefined ? '' : 'waits'}`}>
      <div class="sandbox-course" aria-hidden="true">
        <span class="sandbox-hull" style={{ left: `${Math.round(left * 100)}%` }}>
          <FlagRow flags={boat.segment.flags} />
        </span>
      </div>
      <p>
        <strong class="number">{sandboxSegmentText(boat.segment)}</strong> {words.boatTo(peerOf(boat.from))}{' '}
        {boat.stray && <mark>{words.stray}</mark>} <span class="quiet number">{fateText(props)}</span>
      </p>
      {boat.waits === undefined ? (
        <Acts model={model} words={words} boat={boat} next={next} />
      ) : (
        <Decisions model={model} words={words} boat={boat} />
      )}
    </li>
  );
}

/** Every boat between the harbours, with what may become of it. */
export function SandboxSea({ model, words }: SandboxProps) {
  const { boats } = model.view.value;
  const word = model.word.value;
  return (
    <section class="card sandbox-sea" aria-labelledby="sandbox-sea-heading">
      <h2 id="sandbox-sea-heading">{words.sea}</h2>
      <div role="alert">
        {word !== undefined && word.seat === undefined && word.answer.kind === 'refused' && (
          <p class="sandbox-word">{words.refusals[word.answer.reason]}</p>
        )}
      </div>
      {boats.length === 0 && <p class="quiet">{words.noBoats}</p>}
      <ul class="sandbox-boats">
        {boats.map((boat, index) => {
          const next = boats.slice(index + 1).find(({ from, arrivesAt }) => {
            return from === boat.from && arrivesAt.length > 0;
          });
          return <Boat key={boat.boat} model={model} words={words} boat={boat} next={next} />;
        })}
      </ul>
      <label class="choice">
        <input
          type="checkbox"
          checked={model.view.value.deciding}
          onChange={(event) => model.act({ kind: 'deciding', on: event.currentTarget.checked })}
        />
        {words.deciding}
      </label>
    </section>
  );
}
