import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { profileOf } from '@syn-or-swim/shared/game/profile-of-level.ts';
import { type Bench, composeToken, findOn, tokenOf } from '@syn-or-swim/shared/game/referee.ts';
import type { ConnectionKey, Token } from '@syn-or-swim/shared/game/token.ts';
import type { Verdict } from '@syn-or-swim/shared/game/verdict.ts';
import type { SeatView } from '@syn-or-swim/shared/game/view.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { Flags } from '@syn-or-swim/shared/tcp/segment.ts';
import type { SocketEntry } from './socket-entries.ts';

/** Flags, crates and, for a SYN, the port that a player has chosen for the next boat. */
export interface Draft {
  readonly flags: Flags;
  /** 0 to 3. */
  readonly crates: number;
  /** Where the client's next SYN knocks; undefined while the player has not chosen. */
  readonly port: number | undefined;
}

/** A mast without flags. */
export const NO_FLAGS: Flags = { syn: false, ack: false, fin: false, rst: false };

/** A boat without flags or crates. */
export const EMPTY_DRAFT: Draft = { flags: NO_FLAGS, crates: 0, port: undefined };

/** The key under which a token of this row sails: an unopened socket takes the port that the player chose. */
export function keyOfDraft(entry: SocketEntry, draft: Draft): ConnectionKey {
  if (entry.socket === undefined || entry.state !== 'CLOSED' || draft.port === undefined) return entry.key;
  return { clientPort: entry.key.clientPort, serverPort: draft.port };
}

function benchOf(entry: SocketEntry, key: ConnectionKey, scene: RefereeScene): Bench {
  return {
    key,
    connection: entry.connection,
    resets: scene.view.resets,
    nextIss: entry.socket?.nextIss,
    profile: profileOf(scene.level),
    now: scene.now,
  };
}

/** What the referee needs besides the row: the seat's view, the level, the present moment. */
export interface RefereeScene {
  readonly view: SeatView;
  readonly level: Level;
  readonly now: Milliseconds;
}

/** The token that `draft` makes at `entry`, numbers filled in as this end would write them. */
export function composeDraft(entry: SocketEntry, draft: Draft, scene: RefereeScene): Token {
  return composeToken(benchOf(entry, keyOfDraft(entry, draft), scene), draft.flags, draft.crates);
}

/** What the page can say of `token` at once. Whether the order wants it, only the match knows. */
export type LocalVerdict = Extract<Verdict, { kind: 'wrong' }> | { readonly kind: 'lawful' };

/** Points that a wrong token takes (rules.md section 6). The match's own word replaces it when it comes. */
const WRONG_COST = 10;

/** Judges `token` by the same referee as the match, on the seat's own socket. */
export function judgeLocally(entry: SocketEntry, token: Token, scene: RefereeScene): LocalVerdict {
  const finding = findOn(benchOf(entry, token.key, scene), token);
  if (finding.kind !== 'refused') return { kind: 'lawful' };
  const { refusal } = finding;
  return {
    kind: 'wrong',
    refusal,
    misconception: refusal.misconception,
    sailed: false,
    right: refusal.right === undefined ? undefined : tokenOf(token.key, refusal.right),
    cost: WRONG_COST,
  };
}
