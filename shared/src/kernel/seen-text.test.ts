import { expect, it } from 'vitest';
import { seenText } from './seen-text.ts';

it.each([
  ['lines', ' one\r\n\ttwo\u2028three\u3000four ', 'one two three four'],
  ['what turns the writing', 'Harbour \u202etxt\u2066.\u200f', 'Harbour txt.'],
  ['what is not seen', 'a\u0000b\u200bc\u00add\ufeffe\u3164f\ufe0fg\ud800h\u{e0041}i', 'abcdefghi'],
  ['piles of marks', `Z${'\u0336'.repeat(40)}algo`, `Z${'\u0336'.repeat(4)}algo`],
  ['markup', '<img src=x onerror=alert(1)> {{x}} =1', '<img src=x onerror=alert(1)> {{x}} =1'],
  ['writing of all kinds', 'किताब 등대 مرحبا 🇰🇷', 'किताब 등대 مرحبا 🇰🇷'],
])('text of others has %s as it may be shown', (_what, typed, shown) => {
  expect(seenText(typed)).toBe(shown);
  expect(seenText(shown)).toBe(shown);
});
