import { expect, it } from 'vitest';
import { parseKernelTable } from './kernel-table.ts';

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100630A:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1234 1 0000000000000000 100 0 0 10 0
   1: 0100630A:0050 0200630A:C001 04 00000259:00000007 01:00000041 00000003     0        0 0 1 0000000000000000 20 4 1 10 -1
   2: 0100630A:0050 0200630A:C002 06 00000000:00000000 03:0000165C 00000000     0        0 0 3 0000000000000000
`;

it('reads state, queues, timer and repeats of every row', () => {
  const quiet = { unacknowledged: 0, unread: 0, repeats: 0 };
  expect(parseKernelTable(TABLE)).toEqual([
    { localPort: 80, remotePort: 0, state: 'LISTEN', timer: 'none', ...quiet },
    {
      localPort: 80,
      remotePort: 49_153,
      state: 'FIN_WAIT_1',
      unacknowledged: 601,
      unread: 7,
      timer: 'retransmission',
      repeats: 3,
    },
    { localPort: 80, remotePort: 49_154, state: 'TIME_WAIT', timer: 'time-wait', ...quiet },
  ]);
});

it('gives nothing where there is nothing to read', () => {
  expect(parseKernelTable('')).toEqual([]);
});
