import { describe, expect, it } from 'vitest';
import { arrival, emptyStrait, nextArrival, sail } from './strait.ts';
import type { Conditions } from './weather.ts';

const CONDITIONS: Conditions = {
  seed: 1,
  weather: { lossPerMille: 0, jitter: 0 },
  crossing: 1000,
  incidents: [
    { direction: 'a', order: 1, role: 'FIN', count: 1, does: { kind: 'copy', after: 50 } },
    { direction: 'a', order: 1, role: 'SYN', count: 2, does: { kind: 'sink' } },
  ],
  barriers: [],
};

function key(role: string) {
  return { direction: 'a', order: 1, role, needless: false };
}

describe('the strait', () => {
  it('lets boats arrive in the order of their moments', () => {
    const first = sail(emptyStrait<string>(), { load: 'first', key: key('SYN') }, 0, CONDITIONS);
    const second = sail(first.strait, { load: 'second', key: key('crate 1') }, 10, CONDITIONS);
    expect(nextArrival(second.strait)).toBe(1000);
    expect(arrival(second.strait, 999)).toBeUndefined();
    const come = arrival(second.strait, 1000);
    expect(come?.boat).toEqual({ id: 1, departedAt: 0, load: 'first' });
    expect(come === undefined ? undefined : nextArrival(come.strait)).toBe(1010);
  });

  it('counts each kind of boat for itself, and sinks the one that is meant', () => {
    const first = sail(emptyStrait<string>(), { load: 'SYN', key: key('SYN') }, 0, CONDITIONS);
    const other = sail(first.strait, { load: 'ACK', key: key('ACK 1') }, 0, CONDITIONS);
    const second = sail(other.strait, { load: 'SYN', key: key('SYN') }, 5, CONDITIONS);
    expect([first.fate.kind, other.fate.kind, second.fate.kind]).toEqual(['arrives', 'arrives', 'sinks']);
    expect(second.strait.underWay.entries).toHaveLength(2);
  });

  it('lets a copy arrive as the same boat once more', () => {
    const { strait } = sail(emptyStrait<string>(), { load: 'FIN', key: key('FIN') }, 0, CONDITIONS);
    const original = arrival(strait, 1000);
    const copy = original === undefined ? undefined : arrival(original.strait, 1050);
    expect(copy?.boat).toEqual(original?.boat);
    expect(copy?.at).toBe(1050);
  });
});
