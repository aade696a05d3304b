// How long each end of each connection waited in one state, and why: what a harbour log could have been asked about.
import { type Diagnosis, diagnosisOf, STUCK_TO_ENTER, WAITING } from '../game/harbour-log.ts';
import type { LogCause } from '../game/log-entry.ts';
import { type Match, orderOfPort } from '../game/match-state.ts';
import { SIDES, type Side } from '../game/seat.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { ConnectionState } from '../tcp/connection.ts';
import type { Flags } from '../tcp/segment.ts';
import { ladders } from './ladder.ts';
import { type MatchLog, moments } from './moments.ts';

/** A boat of a connection that never arrived. */
export interface LostBoat {
  readonly from: Side;
  readonly flags: Flags;
  readonly at: Milliseconds;
}

/** One end that stood in one state for {@link STUCK_TO_ENTER} or longer. */
export interface Wait extends Diagnosis {
  readonly side: Side;
  readonly clientPort: number;
  readonly state: ConnectionState;
  readonly since: Milliseconds;
  readonly lasted: Milliseconds;
  /** The boats of this connection that sank meanwhile. */
  readonly lost: readonly LostBoat[];
  /** The match at the last moment at which the cause was the one that is named. */
  readonly match: Match;
}

/** How long one cause held in a wait, and the match when it last did. */
interface Span {
  readonly lasted: Milliseconds;
  readonly match: Match;
}

interface OpenWait {
  readonly side: Side;
  readonly clientPort: number;
  readonly state: ConnectionState;
  readonly since: Milliseconds;
  noted: Milliseconds;
  readonly spans: Map<LogCause, Span>;
}

function note(match: Match, waits: Map<string, OpenWait>): void {
  for (const side of SIDES) {
    for (const { key, connection, stateSince, piloted } of match.seats[side].harbour.sockets) {
      if (piloted || !WAITING.includes(connection.state)) continue;
      const { clientPort } = key;
      const id = `${side} ${clientPort} ${stateSince}`;
      const wait = waits.get(id) ?? {
        ...{ side, clientPort, state: connection.state, since: stateSince, noted: stateSince },
        spans: new Map<LogCause, Span>(),
      };
      const { cause } = diagnosisOf(match, clientPort);
      const lasted = (wait.spans.get(cause)?.lasted ?? 0) + match.now - wait.noted;
      wait.spans.set(cause, { lasted, match });
      wait.noted = match.now;
      waits.set(id, wait);
    }
  }
}

function lostBoats(match: Match, clientPort: number, since: Milliseconds): readonly LostBoat[] {
  return ladders(match)
    .filter(({ key }) => key.clientPort === clientPort)
    .flatMap(({ boats }) =>
      boats.flatMap(({ from, segment, departedAt, arrivedAt, sankAt }) =>
        arrivedAt === undefined && sankAt !== undefined && departedAt >= since
          ? [{ from, flags: segment.flags, at: departedAt }]
          : [],
      ),
    );
}

/** True where `cause` is why somebody waits in `state`: an application keeps nobody in a state that an ACK ends. */
function explains(cause: LogCause, state: ConnectionState, lost: readonly LostBoat[]): boolean {
  if (cause === 'nobody' || state === 'TIME_WAIT') return cause === 'nobody' && state === 'TIME_WAIT';
  if (cause === 'network') return lost.length > 0 && state !== 'CLOSE_WAIT';
  return state === 'CLOSE_WAIT' || state === 'FIN_WAIT_2';
}

/**
 * The wait with its cause, where the four causes have a name for it: the network, where a boat did sink; nobody, where
 * TIME_WAIT runs; an application that does not close. A token that somebody owes and does not send is none of them,
 * and a full queue is nobody's at this connection.
 */
function explainedWait(wait: OpenWait): readonly Wait[] {
  const [longest] = [...wait.spans].toSorted(([, one], [, other]) => other.lasted - one.lasted);
  const lasted = wait.noted - wait.since;
  if (longest === undefined || lasted < STUCK_TO_ENTER) return [];
  const { side, clientPort, state, since } = wait;
  const [cause, { match }] = longest;
  const lost = lostBoats(match, clientPort, since);
  if (!explains(cause, state, lost)) return [];
  const { remedies } = diagnosisOf(match, clientPort);
  return [{ side, clientPort, state, since, lasted, lost, match, cause, remedies }];
}

/** Every long wait in the match of `log` that has a cause, in the order in which they began; no pilot's. */
export function waitsOf(log: MatchLog): readonly Wait[] {
  const waits = new Map<string, OpenWait>();
  for (const { before } of moments(log)) if (before.phase === 'playing') note(before, waits);
  return [...waits.values()].flatMap(explainedWait).sort((one, other) => one.since - other.since);
}

/** True where a firewall cut the connection of `clientPort` in `match` for good. */
export function isCut(match: Match, clientPort: number): boolean {
  const order = orderOfPort(match, clientPort);
  return diagnosisOf(match, clientPort).remedies.includes('give-up') && order !== undefined;
}
