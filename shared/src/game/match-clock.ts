// Game time and the host's own clock: whoever hosts a match, a server's room or a browser's worker, asks here when
// something happens on its clock. Stretch, patient pace and pauses are here and nowhere in the match, which knows
// game time alone; so its log runs again to the same match, whatever clock it was played on.
import { earliest, type Milliseconds } from '../kernel/time.ts';
import { hornAt } from './horn.ts';
import type { MatchSettings } from './match-settings.ts';
import type { Match } from './match-state.ts';
import { standingSeats } from './patient-pace.ts';
import { holdsUpAnother, PAUSE_MAX } from './pause.ts';
import type { Side } from './seat.ts';

/** In a class a stop lasts at most so long on the host's clock (rules.md section 4). */
export const STOP_MAX: Milliseconds = 60_000;

/** Why the clock of a match stands, as all may know it. */
export interface Stop {
  /** `thinking`: of a person who owes something, in the patient pace only. */
  readonly kind: 'none' | 'paused' | 'thinking';
  /** Who has paused, or who is thinking. */
  readonly by: 'nobody' | Side | 'both';
}

/** The clock runs. */
export const NO_STOP: Stop = { kind: 'none', by: 'nobody' };

/** The clock of one match, as data: game time was `game` when the host's clock was `host`. */
export interface MatchClock {
  readonly settings: Pick<MatchSettings, 'stretch' | 'pace'>;
  /** True where other pairs wait for the same horn: there stops have an end. */
  readonly inClass: boolean;
  readonly game: Milliseconds;
  readonly host: Milliseconds;
  /** While it is not {@link NO_STOP}, game time is `game`. */
  readonly stop: Stop;
  /** What the clock has to stand for, and since when on the host's clock; it may run all the same, past a limit. */
  readonly reason: { readonly kind: Stop['kind']; readonly since: Milliseconds };
  /** How long all stops before the present one have lasted on the host's clock. */
  readonly stood: Milliseconds;
}

/** A clock on which game time 0 is at the moment `host` of the host's clock. */
export function createMatchClock(
  settings: Pick<MatchSettings, 'stretch' | 'pace'>,
  host: Milliseconds,
  inClass = false,
): MatchClock {
  const reason = { kind: 'none', since: host } as const;
  return { settings, inClass, game: 0, host, stop: NO_STOP, reason, stood: 0 };
}

/** How many ms of game time go by in one of the host's; 0 while the clock stands. */
export function clockRate({ stop, settings }: MatchClock): number {
  return stop.kind === 'none' ? 1 / settings.stretch : 0;
}

/** Game time at the moment `host` of the host's clock. */
export function gameTimeAt(clock: MatchClock, host: Milliseconds): Milliseconds {
  if (clock.stop.kind !== 'none') return clock.game;
  return clock.game + Math.max(0, Math.floor((host - clock.host) / clock.settings.stretch));
}

/** The first moment of the host's clock at which game time is `game`; undefined while the clock stands before it. */
export function hostTimeAt(clock: MatchClock, game: Milliseconds): Milliseconds | undefined {
  if (game <= clock.game) return clock.host;
  if (clock.stop.kind !== 'none') return undefined;
  return clock.host + Math.ceil((game - clock.game) * clock.settings.stretch);
}

function stopWanted(match: Match, pace: MatchSettings['pace']): Stop {
  if (match.phase === 'ended') return NO_STOP;
  const by = match.pauses?.by;
  if (by !== undefined) return { kind: 'paused', by };
  const [first, second] = pace === 'patient' ? standingSeats(match) : [];
  if (first === undefined) return NO_STOP;
  return { kind: 'thinking', by: second === undefined ? first : 'both' };
}

/** The moment of the host's clock at which a clock that stands goes on by itself; undefined where it never does. */
export function stopEndsAt(clock: MatchClock, match: Match): Milliseconds | undefined {
  const { stop, reason, inClass, settings, host, stood } = clock;
  if (stop.kind === 'none') return undefined;
  const pause = stop.kind === 'paused' && holdsUpAnother(match) ? reason.since + PAUSE_MAX : undefined;
  if (!inClass) return pause;
  const left = hornAt(match) * settings.stretch - stood;
  return earliest([pause, reason.since + STOP_MAX, host + Math.max(0, left)]);
}

/** `clock` once `match` is as it is at the moment `host`: it stands where it has to, and runs where it may. */
export function clockAfter(clock: MatchClock, match: Match, host: Milliseconds): MatchClock {
  const wanted = stopWanted(match, clock.settings.pace);
  const reason = wanted.kind === clock.reason.kind ? clock.reason : { kind: wanted.kind, since: host };
  const stands = clock.stop.kind !== 'none';
  const isSame = wanted.kind === clock.stop.kind && wanted.by === clock.stop.by;
  const anchored: MatchClock = isSame
    ? { ...clock, reason }
    : {
        ...clock,
        reason,
        game: match.now,
        host,
        stop: wanted,
        stood: stands ? clock.stood + host - clock.host : clock.stood,
      };
  const end = stopEndsAt(anchored, match);
  if (end === undefined || host < end) return anchored;
  if (!stands) return { ...clock, reason };
  const stood = isSame ? clock.stood + host - clock.host : anchored.stood;
  return { ...anchored, game: match.now, host, stop: NO_STOP, stood };
}
