/** Values that JSON can hold without loss. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };

function isSorted(keys: readonly string[]): boolean {
  return keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') < key);
}

/** Writes one value. `names` keeps keys as they stand in the text: the few that there are come thousands of times. */
function written(value: unknown, names: Map<string, string>): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? `${value}` : 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    let items = '';
    for (const item of value) items += `${items === '' ? '' : ','}${written(item, names) ?? 'null'}`;
    return `[${items}]`;
  }
  const keys = Object.keys(value);
  if (!isSorted(keys)) keys.sort();
  let fields = '';
  for (const key of keys) {
    const part = written((value as Readonly<Record<string, unknown>>)[key], names);
    if (part === undefined) continue;
    let name = names.get(key);
    if (name === undefined) {
      name = `${JSON.stringify(key)}:`;
      names.set(key, name);
    }
    fields += fields === '' ? name + part : `,${name}${part}`;
  }
  return `{${fields}}`;
}

/**
 * JSON text of `value` with its keys sorted by UTF-16 code units and absent fields left out: equal values give equal
 * texts everywhere. Written by hand, since JSON.stringify with a function to sort takes four times as long, and
 * every simulated match is hashed.
 */
export function canonicalJson(value: JsonValue | object): string {
  return written(value, new Map()) ?? 'null';
}
