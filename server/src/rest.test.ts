import type { RoomAnswer } from '@syn-or-swim/shared/protocol/messages.ts';
import { describe, expect, it } from 'vitest';
import { createPrometheus } from './http/prometheus.ts';
import { createRest, REST_MS, stirring } from './rest.ts';

/** A clock and its timers, moved by hand. */
function handClock() {
  let now = 0;
  const timers: { readonly act: () => void; readonly at: number }[] = [];
  return {
    monotonic: () => now,
    later: (act: () => void, delayMs: number) => void timers.push({ act, at: now + delayMs }),
    moveTo: (time: number) => {
      now = time;
      const due = timers.filter(({ at }) => at <= now);
      for (const timer of due) timers.splice(timers.indexOf(timer), 1);
      for (const { act } of due) act();
    },
    waiting: () => timers.length,
  };
}

describe('a rest', () => {
  it('begins a minute after the last stir, once, and not in a server that nobody has used', () => {
    const clock = handClock();
    const rests: number[] = [];
    const rest = createRest({ ...clock, onRest: () => void rests.push(clock.monotonic()) });
    expect(clock.waiting()).toBe(0);
    rest.stirred();
    clock.moveTo(20_000);
    rest.stirred();
    clock.moveTo(REST_MS);
    expect(rests).toEqual([]);
    clock.moveTo(20_000 + REST_MS);
    expect(rests).toEqual([80_000]);
    expect(clock.waiting()).toBe(0);
    clock.moveTo(500_000);
    rest.stirred();
    clock.moveTo(500_000 + REST_MS);
    expect(rests).toEqual([80_000, 560_000]);
  });

  it('takes one timer, however many stir', () => {
    const clock = handClock();
    const rest = createRest({ ...clock, onRest: () => {} });
    for (let count = 0; count < 1000; count += 1) rest.stirred();
    expect(clock.waiting()).toBe(1);
  });

  it('is put off by each seat and each answered command, which are counted all the same', async () => {
    const clock = handClock();
    let stirs = 0;
    const stirred = () => {
      stirs += 1;
    };
    const metrics = stirring(createPrometheus(clock.monotonic), { stirred });
    const answer: RoomAnswer = { id: 1, kind: 'refused', reason: 'too-fast' };
    metrics.answered(undefined, answer);
    expect(stirs).toBe(1);
    metrics.seated();
    expect(stirs).toBe(2);
    const { text } = await metrics.page({ rooms: {}, seats: { connected: 0, away: 0 }, sockets: 0 });
    expect(text).toContain('syn_or_swim_refusals_total{door="command",reason="too-fast"} 1');
    expect(text).toContain('syn_or_swim_seated_total 1');
  });
});
