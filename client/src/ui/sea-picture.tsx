import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import type { Flags } from '@syn-or-swim/shared/tcp/segment.ts';
import { FLAG_NAMES, FlagDrawing } from './flag-picture.tsx';
import './sea-picture.css';

/** A boat in a {@link SeaPicture}. */
export interface SeaBoat {
  readonly from: Side;
  readonly flags: readonly (keyof Flags)[];
  readonly seq: number;
  readonly ack?: number;
}

/** Two harbours at one moment: what stands on their plaques, and the boats between them, earliest first. */
export interface SeaScene {
  /** States in their order: one, or the old one and the new one. */
  readonly states: Readonly<Record<Side, readonly string[]>>;
  readonly boats: readonly SeaBoat[];
}

const WIDTH = 480;
const SHORE = { client: 58, server: WIDTH - 58 } as const;
const FLAG = { width: 74, height: 42 };

function Lighthouse({ side }: { readonly side: Side }) {
  const x = SHORE[side];
  const land =
    side === 'client'
      ? 'M0 128Q70 118 122 158H0z'
      : `M${WIDTH} 128Q${WIDTH - 70} 118 ${WIDTH - 122} 158H${WIDTH}z`;
  return (
    <g>
      <path class="sea-land" d={land} />
      <path class="sea-tower" d={`M${x - 11} 128 ${x - 7} 72h14l4 56z`} />
      <path class="sea-band" d={`M${x - 9.3} 104h18.600l-.8-12h-17z`} />
      <circle class="sea-glow" cx={x} cy="63" r="22" />
      <circle class="sea-lamp" cx={x} cy="63" r="7" />
      <path class="sea-roof" d={`M${x - 11} 56 ${x} 44l11 12z`} />
    </g>
  );
}

function Boat({ boat, y }: { readonly boat: SeaBoat; readonly y: number }) {
  const { from, flags, seq, ack } = boat;
  const east = from === 'client';
  const bow = east ? 1 : -1;
  const names = FLAG_NAMES.filter(([flag]) => flags.includes(flag));
  const numbers = ack === undefined ? `seq ${seq}` : `seq ${seq}  ack ${ack}`;
  return (
    <g transform={`translate(240 ${y})`}>
      <path
        class="sea-course"
        d={`M${-120 * bow} 0H${136 * bow}m${-12 * bow} -8 ${12 * bow} 8 ${-12 * bow} 8`}
      />
      <path class="sea-mast" d="M0 -14V-68" />
      {names.map(([flag, name], index) => (
        <svg
          key={flag}
          x={names.length === 1 ? 2 : index === 0 ? -FLAG.width - 2 : 2}
          y="-69"
          width={FLAG.width}
          height={FLAG.height}
          viewBox="0 0 64 36"
        >
          <title>{name}</title>
          <FlagDrawing flag={flag} name={name} />
        </svg>
      ))}
      <path class="sea-hull" d="M-106 -17H106L88 18H-88z" />
      <text class="sea-numbers" y="5" text-anchor="middle">
        {numbers}
      </text>
    </g>
  );
}

function Plaque({ side, states }: { readonly side: Side; readonly states: readonly string[] }) {
  const x = side === 'client' ? 8 : WIDTH - 8;
  return (
    <text class="sea-state" x={x} y="216" text-anchor={side === 'client' ? 'start' : 'end'}>
      {states.map((state, index) => (
        <tspan key={state} class={index === states.length - 1 ? 'new' : 'old'}>
          {index > 0 && ' → '}
          {state}
        </tspan>
      ))}
    </text>
  );
}

/** Two harbours, their plaques and the boats between them. Everything in it is also said in `label`. */
export function SeaPicture({
  scene,
  label,
  names,
}: {
  readonly scene: SeaScene;
  readonly label: string;
  readonly names: Readonly<Record<Side, string>>;
}) {
  const { boats, states } = scene;
  return (
    <svg class="sea-picture" viewBox={`0 0 ${WIDTH} 232`} role="img" aria-label={label}>
      <rect class="sea-sky" width={WIDTH} height="232" rx="10" />
      <path class="sea-water" d={`M0 150H${WIDTH}V222Q${WIDTH} 232 ${WIDTH - 10} 232H10Q0 232 0 222z`} />
      <Lighthouse side="client" />
      <Lighthouse side="server" />
      {boats.map((boat, index) => (
        <Boat key={`${boat.from} ${boat.seq}`} boat={boat} y={boats.length === 1 ? 122 : 76 + index * 86} />
      ))}
      <text class="sea-name" x="8" y="194">
        {names.client}
      </text>
      <text class="sea-name" x={WIDTH - 8} y="194" text-anchor="end">
        {names.server}
      </text>
      <Plaque side="client" states={states.client} />
      <Plaque side="server" states={states.server} />
    </svg>
  );
}
