// What this machine's kernel says of its TCP sockets: /proc/net/tcp.
import { readFileSync } from 'node:fs';
import { KERNEL_TIMERS, type KernelTimer } from '@syn-or-swim/shared/game/kernel-end.ts';
import type { ConnectionState } from '@syn-or-swim/shared/tcp/connection.ts';

/** One row of the table. */
export interface KernelRow {
  readonly localPort: number;
  /** 0 of a listener. */
  readonly remotePort: number;
  readonly state: ConnectionState;
  /** Octets written by the application and not acknowledged, SYN and FIN counted. */
  readonly unacknowledged: number;
  /** Octets that the application has not read. */
  readonly unread: number;
  readonly timer: KernelTimer;
  readonly repeats: number;
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
  /^\s*\d+: [0-9A-F]{8}:([0-9A-F]{4}) [0-9A-F]{8}:([0-9A-F]{4}) ([0-9A-F]{2}) ([0-9A-F]{8}):([0-9A-F]{8}) ([0-9A-F]{2}):[0-9A-F]{8} ([0-9A-F]{8})/;

function hex(digits: string | undefined): number {
  return Number.parseInt(digits ?? '0', 16);
}

/** The rows of `text`, which is laid out as /proc/net/tcp. */
export function parseKernelTable(text: string): readonly KernelRow[] {
  return text.split('\n').flatMap((line): readonly KernelRow[] => {
    const [, local, remote, state, unacknowledged, unread, timer, repeats] = ROW.exec(line) ?? [];
    if (local === undefined || state === undefined) return [];
    return [
      {
        localPort: hex(local),
        remotePort: hex(remote),
        state: STATES[state] ?? 'CLOSED',
        unacknowledged: hex(unacknowledged),
        unread: hex(unread),
        timer: KERNEL_TIMERS[hex(timer)] ?? 'none',
        repeats: hex(repeats),
      },
    ];
  });
}

/** The table of the network namespace of this process, as it is now. */
export function readKernelTable(): readonly KernelRow[] {
  return parseKernelTable(readFileSync('/proc/net/tcp', 'latin1'));
}
