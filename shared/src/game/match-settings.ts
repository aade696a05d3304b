// What players choose for a match beside its level: how time goes for them, and how much help they get.
import { type Assistance, berthsOf, type LeftSockets, type Level } from './level.ts';
import type { Drivers, MatchRules } from './rules.ts';
import type { Player, Side } from './seat.ts';

/** Factors by which all game time may be stretched: at 2, everything takes twice as long on the wall clock. */
export const STRETCHES = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const;

/** One of {@link STRETCHES}: quarters, so that whole milliseconds stay exact in binary numbers. */
export type Stretch = (typeof STRETCHES)[number];

/** Whether the clock always runs, or stands while a person has something to pay (rules.md section 4). */
export const PACES = ['running', 'patient'] as const;

/** One of {@link PACES}. */
export type ClockPace = (typeof PACES)[number];

/** Who is the weather beside the level's own: nobody, a third player, or a stack. */
export const NETWORK_PLAYERS = ['nobody', 'person', 'stack'] as const;

/** One of {@link NETWORK_PLAYERS}. */
export type NetworkPlayer = (typeof NETWORK_PLAYERS)[number];

/** Everything that the players of a match choose for it. Levels, par, score and stars are the same for all. */
export interface MatchSettings {
  readonly stretch: Stretch;
  readonly pace: ClockPace;
  /** The grade of assistance; `level`: as the level has it. */
  readonly assistance: Assistance | 'level';
  readonly network: NetworkPlayer;
}

/** What a match is played with where nobody chooses. */
export const USUAL_SETTINGS: MatchSettings = {
  stretch: 1,
  pace: 'running',
  assistance: 'level',
  network: 'nobody',
};

/** What a match's setup keeps of its settings: only what is not usual. */
export interface UnusualSettings {
  readonly stretch?: Stretch;
  readonly pace?: 'patient';
  readonly assistance?: Assistance;
  readonly network?: Exclude<NetworkPlayer, 'nobody'>;
  /** Nobody chooses it: the night shift of a class, what the pair before left. */
  readonly inherited?: LeftSockets;
}

/** `settings` as the setup of a match keeps them. */
export function unusualSettings({ stretch, pace, assistance, network }: MatchSettings): UnusualSettings {
  return {
    ...(stretch === 1 ? {} : { stretch }),
    ...(pace === 'running' ? {} : { pace }),
    ...(assistance === 'level' ? {} : { assistance }),
    ...(network === 'nobody' ? {} : { network }),
  };
}

/** The whole settings of which a setup keeps what is not usual. */
export function settingsOf({ stretch, pace, assistance, network }: UnusualSettings): MatchSettings {
  return {
    stretch: stretch ?? USUAL_SETTINGS.stretch,
    pace: pace ?? USUAL_SETTINGS.pace,
    assistance: assistance ?? USUAL_SETTINGS.assistance,
    network: network ?? USUAL_SETTINGS.network,
  };
}

/**
 * What of `left` a match on `level` begins with: one berth of each harbour stays free for the match's own orders, and the
 * server's sockets come first. Undefined where that is nothing, as on all levels whose players don't say goodbye by hand.
 */
export function inheritedOn(level: Level, left: LeftSockets): LeftSockets | undefined {
  if (level.goal !== 'closed') return undefined;
  const room = Math.min(berthsOf(level, 'client'), berthsOf(level, 'server')) - 1 - (level.nightShift ?? 0);
  const server = Math.min(left.server, Math.max(0, room));
  const client = Math.min(left.client, Math.max(0, room - server));
  return server + client === 0 ? undefined : { client, server };
}

/** What of a match's setup changes its level. */
export interface LevelSetup {
  readonly assistance?: Assistance | 'level';
  readonly inherited?: LeftSockets | undefined;
}

/** `level` as a match with this assistance, and with what it inherits, plays it. */
export function levelOf({ assistance, inherited: left }: LevelSetup, level: Level): Level {
  const inherited = left && inheritedOn(level, left);
  const helped = assistance === undefined || assistance === 'level' ? level : { ...level, assistance };
  return inherited === undefined ? helped : { ...helped, inherited };
}

/** What a match's setup says of its rules, beside the level that it names. */
export interface RulesSetup extends UnusualSettings {
  readonly seed: number;
  readonly players: Readonly<Record<Side, Player>>;
}

/** The rules of the match that `setup` sets up on `level`. */
export function rulesOf(setup: RulesSetup, level: Level, drivers: Drivers): MatchRules {
  const { seed, players, network } = setup;
  const rules = { level: levelOf(setup, level), seed, players, drivers };
  return network === undefined ? rules : { ...rules, network };
}
