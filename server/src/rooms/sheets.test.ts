import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSheets } from './sheets.ts';

describe('sheets', () => {
  it('are as large as was asked for at least, and nobody has one that another has', () => {
    const asks = fc.array(fc.record({ octets: fc.nat(40_000), keeps: fc.boolean() }), { maxLength: 200 });
    fc.assert(
      fc.property(asks, (wishes) => {
        const sheets = createSheets();
        const inUse = new Set<ArrayBufferLike>();
        for (const { octets, keeps } of wishes) {
          const sheet = sheets.take(octets);
          expect(sheet.length).toBeGreaterThanOrEqual(octets);
          // None is a part of something larger that would stay because of it.
          expect(sheet.buffer.byteLength).toBe(sheet.length);
          expect(inUse.has(sheet.buffer)).toBe(false);
          if (keeps) inUse.add(sheet.buffer);
          else sheets.giveBack(sheet);
        }
      }),
    );
  });

  it('that were given back are used again', () => {
    const sheets = createSheets();
    const [small, large] = [sheets.take(100), sheets.take(50_000)];
    sheets.giveBack(small);
    sheets.giveBack(large);
    expect(sheets.take(40_000)).toBe(large);
    expect(sheets.take(8000)).toBe(small);
    expect(sheets.take(8000)).not.toBe(small);
  });

  it('that are free are kept no longer than they are wanted', () => {
    const sheets = createSheets();
    const [one, two, three] = [sheets.take(1), sheets.take(1), sheets.take(1)];
    for (const sheet of [one, two, three]) sheets.giveBack(sheet);
    sheets.keepFree(1);
    const known = [one, two, three];
    expect([sheets.take(1), sheets.take(1)].filter((sheet) => known.includes(sheet))).toHaveLength(1);
  });
});
