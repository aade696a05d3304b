import { CODE_ALPHABET, CODE_LENGTH } from '@syn-or-swim/shared/protocol/messages.ts';

/** A join code. `randomInteger(n)` gives each of 0 to n - 1 with the same chance. */
export function drawCode(randomInteger: (below: number) => number): string {
  return Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET[randomInteger(CODE_ALPHABET.length)]).join(
    '',
  );
}

/** The code that a person typed, in upper case; undefined where it can't be one. */
export function parseCode(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  const fits = code.length === CODE_LENGTH && [...code].every((symbol) => CODE_ALPHABET.includes(symbol));
  return fits ? code : undefined;
}
