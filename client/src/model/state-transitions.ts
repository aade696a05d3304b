import type { ConnectionState } from '@syn-or-swim/shared/tcp/connection.ts';

/** What makes a connection change its state. Calls are the application's. */
export type Trigger =
  | { readonly kind: 'call'; readonly call: 'passive OPEN' | 'active OPEN' | 'SEND' | 'CLOSE' }
  | { readonly kind: 'arrives'; readonly segment: 'SYN' | 'SYN+ACK' | 'ACK' | 'FIN' | 'FIN+ACK' | 'RST' }
  | { readonly kind: 'time'; readonly timer: '2MSL' };

/** One arrow of RFC 9293 figure 5. */
export interface StateTransition {
  readonly from: ConnectionState;
  readonly to: ConnectionState;
  readonly on: Trigger;
  /** What the end sends as it changes; left out: nothing. */
  readonly sends?: 'SYN' | 'SYN+ACK' | 'ACK' | 'FIN';
}

const OPEN_PASSIVE: Trigger = { kind: 'call', call: 'passive OPEN' };
const OPEN_ACTIVE: Trigger = { kind: 'call', call: 'active OPEN' };
const SEND: Trigger = { kind: 'call', call: 'SEND' };
const CLOSE: Trigger = { kind: 'call', call: 'CLOSE' };

function arrives(segment: Extract<Trigger, { kind: 'arrives' }>['segment']): Trigger {
  return { kind: 'arrives', segment };
}

/**
 * The arrows of RFC 9293 figure 5 with its notes 2 (FIN_WAIT_1 to TIME_WAIT) and 3 (an RST sends SYN_RECEIVED back to
 * LISTEN after a passive OPEN), from opening to the end.
 */
export const STATE_TRANSITIONS: readonly StateTransition[] = [
  { from: 'CLOSED', to: 'LISTEN', on: OPEN_PASSIVE },
  { from: 'CLOSED', to: 'SYN_SENT', on: OPEN_ACTIVE, sends: 'SYN' },
  { from: 'LISTEN', to: 'CLOSED', on: CLOSE },
  { from: 'LISTEN', to: 'SYN_SENT', on: SEND, sends: 'SYN' },
  { from: 'LISTEN', to: 'SYN_RECEIVED', on: arrives('SYN'), sends: 'SYN+ACK' },
  { from: 'SYN_RECEIVED', to: 'LISTEN', on: arrives('RST') },
  { from: 'SYN_SENT', to: 'CLOSED', on: CLOSE },
  { from: 'SYN_SENT', to: 'SYN_RECEIVED', on: arrives('SYN'), sends: 'SYN+ACK' },
  { from: 'SYN_SENT', to: 'ESTABLISHED', on: arrives('SYN+ACK'), sends: 'ACK' },
  { from: 'SYN_RECEIVED', to: 'ESTABLISHED', on: arrives('ACK') },
  { from: 'SYN_RECEIVED', to: 'FIN_WAIT_1', on: CLOSE, sends: 'FIN' },
  { from: 'ESTABLISHED', to: 'FIN_WAIT_1', on: CLOSE, sends: 'FIN' },
  { from: 'ESTABLISHED', to: 'CLOSE_WAIT', on: arrives('FIN'), sends: 'ACK' },
  { from: 'FIN_WAIT_1', to: 'FIN_WAIT_2', on: arrives('ACK') },
  { from: 'FIN_WAIT_1', to: 'CLOSING', on: arrives('FIN'), sends: 'ACK' },
  { from: 'FIN_WAIT_1', to: 'TIME_WAIT', on: arrives('FIN+ACK'), sends: 'ACK' },
  { from: 'FIN_WAIT_2', to: 'TIME_WAIT', on: arrives('FIN'), sends: 'ACK' },
  { from: 'CLOSING', to: 'TIME_WAIT', on: arrives('ACK') },
  { from: 'CLOSE_WAIT', to: 'LAST_ACK', on: CLOSE, sends: 'FIN' },
  { from: 'LAST_ACK', to: 'CLOSED', on: arrives('ACK') },
  { from: 'TIME_WAIT', to: 'CLOSED', on: { kind: 'time', timer: '2MSL' } },
];

/** What makes the change, in TCP's own words, the same in every language. */
export function triggerText({ on }: StateTransition): string {
  switch (on.kind) {
    case 'call':
      return on.call;
    case 'arrives':
      return on.segment;
    case 'time':
      return on.timer;
  }
}
