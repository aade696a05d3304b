import { describe, expect, it } from 'vitest';
import { isPageFrame } from './page-frame.ts';

const bytes = (...octets: readonly (number | string)[]) =>
  Buffer.concat(octets.map((each) => (typeof each === 'string' ? Buffer.from(each) : Uint8Array.of(each))));

describe('the outer form of a frame', () => {
  it('is that of what a page sends', () => {
    const frames = [
      bytes(10),
      bytes(12),
      bytes(18),
      bytes(13, 0xa5, 'ready', 0x80),
      bytes(21, 1, 0xa7, 'command', 0x80),
      bytes(21, 0xcc, 200, 0xa4, 'time', 0x80),
      bytes(21, 0xcd, 1, 2, 0xa4, 'time'),
    ];
    expect(frames.map(isPageFrame)).toEqual(frames.map(() => true));
  });

  it('is none of ours otherwise', () => {
    const frames = [
      bytes(),
      bytes(10, 1),
      bytes(0),
      bytes(16, 0xa5, 'ready'),
      bytes(17, 0xa5, 'ready'),
      bytes(19, 1),
      bytes(13),
      bytes(13, 0xa5, 'rea'),
      bytes(13, 5),
      bytes(13, 0xa2, 0xbf, 0xff),
      bytes(13, 0xa1, ' '),
      bytes(13, 0xd9, 5, 'ready'),
      bytes(21),
      bytes(21, 0xcd, 0xa4, 'time'),
      bytes('hello'),
    ];
    expect(frames.map(isPageFrame)).toEqual(frames.map(() => false));
  });
});
