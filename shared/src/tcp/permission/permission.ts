// The answer to "may this end send that now": yes and what it pays, or no and why (rules.md §2).
import type { Connection } from '../connection.ts';
import { type DueKind, dues } from '../dues.ts';
import type { MisconceptionId } from '../misconceptions.ts';
import { ackSegment, frontSegment, isSending } from '../outgoing.ts';
import type { Profile } from '../profile.ts';
import type { Segment } from '../segment.ts';

/** Why no TCP in this state would send the segment. */
export type RefusalReason =
  | 'no-connection'
  | 'listening'
  | 'flags-contradict'
  | 'syn-missing'
  | 'handshake-first'
  | 'syn-after-open'
  | 'ack-missing'
  | 'ack-before-syn'
  | 'ack-wrong'
  | 'seq-wrong'
  | 'data-with-handshake'
  | 'data-before-established'
  | 'data-after-fin'
  | 'data-not-called'
  | 'data-beyond-window'
  | 'data-too-long'
  | 'data-with-reset'
  | 'fin-not-called'
  | 'fin-before-data'
  | 'fin-again'
  | 'reset-not-owed';

/** A refusal in terms that the game can put into words. */
export interface Refusal {
  readonly reason: RefusalReason;
  /** The part of the segment to look at. */
  readonly field: 'flags' | 'seq' | 'ack' | 'data' | 'state';
  readonly expected?: number | string;
  readonly actual?: number | string;
  /** Section of RFC 9293 that says so, without the section sign. */
  readonly section: string;
  readonly requirement?: string;
  readonly misconception: MisconceptionId;
  /** The nearest segment that this end may send; undefined where it may send none. */
  readonly right: Segment | undefined;
}

/** What transmitting a segment would be. */
export type SegmentNature = 'new' | 'repeat' | 'acknowledgment' | 'reset' | 'probe';

/** A segment that may leave. */
export interface Allowed {
  readonly allowed: true;
  /** `new`: takes new sequence space. `repeat`: sends again what is not acknowledged. */
  readonly nature: SegmentNature;
  readonly pays: readonly DueKind[];
  /** Of a repeat: true where the bell has rung or three duplicate ACKs came; else it is hasty. */
  readonly repeatNeeded?: boolean;
}

/** A segment that no TCP would send. */
export interface Refused {
  readonly allowed: false;
  readonly refusal: Refusal;
}

/** The answer of `maySend`. */
export type Permission = Allowed | Refused;

/** What is asked: may `connection` send `segment`. */
export interface Question {
  readonly connection: Connection;
  readonly segment: Segment;
  readonly profile: Profile;
}

/** The refusal of `question` for the reason that `because` gives. */
export function refused(question: Question, because: Omit<Refusal, 'right'>): Refused {
  return { allowed: false, refusal: { ...because, right: nearestRight(question) } };
}

/** The segment which may be sent and is most like the one that was asked about. */
function nearestRight({ connection, segment, profile }: Question): Segment | undefined {
  const candidates: Segment[] = dues(connection, 0, profile).map((due) => due.segment);
  if (isSending(connection) && connection.snd.una !== connection.snd.nxt) {
    candidates.push(frontSegment(connection, profile));
  }
  if ('rcv' in connection && connection.snd.nxt !== connection.snd.iss)
    candidates.push(ackSegment(connection));
  let nearest: Segment | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = difference(candidate, segment);
    if (distance < least) {
      nearest = candidate;
      least = distance;
    }
  }
  return nearest;
}

/** How unlike two segments are: flags weigh most, then data, then numbers. */
function difference(a: Segment, b: Segment): number {
  const flags =
    Number(a.flags.syn !== b.flags.syn) +
    Number(a.flags.ack !== b.flags.ack) +
    Number(a.flags.fin !== b.flags.fin) +
    Number(a.flags.rst !== b.flags.rst);
  const data = Number(a.dataLength > 0 !== b.dataLength > 0);
  return flags * 4 + data * 4 + Number(a.seq !== b.seq) + Number(a.ack !== b.ack);
}
