// ICMP errors about a TCP connection (RFC 9293 §3.9.2.2, RFC 792) as events of the engine.
import { failure, type Result, success } from '../kernel/result.ts';
import type { Connection } from '../tcp/connection.ts';
import type { IcmpError, TcpEvent } from '../tcp/events.ts';
import {
  type SequenceNumber,
  sequenceLess,
  sequenceLessOrEqual,
  sequenceNumber,
} from '../tcp/sequence-number.ts';
import { internetChecksum, TCP_PROTOCOL } from './checksum.ts';
import type { IpAddress } from './ip-address.ts';

/** ICMP's number in the protocol field of IPv4. */
export const ICMP_PROTOCOL = 1;

/** An error, and the segment of ours that drew it: by it the connection is found (MUST-54). */
export interface IcmpReport {
  readonly error: IcmpError;
  readonly source: IpAddress;
  readonly destination: IpAddress;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly seq: SequenceNumber;
}

/** Why octets are no ICMP error about TCP. */
export type IcmpProblem =
  | 'shorter than a header'
  | 'wrong checksum'
  | 'not an error'
  | 'quotes no packet'
  | 'not about TCP';

const HEADER = 8;
const QUOTED_IP_HEADER = 20;
/** Ports and sequence number: all of a TCP header that every error quotes. */
const QUOTED_TCP = 8;

/** The error in `octets`, the payload of an IPv4 packet. */
export function decodeIcmp(octets: Uint8Array): Result<IcmpReport, IcmpProblem> {
  if (octets.length < HEADER) return failure('shorter than a header');
  if (internetChecksum(octets) !== 0) return failure('wrong checksum');
  const error = errorOf(octets[0] as number, octets[1] as number);
  if (error === undefined) return failure('not an error');
  const quoted = octets.subarray(HEADER);
  const headerLength = ((quoted[0] ?? 0) & 0x0f) * 4;
  const isWhole = headerLength >= QUOTED_IP_HEADER && quoted.length >= headerLength + QUOTED_TCP;
  if (!isWhole || (quoted[0] as number) >> 4 !== 4) return failure('quotes no packet');
  if (quoted[9] !== TCP_PROTOCOL) return failure('not about TCP');
  const view = new DataView(quoted.buffer, quoted.byteOffset + headerLength);
  return success({
    error,
    source: quoted.subarray(12, 16),
    destination: quoted.subarray(16, 20),
    sourcePort: view.getUint16(0),
    destinationPort: view.getUint16(2),
    seq: sequenceNumber(view.getUint32(4)),
  });
}

function errorOf(type: number, code: number): IcmpError | undefined {
  switch (type) {
    case 3:
      return { kind: 'destination-unreachable', code };
    case 4:
      return { kind: 'source-quench' };
    case 11:
      return { kind: 'time-exceeded' };
    case 12:
      return { kind: 'parameter-problem' };
    default:
      return undefined;
  }
}

/**
 * The event that `report` is for `connection`, the one of its ports and addresses. Undefined where it quotes
 * a number that is not outstanding: nobody on the way can have seen such a segment (RFC 5927 §4.1).
 */
export function icmpEvent(connection: Connection, report: IcmpReport): TcpEvent | undefined {
  if (connection.state === 'CLOSED' || connection.state === 'LISTEN') return undefined;
  const { una, nxt } = connection.snd;
  const isOutstanding = sequenceLessOrEqual(una, report.seq) && sequenceLess(report.seq, nxt);
  return isOutstanding ? { kind: 'icmp', error: report.error } : undefined;
}
