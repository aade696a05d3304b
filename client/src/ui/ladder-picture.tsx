import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import { CRATE_OCTETS } from '@syn-or-swim/shared/game/token.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { Ladder, LadderBoat, LadderMistake, LadderState } from '@syn-or-swim/shared/scoring/ladder.ts';
import { flagsText } from '@syn-or-swim/shared/tcp/segment.ts';
import { usePlay } from './play-context.ts';
import { momentText } from './time-text.ts';
import { useNarrow } from './use-narrow.ts';

const TOP = 44;

/** How wide the picture is drawn, and how much of it each end's states take: a phone has room for less. */
interface Shape {
  readonly width: number;
  readonly margin: number;
  readonly narrow: boolean;
}

const WIDE: Shape = { width: 640, margin: 170, narrow: false };
const NARROW: Shape = { width: 380, margin: 98, narrow: true };
/** Where a boat's label stands on its way: near the sender, so that those of crossing boats keep apart. */
const LABEL_AT = 0.36;
const LABEL_AT_NARROW = 0.5;
/** Height of one more label at the same moment. */
const LINE = 19;
/** Height of the gap between two moments: at least room for a line of text, at most a screen's inch. */
const GAP = { least: 24, most: 72, perSecond: 16 };

/** How many labels more than one stand at the moments that have several. */
function moreLabels({ boats, mistakes }: Ladder): ReadonlyMap<Milliseconds, number> {
  const more = new Map<Milliseconds, number>();
  for (const [index, place] of placesOf(boats).entries()) {
    const at = boats[index]?.departedAt ?? 0;
    more.set(at, Math.max(place, more.get(at) ?? 0));
  }
  for (const { at } of mistakes) {
    const together = mistakes.filter((other) => other.at === at).length - 1;
    more.set(at, Math.max(together, more.get(at) ?? 0));
  }
  return more;
}

/** Where each moment stands on the picture: time runs down, long silences are shortened. */
function heightsOf(ladder: Ladder): ReadonlyMap<Milliseconds, number> {
  const moments = new Set<Milliseconds>();
  for (const { departedAt, arrivedAt, sankAt } of ladder.boats) {
    moments.add(departedAt);
    if (arrivedAt !== undefined) moments.add(arrivedAt);
    if (sankAt !== undefined) moments.add(sankAt);
  }
  for (const { at } of [...ladder.states, ...ladder.mistakes, ...ladder.bells]) moments.add(at);
  const more = moreLabels(ladder);
  const heights = new Map<Milliseconds, number>();
  let y = TOP;
  let before: Milliseconds | undefined;
  for (const moment of [...moments].sort((left, right) => left - right)) {
    if (before !== undefined) {
      const gap = ((moment - before) / 1000) * GAP.perSecond;
      y += Math.min(GAP.most, Math.max(GAP.least, gap)) + (more.get(before) ?? 0) * LINE;
    }
    heights.set(moment, y);
    before = moment;
  }
  return heights;
}

function boatLabel(boat: LadderBoat): string {
  const { flags, seq, ack, dataLength } = boat.segment;
  const crates = Math.floor(dataLength / CRATE_OCTETS);
  const cargo = crates === 0 ? '' : ` +${crates}▪`;
  return `${flagsText(flags)} ${seq}${flags.ack ? `/${ack}` : ''}${cargo}`;
}

function flagClass({ flags, dataLength }: LadderBoat['segment']): string {
  if (flags.rst) return 'rst';
  if (flags.syn) return 'syn';
  if (flags.fin) return 'fin';
  return dataLength > 0 ? 'data' : 'ack';
}

interface Scale {
  readonly shape: Shape;
  readonly y: (at: Milliseconds) => number;
  readonly bottom: number;
}

function xOf(side: Side, shape: Shape): number {
  return side === 'client' ? shape.margin : shape.width - shape.margin;
}

/** How many boats left from the same shore at the same moment as each boat, before it in the list. */
function placesOf(boats: readonly LadderBoat[]): readonly number[] {
  return boats.map(
    ({ from, departedAt }, index) =>
      boats.slice(0, index).filter((other) => other.from === from && other.departedAt === departedAt).length,
  );
}

