import { type Branded, branded } from '../kernel/brand.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { Side } from './seat.ts';

/** Which order of the match, from 1 in the sequence of slips. */
export type OrderId = Branded<number, 'OrderId'>;

/** The id of the `number`th order. */
export function orderId(number: number): OrderId {
  return branded<OrderId>(number);
}

/** What one order asks of its two ends. Crates are counted in whole crates of 100 octets. */
export interface OrderTask {
  /** Crates that each side sends before the peer's FIN. */
  readonly crates: Readonly<Record<Side, number>>;
  /** Crates that each side sends only after the peer's FIN has come. */
  readonly cratesAfterFin: Readonly<Record<Side, number>>;
  /** So long after the server's slip has come the customer leaves and the slip is gone; the socket stays. */
  readonly cancelledAfter?: Milliseconds;
  /**
   * Who closes first; `pilot` where the level lets a stack close, `either` where the pair decides, `both` where
   * both FINs are to cross on the way (RFC 9293 figure 13).
   */
  readonly closesFirst: Side | 'pilot' | 'either' | 'both';
  /** The server's application sleeps: its CLOSE does nothing until so long after the server's slip, or a coffee. */
  readonly sleeps?: Milliseconds;
  /** The client's application goes when it has closed: nobody reads there any more, and on Linux a clock runs. */
  readonly orphan?: true;
  /** Both open at once (RFC 9293 figure 7): game time at which both slips come; left out where the client opens. */
  readonly bothOpenAt?: Milliseconds;
}

/** An order as this match plays it: the level's task with the names and ports that its seed gave. */
export interface Order extends OrderTask {
  readonly id: OrderId;
  /** Index into the word list of ship names, the same in both languages. */
  readonly name: number;
  /** The source port of the client's socket. */
  readonly clientPort: number;
  /** The port on which the server's application waits for this order. */
  readonly serverPort: number;
  /** Index into the level's list of orders, before the seed permuted them: the key of chance. */
  readonly origin: number;
  /** Came after all others were done: no points, no stars, a badge. */
  readonly encore?: true;
}

/**
 * One seat's half of an order's slip: always what the *partner* has to do, never one's own duty
 * (rules.md section 5). A seat without word of its own crates must be told.
 */
export interface Slip {
  readonly order: OrderId;
  readonly name: number;
  readonly clientPort: number;
  /** Crates that the partner is to send before this seat's FIN. */
  readonly partnerCrates: number;
  /** Crates that the partner is to send after this seat's FIN. */
  readonly partnerCratesAfterFin: number;
  /** True where the partner is to close first; false says that the partner is not, thus that the other half says so. */
  readonly partnerClosesFirst: boolean;
  /** Who closes first is left to the pair, or both are to close at the same moment; left out otherwise. */
  readonly closing?: 'pair-decides' | 'both-at-once';
  /** Both ends are to send a SYN at the same moment. */
  readonly bothOpen?: true;
  /** It came after all others were done: it earns no points and costs none. */
  readonly encore?: true;
  /** Game time at which the slip came. */
  readonly at: Milliseconds;
}
