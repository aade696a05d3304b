import { freeHints, type Hint } from '@syn-or-swim/shared/game/hints.ts';
import { profileOf } from '@syn-or-swim/shared/game/profile-of-level.ts';
import type { Token } from '@syn-or-swim/shared/game/token.ts';
import type { Verdict } from '@syn-or-swim/shared/game/verdict.ts';
import type { CommandRefusal } from '@syn-or-swim/shared/protocol/messages.ts';
import type { ConnectionState } from '@syn-or-swim/shared/tcp/connection.ts';
import type { RefereeScene } from './local-referee.ts';

/** Why a hand's last act did not go through, beside the referee's own verdicts. */
export type Obstacle =
  | 'no-socket'
  | 'empty-mast'
  | 'choose-port'
  | 'choose-seq'
  | 'choose-ack'
  | 'not-sent'
  | CommandRefusal;

/** The newest word on this seat's own acts. */
export type Notice =
  /** What was sent, what the referee says, how often in a row. */
  | {
      readonly kind: 'verdict';
      readonly token: Token;
      readonly clientPort: number;
      readonly state: ConnectionState;
      readonly verdict: Verdict;
      /** Wrong tokens in a row on that socket: the right one is shown from the second on. */
      readonly misses: number;
    }
  | { readonly kind: 'obstacle'; readonly obstacle: Obstacle }
  /** The boat that lies ready is an ABORT: it leaves when it is sent once more. */
  | { readonly kind: 'abort'; readonly token: Token }
  | HintNotice;

/** A hint that was asked for, as far as it was opened. */
export interface HintNotice {
  readonly kind: 'hint';
  /** Where something may be done; undefined where nothing is. */
  readonly hint: Hint | undefined;
  /** The rule behind it was asked for too. */
  readonly withRule: boolean;
  /** The whole token, once it was asked for; `none` where no token is to be sent there. */
  readonly token: Token | 'none' | undefined;
  /** What the token has cost. */
  readonly cost: number;
}

/** True where two tokens are the same boat. */
export function sameToken(left: Token, right: Token): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** True of a verdict that its sender is told at once; what sailed wrong in Captain is learnt from what comes back. */
export function isTold(verdict: Verdict): boolean {
  switch (verdict.kind) {
    case 'wrong':
      return !verdict.sailed;
    case 'held':
    case 'overtaken':
      return true;
    default:
      return verdict.cost > 0;
  }
}

/** A hint where none lay open: where something is to be done. One that lies open gives its rule as well. */
export function openedHint(open: Notice | undefined, scene: RefereeScene): HintNotice {
  if (open?.kind === 'hint') return { ...open, withRule: true };
  const [hint] = freeHints(scene.view, scene.now, profileOf(scene.level));
  return { kind: 'hint', hint, withRule: false, token: undefined, cost: 0 };
}
