import type { NetworkInterfaceInfo } from 'node:os';
import QRCode from 'qrcode';

/** The first address under which other computers of the local network reach this one; undefined without a network. */
export function lanAddress(
  interfaces: Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>,
): string | undefined {
  return Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .find((address) => address.family === 'IPv4' && !address.internal)?.address;
}

/** Whether a server that listens on `host` can be reached from its own computer alone. */
export function isLoopback(host: string | undefined): boolean {
  return host !== undefined && /^(localhost$|127\.|::1$)/.test(host);
}

/** What the terminal shows once the server listens: both addresses, and the second as a QR code for a phone. */
export async function startNotice(where: {
  readonly port: number;
  readonly lan: string | undefined;
}): Promise<string> {
  const local = `http://localhost:${where.port}`;
  const lines = ['', '  SYN or Swim is running.', '', `  On this computer:      ${local}`];
  if (where.lan === undefined) {
    lines.push('  In the local network:  not reachable (no network, or HOST keeps it to this computer)', '');
    return lines.join('\n');
  }
  const lan = `http://${where.lan}:${where.port}`;
  const code = await QRCode.toString(lan, { type: 'terminal', small: true });
  lines.push(`  In the local network:  ${lan}`, '', code);
  // Only a proxy can encrypt; whoever runs the server has to know that this way is not.
  lines.push('  Whoever is in this network could read along: fine in a classroom, not on the internet.');
  lines.push('  There, put a proxy with TLS in front (docs/hosting.md).', '');
  return lines.join('\n');
}
