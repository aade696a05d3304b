import { describe, expect, it } from 'vitest';
import { type Particle, withParticle } from './particles.ts';

describe('withParticle', () => {
  const cases: readonly (readonly [string | number, Particle, string])[] = [
    ['SYN', '이/가', 'SYN이'],
    ['ACK', '이/가', 'ACK가'],
    ['SYN+ACK', '을/를', 'SYN+ACK를'],
    ['FIN', '은/는', 'FIN은'],
    ['FIN+ACK', '은/는', 'FIN+ACK는'],
    ['RST', '을/를', 'RST를'],
    ['LISTEN', '으로/로', 'LISTEN으로'],
    ['CLOSE_WAIT', '이/가', 'CLOSE_WAIT가'],
    ['FIN_WAIT_1', '은/는', 'FIN_WAIT_1은'],
    ['FIN_WAIT_1', '으로/로', 'FIN_WAIT_1로'],
    ['FIN_WAIT_2', '은/는', 'FIN_WAIT_2는'],
    ['CLOSING', '을/를', 'CLOSING을'],
    ['흰갈매기호', '은/는', '흰갈매기호는'],
    ['등불', '을/를', '등불을'],
    ['등불', '으로/로', '등불로'],
    ['짝꿍', '과/와', '짝꿍과'],
    [4100, '이/가', '4100이'],
    [4101, '을/를', '4101을'],
    [80, '으로/로', '80으로'],
    [7, '으로/로', '7로'],
    [2, '과/와', '2와'],
  ];
  it.each(cases)('%s with %s is %s', (word, particle, expected) => {
    expect(withParticle(word, particle)).toBe(expected);
  });
});
