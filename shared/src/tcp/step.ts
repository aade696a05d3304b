// The one door of the engine: every event goes through here, and nothing else changes a connection.
import type { Milliseconds } from '../kernel/time.ts';
import { arrivesAtClosed } from './arrivals/closed.ts';
import { arrivesAtListen } from './arrivals/listen.ts';
import { arrivesAtSynSent } from './arrivals/syn-sent.ts';
import { arrivesSynchronized } from './arrivals/synchronized.ts';
import { applicationGone } from './calls/abort.ts';
import { userCall } from './calls/user-call.ts';
import { type Connection, closedConnection } from './connection.ts';
import type { TcpEvent } from './events.ts';
import { icmpArrives } from './icmp.ts';
import { notIdle } from './keep-alive.ts';
import type { Profile } from './profile.ts';
import { type Step, silently } from './step-result.ts';
import { timeOut } from './time-outs.ts';
import { transmit } from './transmission.ts';

/** `connection` after `event` at `now`, with what is to be told. A deleted TCB is the CLOSED connection. */
export function step(connection: Connection, event: TcpEvent, now: Milliseconds, profile: Profile): Step {
  switch (event.kind) {
    case 'segment':
      return segmentArrives(connection, event, now, profile);
    case 'transmit':
      return transmit(connection, event.segment, event.behind === true, now, profile);
    case 'call':
      return userCall(connection, event.call, now, profile);
    case 'timer':
      return timeOut(connection, event.timer, now, profile);
    case 'icmp':
      return icmpArrives(connection, event.error, profile);
    case 'application-gone':
      return applicationGone(connection, now, profile);
    case 'host-lost':
      // §3.5.1: after a crash the host knows nothing; its next segment to here will draw a reset.
      return silently(closedConnection);
  }
}

/** §3.10.7: SEGMENT ARRIVES. Whatever came, the connection is not idle (MUST-26). */
function segmentArrives(
  connection: Connection,
  event: Extract<TcpEvent, { kind: 'segment' }>,
  now: Milliseconds,
  profile: Profile,
): Step {
  const arrival = arrivesInState(connection, event, now, profile);
  const { connection: next, effects } = arrival;
  if (!('rcv' in next)) return arrival;
  const active = notIdle(next, now, profile);
  return active === next ? arrival : { connection: active, effects };
}

function arrivesInState(
  connection: Connection,
  { segment, iss }: Extract<TcpEvent, { kind: 'segment' }>,
  now: Milliseconds,
  profile: Profile,
): Step {
  switch (connection.state) {
    case 'CLOSED':
      return arrivesAtClosed(segment);
    case 'LISTEN':
      return arrivesAtListen(connection, segment, iss, now, profile);
    case 'SYN_SENT':
      return arrivesAtSynSent(connection, segment, now, profile);
    default:
      return arrivesSynchronized(connection, segment, iss, now, profile);
  }
}
