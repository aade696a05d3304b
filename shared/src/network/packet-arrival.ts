// What the packet that has just come in means to a host's TCP.
import { TCP_PROTOCOL } from './checksum.ts';
import { decodeIcmp, ICMP_PROTOCOL, type IcmpProblem, type IcmpReport } from './icmp-message.ts';
import { type HostAddress, isValidSource, sameAddress } from './ip-address.ts';
import { decodeIp, type IpPacket, type IpProblem } from './ip-packet.ts';
import { decodeTcp, type Route, type TcpPacket, type TcpProblem } from './tcp-header.ts';

/** Why a packet is discarded without an answer. */
export type DiscardReason =
  | IpProblem
  | TcpProblem
  | IcmpProblem
  | 'not addressed to this host alone'
  | 'invalid source address'
  | 'neither TCP nor ICMP';

/** A segment, an error about one of ours, or nothing that TCP may answer. */
export type PacketArrival =
  | { readonly kind: 'segment'; readonly route: Route; readonly packet: TcpPacket }
  | { readonly kind: 'icmp'; readonly report: IcmpReport }
  | { readonly kind: 'discarded'; readonly reason: DiscardReason };

/**
 * Reads the packet in `octets` for `host`. Discarded silently are segments to a broadcast or multicast address
 * (MUST-57) or to anybody else, those from an address that is no single host (MUST-63), those with a wrong
 * checksum (MUST-3), and whatever does not hold together.
 */
export function packetArrives(octets: Uint8Array, host: HostAddress): PacketArrival {
  const decoded = decodeIp(octets);
  if (!decoded.ok) return { kind: 'discarded', reason: decoded.problem };
  const { source, destination, protocol } = decoded.value;
  if (!sameAddress(destination, host.address)) {
    return { kind: 'discarded', reason: 'not addressed to this host alone' };
  }
  if (!isValidSource(source, host)) return { kind: 'discarded', reason: 'invalid source address' };
  if (protocol === TCP_PROTOCOL) return segmentArrives(decoded.value);
  if (protocol === ICMP_PROTOCOL && source.length === 4) return errorArrives(decoded.value);
  return { kind: 'discarded', reason: 'neither TCP nor ICMP' };
}

function segmentArrives({ source, destination, payload }: IpPacket): PacketArrival {
  const route = { source, destination };
  const segment = decodeTcp(payload, route);
  return segment.ok
    ? { kind: 'segment', route, packet: segment.value }
    : { kind: 'discarded', reason: segment.problem };
}

function errorArrives({ payload }: IpPacket): PacketArrival {
  const report = decodeIcmp(payload);
  return report.ok ? { kind: 'icmp', report: report.value } : { kind: 'discarded', reason: report.problem };
}
