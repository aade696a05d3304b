// RFC 9293 §3.10.7.1: a segment arrives where there is no connection.
import { closedConnection } from '../connection.ts';
import { resetAckSegment, resetSegment } from '../outgoing.ts';
import { type Segment, segmentEnd } from '../segment.ts';
import { sequenceNumber } from '../sequence-number.ts';
import { type Step, silently } from '../step-result.ts';

/** The reset that a segment to a closed port draws; undefined for an RST, which draws nothing. */
export function resetFor(segment: Segment): Segment | undefined {
  // "An incoming segment containing a RST is discarded."
  if (segment.flags.rst) return undefined;
  // <SEQ=SEG.ACK><CTL=RST>
  if (segment.flags.ack) return resetSegment(segment.ack);
  // <SEQ=0><ACK=SEG.SEQ+SEG.LEN><CTL=RST,ACK>
  return resetAckSegment(sequenceNumber(0), segmentEnd(segment));
}

/** `segment` at a closed port: the caller owes the reset, for there is no TCB to owe it. */
export function arrivesAtClosed(segment: Segment): Step {
  const reset = resetFor(segment);
  if (reset === undefined) return silently(closedConnection);
  return {
    connection: closedConnection,
    effects: [{ kind: 'owes-reset', segment: reset, cause: 'closed-port' }],
  };
}
