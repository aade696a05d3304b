// RFC 9293 §3.10.7.3: a segment arrives at SYN_SENT.
import type { Milliseconds } from '../../kernel/time.ts';
import { owingAck } from '../acknowledgment.ts';
import { closedConnection, type SynSentConnection } from '../connection.ts';
import type { TcpEffect } from '../events.ts';
import { resetSegment } from '../outgoing.ts';
import type { Profile } from '../profile.ts';
import { afterAcknowledgment, withTimer } from '../retransmission.ts';
import type { Segment } from '../segment.ts';
import { sequenceLess, sequenceLessOrEqual } from '../sequence-number.ts';
import { establishedFromSynSent, synReceivedFromSynSent } from '../state-changes.ts';
import { type Step, silently } from '../step-result.ts';
import { arrivedText, withHeldTextOfSyn } from './text.ts';

/** `segment` at a connection whose SYN is owed or on its way. */
export function arrivesAtSynSent(
  connection: SynSentConnection,
  segment: Segment,
  now: Milliseconds,
  profile: Profile,
): Step {
  const { flags, ack } = segment;
  const { snd } = connection;
  // First: SND.UNA < SEG.ACK =< SND.NXT, or the ACK is of something that was never sent.
  const ackAcceptable = flags.ack && sequenceLess(snd.una, ack) && sequenceLessOrEqual(ack, snd.nxt);
  if (flags.ack && !ackAcceptable) return afterBadAck(connection, segment, now, profile);
  // Second: an RST counts only with an ACK of our SYN (RFC 5961 §3 leaves this as it was).
  if (flags.rst) return flags.ack ? refused() : silently(connection);
  // Fifth: neither SYN nor RST: drop.
  if (!flags.syn) return silently(connection);
  // Fourth, without ACK: simultaneous open (MUST-10, figure 7).
  if (!flags.ack) {
    const received = synReceivedFromSynSent(connection, segment, now, profile);
    return silently(withHeldTextOfSyn(received, segment, profile));
  }
  return afterSynAck(connection, segment, now, profile);
}

/** Also the half-open connection of figure 9 and the old duplicate SYN of figure 8. */
function afterBadAck(
  connection: SynSentConnection,
  segment: Segment,
  now: Milliseconds,
  profile: Profile,
): Step {
  // First: "unless the RST bit is set, if so drop the segment and return".
  if (segment.flags.rst) return silently(withEarlyBell(connection, now, profile));
  // <SEQ=SEG.ACK><CTL=RST>, with the numbers of the last segment that drew it (rules.md §1.2).
  const since = connection.reset?.since ?? now;
  const owing: SynSentConnection = { ...connection, reset: { segment: resetSegment(segment.ack), since } };
  return silently(withEarlyBell(owing, now, profile));
}

/** Linux waits a few milliseconds for its bell once the first SYN drew a bad ACK, even one with RST. */
function withEarlyBell(
  connection: SynSentConnection,
  now: Milliseconds,
  profile: Profile,
): SynSentConnection {
  const { timer, count } = connection.retransmission;
  const wait = profile.synRepeatAfterBadAck;
  if (wait === null || timer.kind !== 'running' || count > 0) return connection;
  return withTimer(connection, { kind: 'running', expiresAt: now + wait });
}

/** Second: "error: connection reset", the TCB is deleted. */
function refused(): Step {
  return { connection: closedConnection, effects: [{ kind: 'signal', signal: 'connection-reset' }] };
}

/** Fourth, with an ACK of our SYN: ESTABLISHED, and on to the sixth step with text and FIN. */
function afterSynAck(
  connection: SynSentConnection,
  segment: Segment,
  now: Milliseconds,
  profile: Profile,
): Step {
  const { ack } = segment;
  const opened = establishedFromSynSent(connection, segment, profile);
  const acknowledged = owingAck(
    {
      ...opened,
      snd: { ...opened.snd, una: ack },
      retransmission: afterAcknowledgment(connection, ack, now, profile),
    },
    now,
  );
  const told: readonly TcpEffect[] = [
    { kind: 'signal', signal: 'connection-open' },
    { kind: 'acknowledged', through: ack },
  ];
  const text = arrivedText(withHeldTextOfSyn(acknowledged, segment, profile), undefined, now, profile);
  return { connection: text.connection, effects: [...told, ...text.effects] };
}
