import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packedText, unpackedText } from './packed-text.ts';

describe('packed text', () => {
  it('comes back as it was, and needs no escape in an address', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        // A lone surrogate is no text: UTF-8 has nothing for it.
        const whole = text.toWellFormed();
        const packed = await packedText(whole);
        expect(packed).toMatch(/^[\w-]+$/);
        expect(await unpackedText(packed, 1_000_000)).toBe(whole);
      }),
    );
  });

  it('is small where much repeats', async () => {
    expect((await packedText('{"kind":"step"}'.repeat(1000))).length).toBeLessThan(200);
  });

  it('is refused where it is broken, cut off or too large', async () => {
    const packed = await packedText('a'.repeat(5000));
    expect(await unpackedText(packed, 4999)).toBeUndefined();
    expect(await unpackedText(packed, 5000)).toHaveLength(5000);
    expect(await unpackedText(packed.slice(0, -3), 9000)).toBeUndefined();
    expect(await unpackedText('%%%', 9000)).toBeUndefined();
    expect(await unpackedText('a', 9000)).toBeUndefined();
  });

  it('never throws, whatever a link holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        const read = await unpackedText(text, 10_000);
        expect(['string', 'undefined']).toContain(typeof read);
      }),
    );
  });
});
