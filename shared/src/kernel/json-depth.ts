/**
 * True where `value`, as JSON gives it, nests arrays and objects no deeper than `depth`. Whatever walks through a value by
 * calling itself asks this first of a file that anybody may have written: JSON nests as deep as its text is long.
 */
export function nestsWithin(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((inner) => nestsWithin(inner, depth - 1));
}

/** As {@link nestsWithin}, of JSON that is not parsed yet: whether its brackets, those in strings left out, nest so. */
export function textNestsWithin(text: string, depth: number): boolean {
  let open = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{]|[\]}]/gs)) {
    if (token === '[' || token === '{') open += 1;
    else if (token === ']' || token === '}') open -= 1;
    if (open > depth) return false;
  }
  return true;
}
