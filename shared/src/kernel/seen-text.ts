// Text that somebody else has typed, as it may stand on a page.

/** Controls, formats (bidirectional ones, joiners), private and unassigned characters, surrogates alone; letters without a shape. */
const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}]/gu;

/** More marks on one letter than any writing needs. */
const PILED_MARKS = /(\p{M}{4})\p{M}+/gu;

/**
 * `text` on one line, without what is not seen: what is left hides nothing, turns nothing beside it around, and stays in
 * its line.
 */
export function seenText(text: string): string {
  return text
    .replace(/[\t-\r\u0085]+/g, ' ')
    .replace(UNSEEN, '')
    .replace(PILED_MARKS, '$1')
    .replace(/\p{Z}+/gu, ' ')
    .trim();
}
