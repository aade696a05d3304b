import { SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import { flagsText } from '@syn-or-swim/shared/tcp/segment.ts';
import type { OpenBoat, OpenLane } from '../model/open-strait.ts';
import { FLAG_NAMES, FlagDrawing } from './flag-picture.tsx';
import { shipName, usePlay } from './play-context.ts';
import './sea-picture.css';
import './open-strait.css';

const WIDTH = 1600;
/** Where the water begins, and where it ends. */
const SHORE = { client: 400, server: WIDTH - 400 } as const;
const TOP = 110;
const LANE = 190;
const FLAG = { width: 96, height: 54 };
/** More lanes would be too small for the last row. */
const LANES_MAX = 4;

function Lighthouse({ side }: { readonly side: Side }) {
  const bow = side === 'client' ? 1 : -1;
  const x = side === 'client' ? 150 : WIDTH - 150;
  return (
    <g transform={`translate(${x} ${TOP - 8}) scale(${bow * 0.85} 0.85)`}>
      <path class="sea-land" d="M-150 -34Q40 -58 240 8H-150z" />
      <path class="sea-tower" d="M-12 -40 -7 -92h14l5 52z" />
      <path class="sea-band" d="M-10 -62h20l-1 -13h-18z" />
      <circle class="sea-glow" cx="0" cy="-98" r="20" />
      <circle class="sea-lamp" cx="0" cy="-98" r="7" />
    </g>
  );
}

function Boat({ boat, y }: { readonly boat: OpenBoat; readonly y: number }) {
  const { from, segment, way, fate, wrong } = boat;
  const span = SHORE.server - SHORE.client - 320;
  const along = from === 'client' ? way : 1 - way;
  const x = SHORE.client + 160 + along * span;
  const flags = FLAG_NAMES.filter(([flag]) => segment.flags[flag]);
  const numbers = `seq ${segment.seq}${segment.flags.ack ? `  ack ${segment.ack}` : ''}`;
  const crates = Math.floor(segment.dataLength / 100);
  return (
    <g class={`open-boat ${fate} ${wrong ? 'wrong' : ''}`} style={{ transform: `translate(${x}px, ${y}px)` }}>
      <path class="sea-mast" d="M0 -22V-80" />
      {flags.map(([flag, name], index) => (
        <svg
          key={flag}
          x={(index - flags.length / 2) * (FLAG.width + 4)}
          y="-82"
          width={FLAG.width}
          height={FLAG.height}
          viewBox="0 0 64 36"
        >
          <title>{name}</title>
          <FlagDrawing flag={flag} name={name} />
        </svg>
      ))}
      {Array.from({ length: crates }, (_, index) => (
        <rect key={index} class="open-crate" x={-150 + index * 34} y="-50" width="28" height="28" rx="3" />
      ))}
      <path class="sea-hull" d="M-168 -22H168L140 24H-140z" />
      <path class="open-bow" d={from === 'client' ? 'M176 -8l22 9-22 9z' : 'M-176 -8l-22 9 22 9z'} />
      <text class="open-numbers" y="10" text-anchor="middle">
        {numbers}
      </text>
    </g>
  );
}

function Plaque({
  side,
  lane,
  y,
  covered,
}: {
  readonly side: Side;
  readonly lane: OpenLane;
  readonly y: number;
  readonly covered: string;
}) {
  const { texts } = usePlay();
  const x = side === 'client' ? 24 : SHORE.server + 16;
  const state = lane.states[side];
  const name = lane.name === undefined ? `:${lane.clientPort}` : shipName(texts, lane.name);
  return (
    <g transform={`translate(${x} ${y + 30})`}>
      <rect class={`open-plaque ${state === undefined ? 'covered' : ''}`} width="360" height="124" rx="14" />
      <text class="open-name" x="180" y="40" text-anchor="middle">
        {texts.sides[side]} · {name}
      </text>
      <text class="open-state" x="180" y="94" text-anchor="middle">
        {state ?? covered}
      </text>
    </g>
  );
}

/** All of it in words, for who hears the page read. */
function saidOf(lanes: readonly OpenLane[], names: Readonly<Record<Side, string>>, covered: string): string {
  return lanes
    .map(({ states, boats, clientPort }) => {
      const ends = SIDES.map((side) => `${names[side]} ${states[side] ?? covered}`).join(', ');
      const sailing = boats.map(({ from, segment }) => `${names[from]} → ${flagsText(segment.flags)}`);
      return [`:${clientPort}: ${ends}`, ...sailing].join('; ');
    })
    .join('. ');
}

/** The strait without fog: both plaques of every lane, and the boats between them. `covered` stands where a state is asked for. */
export function OpenStrait({
  lanes,
  label,
  covered,
}: {
  readonly lanes: readonly OpenLane[];
  readonly label: string;
  readonly covered: string;
}) {
  const { texts } = usePlay();
  const shown = lanes.slice(-LANES_MAX);
  const height = TOP + Math.max(1, shown.length) * LANE;
  return (
    <svg
      class="open-strait"
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-label={`${label}. ${saidOf(shown, texts.sides, covered)}`}
    >
      <rect class="sea-sky" width={WIDTH} height={height} rx="20" />
      <path class="sea-water" d={`M0 ${TOP}H${WIDTH}V${height - 20}q0 20 -20 20H20q-20 0 -20 -20z`} />
      <Lighthouse side="client" />
      <Lighthouse side="server" />
      {shown.map((lane, index) => {
        const y = TOP + index * LANE;
        return (
          <g key={lane.id}>
            {index > 0 && <path class="open-line" d={`M24 ${y + 4}H${WIDTH - 24}`} />}
            {SIDES.map((side) => (
              <Plaque key={side} side={side} lane={lane} y={y} covered={covered} />
            ))}
            {lane.boats.map((boat) => (
              <Boat key={boat.id} boat={boat} y={y + (boat.from === 'client' ? 98 : 158)} />
            ))}
          </g>
        );
      })}
    </svg>
  );
}
