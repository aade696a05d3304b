import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { strictProfile } from './profile.ts';
import { advanced, holding, initialReceive, withinWindow } from './receive-buffer.ts';
import { sequenceAdd, sequenceNumber } from './sequence-number.ts';

describe('octets out of order', () => {
  test('neighbours join, strangers stay apart', () => {
    const at = (from: number, to: number) => ({ from: sequenceNumber(from), to: sequenceNumber(to) });
    const held = holding(holding([], at(30, 40).from, at(30, 40).to), at(10, 20).from, at(10, 20).to);
    expect(held).toEqual([at(10, 20), at(30, 40)]);
    expect(holding(held, sequenceNumber(20), sequenceNumber(30))).toEqual([at(10, 40)]);
    expect(holding(held, sequenceNumber(15), sequenceNumber(18))).toEqual(held);
  });

  test('in whatever order pieces come, each octet is delivered once and in order', () => {
    const start = fc.integer({ min: 0, max: 0xffff_ffff });
    const pieces = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(
        start,
        pieces,
        fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 10 }),
        (irs, order, again) => {
          const profile = { ...strictProfile, receivesAtOnce: true };
          let rcv = initialReceive(sequenceNumber(irs), 0, profile);
          const first = rcv.nxt;
          const delivered: number[] = [];
          for (const piece of [...again, ...order]) {
            const from = sequenceAdd(first, piece * 10);
            const fresh = withinWindow(rcv, from, sequenceAdd(from, 10));
            const held = fresh === undefined ? rcv.held : holding(rcv.held, fresh.from, fresh.to);
            const received = advanced({ ...rcv, held }, profile);
            rcv = received.rcv;
            for (const effect of received.effects) {
              if (effect.kind !== 'delivered') continue;
              for (let octet = 0; octet < effect.octets; octet += 1)
                delivered.push(sequenceAdd(effect.from, octet));
            }
          }
          expect(delivered).toEqual(Array.from({ length: 100 }, (_, octet) => sequenceAdd(first, octet)));
          expect(rcv.held).toEqual([]);
        },
      ),
    );
  });
});
