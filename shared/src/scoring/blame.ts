// The blame card (game.md, "After a round"): the connection with which a pair fared worst, why it stayed, by what one
// sees that, and how right somebody was who named a cause and a remedy while the fog was still down.
import type { Diagnosis } from '../game/harbour-log.ts';
import type { LogCause, LogRemedy } from '../game/log-entry.ts';
import type { Match } from '../game/match-state.ts';
import type { OrderId } from '../game/order.ts';
import { SIDES, type Side } from '../game/seat.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { ConnectionState } from '../tcp/connection.ts';
import { scoreOf } from './score.ts';
import { isCut, type LostBoat, type Wait } from './waits.ts';

/** What one player says: whose doing it was, and what one does about it. */
export interface Blame {
  readonly cause: LogCause;
  readonly remedy: LogRemedy;
}

/** One thing that shows the cause, once the fog has lifted. */
export type Evidence =
  /** The peer's FIN had come and no FIN left: close() was not called. `asleep`: that application slept. */
  | {
      readonly kind: 'not-closed';
      readonly side: Side;
      readonly lasted: Milliseconds;
      readonly asleep: boolean;
    }
  /** A boat of this connection never arrived. */
  | ({ readonly kind: 'lost' } & LostBoat)
  /** The RTO rang so often meanwhile. */
  | { readonly kind: 'bells'; readonly side: Side; readonly count: number }
  /** A firewall cut this connection for good. */
  | { readonly kind: 'cut' }
  /** The state ends by a clock of its own. */
  | { readonly kind: 'clock'; readonly side: Side; readonly state: ConnectionState }
  /** What the other end's state was. */
  | { readonly kind: 'other-end'; readonly side: Side; readonly state: ConnectionState };

/** The connection on the card, with the truth about it. */
export interface BlameCase extends Diagnosis {
  readonly clientPort: number;
  /** Undefined for what the night shift left. */
  readonly order: OrderId | undefined;
  readonly side: Side;
  readonly state: ConnectionState;
  readonly lasted: Milliseconds;
  /** In which state each end was at last, and for how long: a seat is told its own before the fog lifts. */
  readonly ends: Readonly<Record<Side, EndState>>;
  readonly evidence: readonly Evidence[];
}

/** One end at one moment. */
export interface EndState {
  readonly state: ConnectionState;
  readonly lasted: Milliseconds;
}

function endOf(match: Match, side: Side, clientPort: number): EndState {
  const socket = match.seats[side].harbour.sockets.find((other) => other.key.clientPort === clientPort);
  if (socket === undefined) return { state: 'CLOSED', lasted: match.now };
  return { state: socket.connection.state, lasted: match.now - socket.stateSince };
}

/** How badly an order fared: 0 stuck at the horn, 1 not clean, 2 points lost; undefined where none were. */
function badnessByPort(match: Match): ReadonlyMap<number, number> {
  const score = scoreOf(match);
  const badness = new Map<number, number>();
  for (const order of match.orders) {
    const scored = score.orders.find((each) => each.order === order.id);
    if (scored === undefined || (scored.clean && scored.points === 100)) continue;
    badness.set(order.clientPort, scored.stuck.length > 0 ? 0 : scored.clean ? 2 : 1);
  }
  // What the last shift left and nobody mended.
  if (score.nightStuck > 0) for (const { clientPort } of match.night) badness.set(clientPort, 0);
  return badness;
}

/** TIME_WAIT is as it should be: it is asked about only where nothing else stayed. */
function isUsual({ state }: Wait): boolean {
  return state === 'TIME_WAIT';
}

/** The newest losses are told; more would hide the point. */
const LOST_TOLD = 3;

function bellsMeanwhile(match: Match, { clientPort, since }: Wait): readonly Evidence[] {
  return SIDES.flatMap((side) => {
    const count = match.journal.filter(
      ({ at, event }) =>
        event.kind === 'bell' && event.side === side && event.key.clientPort === clientPort && at >= since,
    ).length;
    return count === 0 ? [] : [{ kind: 'bells' as const, side, count }];
  });
}

function evidenceOf(wait: Wait): readonly Evidence[] {
  const { match, clientPort, side, state, cause } = wait;
  const other = SIDES.filter((each) => each !== side).map((each) => ({
    kind: 'other-end' as const,
    side: each,
    state: endOf(match, each, clientPort).state,
  }));
  if (cause === 'network') {
    const cut = isCut(match, clientPort);
    const lost = wait.lost.slice(-LOST_TOLD).map((boat) => ({ kind: 'lost' as const, ...boat }));
    return [...(cut ? [{ kind: 'cut' as const }] : []), ...lost, ...bellsMeanwhile(match, wait), ...other];
  }
  if (cause === 'nobody') return [{ kind: 'clock', side, state }, ...other];
  const owner: Side = cause === 'client-application' ? 'client' : 'server';
  const { lasted } = endOf(match, owner, clientPort);
  const asleep = match.seats[owner].asleep.includes(clientPort);
  return [{ kind: 'not-closed', side: owner, lasted, asleep }];
}

/**
 * The connection that goes on the card: of those that lost points the one that was stuck at the horn, else that did not
 * end clean, else the others; of equals the one of which an end waited longest, TIME_WAIT last of all. Undefined where
 * nothing went wrong, or nothing of it stayed long enough to be asked about. `ended` is the match at its end.
 */
export function worstConnection(ended: Match, waits: readonly Wait[]): BlameCase | undefined {
  const badness = badnessByPort(ended);
  const rank = (wait: Wait) => (isUsual(wait) ? 3 : 0) + (badness.get(wait.clientPort) ?? 0);
  const [worst] = waits
    .filter(({ clientPort }) => badness.has(clientPort))
    .toSorted((one, other) => rank(one) - rank(other) || other.lasted - one.lasted);
  if (worst === undefined) return undefined;
  const { match, clientPort, side, state, lasted, cause, remedies } = worst;
  return {
    cause,
    remedies,
    clientPort,
    order: ended.orders.find((order) => order.clientPort === clientPort)?.id,
    side,
    state,
    lasted,
    ends: { client: endOf(match, 'client', clientPort), server: endOf(match, 'server', clientPort) },
    evidence: evidenceOf(worst),
  };
}

/** How right `blame` is: the cause and a remedy that helps, the cause alone, or neither. */
export function blameJudged(truth: Diagnosis, { cause, remedy }: Blame): 'right' | 'cause-only' | 'wrong' {
  if (cause !== truth.cause) return 'wrong';
  return truth.remedies.includes(remedy) ? 'right' : 'cause-only';
}
