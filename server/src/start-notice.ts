import type { NetworkInterfaceInfo } from 'node:os';
import QRCode from 'qrcode';

/** Names that containers, virtual machines and tunnels give their interfaces: no device of the room is behind them. */
const VIRTUAL =
  /^(docker|br-|veth|virbr|lxc|lxd|podman|cni|flannel|vmnet|vboxnet|tun|tap|utun|wg|ppp|tailscale|zt)|vEthernet|virtual|vmware|wsl/i;

/**
 * The addresses under which other computers may reach this one, the likeliest first: a laptop with Docker or a VPN has
 * several, and only one of them is in the students' network. None without a network.
 */
export function lanAddresses(
  interfaces: Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>,
): readonly string[] {
  const found = Object.entries(interfaces).flatMap(([name, addresses]) =>
    (addresses ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      // 169.254/16: nobody has given this interface an address (RFC 3927).
      .map(({ address }) => ({ address, unlikely: VIRTUAL.test(name) || address.startsWith('169.254.') })),
  );
  return [...found.filter(({ unlikely }) => !unlikely), ...found.filter(({ unlikely }) => unlikely)].map(
    ({ address }) => address,
  );
}

/** Whether a server that listens on `host` can be reached from its own computer alone. */
export function isLoopback(host: string | undefined): boolean {
  return host !== undefined && /^(localhost$|127\.|::1$)/.test(host);
}

/**
 * What the terminal shows once the server listens: the address for this computer and those for others, the first of
 * them as a QR code for a phone.
 */
export async function startNotice(where: {
  readonly port: number;
  readonly lan: readonly string[];
}): Promise<string> {
  const local = `http://localhost:${where.port}`;
  const lines = ['', '  SYN or Swim is running.', '', `  On this computer:      ${local}`];
  const [likeliest, ...others] = where.lan.map((address) => `http://${address}:${where.port}`);
  if (likeliest === undefined) {
    lines.push('  In the local network:  not reachable (no network, or HOST keeps it to this computer)', '');
    return lines.join('\n');
  }
  const code = await QRCode.toString(likeliest, { type: 'terminal', small: true });
  lines.push(`  In the local network:  ${likeliest}`);
  if (others.length > 0) lines.push(`  or, in another one:    ${others.join('  ')}`);
  lines.push('', code);
  // Only a proxy can encrypt; whoever runs the server has to know that this way is not.
  lines.push('  Whoever is in this network could read along: fine in a classroom, not on the internet.');
  lines.push('  There, put a proxy with TLS in front (docs/hosting.md).', '');
  return lines.join('\n');
}
