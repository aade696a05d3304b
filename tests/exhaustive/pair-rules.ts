// What two ends must keep between them, as an observer sees it who knows both.

import type { Connection } from '@syn-or-swim/shared/tcp/connection.ts';
import { type Segment, segmentText } from '@syn-or-swim/shared/tcp/segment.ts';
import { distance } from './connection-shape.ts';
import { type Life, rule, type Witness } from './witness.ts';

/** One end with its observer. */
export interface End {
  readonly connection: Connection;
  readonly witness: Witness;
}

/** States that only the peer's FIN leads to. */
const AFTER_PEERS_FIN: readonly Connection['state'][] = ['CLOSE_WAIT', 'CLOSING', 'LAST_ACK', 'TIME_WAIT'];

/** Both ends' numbers agree, nothing is delivered that was not handed over. Throws `BrokenRule`. */
export function checkPair(first: End, second: End): void {
  checkReceiver(first, second);
  checkReceiver(second, first);
}

/** What `receiver` has taken against what `sender` has sent. */
function checkReceiver(receiver: End, sender: End): void {
  const { connection, witness } = receiver;
  if (witness.irs === null) return;
  const { irs } = witness;
  const life = sender.witness.lives.find((candidate) => candidate.iss === irs);
  rule(life !== undefined, () => `IRS ${irs} is the ISS of nobody`);
  rule(
    witness.delivered <= life.called,
    () => `${witness.delivered} octets delivered of ${life.called} handed over`,
  );
  if (!('rcv' in connection)) return;
  const { rcv, state } = connection;
  rule(
    distance(rcv.nxt, life.end) <= 0,
    () => `RCV.NXT ${rcv.nxt} lies beyond what the peer sent, ${life.end}`,
  );
  const hears = AFTER_PEERS_FIN.includes(state);
  rule(hears === witness.heardFin, () => `${state}, and the FIN was ${witness.heardFin ? '' : 'not '}told`);
  const octets = distance(rcv.nxt, irs) - 1 - (hears ? 1 : 0);
  rule(
    witness.delivered + rcv.unread === octets,
    () => `${witness.delivered} octets delivered and ${rcv.unread} unread of ${octets} received`,
  );
  if (hears) {
    rule(life.closed, () => 'a FIN was heard that nobody called for');
    rule(octets === life.called, () => `the FIN came after ${octets} octets of ${life.called}`);
  }
  checkSender(connection.rcv.nxt, sender.connection, irs);
}

/** SND.UNA of the sender never runs ahead of what the receiver has taken. */
function checkSender(received: number, sender: Connection, irs: number): void {
  if (!('snd' in sender) || sender.snd.iss !== irs) return;
  const { una } = sender.snd;
  rule(distance(una, received) <= 0, () => `SND.UNA ${una} lies beyond the peer's RCV.NXT ${received}`);
}

/** No ACK of what was not sent: `segment` acknowledges a number that some incarnation of the peer has used. */
export function checkAcknowledges(segment: Segment, peer: Witness): void {
  if (!segment.flags.ack) return;
  const wasSent = (life: Life) => distance(segment.ack, life.iss) > 0 && distance(segment.ack, life.end) <= 0;
  rule(peer.lives.some(wasSent), () => `${segmentText(segment)} acknowledges what the peer has not sent`);
}
