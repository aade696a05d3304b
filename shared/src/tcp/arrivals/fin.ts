// RFC 9293 §3.10.7.4, eighth: check the FIN bit. RCV.NXT stands at the FIN.
import type { Milliseconds } from '../../kernel/time.ts';
import { owingAck } from '../acknowledgment.ts';
import type { ClosingConnection, FinWait2Connection, OpenConnection } from '../connection.ts';
import type { TcpEffect } from '../events.ts';
import type { Profile } from '../profile.ts';
import { sequenceAdd } from '../sequence-number.ts';
import { closing, timeWait } from '../state-changes.ts';
import type { Step } from '../step-result.ts';

const CONNECTION_CLOSING: readonly TcpEffect[] = [{ kind: 'signal', signal: 'connection-closing' }];

/** "Advance RCV.NXT over the FIN, and send an acknowledgment": owed at once, it may ride on our own FIN. */
export function afterFin(
  connection: OpenConnection | ClosingConnection | FinWait2Connection,
  now: Milliseconds,
  profile: Profile,
): Step {
  const { rcv } = connection;
  const taken = owingAck(
    {
      ...connection,
      rcv: { ...rcv, nxt: sequenceAdd(rcv.nxt, 1), wnd: Math.max(0, rcv.wnd - 1), heldFin: null },
    },
    now,
  );
  switch (taken.state) {
    case 'ESTABLISHED':
      return { connection: { ...taken, state: 'CLOSE_WAIT' }, effects: CONNECTION_CLOSING };
    case 'FIN_WAIT_1':
      // An ACK of our FIN in the same segment has led to FIN_WAIT_2 in the fifth step already; so: CLOSING.
      return { connection: closing(taken, 'CLOSING', taken.fin), effects: CONNECTION_CLOSING };
    case 'FIN_WAIT_2':
      // MUST-13. §3.6 case 3 says in prose that the connection is deleted; figure 13 and this step show TIME_WAIT.
      return { connection: timeWait(taken, now, profile), effects: CONNECTION_CLOSING };
    case 'CLOSE_WAIT':
    case 'CLOSING':
    case 'LAST_ACK':
      // "Remain in the state": a second FIN can't come here, its number lies left of the window.
      return { connection, effects: [] };
  }
}
