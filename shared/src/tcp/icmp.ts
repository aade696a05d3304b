// ICMP errors (RFC 9293 §3.9.2.2, RFC 5461).
import { type Connection, closedConnection } from './connection.ts';
import type { IcmpError, TcpEffect } from './events.ts';
import type { Profile } from './profile.ts';
import { type Step, silently } from './step-result.ts';

/** Protocol unreachable, port unreachable, fragmentation needed. */
const HARD_CODES: readonly number[] = [2, 3, 4];

/** `connection` after an ICMP error about it (MUST-54). */
export function icmpArrives(connection: Connection, error: IcmpError, profile: Profile): Step {
  // MUST-55: source quench is discarded silently.
  if (error.kind === 'source-quench') return silently(connection);
  if (connection.state === 'CLOSED' || connection.state === 'LISTEN') return silently(connection);
  const told: TcpEffect = { kind: 'signal', signal: 'unreachable', error };
  const hard = error.kind === 'destination-unreachable' && HARD_CODES.includes(error.code);
  // SHLD-26: a hard error ends the connection; once synchronized every stack takes it as soft (RFC 5461).
  const ends = hard && (profile.hardErrorsAbort || connection.state === 'SYN_SENT');
  if (ends) return { connection: closedConnection, effects: [told] };
  // MUST-56: a soft error must not abort; SHLD-25: the user may know of it.
  return { connection, effects: [told] };
}
