import { orderId, type Slip } from '@syn-or-swim/shared/game/order.ts';
import type { SaidSignal } from '@syn-or-swim/shared/game/view.ts';
import { describe, expect, it } from 'vitest';
import { agreedCloser, openQuestions, signalsSoFar, toldDuty, toldPort, wordsOfSlip } from './told-duties.ts';

const first = orderId(1);
const second = orderId(2);

const SAID: readonly SaidSignal[] = [
  { at: 10, from: 'server', signal: { kind: 'port', port: 80 } },
  { at: 20, from: 'client', signal: { kind: 'port', port: 443 } },
  { at: 30, from: 'server', signal: { kind: 'send', order: first, crates: 2 } },
  { at: 40, from: 'client', signal: { kind: 'send', order: first, crates: 1 } },
  { at: 45, from: 'server', signal: { kind: 'send', order: first, crates: 1, afterFin: true } },
  { at: 50, from: 'server', signal: { kind: 'close-first', order: first, who: 'you' } },
  { at: 60, from: 'server', signal: { kind: 'close-first', order: second, who: 'I' } },
];

describe('what the partner has told', () => {
  it('is of one order, and never what this seat said itself', () => {
    expect(toldDuty(SAID, 'client', first)).toEqual({
      crates: 2,
      cratesAfterFin: 1,
      closesFirst: 'me',
    });
    expect(toldDuty(SAID, 'server', first)).toEqual({
      crates: 1,
      cratesAfterFin: undefined,
      closesFirst: undefined,
    });
    expect(toldDuty(SAID, 'client', second)).toEqual({
      crates: undefined,
      cratesAfterFin: undefined,
      closesFirst: 'partner',
    });
  });

  it('leaves it to the pair who closes, by the newest word of either', () => {
    const said: readonly SaidSignal[] = [
      { at: 1, from: 'server', signal: { kind: 'close-first', order: first, who: 'you' } },
      { at: 2, from: 'client', signal: { kind: 'close-first', order: first, who: 'you' } },
    ];
    expect(agreedCloser(said.slice(0, 1), 'client', first)).toBe('me');
    expect(agreedCloser(said, 'client', first)).toBe('partner');
    expect(agreedCloser(said, 'server', first)).toBe('me');
    expect(agreedCloser(said, 'server', second)).toBe(undefined);
  });

  it('is asked until something about that order was answered', () => {
    const ask: SaidSignal = { at: 1, from: 'server', signal: { kind: 'ask', order: first } };
    const other: SaidSignal = { at: 2, from: 'client', signal: { kind: 'send', order: second, crates: 0 } };
    const answer: SaidSignal = { at: 3, from: 'client', signal: { kind: 'send', order: first, crates: 0 } };
    expect(openQuestions([ask, other], 'client')).toEqual([first]);
    expect(openQuestions([ask, other], 'server')).toEqual([]);
    expect(openQuestions([ask, other, answer], 'client')).toEqual([]);
  });

  it('is said of a slip with what comes last first, and closing only where the slip says it', () => {
    const slip: Slip = {
      ...{ order: first, name: 0, clientPort: 50_000, at: 0 },
      ...{ partnerCrates: 1, partnerCratesAfterFin: 2, partnerClosesFirst: false },
    };
    expect(wordsOfSlip(slip, 'closed')).toEqual([
      { kind: 'send', order: first, crates: 2, afterFin: true },
      { kind: 'send', order: first, crates: 1 },
      { kind: 'close-first', order: first, who: 'I' },
    ]);
    const crateOnly = [{ kind: 'send', order: first, crates: 1 }];
    const before = { ...slip, partnerCratesAfterFin: 0 };
    expect(wordsOfSlip({ ...before, closing: 'pair-decides' }, 'closed')).toEqual(crateOnly);
    // A pilot closes.
    expect(wordsOfSlip(before, 'delivered')).toEqual(crateOnly);
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
