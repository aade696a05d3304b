// Frames of views. A view is some five thousand octets of which a step changes a few hundred: the rest is copied out of
// the last frame. What comes out is, octet by octet, what Colyseus' own `send` would write.
import { getMessageBytes, Protocol } from '@colyseus/core';
import type { ServerMessages } from '@syn-or-swim/shared/protocol/messages.ts';
import { createSheets, type Sheets } from './sheets.ts';

/** Writes the views of one seat. */
export interface ViewFrames {
  /** The frame of `view`. Where no frame before it waits anywhere to be sent, it is written over the last one. */
  readonly frame: (view: ServerMessages['view']) => Buffer;
  /** Nobody is to be told anything soon: the last frame is not kept. */
  readonly forget: () => void;
}

/** Whether all frames of a seat have left the process, so that nobody looks at their octets any more. */
export type IsGone = () => boolean;

/** A field of the last view, and where it stands in the last frame: from its name to the end of its value. */
interface Piece {
  readonly name: string;
  readonly value: unknown;
  readonly from: number;
  readonly to: number;
  /** Of a list: how far behind `from` each of its entries ends, the head of the list first. */
  readonly ends: readonly number[];
}

/** Codes of MessagePack: a map with its length in two octets, a list with its length in the code or in two octets. */
const MAP = 0xde;
const SHORT_LIST = 0x90;
const LONG_LIST = 0xdc;
const SHORT_LIST_MAX = 16;

/** Octets before the content of a frame whose type is an empty text: its code, and the text. */
const BARE_HEAD = 2;

const NO_SHEET: Buffer = Buffer.alloc(0);

const HEAD = getMessageBytes.raw(Protocol.ROOM_DATA, 'view');

/** `value` as Colyseus writes it in a message. */
function packed(value: unknown): Buffer {
  // A message that is undefined is none, so that it has to be wrapped: a list of one has one octet more.
  if (value === undefined)
    return getMessageBytes.raw(Protocol.ROOM_DATA, '', [value]).subarray(BARE_HEAD + 1);
  return getMessageBytes.raw(Protocol.ROOM_DATA, '', value).subarray(BARE_HEAD);
}

const packedNames = new Map<string, Buffer>();

/** The names of fields are few, and for ever the same. */
function packedName(name: string): Buffer {
  const known = packedNames.get(name) ?? packed(name);
  packedNames.set(name, known);
  return known;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** True where both say the same; what both share is one object, into which nobody has to look. */
function saysTheSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isObject(one) || !isObject(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length && names.every((name) => saysTheSame(one[name], other[name]))
  );
}

/** The paper on which all frames are written, one after the other, until they are whole. */
class Paper {
  length = 0;
  private octets = Buffer.allocUnsafe(32 * 1024);
  private last: Buffer = Buffer.alloc(0);
  // What is to be copied from the last frame, and to where: neighbours are copied together.
  private copyFrom = 0;
  private copyTo = 0;
  private copyAt = 0;

  begin(last: Buffer): void {
    this.length = 0;
    this.last = last;
    this.copyFrom = 0;
    this.copyTo = 0;
  }

  copy(from: number, to: number): void {
    const isNeighbour = from === this.copyTo && this.length === this.copyAt + this.copyTo - this.copyFrom;
    if (!isNeighbour) {
      this.copyNow();
      this.copyFrom = from;
      this.copyAt = this.length;
    }
    this.copyTo = to;
    this.grow(to - from);
  }

  put(octets: Buffer): void {
    const at = this.length;
    this.grow(octets.length);
    octets.copy(this.octets, at);
  }

  putLength(code: number, length: number): void {
    const at = this.length;
    this.grow(3);
    this.octets[at] = code;
    this.octets.writeUInt16BE(length, at + 1);
  }

  putListHead(length: number): void {
    if (length >= SHORT_LIST_MAX) {
      this.putLength(LONG_LIST, length);
      return;
    }
    const at = this.length;
    this.grow(1);
    this.octets[at] = SHORT_LIST | length;
  }

  /** Puts what was written into the last frame's sheet, or into another where it does not fit or is not gone, and gives that. */
  end(sheets: Sheets, isGone: boolean): Buffer {
    this.copyNow();
    const { last } = this;
    const whole = isGone && last.length >= this.length ? last : sheets.take(this.length);
    this.octets.copy(whole, 0, 0, this.length);
    if (isGone && whole !== last && last.length > 0) sheets.giveBack(last);
    return whole;
  }

  private copyNow(): void {
    if (this.copyTo > this.copyFrom) this.last.copy(this.octets, this.copyAt, this.copyFrom, this.copyTo);
  }

