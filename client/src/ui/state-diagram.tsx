import type { ConnectionState } from '@syn-or-swim/shared/tcp/connection.ts';
import { STATE_TRANSITIONS, type StateTransition, triggerText } from '../model/state-transitions.ts';
import './state-diagram.css';

const BOX = { width: 116, height: 36 };

/** Middles of the boxes, in a picture of 546 by 660. CLOSED stands twice: where it begins, and where it ends. */
const PLACES: Readonly<Record<ConnectionState | 'end', readonly [number, number]>> = {
  CLOSED: [270, 28],
  LISTEN: [270, 124],
  SYN_RECEIVED: [76, 232],
  SYN_SENT: [464, 232],
  ESTABLISHED: [270, 344],
  FIN_WAIT_1: [76, 440],
  FIN_WAIT_2: [76, 540],
  CLOSING: [270, 540],
  TIME_WAIT: [270, 632],
  CLOSE_WAIT: [464, 440],
  LAST_ACK: [464, 540],
  end: [464, 632],
};

/** How an arrow runs, and where its words stand. */
interface Course {
  readonly path: string;
  readonly words: readonly [number, number, 'start' | 'middle' | 'end'];
}

const COURSES: Readonly<Record<string, Course>> = {
  'CLOSED LISTEN': { path: 'M252 46V104', words: [245, 72, 'end'] },
  'LISTEN CLOSED': { path: 'M288 106V48', words: [295, 84, 'start'] },
  'CLOSED SYN_SENT': { path: 'M328 22H464V212', words: [471, 100, 'start'] },
  'SYN_SENT CLOSED': { path: 'M440 214V36H330', words: [433, 58, 'end'] },
  'LISTEN SYN_SENT': { path: 'M328 130L414 212', words: [386, 158, 'start'] },
  'LISTEN SYN_RECEIVED': { path: 'M212 118L78 212', words: [120, 152, 'end'] },
  'SYN_RECEIVED LISTEN': { path: 'M112 214L216 142', words: [184, 180, 'start'] },
  'SYN_SENT SYN_RECEIVED': { path: 'M406 232H136', words: [270, 209, 'middle'] },
  'SYN_SENT ESTABLISHED': { path: 'M432 250L316 324', words: [388, 296, 'start'] },
  'SYN_RECEIVED ESTABLISHED': { path: 'M108 250L224 324', words: [176, 282, 'start'] },
  'SYN_RECEIVED FIN_WAIT_1': { path: 'M44 250V420', words: [51, 318, 'start'] },
  'ESTABLISHED FIN_WAIT_1': { path: 'M226 362L116 420', words: [152, 378, 'end'] },
  'ESTABLISHED CLOSE_WAIT': { path: 'M314 362L424 420', words: [388, 378, 'start'] },
  'FIN_WAIT_1 FIN_WAIT_2': { path: 'M60 458V520', words: [53, 493, 'end'] },
  'FIN_WAIT_1 CLOSING': { path: 'M134 446L246 520', words: [206, 470, 'start'] },
  'FIN_WAIT_1 TIME_WAIT': { path: 'M102 458L230 612', words: [208, 570, 'start'] },
  'FIN_WAIT_2 TIME_WAIT': { path: 'M60 558V632H210', words: [67, 600, 'start'] },
  'CLOSING TIME_WAIT': { path: 'M270 558V612', words: [277, 590, 'start'] },
  'CLOSE_WAIT LAST_ACK': { path: 'M464 458V520', words: [471, 484, 'start'] },
  'LAST_ACK CLOSED': { path: 'M464 558V612', words: [471, 590, 'start'] },
  'TIME_WAIT CLOSED': { path: 'M328 632H404', words: [366, 624, 'middle'] },
};

function Arrow({ transition }: { readonly transition: StateTransition }) {
  const course = COURSES[`${transition.from} ${transition.to}`];
  if (course === undefined) return null;
  const [x, y, anchor] = course.words;
  const { on, sends } = transition;
  return (
    <g>
      <path class={`diagram-arrow ${on.kind}`} d={course.path} marker-end="url(#diagram-head)" />
      <text class={`diagram-word ${on.kind}`} x={x} y={y} text-anchor={anchor}>
        {triggerText(transition)}
        {sends !== undefined && (
          <tspan class="sends" x={x} dy="14">
            → {sends}
          </tspan>
        )}
      </text>
    </g>
  );
}

function Box({
  state,
  place,
  here,
}: {
  state: ConnectionState;
  place: readonly [number, number];
  here: boolean;
}) {
  const [x, y] = place;
  return (
    <g class={here ? 'diagram-box here' : 'diagram-box'}>
      <rect x={x - BOX.width / 2} y={y - BOX.height / 2} width={BOX.width} height={BOX.height} rx="9" />
      <text x={x} y={y + 4.5} text-anchor="middle">
        {state}
      </text>
    </g>
  );
}

/**
 * The states of a connection and the arrows between them (RFC 9293 figure 5), drawn by its own hand. A word on an
 * arrow is a call or what arrived; below it, behind an arrow, what is sent.
 */
export function StateDiagram({
  label,
  here,
}: {
  /** The picture in words, for who cannot see it. */
  readonly label: string;
  /** The state to mark: "you are here". */
  readonly here?: ConnectionState | undefined;
}) {
  const { end, ...places } = PLACES;
  return (
    <svg class="state-diagram" viewBox="0 0 546 660" role="img" aria-label={label}>
      <defs>
        <marker
          id="diagram-head"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="8"
          markerHeight="8"
          orient="auto"
        >
          <path class="diagram-head" d="M0 .500 8 4 0 7.500z" />
        </marker>
      </defs>
      {STATE_TRANSITIONS.map((transition) => (
        <Arrow key={`${transition.from} ${transition.to}`} transition={transition} />
      ))}
      {(Object.entries(places) as [ConnectionState, readonly [number, number]][]).map(([state, place]) => (
        <Box key={state} state={state} place={place} here={state === here} />
      ))}
      <Box state="CLOSED" place={end} here={false} />
    </svg>
  );
}
