import type { Milliseconds } from '../kernel/time.ts';
import type { Fate } from '../network/weather.ts';
import type { ConnectionState } from '../tcp/connection.ts';
import type { Segment } from '../tcp/segment.ts';
import type { Guess } from './guess.ts';
import type { Ending } from './harbour.ts';
import type { LogEntry } from './log-entry.ts';
import type { NetworkAct } from './network-act.ts';
import type { OrderId } from './order.ts';
import type { Player, Side } from './seat.ts';
import type { Signal } from './signal.ts';
import type { ConnectionKey, Token } from './token.ts';
import type { Verdict } from './verdict.ts';

/** Who sent a boat; `earlier-life`: a connection that is long gone. */
export type Sender = Hand | 'earlier-life';

/** Who acts in a match now. */
export type Hand = 'player' | 'pilot' | 'stack';

/** One thing that happened in a match, with the fog lifted. Score and debrief are functions of these alone. */
export type JournalEvent =
  | {
      readonly kind: 'departed';
      readonly boat: number;
      readonly from: Side;
      readonly key: ConnectionKey;
      readonly segment: Segment;
      readonly by: Sender;
      readonly verdict: Verdict['kind'];
      readonly fate: Fate;
    }
  | {
      readonly kind: 'arrived';
      readonly boat: number;
      readonly at: Side;
      readonly key: ConnectionKey;
      readonly segment: Segment;
    }
  | {
      readonly kind: 'state';
      readonly side: Side;
      readonly key: ConnectionKey;
      readonly from: ConnectionState;
      readonly to: ConnectionState;
    }
  | { readonly kind: 'delivered'; readonly side: Side; readonly key: ConnectionKey; readonly octets: number }
  | {
      readonly kind: 'ended';
      readonly side: Side;
      readonly key: ConnectionKey;
      readonly ending: Ending;
    }
  | { readonly kind: 'spoilt'; readonly side: Side; readonly key: ConnectionKey; readonly boat: number }
  | { readonly kind: 'bell'; readonly side: Side; readonly key: ConnectionKey }
  | {
      readonly kind: 'judged';
      readonly seat: Side;
      readonly order: OrderId | undefined;
      readonly token: Token;
      readonly verdict: Verdict;
    }
  | { readonly kind: 'slip'; readonly seat: Side; readonly order: OrderId }
  /** Who plays this seat from now on. */
  | { readonly kind: 'seat'; readonly seat: Side; readonly player: Player }
  | { readonly kind: 'paused' | 'resumed'; readonly seat: Side }
  | { readonly kind: 'crashed' | 'up-again'; readonly side: Side }
  | { readonly kind: 'cookies'; readonly until: Milliseconds }
  | ({ readonly kind: 'log-agreed'; readonly right: boolean } & LogEntry)
  | {
      readonly kind: 'network-act';
      readonly act: NetworkAct;
      readonly key: ConnectionKey;
      readonly from: Side;
    }
  | { readonly kind: 'cancelled'; readonly order: OrderId }
  | { readonly kind: 'said'; readonly seat: Side; readonly signal: Signal }
  | { readonly kind: 'reached'; readonly seat: Side; readonly clientPort: number }
  | { readonly kind: 'listening'; readonly port: number; readonly on: boolean }
  | { readonly kind: 'dropped-at-anchorage'; readonly boat: number; readonly key: ConnectionKey }
  | { readonly kind: 'reset-lapsed'; readonly side: Side; readonly key: ConnectionKey }
  | { readonly kind: 'guess-asked'; readonly seat: Side; readonly guess: Guess }
  | {
      readonly kind: 'guess-answered';
      readonly seat: Side;
      readonly number: number;
      readonly answer: number;
    }
  | { readonly kind: 'guess-lapsed'; readonly seat: Side; readonly number: number }
  | { readonly kind: 'enough'; readonly seat: Side }
  | { readonly kind: 'horn' };

/** An event with its game time. */
export interface JournalEntry {
  readonly at: Milliseconds;
  readonly event: JournalEvent;
}
