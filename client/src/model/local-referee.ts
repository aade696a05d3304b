import type { Assistance, Level } from '@syn-or-swim/shared/game/level.ts';
import { profileOf } from '@syn-or-swim/shared/game/profile-of-level.ts';
import { afterCalls, type Bench, findOn, segmentOf, tokenOf } from '@syn-or-swim/shared/game/referee.ts';
import type { ConnectionKey, Token } from '@syn-or-swim/shared/game/token.ts';
import type { Verdict } from '@syn-or-swim/shared/game/verdict.ts';
import type { SeatView } from '@syn-or-swim/shared/game/view.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { dues } from '@syn-or-swim/shared/tcp/dues.ts';
import { step } from '@syn-or-swim/shared/tcp/step.ts';
import type { SocketEntry } from './socket-entries.ts';

/** The referee's bench at `entry`, for tokens under `key`. */
export function benchOf(entry: SocketEntry, key: ConnectionKey, scene: RefereeScene): Bench {
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

/** What the page can say of `token` at once. Whether the order wants it, only the match knows. */
export type LocalVerdict =
  | Extract<Verdict, { kind: 'wrong' }>
  /** `aborts`: it is the ABORT call, an RST that nothing drew. */
  | { readonly kind: 'lawful'; readonly aborts: boolean };

/** Points that a wrong token takes (rules.md section 6). The match's own word replaces it when it comes. */
const WRONG_COST = 10;

/** Judges `token` by the same referee as the match, on the seat's own socket. */
export function judgeLocally(
  entry: SocketEntry,
  token: Token,
  scene: RefereeScene,
  grade: Assistance,
): LocalVerdict {
  const finding = findOn(benchOf(entry, token.key, scene), token);
  if (finding.kind === 'reset-paid') return { kind: 'lawful', aborts: false };
  if (finding.kind === 'lawful') {
    const { nature, pays } = finding.permission;
    return { kind: 'lawful', aborts: nature === 'reset' && !pays.includes('reset') };
  }
  const { refusal } = finding;
  return {
    kind: 'wrong',
    refusal,
    misconception: refusal.misconception,
    sailed: grade === 'captain',
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
  if (finding.kind === 'reset-paid') return { ...entry, reset: undefined, owesSince: undefined, lamp: false };
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
    lamp: owes && entry.lamp,
  };
}
