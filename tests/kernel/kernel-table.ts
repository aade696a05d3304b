// What this machine's kernel says of its TCP sockets: /proc/net/tcp.
import { readFileSync } from 'node:fs';
import type { ConnectionState } from '../../shared/src/tcp/connection.ts';

/** One connection as the kernel sees it. */
export interface KernelSocket {
  readonly state: ConnectionState;
  /** Octets written by the application and not acknowledged, SYN and FIN counted. */
  readonly unacknowledged: number;
  /** Octets that the application has not read. */
  readonly unread: number;
}

/** The states of include/net/tcp_states.h by their number. TCP_CLOSE holds no connection. */
const STATES: Readonly<Record<string, ConnectionState>> = {
  '01': 'ESTABLISHED',
  '02': 'SYN_SENT',
  '03': 'SYN_RECEIVED',
  '04': 'FIN_WAIT_1',
  '05': 'FIN_WAIT_2',
  '06': 'TIME_WAIT',
  '07': 'CLOSED',
  '08': 'CLOSE_WAIT',
  '09': 'LAST_ACK',
  '0A': 'LISTEN',
  '0B': 'CLOSING',
  '0C': 'SYN_RECEIVED',
};

const ROW =
  /^\s*\d+: [0-9A-F]{8}:([0-9A-F]{4}) [0-9A-F]{8}:([0-9A-F]{4}) ([0-9A-F]{2}) ([0-9A-F]{8}):([0-9A-F]{8})/;
/** How long one reading serves everybody, ms. */
const FRESH_FOR = 2;

let table: ReadonlyMap<string, KernelSocket> = new Map();
let readAt = Number.NEGATIVE_INFINITY;

function keyOf(localPort: number, remotePort: number): string {
  return `${localPort}>${remotePort}`;
}

/** The rows of `text`, which is laid out as /proc/net/tcp, by their ports. */
function parseTable(text: string): ReadonlyMap<string, KernelSocket> {
  const rows = new Map<string, KernelSocket>();
  for (const line of text.split('\n').slice(1)) {
    const [, local, remote, state, unacknowledged, unread] = ROW.exec(line) ?? [];
    if (local === undefined || remote === undefined || state === undefined) continue;
    rows.set(keyOf(Number.parseInt(local, 16), Number.parseInt(remote, 16)), {
      state: STATES[state] ?? 'CLOSED',
      unacknowledged: Number.parseInt(unacknowledged ?? '0', 16),
      unread: Number.parseInt(unread ?? '0', 16),
    });
  }
  return rows;
}

/** The kernel's socket from `localPort` to `remotePort`; CLOSED where it has none. */
export function kernelSocket(localPort: number, remotePort: number): KernelSocket {
  if (performance.now() - readAt > FRESH_FOR) {
    table = parseTable(readFileSync('/proc/net/tcp', 'latin1'));
    readAt = performance.now();
  }
  return table.get(keyOf(localPort, remotePort)) ?? { state: 'CLOSED', unacknowledged: 0, unread: 0 };
}