/** One boat: a line from shore to shore, or to the cross where it sank. */
function Boat({
  boat,
  place,
  scale,
}: {
  readonly boat: LadderBoat;
  /** Labels of boats that leave together: the first above their line, the others below it. */
  readonly place: number;
  readonly scale: Scale;
}) {
  const from = xOf(boat.from, scale.shape);
  const shore = xOf(boat.from === 'client' ? 'server' : 'client', scale.shape);
  const sank = boat.sankAt !== undefined;
  const y1 = scale.y(boat.departedAt);
  const y2 =
    boat.arrivedAt === undefined
      ? sank
        ? scale.y(boat.sankAt ?? 0)
        : scale.bottom
      : scale.y(boat.arrivedAt);
  const x2 = boat.arrivedAt === undefined ? (from + shore) / 2 : shore;
  const angle = (Math.atan2(y2 - y1, x2 - from) * 180) / Math.PI;
  const upright = Math.abs(angle) > 90 ? angle + 180 : angle;
  const labelAt = scale.shape.narrow ? LABEL_AT_NARROW : LABEL_AT;
  const middle = { x: from + (x2 - from) * labelAt, y: y1 + (y2 - y1) * labelAt };
  const doubtful = boat.verdict === 'idle' || boat.verdict === 'repeat';
  return (
    <g class={`ladder-boat ${flagClass(boat.segment)} ${doubtful ? 'doubtful' : ''}`}>
      <line
        x1={from}
        y1={y1}
        x2={x2}
        y2={y2}
        marker-end={sank || boat.arrivedAt === undefined ? undefined : 'url(#ladder-tip)'}
      />
      {sank && <path class="sunk" d={`M${x2 - 7} ${y2 - 7}l14 14m0-14l-14 14`} />}
      <text
        x={middle.x}
        y={middle.y + (place === 0 ? -5 : place * LINE)}
        text-anchor="middle"
        transform={`rotate(${upright} ${middle.x} ${middle.y})`}
      >
        {boatLabel(boat)}
      </text>
    </g>
  );
}

/** States of one end along its shore, those of the same moment on one line each. */
function States({
  side,
  states,
  scale,
}: {
  readonly side: Side;
  readonly states: readonly LadderState[];
  readonly scale: Scale;
}) {
  const { texts } = usePlay();
  const own = states.filter((state) => state.side === side);
  const x = xOf(side, scale.shape) + (side === 'client' ? -10 : 10);
  const seen = new Map<Milliseconds, number>();
  const lineHeight = scale.shape.narrow ? 24 : 13;
  return (
    <g text-anchor={side === 'client' ? 'end' : 'start'} class="ladder-states">
      {own.map(({ at, state }) => {
        const line = seen.get(at) ?? 0;
        seen.set(at, line + 1);
        const y = scale.y(at) + 4 + line * lineHeight;
        return (
          <g key={`${at}-${state}`}>
            <circle cx={xOf(side, scale.shape)} cy={scale.y(at)} r="4" />
            <text x={x} y={y}>
              <tspan class="moment">{texts.seconds(momentText(at))} </tspan>
              <tspan {...(scale.shape.narrow ? { x, dy: 12 } : {})}>{state}</tspan>
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** Tokens that were towed home, each at its shore; those of one moment one below the other. */
function Mistakes({
  mistakes,
  scale,
}: {
  readonly mistakes: readonly LadderMistake[];
  readonly scale: Scale;
}) {
  const towed = mistakes.filter(({ verdict }) => verdict.kind === 'wrong' || verdict.kind === 'held');
  return towed.map(({ at, side, token }, index) => {
    const before = towed.slice(0, index).filter((other) => other.at === at && other.side === side).length;
    const x = xOf(side, scale.shape);
    const y = scale.y(at) + before * LINE;
    return (
      <g key={`${index}-${side}`} class="ladder-mistake">
        <path d={`M${x - 6} ${y - 6}l12 12m0-12l-12 12`} />
        <text
          x={side === 'client' ? x + 12 : x - 12}
          y={y + 4}
          text-anchor={side === 'client' ? 'start' : 'end'}
        >
          {flagsText(token.flags)}
        </text>
      </g>
    );
  });
}

/** The ladder of one connection with the fog lifted. The table beside it says the same. */
export function LadderPicture({ ladder, label }: { readonly ladder: Ladder; readonly label: string }) {
  const { texts } = usePlay();
  const heights = heightsOf(ladder);
  const bottom = Math.max(TOP, ...heights.values()) + 26;
  const shape = useNarrow() ? NARROW : WIDE;
  const left = xOf('client', shape);
  const right = xOf('server', shape);
  const places = placesOf(ladder.boats);
  const scale: Scale = { shape, y: (at) => heights.get(at) ?? TOP, bottom };
  return (
    <svg class="ladder" viewBox={`0 0 ${shape.width} ${bottom + 10}`} role="img" aria-label={label}>
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
      <text class="shore-name" x={left} y="22" text-anchor="middle">
        {texts.sides.client}
      </text>
      <text class="shore-name" x={right} y="22" text-anchor="middle">
        {texts.sides.server}
      </text>
      <line class="shore" x1={left} y1="30" x2={left} y2={bottom} />
      <line class="shore" x1={right} y1="30" x2={right} y2={bottom} />
      {ladder.boats.map((boat, index) => (
        <Boat key={boat.boat} boat={boat} place={places[index] ?? 0} scale={scale} />
      ))}
      <Mistakes mistakes={ladder.mistakes} scale={scale} />
      {SIDES_OF_LADDER.map((side) => (
        <States key={side} side={side} states={ladder.states} scale={scale} />
      ))}
    </svg>
  );
}

const SIDES_OF_LADDER: readonly Side[] = ['client', 'server'];
