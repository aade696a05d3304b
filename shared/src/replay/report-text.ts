// A match in English words, for those who read files and terminals: what lost points, and what would have worked.
import type { Action } from '../game/command.ts';
import type { LogEntry } from '../game/log-entry.ts';
import { CRATE_OCTETS, type Token } from '../game/token.ts';
import type { Verdict } from '../game/verdict.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { ExplainedLoss } from '../scoring/explain.ts';
import { flagsText } from '../tcp/segment.ts';

/** Game time as minutes and seconds. */
export function clock(at: Milliseconds): string {
  const tenths = Math.round(at / 100);
  const seconds = `${Math.floor((tenths % 600) / 10)}`.padStart(2, '0');
  return `${Math.floor(tenths / 600)}:${seconds}.${tenths % 10}`;
}

/** The plate of `token`. */
export function tokenText({ flags, seq, ack, crates }: Token): string {
  const flown = Object.values(flags).some((flies) => flies);
  const parts = [flown ? flagsText(flags) : 'no flag', `seq ${seq}`];
  if (flags.ack) parts.push(`ack ${ack}`);
  if (crates > 0) parts.push(`${crates} crates (${crates * CRATE_OCTETS} octets)`);
  return parts.join(' ');
}

function actionText(action: Action): string {
  return 'port' in action ? `${action.kind} ${action.port}` : action.kind;
}

function entryText({ cause, remedy }: LogEntry): string {
  return `cause ${cause}, remedy ${remedy}`;
}

function verdictText(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'wrong':
      return `wrong (${verdict.refusal.reason})`;
    case 'held':
      return `held (${verdict.reason})`;
    case 'repeat':
      return verdict.needed ? 'repeat' : 'hasty repeat';
    default:
      return verdict.kind;
  }
}

/** What lost the points. */
export function whatText({ what }: ExplainedLoss): string {
  switch (what.kind) {
    case 'token':
      return `${tokenText(what.token)}: ${verdictText(what.verdict)}`;
    case 'boat':
      return `${tokenText(what.token)}: beyond par (${what.why})`;
    case 'stuck':
      return `stuck in ${what.socket.state} since ${clock(what.socket.since)}`;
    case 'entry':
      return `harbour log: ${entryText(what.entry)}`;
  }
}

/** What would have worked instead. */
export function worksText({ works }: ExplainedLoss): string {
  switch (works.kind) {
    case 'token':
      return `${works.seat}: ${tokenText(works.token)} (${works.verdict.kind})`;
    case 'action':
      return `${works.seat}: ${actionText(works.action)}`;
    case 'entry':
      return entryText(works.entry);
    case 'wait':
      if (works.until === undefined || works.token === undefined) return 'nothing was to be sent';
      return `wait for the bell at ${clock(works.until)}, then ${tokenText(works.token)}`;
  }
}
