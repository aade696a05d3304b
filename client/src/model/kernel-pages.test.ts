import { expect, it } from 'vitest';
import { pageParts } from './kernel-pages.ts';

const octetsOf = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
const WHOLE = octetsOf('HTTP/1.1 200 OK\r\nX-Ballast: ~\r\n\r\n\n등대 <b>');

it('tells head and body apart, and takes whatever stands there for text', () => {
  expect(pageParts({ clientPort: 1, octets: WHOLE })).toEqual({
    head: 'HTTP/1.1 200 OK\r\nX-Ballast: ~',
    body: '\n등대 <b>',
  });
});

it('shows of a page that comes in parts what is whole of it', () => {
  const shown = (octets: number) => pageParts({ clientPort: 1, octets: WHOLE.slice(0, octets) });
  expect(shown(17)).toEqual({ head: 'HTTP/1.1 200 OK\r\n', body: '' });
  const twoOfThree = WHOLE.indexOf('\r\n\r\n') + 4 + 1 + 3 + 2;
  expect(shown(twoOfThree).body).toBe('\n등');
});
