// One socket of this machine's kernel, as tests ask for it many times a second.
import { type KernelRow, readKernelTable } from '../../server/src/kernel/kernel-table.ts';

/** One connection as the kernel sees it. */
export type KernelSocket = Pick<KernelRow, 'state' | 'unacknowledged' | 'unread'>;

/** How long one reading serves everybody, ms. */
const FRESH_FOR = 2;

let table: ReadonlyMap<string, KernelSocket> = new Map();
let readAt = Number.NEGATIVE_INFINITY;

/** The kernel's socket from `localPort` to `remotePort`; CLOSED where it has none. */
export function kernelSocket(localPort: number, remotePort: number): KernelSocket {
  if (performance.now() - readAt > FRESH_FOR) {
    table = new Map(readKernelTable().map((row) => [`${row.localPort}>${row.remotePort}`, row]));
    readAt = performance.now();
  }
  return table.get(`${localPort}>${remotePort}`) ?? { state: 'CLOSED', unacknowledged: 0, unread: 0 };
}
