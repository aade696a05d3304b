// What the client's boats carry where their cargo is read: by a real kernel, and by whoever opens the capture.

import type { Segment } from '../tcp/segment.ts';
import { sequenceDifference } from '../tcp/sequence-number.ts';
import { streamOf } from './kernel-end.ts';
import { kernelEnd } from './kernel-harbour.ts';
import { type Match, orderOfPort } from './match-state.ts';
import type { Side } from './seat.ts';
import type { ConnectionKey } from './token.ts';
import { requestOctets, webRequest } from './web-request.ts';

/** The octets of `segment`, which `from` sends on `key` in a match against the real kernel, a character each. */
export function cargoOctets(match: Match, from: Side, key: ConnectionKey, segment: Segment): string {
  const { seq, dataLength, flags } = segment;
  if (dataLength === 0) return '';
  const stream = streamOf(kernelEnd(match), key);
  const first = from === 'client' ? stream.irs : stream.iss;
  const offset = sequenceDifference(seq, first) - (flags.syn ? 0 : 1);
  if (from === 'server') return stream.octets.slice(offset, offset + dataLength).padEnd(dataLength, '\n');
  const order = orderOfPort(match, key.clientPort);
  return requestOctets(order === undefined ? '' : webRequest(order), offset, dataLength);
}
