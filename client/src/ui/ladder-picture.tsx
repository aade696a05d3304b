import { SIDES } from '@syn-or-swim/shared/game/seat.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { Ladder, LadderBoat } from '@syn-or-swim/shared/scoring/ladder.ts';
import { useMemo } from 'preact/hooks';
import type { PlayTexts } from '../i18n/play-en.ts';
import {
  type LadderLayout,
  type LadderShape,
  LINE_HEIGHT,
  layOutLadder,
  NARROW_LADDER,
  type PlacedBoat,
  type PlacedLabel,
  type PlacedMistake,
  type PlacedSign,
  type PlacedTimer,
  type Point,
  shoreOf,
  WIDE_LADDER,
} from '../model/ladder-layout.ts';
import { usePlay } from './play-context.ts';
import { momentText } from './time-text.ts';
import { useNarrow } from './use-narrow.ts';

/** Height of the names of the shores. */
const HEAD = 28;

function flagClass({ flags, dataLength }: LadderBoat['segment']): string {
  if (flags.rst) return 'rst';
  if (flags.syn) return 'syn';
  if (flags.fin) return 'fin';
  return dataLength > 0 ? 'data' : 'ack';
}

/** In one or two words what ended a boat on its way. */
export function endedWord(boat: LadderBoat, { ladder }: PlayTexts): string {
  for (const { kind, cause } of boat.weather) {
    if (kind === 'rejected' || kind === 'corrupted') return ladder.ended[kind];
    if (kind === 'lost' && (cause === 'wall' || cause === 'outage')) return ladder.ended[cause];
  }
  return ladder.ended.lost;
}

