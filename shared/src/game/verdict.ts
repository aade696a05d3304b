import type { Refusal } from '../tcp/may-send.ts';
import type { MisconceptionId } from '../tcp/misconceptions.ts';
import type { Token } from './token.ts';

/** Why the game itself, not TCP, holds a token or an action back. */
export type HeldReason =
  /** Legal TCP, but the order does not ask for it: a crate too many, a FIN before the cargo. */
  | 'crate-not-ordered'
  | 'fin-before-cargo'
  | 'close-out-of-turn'
  /** RST aborts: it is asked once more, and never what an order wants. */
  | 'abort-forfeits'
  /** A pilot has the helm of this socket. */
  | 'piloted'
  /** No order waits for this connection. */
  | 'no-order'
  /** No application is behind that port. */
  | 'no-application'
  /** Every berth of this harbour is taken. */
  | 'no-berth'
  /** The application of this socket sleeps: its close() does not come. */
  | 'asleep'
  /** This harbour is dark: its host is starting again. */
  | 'dark'
  /** SYN cookies can be switched on once. */
  | 'no-cookies'
  /** That socket has not waited long enough to be entered in the harbour log. */
  | 'not-stuck'
  /** That guess does not stand any more, or has no such answer. */
  | 'no-guess'
  /** There is no coffee left, or nobody sleeps there. */
  | 'no-coffee'
  /** The lamp burns already, or does not burn. */
  | 'lamp-already'
  | 'no-lamp'
  /** The match stands still; what is asked for comes after "go on". */
  | 'paused'
  | 'not-paused'
  /** This seat has stopped the clock of a partner as often as it may. */
  | 'no-pause-left'
  /** The other end is the real kernel of a machine, whose clock nobody stops. */
  | 'kernel-goes-on'
  | 'match-over'
  | 'not-your-seat';

/**
 * What the referee says of a token (rules.md section 2). `cost` is in points and already counted.
 * A `wrong` token of Cadet and Mate is held back; `right` is shown only at the second miss on that socket.
 */
export type Verdict =
  | { readonly kind: 'due' | 'initiative'; readonly cost: 0 }
  | { readonly kind: 'repeat'; readonly needed: boolean; readonly cost: number }
  | { readonly kind: 'idle'; readonly cost: number }
  | {
      readonly kind: 'wrong';
      readonly refusal: Refusal;
      readonly misconception: MisconceptionId;
      readonly sailed: boolean;
      readonly right: Token | undefined;
      readonly cost: number;
    }
  | { readonly kind: 'held'; readonly reason: HeldReason; readonly cost: number }
  | { readonly kind: 'overtaken'; readonly cost: 0 }
  /** Not a judgment but the hint that was asked for: the whole token, or undefined where none is to be sent. */
  | { readonly kind: 'hint'; readonly token: Token | undefined; readonly cost: number };
