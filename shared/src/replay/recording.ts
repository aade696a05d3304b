import type { LoggedCommand } from '../game/command.ts';
import type { LevelId } from '../game/level.ts';
import type { UnusualSettings } from '../game/match-settings.ts';
import type { Player, Side } from '../game/seat.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { OwnLevel } from '../levels/own-level.ts';

/** The rules by which this program judges. A recording made by other rules is refused, never judged again. */
export const RULES_VERSION = 2;

/** How a match was set up: with the level it names, all that happens follows from this and from the commands. */
export interface MatchSetup extends UnusualSettings {
  readonly levelId: LevelId;
  /** SHA-256 of the level's canonical JSON, in hexadecimal. */
  readonly levelHash: string;
  /** 32 bits; it leaves the server only after the end. */
  readonly seed: number;
  readonly players: Readonly<Record<Side, Player>>;
  /** The level itself, where it came from a file: nobody else knows it. */
  readonly own?: OwnLevel;
}

/** A match as its log: setup and every input from outside, in order (rules.md section 8). */
export interface Recording {
  readonly format: 'syn-or-swim-recording';
  readonly rulesVersion: number;
  readonly setup: MatchSetup;
  readonly commands: readonly LoggedCommand[];
  /** Game time up to which the match ran. */
  readonly endedAt: Milliseconds;
}
