// RFC 9293 figure 5, and which of its arrows a match went along.
import { socketByClientPort } from '@syn-or-swim/shared/game/harbour.ts';
import type { JournalEvent } from '@syn-or-swim/shared/game/journal.ts';
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import type { ConnectionState } from '@syn-or-swim/shared/tcp/connection.ts';

/** The arrows of RFC 9293 figure 5 ("TCP Connection State Diagram"), each from one state to another. */
export const FIGURE_5_ARROWS = [
  // passive OPEN; CLOSE
  'CLOSED > LISTEN',
  'LISTEN > CLOSED',
  // active OPEN; CLOSE
  'CLOSED > SYN_SENT',
  'SYN_SENT > CLOSED',
  // rcv SYN; SEND
  'LISTEN > SYN_RECEIVED',
  'LISTEN > SYN_SENT',
  // rcv SYN; rcv SYN,ACK
  'SYN_SENT > SYN_RECEIVED',
  'SYN_SENT > ESTABLISHED',
  // rcv ACK of SYN; CLOSE; note 1: rcv RST where LISTEN was before
  'SYN_RECEIVED > ESTABLISHED',
  'SYN_RECEIVED > FIN_WAIT_1',
  'SYN_RECEIVED > LISTEN',
  // CLOSE; rcv FIN
  'ESTABLISHED > FIN_WAIT_1',
  'ESTABLISHED > CLOSE_WAIT',
  // rcv ACK of FIN; rcv FIN; note 2: both in one segment
  'FIN_WAIT_1 > FIN_WAIT_2',
  'FIN_WAIT_1 > CLOSING',
  'FIN_WAIT_1 > TIME_WAIT',
  'FIN_WAIT_2 > TIME_WAIT',
  'CLOSING > TIME_WAIT',
  'CLOSE_WAIT > LAST_ACK',
  'LAST_ACK > CLOSED',
  'TIME_WAIT > CLOSED',
] as const;

/** One of {@link FIGURE_5_ARROWS}. */
export type Arrow = (typeof FIGURE_5_ARROWS)[number];

function arrow(from: ConnectionState, to: ConnectionState): Arrow | undefined {
  return FIGURE_5_ARROWS.find((known) => known === `${from} > ${to}`);
}

function lampIsLit(match: Match, event: Extract<JournalEvent, { kind: 'state' }>): boolean {
  return event.side === 'server' && match.seats.server.harbour.listening.includes(event.key.serverPort);
}

function arrowOf(match: Match, event: JournalEvent): Arrow | undefined {
  if (event.kind === 'listening') return event.on ? 'CLOSED > LISTEN' : 'LISTEN > CLOSED';
  if (event.kind !== 'state') return undefined;
  const { from, to } = event;
  // The harbour keeps LISTEN for its port, and a child only while it is no longer in it: see `absorbed`.
  if (lampIsLit(match, event)) {
    const opened = socketByClientPort(match.seats.server.harbour, event.key.clientPort);
    const isPassive = opened?.connection.state === 'CLOSED';
    if (from === 'CLOSED' && to === 'SYN_SENT') return 'LISTEN > SYN_SENT';
    if (from === 'SYN_RECEIVED' && to === 'CLOSED' && isPassive) return 'SYN_RECEIVED > LISTEN';
  }
  return arrow(from, to);
}

/** The arrows of figure 5 that a socket of `match` went along, by the match's journal. */
export function arrowsIn(match: Match): ReadonlySet<Arrow> {
  const arrows = match.journal.map(({ event }) => arrowOf(match, event));
  return new Set(arrows.filter((found) => found !== undefined));
}
