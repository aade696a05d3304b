// Where everything stands on the picture of a connection. Time runs down, in bands: each moment has a band of its own,
// each label within it a row of its own, and so no two labels can meet, however many boats crowd together.
import { peerOf, SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import { CRATE_OCTETS } from '@syn-or-swim/shared/game/token.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { Ladder, LadderBoat, LadderMistake } from '@syn-or-swim/shared/scoring/ladder.ts';
import type { ConnectionState } from '@syn-or-swim/shared/tcp/connection.ts';
import { flagsText } from '@syn-or-swim/shared/tcp/segment.ts';

/** How wide the picture is, and how much of it each end's states take: a phone has room for less. */
export interface LadderShape {
  readonly width: number;
  readonly margin: number;
  readonly narrow: boolean;
  /** Where paper is short: silence takes little room, however long it lasted. */
  readonly dense?: boolean;
}

/** The picture on a desk. */
export const WIDE_LADDER: LadderShape = { width: 640, margin: 170, narrow: false };
/** The picture on a phone held upright. */
export const NARROW_LADDER: LadderShape = { width: 380, margin: 98, narrow: true };

/** The picture on a sheet of paper. */
export const PAPER_LADDER: LadderShape = { ...WIDE_LADDER, dense: true };

/** A point of the picture. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A label of one or more lines; `y` is the baseline of the first. */
export interface PlacedLabel {
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** A boat: its way from shore to shore, or to where it ended, and the ways of its copies. */
export interface PlacedBoat {
  readonly boat: LadderBoat;
  readonly from: Point;
  readonly to: Point;
  readonly copies: readonly Point[];
  readonly label: PlacedLabel;
  /** What struck it, beside the cross where it ended. */
  readonly end: PlacedLabel | undefined;
}

/** A token that did not sail, at its shore. */
export interface PlacedMistake {
  readonly mistake: LadderMistake;
  readonly at: Point;
  readonly label: PlacedLabel;
}

/** A state from its moment on, or the bell, beside the shore. */
export interface PlacedSign {
  readonly kind: 'state' | 'bell';
  readonly side: Side;
  readonly at: Milliseconds;
  readonly dot: Point;
  readonly label: PlacedLabel;
}

/** A timer that ran: along its shore, from its start to its end. */
export interface PlacedTimer {
  readonly kind: 'RTO' | '2MSL';
  readonly from: Point;
  readonly to: Point;
}

/** Where everything of one ladder stands. */
export interface LadderLayout {
  readonly shape: LadderShape;
  readonly height: number;
  readonly boats: readonly PlacedBoat[];
  readonly mistakes: readonly PlacedMistake[];
  readonly signs: readonly PlacedSign[];
  readonly timers: readonly PlacedTimer[];
  /** Where each moment's band ends; what comes later stands below it. */
  readonly bands: readonly { readonly at: Milliseconds; readonly bottom: number }[];
}

/** A part of a label that a worksheet may leave to be filled in. */
export type LadderPart =
  | { readonly kind: 'flags' | 'seq' | 'ack'; readonly boat: LadderBoat }
  | { readonly kind: 'state'; readonly side: Side; readonly at: Milliseconds };

/** The words that stand on the picture beside TCP's own. */
export interface LadderWords {
  readonly moment: (at: Milliseconds) => string;
  /** What ended a boat. */
  readonly ended: (boat: LadderBoat) => string;
  /** True for what a line to write on stands for; without it everything is shown. */
  readonly blank?: (part: LadderPart) => boolean;
}

/** A line to write on. */
export const BLANK = '______';

/** Height of a line of text, and where its baseline is in it. */
export const LINE_HEIGHT = 15;
const BASELINE = 12;
/** Where the first band begins, below the names of the shores. */
const TOP = 40;
/** Below the last band. */
const BOTTOM = 26;
/** Height between two moments: least, most, and for each second that has passed. */
const SILENCE = { least: 6, most: 56, perSecond: 14 };
const DENSE_SILENCE = { least: 6, most: 12, perSecond: 3 };
/** From the top of a band to where boats come in. */
const ARRIVAL = 8;
/** As many signs of a boat's label stand on one line between the shores of the wide picture. */
const LONGEST_LINE = 36;
/** Between the shore and what stands beside it. */
const GAP = 10;

/** Where a shore stands. */
export function shoreOf(side: Side, { width, margin }: LadderShape): number {
  return side === 'client' ? margin : width - margin;
}

function boatLines(boat: LadderBoat, narrow: boolean, blank: LadderWords['blank']): readonly string[] {
  const { flags, seq, ack, dataLength } = boat.segment;
  const shown = (kind: 'flags' | 'seq' | 'ack', text: string): string =>
    blank?.({ kind, boat }) === true ? BLANK : text;
  const crates = Math.floor(dataLength / CRATE_OCTETS);
  const cargo = crates === 0 ? '' : ` +${crates}▪`;
  const numbers = `${shown('seq', `${seq}`)}${flags.ack ? `/${shown('ack', `${ack}`)}` : ''}`;
  const name = shown('flags', flagsText(flags));
  const whole = `${name} ${numbers}${cargo}`;
  return narrow || whole.length > LONGEST_LINE ? [`${name}${cargo}`, numbers] : [whole];
}

/** What stands between the shores at one moment: each has its own row. */
type Row =
  | { readonly kind: 'departure'; readonly boat: LadderBoat }
  | { readonly kind: 'end'; readonly boat: LadderBoat }
  | { readonly kind: 'mistake'; readonly mistake: LadderMistake };

/** What stands beside a shore at one moment. */
interface Note {
  readonly kind: 'state' | 'bell';
  readonly side: Side;
  readonly text: ConnectionState | 'RTO';
}

interface Moment {
  readonly at: Milliseconds;
  readonly rows: Row[];
  readonly notes: Note[];
  /** Boats that come in, or copies of them. */
  readonly arrivals: Side[];
}

function isTowed({ verdict }: LadderMistake): boolean {
  return verdict.kind === 'wrong' || verdict.kind === 'held';
}

function momentsOf(ladder: Ladder): readonly Moment[] {
  const moments = new Map<Milliseconds, Moment>();
  const at = (time: Milliseconds): Moment => {
    const moment = moments.get(time) ?? { at: time, rows: [], notes: [], arrivals: [] };
    moments.set(time, moment);
    return moment;
  };
  for (const boat of ladder.boats) {
    at(boat.departedAt).rows.push({ kind: 'departure', boat });
    if (boat.sankAt !== undefined) at(boat.sankAt).rows.push({ kind: 'end', boat });
    const times = boat.arrivedAt === undefined ? [] : [boat.arrivedAt, ...boat.copiesAt];
    for (const time of times) at(time).arrivals.push(peerOf(boat.from));
  }
  for (const mistake of ladder.mistakes) {
    if (isTowed(mistake)) at(mistake.at).rows.push({ kind: 'mistake', mistake });
  }
  for (const { at: time, side } of ladder.bells) at(time).notes.push({ kind: 'bell', side, text: 'RTO' });
  for (const { at: time, side, state } of ladder.states) {
    at(time).notes.push({ kind: 'state', side, text: state });
  }
  return [...moments.values()].toSorted((left, right) => left.at - right.at);
}

/** One moment with its place: rows and notes by their own heights below its top. */
interface Band {
  readonly moment: Moment;
  readonly top: number;
  /** The height at which each row's boat leaves, ends or is towed. */
  readonly rowsAt: readonly number[];
  /** Where the notes of each side begin. */
  readonly notesAt: Readonly<Record<Side, number>>;
  readonly bottom: number;
}

/** How the picture is written: its width, and what is left out. */
interface Writing {
  readonly narrow: boolean;
  readonly dense: boolean;
  readonly blank: LadderWords['blank'];
}

function rowLines(row: Row, { narrow, blank }: Writing): number {
  return row.kind === 'departure' ? boatLines(row.boat, narrow, blank).length : 1;
}

function rowSide(row: Row): Side | undefined {
  if (row.kind === 'departure') return row.boat.from;
  return row.kind === 'mistake' ? row.mistake.side : undefined;
}

function noteLines({ kind }: Note, narrow: boolean): number {
  return narrow && kind === 'state' ? 2 : 1;
}

function bandOf(moment: Moment, top: number, writing: Writing): Band {
  const rowsAt: number[] = [];
  let y = top + (moment.arrivals.length > 0 ? ARRIVAL : 0);
  for (const row of moment.rows) {
    y += rowLines(row, writing) * LINE_HEIGHT + 4;
    rowsAt.push(y);
  }
  const notesFrom = (side: Side): number => {
    if (moment.arrivals.includes(side)) return top + ARRIVAL;
    return rowsAt[moment.rows.findIndex((row) => rowSide(row) === side)] ?? top + ARRIVAL;
  };
  const notesAt = { client: notesFrom('client'), server: notesFrom('server') };
  const notesEnd = SIDES.map((side) => {
    const own = moment.notes.filter((note) => note.side === side);
    return notesAt[side] + own.reduce((sum, note) => sum + noteLines(note, writing.narrow) * LINE_HEIGHT, 0);
  });
  return { moment, top, rowsAt, notesAt, bottom: Math.max(y, top + ARRIVAL, ...notesEnd) };
}

function bandsOf(ladder: Ladder, writing: Writing): readonly Band[] {
  const bands: Band[] = [];
  for (const moment of momentsOf(ladder)) {
    const before = bands.at(-1);
    const { least, most, perSecond } = writing.dense ? DENSE_SILENCE : SILENCE;
    const silence = before === undefined ? 0 : ((moment.at - before.moment.at) / 1000) * perSecond;
    const gap = Math.min(most, Math.max(least, silence));
    bands.push(bandOf(moment, (before?.bottom ?? TOP) + gap, writing));
  }
  return bands;
}

/** A label beside a shore: `inside` between the shores, else on the land. Its last line ends above `y`. */
function besideShore(
  side: Side,
  inside: boolean,
  place: { readonly y: number; readonly lines: readonly string[]; readonly shape: LadderShape },
): PlacedLabel {
  const { y, lines, shape } = place;
  const rightwards = (side === 'client') === inside;
  return {
    lines,
    x: shoreOf(side, shape) + (rightwards ? GAP : -GAP),
    y,
    anchor: rightwards ? 'start' : 'end',
  };
}

interface Scene {
  readonly shape: LadderShape;
  readonly words: LadderWords;
  readonly bands: ReadonlyMap<Milliseconds, Band>;
  readonly bottom: number;
}

/** Where what comes in at `at` meets its shore. */
function arrivalAt(at: Milliseconds, { bands, bottom }: Scene): number {
  const band = bands.get(at);
  return band === undefined ? bottom : band.top + ARRIVAL;
}

/** The height of the row of `boat` in the band of `at`. */
function rowAt(kind: 'departure' | 'end', boat: LadderBoat, at: Milliseconds, { bands }: Scene): number {
  const band = bands.get(at);
  const index = band?.moment.rows.findIndex((row) => row.kind === kind && row.boat === boat) ?? -1;
  return band?.rowsAt[index] ?? TOP;
}

function placeBoat(boat: LadderBoat, scene: Scene): PlacedBoat {
  const { shape, words } = scene;
  const from: Point = {
    x: shoreOf(boat.from, shape),
    y: rowAt('departure', boat, boat.departedAt, scene),
  };
  const shore = shoreOf(peerOf(boat.from), shape);
  const middle = (from.x + shore) / 2;
  const lines = boatLines(boat, shape.narrow, words.blank);
  const label = besideShore(boat.from, true, {
    y: from.y - 4 - (lines.length - 1) * LINE_HEIGHT,
    lines,
    shape,
  });
  const copies = boat.copiesAt.map((at) => ({ x: shore, y: arrivalAt(at, scene) }));
  if (boat.arrivedAt !== undefined) {
    const to = { x: shore, y: arrivalAt(boat.arrivedAt, scene) };
    return { boat, from, to, copies, label, end: undefined };
  }
  if (boat.sankAt === undefined) {
    return { boat, from, to: { x: middle, y: scene.bottom }, copies, label, end: undefined };
  }
  const y = rowAt('end', boat, boat.sankAt, scene) - LINE_HEIGHT / 2;
  const side = boat.from === 'client' ? 1 : -1;
  const end: PlacedLabel = {
    lines: [words.ended(boat)],
    x: middle + side * GAP,
    y: y + 4,
    anchor: side === 1 ? 'start' : 'end',
  };
  return { boat, from, to: { x: middle, y }, copies, label, end };
}

function placeSigns(band: Band, { shape, words }: Scene): readonly PlacedSign[] {
  const below = { client: band.notesAt.client, server: band.notesAt.server };
  return band.moment.notes.map((note) => {
    const { side, kind, text } = note;
    const { at } = band.moment;
    const y = below[side];
    below[side] += noteLines(note, shape.narrow) * LINE_HEIGHT;
    const moment = words.moment(at);
    const name = kind === 'state' && words.blank?.({ kind, side, at }) === true ? `${BLANK}${BLANK}` : text;
    const lines = kind === 'bell' ? [text] : shape.narrow ? [moment, name] : [`${moment} ${name}`];
    const label = besideShore(side, false, { y: y + BASELINE - LINE_HEIGHT / 2, lines, shape });
    return { kind, side, at, dot: { x: shoreOf(side, shape), y }, label };
  });
}

function placeMistakes(band: Band, { shape }: Scene): readonly PlacedMistake[] {
  return band.moment.rows.flatMap((row, index) => {
    if (row.kind !== 'mistake') return [];
    const { side, token } = row.mistake;
    const y = (band.rowsAt[index] ?? band.top) - LINE_HEIGHT / 2;
    const lines = [flagsText(token.flags)];
    return [
      {
        mistake: row.mistake,
        at: { x: shoreOf(side, shape), y },
        label: besideShore(side, true, { y: y + 4, lines, shape }),
      },
    ];
  });
}

/** The RTO ran from the boat that was not acknowledged to the bell, 2MSL from TIME_WAIT to its end. */
function placeTimers(ladder: Ladder, scene: Scene): readonly PlacedTimer[] {
  const { shape, bands, bottom } = scene;
  const rto = ladder.bells.flatMap(({ at, side }): readonly PlacedTimer[] => {
    const timed = ladder.boats.findLast(
      ({ from, departedAt, segment }) =>
        from === side &&
        departedAt < at &&
        (segment.flags.syn || segment.flags.fin || segment.dataLength > 0),
    );
    if (timed === undefined) return [];
    const x = shoreOf(side, shape);
    const from = { x, y: rowAt('departure', timed, timed.departedAt, scene) };
    return [{ kind: 'RTO', from, to: { x, y: bands.get(at)?.notesAt[side] ?? bottom } }];
  });
  const waits = ladder.states.flatMap(({ at, side, state }, index): readonly PlacedTimer[] => {
    if (state !== 'TIME_WAIT') return [];
    const next = ladder.states.slice(index + 1).find((other) => other.side === side);
    const x = shoreOf(side, shape);
    const y = (time: Milliseconds | undefined) =>
      time === undefined ? bottom : (bands.get(time)?.notesAt[side] ?? bottom);
    return [{ kind: '2MSL', from: { x, y: y(at) }, to: { x, y: y(next?.at) } }];
  });
  return [...rto, ...waits];
}

/** Lays `ladder` out in `shape`. No label meets another one, whatever sails. */
export function layOutLadder(ladder: Ladder, shape: LadderShape, words: LadderWords): LadderLayout {
  const bands = bandsOf(ladder, {
    narrow: shape.narrow,
    dense: shape.dense === true,
    blank: words.blank,
  });
  const bottom = (bands.at(-1)?.bottom ?? TOP) + BOTTOM;
  const scene: Scene = { shape, words, bands: new Map(bands.map((band) => [band.moment.at, band])), bottom };
  return {
    shape,
    height: bottom,
    boats: ladder.boats.map((boat) => placeBoat(boat, scene)),
    mistakes: bands.flatMap((band) => placeMistakes(band, scene)),
    signs: bands.flatMap((band) => placeSigns(band, scene)),
    timers: placeTimers(ladder, scene),
    bands: bands.map(({ moment, bottom: end }) => ({ at: moment.at, bottom: end })),
  };
}
