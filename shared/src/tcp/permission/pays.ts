// Which dues a segment with the newest ACK pays besides its own.
import type { SynchronizedConnection } from '../connection.ts';
import type { DueKind } from '../dues.ts';

/** The ACK that any segment with ACK = RCV.NXT pays, where one is owed. */
export function paidAck(connection: SynchronizedConnection): readonly DueKind[] {
  return connection.acknowledgment.kind === 'owed' ? ['acknowledgment'] : [];
}
