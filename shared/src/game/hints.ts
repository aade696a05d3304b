// Hints (rules.md section 2): where something is to be done and which rule says so are free, and the page finds them
// in its own view. The whole token is asked of the match; it costs as a wrong one and does not count for mastery.
import { keyedHash } from '../kernel/hash.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { Connection } from '../tcp/connection.ts';
import { type DueKind, dues } from '../tcp/dues.ts';
import type { Profile } from '../tcp/profile.ts';
import { WRONG_COST } from './count-verdict.ts';
import { type Socket, socketByClientPort } from './harbour.ts';
import { journalled, type Match, orderOfPort, withSeat } from './match-state.ts';
import type { OrderId } from './order.ts';
import { tokenOf } from './referee.ts';
import { nextIssOf } from './sailing.ts';
import type { Side } from './seat.ts';
import { isEncore, recordOf, withJudgment, withRecord } from './seat-state.ts';
import { type ConnectionKey, keyText, type Token } from './token.ts';
import type { Verdict } from './verdict.ts';
import type { OwedReset } from './view.ts';

/** Which rule says what is to be done at a socket: something is owed, a call is the player's, or waiting is right. */
export type HintRule =
  | 'owes-reset'
  | 'owes-handshake'
  | 'owes-repeat'
  | 'owes-acknowledgment'
  | 'owes-text'
  | 'open-is-yours'
  | 'calls-are-yours'
  | 'close-is-yours'
  | 'wait-for-the-peer'
  | 'wait-for-the-answer'
  | 'wait-two-msl';

/** The section of RFC 9293 behind each rule. */
export const HINT_SECTIONS: Readonly<Record<HintRule, string>> = {
  'owes-reset': '3.5.2',
  'owes-handshake': '3.5',
  'owes-repeat': '3.8.1',
  'owes-acknowledgment': '3.10.7.4',
  'owes-text': '3.8.6.2.1',
  'open-is-yours': '3.9.1.1',
  'calls-are-yours': '3.9.1.2',
  'close-is-yours': '3.6',
  'wait-for-the-peer': '3.6',
  'wait-for-the-answer': '3.8.1',
  'wait-two-msl': '3.6.1',
};

/** Where something may be done, and which rule says what. */
export interface Hint {
  readonly key: ConnectionKey;
  readonly rule: HintRule;
  readonly section: string;
}

/** What hints need of a seat: its harbour or its view, both hold it. */
export interface HintSight {
  readonly sockets: readonly {
    readonly key: ConnectionKey;
    readonly connection: Connection;
    readonly order: OrderId | undefined;
    readonly piloted: boolean;
  }[];
  readonly resets: readonly OwedReset[];
}

const DUE_RULES: Readonly<Record<DueKind, HintRule>> = {
  handshake: 'owes-handshake',
  repeat: 'owes-repeat',
  acknowledgment: 'owes-acknowledgment',
  probe: 'owes-text',
  reset: 'owes-reset',
  data: 'owes-text',
  fin: 'owes-text',
};

function ruleOfState(connection: Connection, hasOrder: boolean): HintRule | undefined {
  switch (connection.state) {
    case 'CLOSED':
      return hasOrder ? 'open-is-yours' : undefined;
    case 'LISTEN':
      return undefined;
    case 'ESTABLISHED':
      return 'calls-are-yours';
    case 'CLOSE_WAIT':
      return 'close-is-yours';
    case 'FIN_WAIT_2':
      return 'wait-for-the-peer';
    case 'TIME_WAIT':
      return 'wait-two-msl';
    default:
      return 'wait-for-the-answer';
  }
}

const WAITING: readonly HintRule[] = ['wait-for-the-peer', 'wait-for-the-answer', 'wait-two-msl'];

function rank(rule: HintRule): number {
  if (WAITING.includes(rule)) return 2;
  return rule.startsWith('owes-') ? 0 : 1;
}

