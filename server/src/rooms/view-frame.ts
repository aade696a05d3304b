// Frames of views. A view is ten kilobytes of which a step changes a few hundred octets: the rest of the last frame is
// copied. What comes out is, octet by octet, what Colyseus' own `send` would write.
import { getMessageBytes, Protocol } from '@colyseus/core';
import type { ServerMessages } from '@syn-or-swim/shared/protocol/messages.ts';

/** Where a value of the last view stands in its frame. */
interface Written {
  readonly from: number;
  readonly to: number;
}

/** Writes one seat's views. */
export interface ViewFrames {
  /** The whole frame of `view`, with which nobody else may do anything but send it. */
  readonly frame: (view: ServerMessages['view']) => Buffer;
}

/** Octets of a frame without a type before its content: the code, and an empty text. */
const BARE_HEAD = 2;

/** Codes of MessagePack, as Colyseus' encoder uses them: a map has its length in two octets, a list in 4 bits or in two octets. */
const MAP = 0xde;
const SHORT_LIST = 0x90;
const LONG_LIST = 0xdc;
const SHORT_LIST_MAX = 16;

const HEAD = getMessageBytes.raw(Protocol.ROOM_DATA, 'view');

/** `value` as Colyseus writes it. */
function packed(value: unknown): Buffer {
  // A message that is undefined would be no message at all, so such a value goes in a list.
  if (value === undefined) return getMessageBytes.raw(Protocol.ROOM_DATA, '', [undefined]).subarray(BARE_HEAD + 1);
  return getMessageBytes.raw(Protocol.ROOM_DATA, '', value).subarray(BARE_HEAD);
}

const keys = new Map<string, Buffer>();

/** Names of fields are few, and the same for ever. */
function packedKey(key: string): Buffer {
  const known = keys.get(key);
  if (known !== undefined) return known;
  const octets = Buffer.from(packed(key));
  keys.set(key, octets);
  return octets;
}

/** Octets that grow. */
interface Paper {
  octets: Buffer;
  length: number;
}

/** One for all: a frame is written in one go. */
const paper: Paper = { octets: Buffer.allocUnsafe(32 * 1024), length: 0 };

function room(octets: number): number {
  const from = paper.length;
  paper.length += octets;
  if (paper.length > paper.octets.length) {
    const larger = Buffer.allocUnsafe(2 * paper.length);
    paper.octets.copy(larger, 0, 0, from);
    paper.octets = larger;
  }
  return from;
}

function put(octets: Buffer): void {
  const from = room(octets.length);
  octets.copy(paper.octets, from);
}

function putLength(code: number, length: number): void {
  const from = room(3);
  paper.octets[from] = code;
  paper.octets.writeUInt16BE(length, from + 1);
}

function putListHead(length: number): void {
  if (length < SHORT_LIST_MAX) paper.octets[room(1)] = SHORT_LIST | length;
  else putLength(LONG_LIST, length);
}

function putMap(map: object, putField: (name: string, field: unknown) => void): void {
  const fields = Object.entries(map);
  putLength(MAP, fields.length);
  for (const [name, field] of fields) {
    put(packedKey(name));
    putField(name, field);
  }
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

type Fields = Readonly<Record<string, unknown>>;

/** True where both say the same. What both share is one object, so that it needs no look inside. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isPlain(one) || !isPlain(other)) return false;
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) => isSame((one as Fields)[name], (other as Fields)[name]));
}

/** `list` with the entries of `last` in place of those that say the same: it is built anew for each view. */
function sharing(last: unknown, list: readonly unknown[]): readonly unknown[] {
  if (!Array.isArray(last)) return list;
  return list.map((entry, index) => (isSame(last[index], entry) ? last[index] : entry));
}

/** A writer that has written nothing yet. */
export function createViewFrames(): ViewFrames {
  let lastFrame = HEAD;
  let lastSeat: Fields = {};
  let lastEntries: ReadonlyMap<object, Written> = new Map();

  const frame: ViewFrames['frame'] = (view) => {
    const entries = new Map<object, Written>();
    const writeEntry = (entry: unknown) => {
      if (!isPlain(entry)) return put(packed(entry));
      const from = paper.length;
      const before = lastEntries.get(entry);
      put(before === undefined ? packed(entry) : lastFrame.subarray(before.from, before.to));
      entries.set(entry, { from, to: paper.length });
    };
    const writeField = (field: unknown) => {
      if (!Array.isArray(field)) return writeEntry(field);
      putListHead(field.length);
      for (const entry of field) writeEntry(entry);
    };
    paper.length = 0;
    put(HEAD);
    lastSeat = Object.fromEntries(
      Object.entries(view.seat).map(([name, field]) => [
        name,
        Array.isArray(field) ? sharing(lastSeat[name], field) : field,
      ]),
    );
    putMap(view, (name, part) => (name === 'seat' ? putMap(lastSeat, (_, field) => writeField(field)) : writeEntry(part)));
    lastFrame = Buffer.from(paper.octets.subarray(0, paper.length));
    lastEntries = entries;
    return lastFrame;
  };
  return { frame };
}
