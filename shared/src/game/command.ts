import type { Milliseconds } from '../kernel/time.ts';
import type { KernelAct } from './kernel-end.ts';
import type { LogEntry } from './log-entry.ts';
import type { NetworkAct } from './network-act.ts';
import type { Player, Side } from './seat.ts';
import type { Signal } from './signal.ts';
import type { ConnectionKey, Token } from './token.ts';

/** A call that sends nothing and therefore has a button of its own (rules.md section 1.4). */
export type Action =
  | { readonly kind: 'listen'; readonly port: number }
  | { readonly kind: 'stop-listening'; readonly port: number }
  | { readonly kind: 'give-up'; readonly key: ConnectionKey }
  /** Switches SYN cookies on for as long as the level says. */
  | { readonly kind: 'cookies' }
  /** Restarts the application of this socket; it takes {@link COFFEE_TIME}. */
  | { readonly kind: 'coffee'; readonly key: ConnectionKey };

/** How long an application needs to be restarted. */
export const COFFEE_TIME: Milliseconds = 6_000;

/** What a seat asks of the match. `seen` is the number of the last view that the sender had applied. */
export type SeatCommand =
  | { readonly kind: 'token'; readonly token: Token; readonly seen: number }
  | { readonly kind: 'action'; readonly action: Action; readonly seen: number }
  | { readonly kind: 'signal'; readonly signal: Signal; readonly seen: number }
  /** Enters a stuck socket into the harbour log. */
  | { readonly kind: 'log'; readonly entry: LogEntry; readonly seen: number }
  /** Asks for the whole token that is to be sent on `key`: it costs as a wrong one. */
  | { readonly kind: 'hint'; readonly key: ConnectionKey; readonly seen: number }
  /** Lets time stand still for both, or go on again (pause.ts). */
  | { readonly kind: 'pause' | 'resume'; readonly seen: number }
  /** Answers the guess of this number by the index of an answer. */
  | { readonly kind: 'guess'; readonly guess: number; readonly answer: number; readonly seen: number }
  /** This seat need not play on once all orders are done. */
  | { readonly kind: 'enough'; readonly seen: number };

/** Every input of a match from outside: the log of a match is the list of these (rules.md section 8). */
export type Command =
  | (SeatCommand & { readonly seat: Side })
  | { readonly kind: 'seat'; readonly seat: Side; readonly player: Player }
  | { readonly kind: 'network'; readonly act: NetworkAct }
  /** What the real kernel did, where the server's end is one. */
  | { readonly kind: 'kernel'; readonly act: KernelAct }
  /** The horn blows so much later (ms): a teacher's word, for both seats. */
  | { readonly kind: 'give-time'; readonly ms: Milliseconds }
  | { readonly kind: 'end' };

/** A command as the log keeps it: its game time, and a serial number that orders equal times. */
export interface LoggedCommand {
  readonly serial: number;
  readonly at: Milliseconds;
  readonly command: Command;
}
