// The ladder of one connection as a picture of its own, for print and for other programs: an SVG document in light
// colours, with every look in attributes, so that it needs no style sheet.
import { SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import type { LadderBoat } from '@syn-or-swim/shared/scoring/ladder.ts';
import {
  type LadderLayout,
  LINE_HEIGHT,
  type PlacedBoat,
  type PlacedLabel,
  type PlacedMistake,
  type PlacedSign,
  type PlacedTimer,
  type Point,
  shoreOf,
} from './ladder-layout.ts';

/** Dark enough for paper; the dashes tell the kinds apart where there is no colour. */
const LINES = {
  syn: { colour: '#0369a1', dash: '' },
  ack: { colour: '#15803d', dash: '2 4' },
  fin: { colour: '#be185d', dash: '10 4' },
  rst: { colour: '#b45309', dash: '10 3 2 3' },
  data: { colour: '#4338ca', dash: '' },
} as const;
const INK = '#111827';
const GREY = '#4b5563';
const RED = '#b45309';
const PAPER = '#ffffff';
/** The family by which text asks for the font that goes with the picture. */
export const PICTURE_FONT = 'Game KR';
const FONT = `'${PICTURE_FONT}', '${PICTURE_FONT} 2', '${PICTURE_FONT} 3', Pretendard, 'Noto Sans KR', Arial, sans-serif`;
/** Height of the title above the picture. */
const TITLE = 30;
/** Height of the names of the shores. */
const HEAD = 28;
/** Below the picture: where it comes from. */
const FOOT = 24;

/** What stands around the picture. */
export interface PictureWords {
  readonly title: string;
  readonly foot: string;
  readonly sides: Readonly<Record<Side, string>>;
}

/** A picture and its measures, in its own units. */
export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

type Attributes = Readonly<Record<string, string | number>>;

function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  return `<${name}${written.join('')}${content === '' ? '/>' : `>${content}</${name}>`}`;
}

function kindOf({ flags, dataLength }: LadderBoat['segment']): keyof typeof LINES {
  if (flags.rst) return 'rst';
  if (flags.syn) return 'syn';
  if (flags.fin) return 'fin';
  return dataLength > 0 ? 'data' : 'ack';
}

function label({ lines, x, y, anchor }: PlacedLabel, look: Attributes): string {
  const rows = lines.map((line, index) =>
    element('tspan', { x, dy: index === 0 ? 0 : LINE_HEIGHT }, escaped(line)),
  );
  const halo = { stroke: PAPER, 'stroke-width': 4, 'stroke-linejoin': 'round', 'paint-order': 'stroke' };
  return element('text', { x, y, 'text-anchor': anchor, 'font-size': 12, ...halo, ...look }, rows.join(''));
}

function cross({ x, y }: Point): string {
  const path = `M${x - 6} ${y - 6}l12 12m0-12l-12 12`;
  return element('path', { d: path, fill: 'none', stroke: RED, 'stroke-width': 3 });
}

/** The tip of a boat's line: a marker would not take the line's colour everywhere. */
function tip(from: Point, to: Point, colour: string): string {
  const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  const turn = `translate(${to.x} ${to.y}) rotate(${angle.toFixed(1)})`;
  return element('path', { d: 'M0 0l-11-5v10z', fill: colour, transform: turn });
}

function coursesOf({ boat, from, to, copies }: PlacedBoat): string {
  const { colour, dash } = LINES[kindOf(boat.segment)];
  const look = { stroke: colour, 'stroke-width': 2.5, ...(dash === '' ? {} : { 'stroke-dasharray': dash }) };
  const ways = [to, ...copies].map((point, index) => {
    const faint = index === 0 ? {} : { opacity: 0.6 };
    const line = element('line', { x1: from.x, y1: from.y, x2: point.x, y2: point.y, ...look, ...faint });
    return boat.arrivedAt === undefined ? line : line + tip(from, point, colour);
  });
  return ways.join('');
}

/** What is written of a boat: over the courses of all, which may cross it. */
function wordsOf({ to, label: name, end }: PlacedBoat): string {
  const ended = end === undefined ? '' : cross(to) + label(end, { fill: GREY });
  return ended + label(name, { fill: INK, 'font-weight': 650 });
}

function mistakeOf({ at, label: name }: PlacedMistake): string {
  return cross(at) + label(name, { fill: RED, 'font-weight': 700 });
}

function signOf({ kind, dot, label: name }: PlacedSign): string {
  const mark =
    kind === 'state'
      ? element('circle', { cx: dot.x, cy: dot.y, r: 4, fill: PAPER, stroke: INK, 'stroke-width': 2 })
      : element('path', { d: `M${dot.x - 5} ${dot.y}l5-6l5 6l-5 6z`, fill: RED });
  return mark + label(name, { fill: kind === 'state' ? INK : RED, 'font-weight': 650 });
}

function timerOf({ kind, from, to }: PlacedTimer): string {
  const dash = kind === 'RTO' ? {} : { 'stroke-dasharray': '3 3' };
  const look = { stroke: kind === 'RTO' ? RED : LINES.data.colour, 'stroke-width': 7, opacity: 0.45 };
  return element('line', { x1: from.x, y1: from.y, x2: to.x, y2: to.y, ...look, ...dash });
}

/** `layout` as a picture; `style`: CSS that brings the font, left out where the page has it. */
export function ladderSvg(layout: LadderLayout, words: PictureWords, style = ''): Picture {
  const { width } = layout.shape;
  const height = TITLE + layout.height + FOOT;
  const heading = element(
    'text',
    { x: 12, y: 20, 'font-size': 14, 'font-weight': 750, fill: INK },
    escaped(words.title),
  );
  const foot = element(
    'text',
    { x: width - 12, y: height - 8, 'font-size': 10, 'text-anchor': 'end', fill: GREY },
    escaped(words.foot),
  );
  const shores = SIDES.map((side) => {
    const x = shoreOf(side, layout.shape);
    const line = { x1: x, y1: HEAD, x2: x, y2: layout.height - 8, stroke: GREY, 'stroke-width': 3 };
    const name = { x, y: 20, 'text-anchor': 'middle', 'font-size': 14, 'font-weight': 700, fill: INK };
    return element('line', line) + element('text', name, escaped(words.sides[side]));
  });
  const body = [
    ...shores,
    ...layout.timers.map(timerOf),
    ...layout.boats.map(coursesOf),
    ...layout.boats.map(wordsOf),
    ...layout.mistakes.map(mistakeOf),
    ...layout.signs.map(signOf),
  ].join('');
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      'font-family': FONT,
      role: 'img',
      'aria-label': words.title,
    },
    [
      style === '' ? '' : element('style', {}, style),
      element('rect', { width, height, fill: PAPER }),
      heading,
      element('g', { transform: `translate(0 ${TITLE})` }, body),
      foot,
    ].join(''),
  );
  return { svg, width, height };
}
