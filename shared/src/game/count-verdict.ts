// What a judged token costs its order (rules.md sections 2 and 6), and what the seat is told.
import { gradeOf } from './grade.ts';
import type { Judged } from './judge.ts';
import type { Match } from './match-state.ts';
import { withSeat } from './match-state.ts';
import { tokenOf } from './referee.ts';
import type { Side } from './seat.ts';
import { isEncore, type OrderRecord, recordOf, type SeatState, withRecord } from './seat-state.ts';
import { shownMisconception } from './shown-misconception.ts';
import { keyText, type Token } from './token.ts';
import type { HeldReason, Verdict } from './verdict.ts';

/** Points that a wrong token takes. */
export const WRONG_COST = 10;
/** Points that a boat which nobody needed takes. */
export const WASTE_COST = 3;
/** Points that waste can take from one order. */
export const WASTE_COST_MAX = 30;
/** Wrong tokens in a row after which a seat drops one grade for that order. */
export const WRONG_IN_ROW_MAX = 3;

const AGAINST_ORDER: readonly HeldReason[] = [
  'crate-not-ordered',
  'fin-before-cargo',
  'close-out-of-turn',
  'abort-forfeits',
];

function wrongCounted(
  seat: SeatState,
  clientPort: number,
): { readonly record: OrderRecord; readonly cost: number } {
  const record = recordOf(seat, clientPort);
  if (record.dropped) return { record, cost: 0 };
  const wrongInRow = record.wrongInRow + 1;
  const dropped = wrongInRow >= WRONG_IN_ROW_MAX;
  if (isEncore(seat, clientPort)) return { record: { ...record, wrongInRow, dropped }, cost: 0 };
  return { record: { ...record, wrong: record.wrong + 1, wrongInRow, dropped }, cost: WRONG_COST };
}

function wasteCounted(
  seat: SeatState,
  clientPort: number,
): { readonly record: OrderRecord; readonly cost: number } {
  const record = recordOf(seat, clientPort);
  const cost = isEncore(seat, clientPort) ? 0 : Math.min(WASTE_COST, WASTE_COST_MAX - record.waste);
  return { record: { ...record, waste: record.waste + cost, wrongInRow: 0 }, cost };
}

function missed(seat: SeatState, token: Token): SeatState {
  const key = keyText(token.key);
  return { ...seat, misses: { ...seat.misses, [key]: (seat.misses[key] ?? 0) + 1 } };
}

function hit(seat: SeatState, token: Token, record: OrderRecord): SeatState {
  const key = keyText(token.key);
  const { [key]: _forgotten, ...misses } = seat.misses;
  return withRecord({ ...seat, misses }, { ...record, wrongInRow: 0 });
}

interface Counted {
  readonly match: Match;
  readonly verdict: Verdict;
}

function countedRefusal(
  match: Match,
  side: Side,
  token: Token,
  judged: Extract<Judged, { kind: 'refused' }>,
): Counted {
  const seat = missed(match.seats[side], token);
  const { record, cost } = wrongCounted(seat, token.key.clientPort);
  const { refusal } = judged.finding;
  // The right token is shown only at the second miss on that socket.
  const shown = (seat.misses[keyText(token.key)] ?? 0) >= 2 && refusal.right !== undefined;
  const right = shown && refusal.right !== undefined ? tokenOf(token.key, refusal.right) : undefined;
  const misconception = shownMisconception(match.rules.level, seat, token, refusal);
  const sailed = gradeOf(match.rules.level, recordOf(match.seats[side], token.key.clientPort)) === 'captain';
  const verdict: Verdict = {
    kind: 'wrong',
    refusal: { ...refusal, right: shown ? refusal.right : undefined },
    misconception,
    sailed,
    right,
    cost,
  };
  return { match: withSeat(match, side, withRecord(seat, record)), verdict };
}

/** An RST that no bad ACK drew is the ABORT call: the player's own decision, never a wasted boat. */
function isAbort(judged: Extract<Judged, { kind: 'lawful' }>): boolean {
  const { permission } = judged.finding;
  return permission.nature === 'reset' && !permission.pays.includes('reset');
}

function lawfulVerdict(judged: Extract<Judged, { kind: 'lawful' }>, waste: number): Verdict {
  const { permission, calls, hasty } = judged.finding;
  if (calls.length > 0 || isAbort(judged)) return { kind: 'initiative', cost: 0 };
  if (permission.nature === 'repeat') return { kind: 'repeat', needed: !hasty, cost: waste };
  return permission.pays.length > 0 ? { kind: 'due', cost: 0 } : { kind: 'idle', cost: waste };
}

/** True of a lawful token that nobody needed: a hasty repeat, or an ACK that nothing asked for. */
export function isNeedless(judged: Extract<Judged, { kind: 'lawful' }>): boolean {
  const { permission, calls, hasty } = judged.finding;
  if (calls.length > 0 || isAbort(judged)) return false;
  return permission.nature === 'repeat' ? hasty : permission.pays.length === 0;
}

function countedLawful(
  match: Match,
  side: Side,
  token: Token,
  judged: Extract<Judged, { kind: 'lawful' }>,
): Counted {
  const seat = match.seats[side];
  const record = recordOf(seat, token.key.clientPort);
  if (!isNeedless(judged)) {
    return { match: withSeat(match, side, hit(seat, token, record)), verdict: lawfulVerdict(judged, 0) };
  }
  const wasted = wasteCounted(seat, token.key.clientPort);
  return {
    match: withSeat(match, side, withRecord(seat, wasted.record)),
    verdict: lawfulVerdict(judged, wasted.cost),
  };
}

/** Counts what was judged: the seat's record with it, and the verdict that the seat is told. */
export function counted(match: Match, side: Side, token: Token, judged: Judged): Counted {
  switch (judged.kind) {
    case 'refused':
      return countedRefusal(match, side, token, judged);
    case 'lawful':
      return countedLawful(match, side, token, judged);
    case 'reset-paid':
      return { match, verdict: { kind: 'due', cost: 0 } };
    case 'overtaken':
      return { match, verdict: { kind: 'overtaken', cost: 0 } };
    case 'held': {
      if (!AGAINST_ORDER.includes(judged.reason)) {
        return { match, verdict: { kind: 'held', reason: judged.reason, cost: 0 } };
      }
      const seat = match.seats[side];
      const { record, cost } = wrongCounted(seat, token.key.clientPort);
      const verdict: Verdict = { kind: 'held', reason: judged.reason, cost };
      return { match: withSeat(match, side, withRecord(seat, record)), verdict };
    }
  }
}
