import { describe, expect, it } from 'vitest';
import { limitedLog } from './limited-log.ts';

describe('a limited log', () => {
  it('writes a burst, then leaves out, then says how much it left out; a flood of one kind costs no other', () => {
    const lines: unknown[] = [];
    const write = (facts: object, message: string) => void lines.push({ ...facts, message });
    let now = 0;
    const log = limitedLog({ info: write, warn: write, error: write }, () => now);
    for (let count = 0; count < 60; count += 1) log.warn({ count }, 'flood');
    expect(lines).toHaveLength(50);
    expect(lines.at(-1)).toEqual({ count: 49, message: 'flood' });
    log.error({}, 'meanwhile');
    now = 1000;
    log.warn({}, 'after');
    now = 2000;
    log.warn({}, 'later');
    expect(lines.slice(50)).toEqual([
      { message: 'meanwhile' },
      { leftOut: 10, message: 'after' },
      { message: 'later' },
    ]);
  });
});
