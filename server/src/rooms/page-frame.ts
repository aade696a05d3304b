import { Protocol } from '@colyseus/core';

/** What a page sends without a message: it has joined, asks for an echo, leaves. */
const BARE: readonly number[] = [Protocol.JOIN_ROOM, Protocol.LEAVE_ROOM, Protocol.PING];

/** Octets of the longest number: one that says so, and eight. */
const LONGEST_NUMBER = 9;

/**
 * Whether `frame` has the outer form of what Colyseus' SDK sends in this game: a bare code, or a message or
 * request whose type is a short plain name. Everything else Colyseus would log line by line.
 */
export function isPageFrame(frame: Uint8Array): boolean {
  const code = frame[0];
  if (code === undefined) return false;
  if (BARE.includes(code)) return frame.length === 1;
  if (code === Protocol.ROOM_DATA) return hasPlainType(frame, 1);
  if (code !== Protocol.ROOM_REQUEST) return false;
  return hasPlainType(frame, 1 + numberLength(frame[1]));
}

/** Octets of a number as Colyseus writes it, from its first one (that of MessagePack). */
function numberLength(first: number | undefined): number {
  switch (first) {
    case 0xcc:
    case 0xd0:
      return 2;
    case 0xcd:
    case 0xd1:
      return 3;
    case 0xca:
    case 0xce:
    case 0xd2:
      return 5;
    case 0xcb:
    case 0xcf:
    case 0xd3:
      return LONGEST_NUMBER;
    default:
      return 1;
  }
}

function hasPlainType(frame: Uint8Array, at: number): boolean {
  const head = frame[at];
  // A text of up to 31 octets has its length in its first one, behind the bits 101.
  if (head === undefined || head >> 5 !== 0b101) return false;
  const name = frame.subarray(at + 1, at + 1 + (head & 0x1f));
  return name.length === (head & 0x1f) && name.every((octet) => octet > 0x20 && octet < 0x7f);
}
