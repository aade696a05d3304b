import { describe, expect, it } from 'vitest';
import { drawCode, parseCode } from './room-code.ts';

describe('a join code', () => {
  it('takes each symbol by a draw of its own', () => {
    let draw = 0;
    const asked: number[] = [];
    const code = drawCode((below) => {
      asked.push(below);
      draw += 1;
      return draw === 1 ? 0 : below - draw;
    });
    expect(asked).toEqual(Array(6).fill(30));
    expect(code).toBe('2YXWVT');
    expect(parseCode(code)).toBe(code);
  });

  it('is read as people type it', () => {
    expect(['ABC234', ' abc234 ', 'aBc234'].map(parseCode)).toEqual(Array(3).fill('ABC234'));
  });

  it('is refused where it is too short, too long, or holds what is in no code', () => {
    const texts = ['', 'ABC23', 'ABC2345', 'ABC23O', 'ABC230', 'ABC23I', 'ABC23U', 'ABC 23', 'ÀBC234'];
    expect(texts.map(parseCode)).toEqual(texts.map(() => undefined));
  });
});