  private grow(octets: number): void {
    this.length += octets;
    if (this.length <= this.octets.length) return;
    const larger = Buffer.allocUnsafe(2 * this.length);
    this.octets.copy(larger);
    this.octets = larger;
  }
}

const paper = new Paper();
const NO_ENDS: readonly number[] = [];

/** Where in `last` the entry `value` is, looked for from `from` on, since lists lose entries at their beginning; or -1. */
function placeIn(last: readonly unknown[], value: unknown, from: number): number {
  const place = last.indexOf(value, from);
  if (place !== -1 || from >= last.length) return place;
  return saysTheSame(last[from], value) ? from : -1;
}

/** Writes a list whose name stands on the paper since `from`. What says the same as before stays the same object. */
function writeList(name: string, list: readonly unknown[], from: number, before: Piece | undefined): Piece {
  const written = Array.isArray(before?.value) ? before.value : [];
  const { from: start, ends: endsBefore } = before ?? { from: 0, ends: NO_ENDS };
  paper.putListHead(list.length);
  const ends = [paper.length - from];
  let next = 0;
  const entries = list.map((value) => {
    const place = placeIn(written, value, next);
    if (place === -1) {
      next += 1;
      paper.put(packed(value));
    } else {
      next = place + 1;
      paper.copy(start + (endsBefore[place] ?? 0), start + (endsBefore[place + 1] ?? 0));
    }
    ends.push(paper.length - from);
    return place === -1 ? value : written[place];
  });
  // One list is kept, not two: that of the match where it can be, since the match keeps it anyway.
  const isSame = entries.every((entry, index) => entry === list[index]);
  return { name, value: isSame ? list : entries, from, to: paper.length, ends };
}

function writeField(name: string, value: unknown, before: Piece | undefined): Piece {
  const from = paper.length;
  if (before !== undefined && before.value === value) {
    paper.copy(before.from, before.to);
    return from === before.from ? before : { ...before, from, to: paper.length };
  }
  paper.put(packedName(name));
  if (Array.isArray(value)) return writeList(name, value, from, before);
  paper.put(packed(value));
  return { name, value, from, to: paper.length, ends: NO_ENDS };
}

function writeSeat(seat: Readonly<Record<string, unknown>>, last: readonly Piece[]): readonly Piece[] {
  const names = Object.keys(seat);
  paper.putLength(MAP, names.length);
  // The fields of a view come in one order, but for one that is there only at times.
  return names.map((name, index) => {
    const before = last[index];
    return writeField(name, seat[name], before?.name === name ? before : undefined);
  });
}

/**
 * Makes writers. `later` calls what it is given after a while: whoever has written nothing from one such call to the next has
 * its last frame thrown away, since the last frames of both seats are a fifth of a match's memory, and many seats wait.
 */
export function viewFramesBy(later: (look: () => void) => void): (isGone: IsGone) => ViewFrames {
  const sheets = createSheets();
  let written = new Set<ViewFrames>();
  let writtenBefore = new Set<ViewFrames>();
  let looks = false;
  const look = () => {
    const silent = [...writtenBefore].filter((frames) => !written.has(frames));
    writtenBefore = written;
    written = new Set();
    for (const frames of silent) frames.forget();
    // More than have written since the last look are not asked for soon.
    sheets.keepFree(writtenBefore.size);
    looks = false;
    lookLater();
  };
  const lookLater = () => {
    if (looks || written.size + writtenBefore.size === 0) return;
    looks = true;
    later(look);
  };
  return (isGone) => {
    const frames = createViewFrames(isGone, sheets);
    const kept: ViewFrames = {
      frame: (view) => {
        written.add(kept);
        lookLater();
        return frames.frame(view);
      },
      forget: () => {
        written.delete(kept);
        writtenBefore.delete(kept);
        frames.forget();
      },
    };
    return kept;
  };
}

/** A writer that has written nothing yet; it takes what it writes on from `sheets`. */
export function createViewFrames(isGone: IsGone, sheets: Sheets): ViewFrames {
  let sheet = NO_SHEET;
  let last: readonly Piece[] = [];
  const frame: ViewFrames['frame'] = (view) => {
    paper.begin(sheet);
    paper.put(HEAD);
    paper.putLength(MAP, Object.keys(view).length);
    for (const [name, part] of Object.entries(view)) {
      paper.put(packedName(name));
      if (name === 'seat') last = writeSeat({ ...view.seat }, last);
      else paper.put(packed(part));
    }
    sheet = paper.end(sheets, isGone());
    return sheet.subarray(0, paper.length);
  };
  const forget = () => {
    if (sheet.length > 0 && isGone()) sheets.giveBack(sheet);
    sheet = NO_SHEET;
    last = [];
  };
  return { frame, forget };
}
