/**
 * True where `value`, as JSON gives it, nests arrays and objects no deeper than `depth`. Whatever walks through a value by
 * calling itself asks this first of a file that anybody may have written: JSON nests as deep as its text is long.
 */
export function nestsWithin(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((inner) => nestsWithin(inner, depth - 1));
}
