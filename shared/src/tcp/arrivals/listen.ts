// RFC 9293 §3.10.7.2: a segment arrives at LISTEN.
import type { Milliseconds } from '../../kernel/time.ts';
import type { ListenConnection } from '../connection.ts';
import { resetSegment } from '../outgoing.ts';
import type { Profile } from '../profile.ts';
import type { Segment } from '../segment.ts';
import type { SequenceNumber } from '../sequence-number.ts';
import { synReceivedFromListen } from '../state-changes.ts';
import { type Step, silently } from '../step-result.ts';
import { withHeldTextOfSyn } from './text.ts';

/**
 * `segment` at a listener; `iss` is the ISS of the connection that a SYN makes, and without one there is no
 * room for it (the SYN is dropped). The step gives that connection; the caller keeps its listener.
 */
export function arrivesAtListen(
  connection: ListenConnection,
  segment: Segment,
  iss: SequenceNumber | undefined,
  now: Milliseconds,
  profile: Profile,
): Step {
  const { flags } = segment;
  // First: an RST is ignored; it can't be of anything sent from here.
  if (flags.rst) return silently(connection);
  // Second: any ACK is bad, for nothing has been sent. <SEQ=SEG.ACK><CTL=RST>
  if (flags.ack) {
    const reset = resetSegment(segment.ack);
    return { connection, effects: [{ kind: 'owes-reset', segment: reset, cause: 'listen' }] };
  }
  // Fourth: anything else without a SYN is dropped.
  if (!flags.syn || iss === undefined) return silently(connection);
  // Linux drops SYN with FIN; the RFC queues the FIN.
  if (flags.fin && !profile.acceptsSynFin) return silently(connection);
  // Third: RCV.NXT = SEG.SEQ + 1, IRS = SEG.SEQ; text and FIN wait for ESTABLISHED.
  const received = synReceivedFromListen(iss, segment, connection.wanted, now, profile);
  return silently(withHeldTextOfSyn(received, segment, profile));
}
