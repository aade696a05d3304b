import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import type { Example, ExampleSegment, ExampleStep } from '@syn-or-swim/shared/levels/texts/lesson.ts';
import { useState } from 'preact/hooks';
import { usePlay } from './play-context.ts';
import './example.css';

const WIDTH = 420;
const LINES = { client: 104, server: WIDTH - 104 } as const;
const TOP = 58;
const ROW = 60;
/** Where on its way a boat's words stand: near its sender, so that the words of boats that cross keep apart. */
const WORDS_AT = 0.29;

function sameSegment(left: ExampleSegment, right: ExampleSegment): boolean {
  return left.flags === right.flags && left.seq === right.seq && left.ack === right.ack;
}

/** The step in which what step `index` sends arrives; undefined where it never does. */
export function arrivalOf(steps: readonly ExampleStep[], index: number): number | undefined {
  const step = steps[index];
  if (step?.sends === undefined || step.sends.sinks) return undefined;
  const { segment } = step.sends;
  const found = steps.findIndex(({ side, happens }, other) => {
    if (other <= index || side === step.side || happens?.kind !== 'arrives') return false;
    return happens.from === undefined && sameSegment(happens.segment, segment);
  });
  return found === -1 ? undefined : found;
}

function rowY(index: number): number {
  return TOP + index * ROW;
}

function Boat({ steps, index, shown }: { steps: readonly ExampleStep[]; index: number; shown: number }) {
  const { around } = usePlay();
  const { side, sends } = steps[index] ?? {};
  if (side === undefined || sends === undefined) return null;
  const { segment } = sends;
  const arrival = arrivalOf(steps, index);
  const there = side === 'client' ? LINES.server : LINES.client;
  const [x, y] = [LINES[side], rowY(index)];
  const [dx, dy] = [there - x, (arrival === undefined ? ROW : rowY(arrival) - y) - 4];
  const far = arrival !== undefined && arrival <= shown ? 1 : 0.62;
  const [endX, endY] = [x + dx * far, y + dy * far];
  const [wordX, wordY] = [x + dx * WORDS_AT, y + dy * WORDS_AT];
  const crates = segment.crates ?? 0;
  return (
    <g class={index === shown ? 'example-boat now' : 'example-boat'}>
      <path
        class={far === 1 ? 'example-way' : 'example-way fog'}
        d={`M${x} ${y}L${endX} ${endY}`}
        marker-end={sends.sinks ? undefined : 'url(#example-head)'}
      />
      {sends.sinks && (
        <path class="example-sunk" d={`M${endX - 7} ${endY - 7}l14 14m0-14-14 14`}>
          <title>{around.example.lost}</title>
        </path>
      )}
      <text class="example-flags" x={wordX} y={wordY - 3} text-anchor="middle">
        {segment.flags}
        {crates > 0 && ` · ${around.example.crates(crates)}`}
      </text>
      <text class="example-numbers" x={wordX} y={wordY + 11} text-anchor="middle">
        seq {segment.seq}
        {segment.ack !== undefined && ` ack ${segment.ack}`}
      </text>
    </g>
  );
}

/** What comes to an end by itself or out of the fog, in words beside its line. */
function happensText({ happens }: ExampleStep, texts: ReturnType<typeof usePlay>): string | undefined {
  const { example } = texts.around;
  if (happens === undefined) return undefined;
  switch (happens.kind) {
    case 'crash':
      return example.crash;
    case 'rings': {
      if (happens.timer === 'retransmission') return example.bell;
      return example.rings(texts.texts.sockets.timers[happens.timer]);
    }
    case 'arrives': {
      if (happens.from === undefined) return undefined;
      const { flags, seq } = happens.segment;
      const from = happens.from === 'a ghost' ? example.ghost : example.earlierLife;
      return `${flags} seq ${seq}, ${from}`;
    }
  }
}

function End({
  step,
  index,
  now,
}: {
  readonly step: ExampleStep | undefined;
  readonly index: number;
  readonly now: boolean;
}) {
  const texts = usePlay();
  if (step === undefined) return null;
  const { side, after } = step;
  const [x, y] = [LINES[side], rowY(index)];
  const out = side === 'client' ? -1 : 1;
  const happens = happensText(step, texts);
  return (
    <g class={now ? 'example-end now' : 'example-end'}>
      <circle cx={x} cy={y} r={now ? 6 : 4} />
      <text x={x + out * 10} y={y + 4} text-anchor={out < 0 ? 'end' : 'start'}>
        {after}
      </text>
      {happens !== undefined && (
        <text class="example-happens" x={x - out * 9} y={y - 9} text-anchor={out < 0 ? 'start' : 'end'}>
          {happens}
        </text>
      )}
    </g>
  );
}

function beginning({ begins }: Example, side: Side): string {
  if (begins.state === 'ESTABLISHED') return 'ESTABLISHED';
  return side === 'server' ? 'LISTEN' : 'CLOSED';
}

function Picture({ example, shown }: { readonly example: Example; readonly shown: number }) {
  const { around } = usePlay();
  const { steps } = example;
  const rows = [...steps.keys()].slice(0, shown + 1);
  const bottom = rowY(steps.length - 1) + 40;
  return (
    <svg
      class="example-picture"
      viewBox={`0 0 ${WIDTH} ${bottom}`}
      role="img"
      aria-label={around.example.ladder}
    >
      <defs>
        <marker
          id="example-head"
          viewBox="0 0 8 8"
          refX="8"
          refY="4"
          markerWidth="6"
          markerHeight="6"
          orient="auto"
        >
          <path class="example-arrow" d="M0 .500 8 4 0 7.500z" />
        </marker>
      </defs>
      {(['client', 'server'] as const).map((side) => (
        <g key={side} class="example-line">
          <path d={`M${LINES[side]} 26V${bottom}`} />
          <text x={LINES[side]} y="16" text-anchor="middle">
            {around.sides[side]}
          </text>
          <text
            class="example-begin"
            x={LINES[side] + (side === 'client' ? -10 : 10)}
            y="38"
            text-anchor={side === 'client' ? 'end' : 'start'}
          >
            {beginning(example, side)}
          </text>
        </g>
      ))}
      {rows.map((row) => (
        <Boat key={row} steps={steps} index={row} shown={shown} />
      ))}
      {rows.map((row) => (
        <End key={row} step={steps[row]} index={row} now={row === shown} />
      ))}
    </svg>
  );
}

/** A worked example that grows step by step, each step with its sentence; a screen reader hears the sentence. */
export function ExampleLadder({
  example,
  sentences,
}: {
  readonly example: Example;
  readonly sentences: readonly string[];
}) {
  const { around } = usePlay();
  const { briefing } = around;
  const [shown, show] = useState(0);
  const last = example.steps.length - 1;
  const step = example.steps[shown];
  return (
    <section class="card example" aria-label={briefing.example}>
      <h3>{briefing.example}</h3>
      <Picture example={example} shown={shown} />
      <div class="example-said" aria-live="polite">
        <p class="quiet">
          {briefing.step(shown + 1, last + 1)}
          {step !== undefined && ` · ${around.example.state(around.sides[step.side], step.after)}`}
        </p>
        <p>{sentences[shown]}</p>
      </div>
      <div class="example-buttons">
        <button
          type="button"
          class="button small"
          aria-disabled={shown === 0}
          onClick={() => show(Math.max(0, shown - 1))}
        >
          {briefing.earlier}
        </button>
        <button type="button" class="button small" onClick={() => show(shown === last ? 0 : shown + 1)}>
          {shown === last ? briefing.again : briefing.later}
        </button>
      </div>
    </section>
  );
}