function Label({ label, class: name }: { readonly label: PlacedLabel; readonly class?: string }) {
  return (
    <text x={label.x} y={label.y} text-anchor={label.anchor} {...(name === undefined ? {} : { class: name })}>
      {label.lines.map((line, index) => (
        <tspan key={line} x={label.x} dy={index === 0 ? 0 : LINE_HEIGHT}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

function Cross({ at: { x, y } }: { readonly at: Point }) {
  return <path class="cross" d={`M${x - 6} ${y - 6}l12 12m0-12l-12 12`} />;
}

function boatClass({ segment, verdict }: LadderBoat): string {
  const doubtful = verdict === 'idle' || verdict === 'repeat';
  return `ladder-boat ${flagClass(segment)} ${doubtful ? 'doubtful' : ''}`;
}

/** One boat: a line from shore to shore, or to where it ended. */
function Courses({ placed }: { readonly placed: PlacedBoat }) {
  const { boat, from, to, copies } = placed;
  const arrived = boat.arrivedAt !== undefined;
  return (
    <g class={boatClass(boat)}>
      {[to, ...copies].map((point, index) => (
        <line
          key={point.y}
          class={index === 0 ? '' : 'copy'}
          x1={from.x}
          y1={from.y}
          x2={point.x}
          y2={point.y}
          marker-end={arrived ? 'url(#ladder-tip)' : undefined}
        />
      ))}
    </g>
  );
}

/** What is written of a boat: over the courses of all, which may cross it. */
function BoatWords({ placed: { boat, to, label, end } }: { readonly placed: PlacedBoat }) {
  return (
    <g class={boatClass(boat)}>
      {end !== undefined && <Cross at={to} />}
      {end !== undefined && <Label label={end} class="ended" />}
      <Label label={label} />
    </g>
  );
}

/** A token that was towed home, at its shore. */
function Mistake({ placed }: { readonly placed: PlacedMistake }) {
  return (
    <g class="ladder-mistake">
      <Cross at={placed.at} />
      <Label label={placed.label} />
    </g>
  );
}

/** A state or the bell beside its shore. */
function Sign({ placed: { kind, dot, label } }: { readonly placed: PlacedSign }) {
  return (
    <g class={`ladder-${kind}`}>
      {kind === 'state' ? (
        <circle cx={dot.x} cy={dot.y} r="4" />
      ) : (
        <path d={`M${dot.x - 5} ${dot.y}l5-6l5 6l-5 6z`} />
      )}
      <Label label={label} />
    </g>
  );
}

function Timer({ placed: { kind, from, to } }: { readonly placed: PlacedTimer }) {
  return (
    <line
      class={`ladder-timer ${kind === 'RTO' ? 'rto' : 'msl'}`}
      x1={from.x}
      y1={from.y}
      x2={to.x}
      y2={to.y}
    />
  );
}

function Shores({ layout }: { readonly layout: LadderLayout }) {
  return SIDES.map((side) => {
    const x = shoreOf(side, layout.shape);
    return <line key={side} class="shore" x1={x} y1={HEAD} x2={x} y2={layout.height - 8} />;
  });
}

/** The names of the shores: they stay while the rest moves. */
function ShoreNames({ shape }: { readonly shape: LadderShape }) {
  const { texts } = usePlay();
  return (
    <svg viewBox={`0 0 ${shape.width} ${HEAD}`} aria-hidden="true">
      {SIDES.map((side) => (
        <text key={side} class="shore-name" x={shoreOf(side, shape)} y="20" text-anchor="middle">
          {texts.sides[side]}
        </text>
      ))}
    </svg>
  );
}

/** Where the picture ends while the fog has lifted only up to `until`. */
function heightUntil({ bands, height }: LadderLayout, until: Milliseconds | undefined): number {
  if (until === undefined || bands.every(({ at }) => at <= until)) return height;
  return (bands.findLast(({ at }) => at <= until)?.bottom ?? 0) + 3;
}

/** How much of a ladder is seen where the fog lifts moment by moment, and where in it the newest moment stands. */
const WINDOW = { height: 400, newest: 0.75 };

/** The upper edge and the height of what is seen of a picture that is lifted down to `lifted`. */
function windowOn(
  { height }: LadderLayout,
  lifted: number,
): { readonly top: number; readonly height: number } {
  const seen = Math.min(height - HEAD, WINDOW.height);
  return { top: Math.min(height - seen, Math.max(HEAD, lifted - seen * WINDOW.newest)), height: seen };
}

/**
 * The ladder of one connection with the fog lifted: all of it, or around the moment `until`, below which the fog still
 * lies. The table beside it says the same.
 */
export function LadderPicture({
  ladder,
  label,
  until,
}: {
  readonly ladder: Ladder;
  readonly label: string;
  readonly until?: Milliseconds | undefined;
}) {
  const { texts } = usePlay();
  const shape = useNarrow() ? NARROW_LADDER : WIDE_LADDER;
  const layout = useMemo(() => {
    const moment = (at: Milliseconds): string => texts.seconds(momentText(at));
    return layOutLadder(ladder, shape, { moment, ended: (boat) => endedWord(boat, texts) });
  }, [ladder, shape, texts]);
  const lifted = heightUntil(layout, until);
  const seen = until === undefined ? { top: HEAD, height: layout.height - HEAD } : windowOn(layout, lifted);
  return (
    <div class="ladder" role="img" aria-label={label}>
      <ShoreNames shape={shape} />
      <svg viewBox={`0 ${seen.top} ${shape.width} ${seen.height}`} aria-hidden="true">
        <defs>
          <marker
            id="ladder-tip"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            orient="auto"
          >
            <path d="M0 0l8 4-8 4z" fill="context-stroke" />
          </marker>
        </defs>
        <Shores layout={layout} />
        {layout.timers.map((placed) => (
          <Timer key={`${placed.kind}-${placed.from.x}-${placed.from.y}`} placed={placed} />
        ))}
        {layout.boats.map((placed) => (
          <Courses key={placed.boat.boat} placed={placed} />
        ))}
        {layout.boats.map((placed) => (
          <BoatWords key={placed.boat.boat} placed={placed} />
        ))}
        {layout.mistakes.map((placed) => (
          <Mistake key={`${placed.at.x}-${placed.at.y}`} placed={placed} />
        ))}
        {layout.signs.map((placed) => (
          <Sign key={`${placed.dot.x}-${placed.dot.y}-${placed.label.y}`} placed={placed} />
        ))}
        {lifted < layout.height && (
          <rect class="ladder-fog" x="0" y={lifted} width={shape.width} height={layout.height - lifted} />
        )}
      </svg>
    </div>
  );
}
