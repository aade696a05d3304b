type Fields = Readonly<Record<string, unknown>>;

function sameFields(left: Fields, right: Fields): boolean {
  let fields = 0;
  // Own fields alone: plain data has no others, and this loop makes no list of names.
  for (const name in left) {
    if (!sameContent(left[name], right[name])) return false;
    fields += 1;
  }
  for (const _name in right) fields -= 1;
  return fields === 0;
}

function sameItems(left: readonly unknown[], right: readonly unknown[]): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index += 1) {
    if (!sameContent(left[index], right[index])) return false;
  }
  return true;
}

/**
 * True where two values of plain data are alike part by part, so that the same code writes the same bytes for both.
 * The very same object is not looked into: two views of one seat share nearly all of theirs.
 */
export function sameContent(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    return Array.isArray(left) && Array.isArray(right) && sameItems(left, right);
  }
  return sameFields(left as Fields, right as Fields);
}