/**
 * One hint for each socket that this seat sails: first those that owe something, then those where a call is the
 * player's own, last those where waiting is right. A connection that ended well needs none.
 */
export function freeHints(sight: HintSight, now: Milliseconds, profile: Profile): readonly Hint[] {
  const hints: Hint[] = sight.resets.map(({ key }) => ({
    key,
    rule: 'owes-reset',
    section: HINT_SECTIONS['owes-reset'],
  }));
  for (const { key, connection, order, piloted } of sight.sockets) {
    if (piloted || hints.some((hint) => keyText(hint.key) === keyText(key))) continue;
    const [due] = dues(connection, now, profile);
    const rule = due === undefined ? ruleOfState(connection, order !== undefined) : DUE_RULES[due.kind];
    if (rule !== undefined) hints.push({ key, rule, section: HINT_SECTIONS[rule] });
  }
  return hints.sort((left, right) => rank(left.rule) - rank(right.rule));
}

/** The token that a stack with this seat's knowledge would send there now; undefined where it would send none. */
function advisedToken(match: Match, side: Side, socket: Socket): Token | undefined {
  const { rules, profile, now } = match;
  if (socket.piloted || match.seats[side].darkUntil !== undefined) return undefined;
  const act = rules.drivers.advise(
    {
      seat: match.seats[side],
      level: rules.level,
      profile,
      now,
      whole: undefined,
      iss: (key) => nextIssOf(match, side, key),
      draw: (...parts) => keyedHash(rules.seed, 'hint', side, ...parts),
    },
    socket,
  );
  return act?.kind === 'token' ? act.token : undefined;
}

function sameToken(left: Token, right: Token): boolean {
  const flags = (['syn', 'ack', 'fin', 'rst'] as const).every(
    (flag) => left.flags[flag] === right.flags[flag],
  );
  const numbers = left.seq === right.seq && left.ack === right.ack && left.crates === right.crates;
  return flags && numbers && keyText(left.key) === keyText(right.key);
}

/** True where this very token was shown to `side` already: to look again costs nothing. */
function shownBefore(match: Match, side: Side, token: Token): boolean {
  const last = match.journal.findLast(
    ({ event }) =>
      event.kind === 'judged' && event.seat === side && event.token.key.clientPort === token.key.clientPort,
  )?.event;
  return last?.kind === 'judged' && last.verdict.kind === 'hint' && sameToken(last.token, token);
}

/** Shows `side` the whole token for `key`, where there is one: it costs as a wrong one, but drops no grade. */
export function hinted(
  match: Match,
  side: Side,
  key: ConnectionKey,
): { readonly match: Match; readonly verdict: Verdict } {
  const seat = match.seats[side];
  const socket =
    side === 'client'
      ? socketByClientPort(seat.harbour, key.clientPort)
      : seat.harbour.sockets.find((other) => keyText(other.key) === keyText(key));
  const owed = seat.harbour.resets.find((reset) => keyText(reset.key) === keyText(key));
  const advised = socket === undefined ? undefined : advisedToken(match, side, socket);
  const token = owed === undefined || socket?.piloted === true ? advised : tokenOf(key, owed.segment);
  if (token === undefined) return { match, verdict: { kind: 'hint', token: undefined, cost: 0 } };
  const record = recordOf(seat, key.clientPort);
  const free = record.dropped || isEncore(seat, key.clientPort) || shownBefore(match, side, token);
  const cost = free ? 0 : WRONG_COST;
  const verdict: Verdict = { kind: 'hint', token, cost };
  const paid = free ? seat : withRecord(seat, { ...record, wrong: record.wrong + 1 });
  const order = orderOfPort(match, key.clientPort)?.id;
  const judgment = { at: match.now, order: socket?.order, attempt: { token }, verdict };
  const told = withSeat(match, side, withJudgment(paid, judgment));
  return { match: journalled(told, { kind: 'judged', seat: side, order, token, verdict }), verdict };
}
