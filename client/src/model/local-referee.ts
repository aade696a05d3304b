import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { profileOf } from '@syn-or-swim/shared/game/profile-of-level.ts';
import {
  afterCalls,
  type Bench,
  composeToken,
  findOn,
  segmentOf,
  tokenOf,
} from '@syn-or-swim/shared/game/referee.ts';
import type { ConnectionKey, Token } from '@syn-or-swim/shared/game/token.ts';
import type { Verdict } from '@syn-or-swim/shared/game/verdict.ts';
import type { SeatView } from '@syn-or-swim/shared/game/view.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { dues } from '@syn-or-swim/shared/tcp/dues.ts';
import type { Flags } from '@syn-or-swim/shared/tcp/segment.ts';
import { step } from '@syn-or-swim/shared/tcp/step.ts';
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

/** The port on which a SYN knocks: the player's choice, or the only one there is. */
export function portOfDraft(draft: Draft, level: Level): number | undefined {
  return draft.port ?? (level.ports.length === 1 ? level.ports[0] : undefined);
}

/** The key under which a token of this row sails: the client's unopened socket takes the port of the draft. */
function keyOfDraft(entry: SocketEntry, draft: Draft, scene: RefereeScene): ConnectionKey {
  const serverPort = portOfDraft(draft, scene.level);
  const opens = scene.view.side === 'client' && entry.socket !== undefined && entry.state === 'CLOSED';
  return opens && serverPort !== undefined ? { clientPort: entry.key.clientPort, serverPort } : entry.key;
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
  return composeToken(benchOf(entry, keyOfDraft(entry, draft, scene), scene), draft.flags, draft.crates);
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

/**
 * The row as it stands once `token`, sent by this page and not in a view yet, has left: the next token is built on
 * it however long the line is. A token that no TCP would send leaves the row as it is.
 */
export function afterSending(entry: SocketEntry, token: Token, scene: RefereeScene): SocketEntry {
  const bench = benchOf(entry, token.key, scene);
  const finding = findOn(bench, token);
  if (finding.kind === 'refused') return entry;
  if (finding.kind === 'reset-paid') return { ...entry, reset: undefined, owesSince: undefined };
  const { now, profile } = bench;
  const called = afterCalls(entry.connection, finding.calls, now, profile);
  const segment = segmentOf(token, 'rcv' in called ? called.rcv.wnd : profile.receiveWindow);
  const { connection } = step(called, { kind: 'transmit', segment }, now, profile);
  const owes = dues(connection, now, profile).length > 0;
  return {
    ...entry,
    key: token.key,
    connection,
    state: connection.state,
    owesSince: owes ? (entry.owesSince ?? now) : undefined,
  };
}
