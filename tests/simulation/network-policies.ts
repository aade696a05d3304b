// Ways to be the network, and a pair that stumbles where the network makes it: what the acts of that seat are worth.
import { createMatch } from '@syn-or-swim/shared/game/match.ts';
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import { ACT_COSTS, type BoatHeader, type NetworkAct } from '@syn-or-swim/shared/game/network-act.ts';
import type { DriverAct, DriverSight, NetworkDriver } from '@syn-or-swim/shared/game/rules.ts';
import { keyText } from '@syn-or-swim/shared/game/token.ts';
import { FOG, HALF_A_GOODBYE, THE_SILENT_HARBOUR } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { chosenMistake } from '@syn-or-swim/shared/players/mistakes.ts';
import { NETWORK_STACK } from '@syn-or-swim/shared/players/network-stack.ts';
import { runToEnd } from '@syn-or-swim/shared/players/par.ts';
import { handMove } from '@syn-or-swim/shared/players/playing-hand.ts';
import { PRACTISED } from '@syn-or-swim/shared/players/skill.ts';
import { networkScoreOf } from '@syn-or-swim/shared/scoring/network-score.ts';

/** A policy looks as often as a quick person does, ms. */
const LOOKS_EVERY = 700;

type Choice = (boat: BoatHeader, boats: readonly BoatHeader[]) => NetworkAct | undefined;

/** Does to the first boat that it may what `choice` says. */
function policy(choice: Choice): NetworkDriver {
  return {
    every: LOOKS_EVERY,
    decide: ({ view, may }) =>
      view.boats
        .map((boat) => choice(boat, view.boats))
        .find((act): act is NetworkAct => act !== undefined && may(act)),
  };
}

const is =
  (kind: 'sink' | 'hold' | 'copy', wanted: (boat: BoatHeader) => boolean = () => true): Choice =>
  (boat) =>
    wanted(boat) ? { kind, boat: boat.boat } : undefined;

const syn = ({ flags }: BoatHeader): boolean => flags.syn && !flags.ack;
const synAck = ({ flags }: BoatHeader): boolean => flags.syn && flags.ack;
const fin = ({ flags }: BoatHeader): boolean => flags.fin;
const crate = ({ crates }: BoatHeader): boolean => crates > 0;
const pureAck = ({ flags, crates }: BoatHeader): boolean =>
  flags.ack && !flags.syn && !flags.fin && !flags.rst && crates === 0;

const swap: Choice = (boat, boats) => {
  const behind = boats.find(({ from, boat: id }) => from === boat.from && id > boat.boat);
  return behind === undefined ? undefined : { kind: 'swap', boats: [boat.boat, behind.boat] };
};

/** All ways to be the network that are compared; undefined: nobody is. */
export const POLICIES: Readonly<Record<string, NetworkDriver | undefined>> = {
  'does nothing': undefined,
  'sinks whatever it can': policy(is('sink')),
  'holds whatever it can': policy(is('hold')),
  'copies whatever it can': policy(is('copy')),
  'swaps whatever it can': policy(swap),
  'sinks SYNs': policy(is('sink', syn)),
  'sinks SYN+ACKs': policy(is('sink', synAck)),
  'sinks crates': policy(is('sink', crate)),
  'sinks FINs': policy(is('sink', fin)),
  'sinks pure ACKs': policy(is('sink', pureAck)),
  'holds pure ACKs': policy(is('hold', pureAck)),
  'copies FINs': policy(is('copy', fin)),
  'copies SYN+ACKs': policy(is('copy', synAck)),
  'is the stack': NETWORK_STACK,
};

/** Of 1000 times so often this pair stumbles: where all goes as in the book, and where it does not. */
const ROUTINE_SLIPS = 20;
const STUMBLES = 450;

/** Silence of two crossings and this, ms, makes the impatient send again. */
const IMPATIENT_AFTER = 2_500;

/** True where what this token answers, or says again, is out of the routine: a bell, an echo, or a long silence. */
function isStrange({ seat, now, level }: DriverSight, act: Extract<DriverAct, { kind: 'token' }>): boolean {
  const key = keyText(act.token.key);
  const departures = seat.departures.filter((boat) => keyText(boat.key) === key);
  const arrivals = seat.arrivals.filter((boat) => keyText(boat.key) === key);
  const newest = arrivals.at(-1);
  const echo = arrivals
    .slice(0, -1)
    .some(({ segment }) => JSON.stringify(segment) === JSON.stringify(newest?.segment));
  const { seq, flags } = act.token;
  const again = departures.some(
    ({ segment }) => segment.seq === seq && (flags.syn || flags.fin || act.token.crates > 0),
  );
  const silence = now - Math.max(departures.at(-1)?.at ?? now, newest?.at ?? 0);
  return echo || again || silence > 2 * level.timing.crossing + IMPATIENT_AFTER;
}

/** A hand that has the routine by heart and is at a loss where something gets lost, late, or comes twice. */
function routineMove(sight: DriverSight): DriverAct | undefined {
  const act = handMove(sight, { ...PRACTISED, wrongPerMille: 0 });
  if (act?.kind !== 'token') return act;
  const share = isStrange(sight, act) ? STUMBLES : ROUTINE_SLIPS;
  if (sight.draw('stumbles', sight.now) % 1000 >= share) return act;
  const token = chosenMistake(sight, act.token);
  return token === undefined ? act : { kind: 'token', token };
}

const LEVELS = [HALF_A_GOODBYE, FOG, THE_SILENT_HARBOUR];

/** What one policy came to, in the mean of all matches. */
export interface PolicyOutcome {
  readonly points: number;
  readonly acts: number;
  readonly energy: number;
  /** Tokens of the pair that cost it something. */
  readonly wrong: number;
}

function energyOf({ journal }: Match): number {
  return journal.reduce(
    (sum, { event }) => sum + (event.kind === 'network-act' ? ACT_COSTS[event.act.kind] : 0),
    0,
  );
}

function wrongIn({ journal }: Match): number {
  return journal.filter(({ event }) => event.kind === 'judged' && event.verdict.cost > 0).length;
}

/** Plays `seeds` matches on each of three levels with `network` against the pair that knows the routine alone. */
export function outcomeOf(network: NetworkDriver | undefined, seeds: number): PolicyOutcome {
  const hand = { ...DRIVERS.stacks.practised, decide: routineMove };
  const drivers = {
    ...DRIVERS,
    stacks: { ...DRIVERS.stacks, practised: hand },
    network: network ?? NETWORK_STACK,
  };
  const players = { client: 'practised', server: 'practised' } as const;
  const matches = LEVELS.flatMap((level) =>
    Array.from({ length: seeds }, (_, seed) =>
      runToEnd(
        createMatch({
          ...{ level, seed, players, drivers },
          ...(network === undefined ? {} : { network: 'stack' as const }),
        }),
      ),
    ),
  );
  const mean = (of: (match: Match) => number): number =>
    matches.reduce((sum, match) => sum + of(match), 0) / matches.length;
  return {
    points: mean((match) => networkScoreOf(match).points),
    acts: mean((match) => networkScoreOf(match).acts),
    energy: mean(energyOf),
    wrong: mean(wrongIn),
  };
}
