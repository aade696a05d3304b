// What the peer's window lets go (RFC 9293 §3.8.6): usable window, silly windows, zero windows.

import type { ClosingConnection, Connection, OpenConnection, SendSequence } from './connection.ts';
import { isClosing, outstandingOctets, textSegment } from './outgoing.ts';
import type { Profile } from './profile.ts';
import type { Segment } from './segment.ts';
import { sequenceAdd, sequenceDifference } from './sequence-number.ts';

/** States that may send text or a FIN. */
export type TextSendingConnection = OpenConnection | ClosingConnection;

/** True for the states that may send text or a FIN. */
export function sendsText(connection: Connection): connection is TextSendingConnection {
  switch (connection.state) {
    case 'ESTABLISHED':
    case 'CLOSE_WAIT':
    case 'FIN_WAIT_1':
    case 'CLOSING':
    case 'LAST_ACK':
      return true;
    default:
      return false;
  }
}

/** Octets beyond SND.NXT that the peer takes now: SND.UNA + SND.WND - SND.NXT; negative where it shrank. */
export function usableWindow(snd: SendSequence): number {
  return snd.wnd - sequenceDifference(snd.nxt, snd.una);
}

/** True where a FIN has been called and waits to leave. */
export function finQueued(connection: TextSendingConnection): boolean {
  return isClosing(connection) && connection.fin.kind === 'called';
}

/** Octets of the queue that should leave in the next segment: sender's SWS avoidance (MUST-38, §3.8.6.2.1). */
export function sendableOctets(connection: TextSendingConnection, profile: Profile): number {
  const { snd, queue } = connection;
  const usable = usableWindow(snd);
  const most = Math.min(queue.octets, usable, profile.mss);
  if (most <= 0) return 0;
  // (1) a segment of maximum size
  if (most === profile.mss) return most;
  // (2) all that is queued; Nagle (SHLD-7) lets it wait while anything is outstanding, but not before a FIN
  const waits = profile.nagle && outstandingOctets(connection) > 0 && !finQueued(connection);
  if (queue.octets <= usable && !waits) return most;
  // (3) half of the largest window that the peer has offered
  return !waits && most * 2 >= snd.maxWnd ? most : 0;
}

/** The next segment of new text or FIN that should leave; undefined where the window lets none go. */
export function newTextSegment(connection: TextSendingConnection, profile: Profile): Segment | undefined {
  const { snd, queue } = connection;
  const octets = sendableOctets(connection, profile);
  const empties = octets === queue.octets;
  const fin = finQueued(connection) && empties && usableWindow(snd) > octets;
  if (octets === 0 && !fin) return undefined;
  return textSegment(connection, snd.nxt, octets, fin);
}

/** True where there is something to send and no ACK to wait for that could open the window: time to probe. */
export function needsPersist(connection: TextSendingConnection, profile: Profile): boolean {
  const { snd, queue } = connection;
  if (snd.una === snd.iss) return false;
  const outstanding = snd.nxt !== snd.una;
  const waiting = queue.octets > 0 || finQueued(connection);
  if (snd.wnd === 0) return outstanding || waiting;
  return waiting && !outstanding && newTextSegment(connection, profile) === undefined;
}

/**
 * The probe (§3.8.6.1): of a closed window one octet, or Linux' segment without one from before SND.UNA; of a
 * window too small for SWS avoidance all that it takes, for somebody must make the first move.
 */
export function probeSegment(connection: TextSendingConnection, profile: Profile): Segment {
  const { snd, queue } = connection;
  const fits = Math.min(queue.octets, usableWindow(snd), profile.mss);
  if (fits > 0) return textSegment(connection, snd.nxt, fits, false);
  if (profile.probe === 'no-octet') return textSegment(connection, sequenceAdd(snd.una, -1), 0, false);
  if (outstandingOctets(connection) > 0) return textSegment(connection, snd.una, 1, false);
  // What is left is our FIN, sent or not, or an octet that has never left.
  const fin = snd.nxt !== snd.una || queue.octets === 0;
  return textSegment(connection, snd.una, fin ? 0 : 1, fin);
}
