// How large a segment may be (RFC 9293 §3.7.1).
import type { TcpOption } from './tcp-options.ts';

/** IP version of a connection's packets. */
export type IpVersion = 4 | 6;

const TCP_HEADER = 20;

/** Octets of an IP header without options or extension headers. */
export function ipHeaderLength(version: IpVersion): number {
  return version === 4 ? 20 : 40;
}

/** SendMSS where the peer's SYN had no option (MUST-15): what fits into the packet that every host takes. */
export function defaultSendMss(version: IpVersion): number {
  return version === 4 ? 536 : 1220;
}

/**
 * The MSS option for our SYN: what we can take in one packet of `mtu` octets, less the fixed headers (MUST-14,
 * MUST-67). It belongs on segments with SYN alone (MUST-65).
 */
export function announcedMss(mtu: number, version: IpVersion): TcpOption {
  const octets = Math.min(0xffff, mtu - ipHeaderLength(version) - TCP_HEADER);
  return { kind: 'maximum-segment-size', octets };
}

/** SendMSS: what the options of the peer's SYN announce, or the default (MUST-14, MUST-15). */
export function sendMss(optionsOfSyn: readonly TcpOption[], version: IpVersion): number {
  for (const option of optionsOfSyn) if (option.kind === 'maximum-segment-size') return option.octets;
  return defaultSendMss(version);
}

/**
 * Eff.snd.MSS = min(SendMSS + 20, MMS_S) - TCPhdrsize - IPoptionsize (MUST-16), octets of data. `mtu` is of
 * the way out, `tcpOptions` the octets of options that every segment carries, `ipOptions` likewise.
 */
export function effectiveSendMss(
  peerMss: number,
  path: { readonly mtu: number; readonly version: IpVersion },
  tcpOptions = 0,
  ipOptions = 0,
): number {
  const mostTransport = path.mtu - ipHeaderLength(path.version);
  return Math.min(peerMss + TCP_HEADER, mostTransport) - (TCP_HEADER + tcpOptions) - ipOptions;
}
