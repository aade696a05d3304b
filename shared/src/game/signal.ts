import type { Milliseconds } from '../kernel/time.ts';
import type { OrderId } from './order.ts';

/** What of mine may have arrived, in a question. */
export type SignalSubject = 'SYN' | 'crate' | 'FIN';

/**
 * What the two players can say without a voice (rules.md section 5): there is no free text.
 * `port` tells on which port a lamp burns; `ask` asks for the partner's half of a slip, which stacks answer.
 */
export type Signal =
  | { readonly kind: 'port'; readonly port: number }
  | { readonly kind: 'ask'; readonly order: OrderId }
  /** `afterFin`: crates to send only after the FIN of the one who says so. */
  | { readonly kind: 'send'; readonly order: OrderId; readonly crates: number; readonly afterFin?: true }
  | { readonly kind: 'close-first'; readonly order: OrderId; readonly who: 'you' | 'I' }
  /** Both are to close `order` at this game time: "three, two, one, FIN!". */
  | { readonly kind: 'together'; readonly order: OrderId; readonly at: Milliseconds }
  | { readonly kind: 'arrived'; readonly order: OrderId; readonly subject: SignalSubject }
  | { readonly kind: 'yes' | 'no' | 'resending' | 'wait' | 'thanks' | 'are-you-there' }
  | { readonly kind: 'chain-until'; readonly until: Milliseconds }
  | { readonly kind: 'give-up'; readonly order: OrderId }
  /** The application of the one who says so has gone: where Linux runs, its FIN_WAIT_2 has a clock. */
  | { readonly kind: 'gone'; readonly order: OrderId };
