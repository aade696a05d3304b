// Frames as Colyseus' SDK and Colyseus write them, made once and sent again and again.
import { Packr } from 'msgpackr';
import type { CommandAnswer, NumberedCommand } from '../../../shared/src/protocol/messages.ts';
import { FRAME } from '../../../tests/rooms/raw-seat.ts';
import type { ViewMessage } from './script.ts';

const packr = new Packr({ useRecords: false });

/** A short text as Colyseus writes it: its length in the first octet. */
const typeOctets = (type: string) => Buffer.concat([Uint8Array.of(0xa0 | type.length), Buffer.from(type)]);
const VIEW_HEAD = Buffer.concat([Uint8Array.of(FRAME.message), typeOctets('view')]);
const COMMAND_HEAD = typeOctets('command');
/** Behind the head comes a map, in three octets, of which the first entry is `number`. */
const NUMBER_AT = VIEW_HEAD.length + 3 + 'number'.length + 1;

/** The request of a browser; its own number goes into one octet, so there may be 127 of them. */
export function commandFrame(command: NumberedCommand): Buffer {
  return Buffer.concat([Uint8Array.of(FRAME.request, command.id), COMMAND_HEAD, packr.pack(command)]);
}

/** The room's answer to {@link commandFrame}. */
export function answerFrame(id: number, answer: CommandAnswer): Buffer {
  return Buffer.concat([Uint8Array.of(FRAME.response, id, 0), packr.pack(answer)]);
}

/** What the room answered in `frame`. */
export function answerIn(frame: Buffer): CommandAnswer {
  return packr.unpack(frame.subarray(3));
}

/** A view as the room sends it. */
export function viewFrame(view: ViewMessage): Buffer {
  return Buffer.concat([VIEW_HEAD, packr.pack(view)]);
}

/** The number of the view in `frame`, read without unpacking the rest; undefined where it is another message. */
export function viewNumberIn(frame: Buffer): number | undefined {
  if (!frame.subarray(0, VIEW_HEAD.length).equals(VIEW_HEAD)) return undefined;
  const first = frame[NUMBER_AT] ?? 0;
  if (first < 0x80) return first;
  return first === 0xcc ? frame[NUMBER_AT + 1] : frame.readUInt16BE(NUMBER_AT + 1);
}
