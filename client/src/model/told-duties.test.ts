import { orderId } from '@syn-or-swim/shared/game/order.ts';
import type { SaidSignal } from '@syn-or-swim/shared/game/view.ts';
import { describe, expect, it } from 'vitest';
import { signalsSoFar, toldDuty, toldPort } from './told-duties.ts';

const first = orderId(1);
const second = orderId(2);

const SAID: readonly SaidSignal[] = [
  { at: 10, from: 'server', signal: { kind: 'port', port: 80 } },
  { at: 20, from: 'client', signal: { kind: 'port', port: 443 } },
  { at: 30, from: 'server', signal: { kind: 'send', order: first, crates: 2 } },
  { at: 40, from: 'client', signal: { kind: 'send', order: first, crates: 1 } },
  { at: 50, from: 'server', signal: { kind: 'close-first', order: first, who: 'you' } },
  { at: 60, from: 'server', signal: { kind: 'close-first', order: second, who: 'I' } },
];

describe('what the partner has told', () => {
  it('is of one order, and never what this seat said itself', () => {
    expect(toldDuty(SAID, 'client', first)).toEqual({ crates: 2, closesFirst: 'me' });
    expect(toldDuty(SAID, 'server', first)).toEqual({ crates: 1, closesFirst: undefined });
    expect(toldDuty(SAID, 'client', second)).toEqual({ crates: undefined, closesFirst: 'partner' });
  });

  it('names the port of the partner’s lamp', () => {
    expect([toldPort(SAID, 'client'), toldPort(SAID, 'server'), toldPort([], 'client')]).toEqual([
      80,
      443,
      undefined,
    ]);
  });
});

describe('signalsSoFar', () => {
  it('keeps what the view no longer holds and adds what is new, each once', () => {
    expect(signalsSoFar(SAID.slice(0, 4), SAID.slice(2))).toEqual(SAID);
  });
});
