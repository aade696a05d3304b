// Linux alone: TIME_WAIT, and a FIN_WAIT_2 whose application has gone, live on in a smaller socket that knows
// little and answers otherwise than RFC 9293 §3.10.7.4. No other profile comes here.
import type { Milliseconds } from '../../kernel/time.ts';
import { owingAck, owingLimitedAck } from '../acknowledgment.ts';
import {
  closedConnection,
  type FinWait2Connection,
  type SynchronizedConnection,
  type TimeWaitConnection,
} from '../connection.ts';
import type { Profile } from '../profile.ts';
import { type Segment, segmentEnd, segmentLength } from '../segment.ts';
import { type SequenceNumber, sequenceAdd, sequenceLess } from '../sequence-number.ts';
import { restarted2Msl, timeWait } from '../state-changes.ts';
import { type Step, silently } from '../step-result.ts';
import { resetFor } from './closed.ts';
import { inReceiveWindow } from './sequence-check.ts';
import { reopenedFromTimeWait } from './syn.ts';

/** A connection that Linux keeps in a small socket. */
export type SmallSocket = TimeWaitConnection | (FinWait2Connection & { readonly orphan: true });

/** Whether Linux would keep `connection` in a small socket. */
export function isSmallSocket(connection: SynchronizedConnection): connection is SmallSocket {
  return connection.state === 'TIME_WAIT' || (connection.state === 'FIN_WAIT_2' && connection.orphan);
}

/** `segment` at a small socket. */
export function arrivesAtSmallSocket(
  connection: SmallSocket,
  segment: Segment,
  iss: SequenceNumber | undefined,
  now: Milliseconds,
  profile: Profile,
): Step {
  return connection.state === 'TIME_WAIT'
    ? arrivesAtTimeWait(connection, segment, iss, now, profile)
    : arrivesAtOrphan(connection, segment, now, profile);
}

function arrivesAtTimeWait(
  connection: TimeWaitConnection,
  segment: Segment,
  iss: SequenceNumber | undefined,
  now: Milliseconds,
  profile: Profile,
): Step {
  const { flags } = segment;
  const exact = segment.seq === connection.rcv.nxt;
  // An exact RST ends the wait unless tcp_rfc1337 is set; any other is ignored without a challenge.
  if (flags.rst) return silently(exact && !profile.rfc1337 ? closedConnection : connection);
  const restarted = restarted2Msl(connection, now, profile);
  if (exact && segmentLength(segment) === 0) return silently(restarted);
  if (flags.syn) {
    const reopened = reopenedFromTimeWait(connection, segment, iss, now, profile);
    if (reopened !== undefined) return silently(reopened);
  }
  // Whatever else came, the peer has not heard our last ACK; with an ACK of its own it restarts the wait.
  return silently(acknowledged(flags.ack ? restarted : connection, segment, now, profile));
}

function arrivesAtOrphan(
  connection: FinWait2Connection & { readonly orphan: true },
  segment: Segment,
  now: Milliseconds,
  profile: Profile,
): Step {
  const { flags } = segment;
  const { rcv } = connection;
  const end = segmentEnd(segment);
  const fits =
    segment.seq === rcv.nxt || (sequenceLess(rcv.nxt, end) && inReceiveWindow(connection, segment.seq));
  const straddles = sequenceLess(segment.seq, rcv.nxt) && sequenceLess(rcv.nxt, end);
  if (!fits && !straddles && !(segmentLength(segment) === 0 && inReceiveWindow(connection, segment.seq))) {
    return silently(flags.rst ? connection : acknowledged(connection, segment, now, profile));
  }
  // Any RST in the window kills it.
  if (flags.rst) return silently(closedConnection);
  if (flags.syn && !sequenceLess(segment.seq, rcv.nxt)) return resetAndGone(segment);
  const isNew = sequenceLess(rcv.nxt, end) && segmentLength(segment) > 0;
  if (!flags.ack || !isNew) return silently(connection);
  // New text finds no reader; the FIN alone is taken.
  if (!flags.fin || end !== sequenceAdd(rcv.nxt, 1)) return resetAndGone(segment);
  const taken = { ...connection, rcv: { ...rcv, nxt: end, wnd: Math.max(0, rcv.wnd - 1) } };
  return {
    connection: owingAck(timeWait(taken, now, profile), now),
    effects: [{ kind: 'signal', signal: 'connection-closing' }],
  };
}

/** The ACK that tcp_invalid_ratelimit holds down. */
function acknowledged<Small extends SynchronizedConnection>(
  connection: Small,
  segment: Segment,
  now: Milliseconds,
  profile: Profile,
): Small {
  const limited = segment.flags.syn || segmentLength(segment) === 0;
  return limited ? owingLimitedAck(connection, now, profile) : owingAck(connection, now);
}

function resetAndGone(segment: Segment): Step {
  const reset = resetFor(segment);
  if (reset === undefined) return silently(closedConnection);
  return {
    connection: closedConnection,
    effects: [{ kind: 'owes-reset', segment: reset, cause: 'no-reader' }],
  };
}
