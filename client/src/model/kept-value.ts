/** What this module needs of a browser's `Storage`. */
export interface TextStorage {
  getItem(key: string): string | null;
  setItem(key: string, text: string): void;
}

/** A kind of value that the browser keeps. */
export interface KeptKind<Value> {
  readonly key: string;
  /** Written with each value; a value of another version is not read. */
  readonly version: number;
  /** The value as it was kept, or undefined where `kept` is not one. */
  readonly read: (kept: unknown) => Value | undefined;
}

/** Where what could not be read is kept aside, for whoever wants to look into it: nothing is thrown away. */
function brokenKey(key: string): string {
  return `${key}.broken`;
}

function parsed<Value>(text: string, kind: KeptKind<Value>): Value | undefined {
  try {
    const whole: unknown = JSON.parse(text);
    if (typeof whole !== 'object' || whole === null) return undefined;
    if (!('version' in whole) || whole.version !== kind.version || !('value' in whole)) return undefined;
    return kind.read(whole.value);
  } catch {
    return undefined;
  }
}

/**
 * The value of `kind` in `storage`. Undefined where there is none, where storage is forbidden, and where what lies
 * there is broken or of another version: that is put aside under `KEY.broken`.
 */
export function readKept<Value>(storage: TextStorage, kind: KeptKind<Value>): Value | undefined {
  try {
    const text = storage.getItem(kind.key);
    if (text === null) return undefined;
    const value = parsed(text, kind);
    if (value === undefined) storage.setItem(brokenKey(kind.key), text);
    return value;
  } catch {
    return undefined;
  }
}

/** Keeps `value`. Where storage is full or forbidden it holds until the page is loaded again. */
export function keep<Value>(storage: TextStorage, kind: KeptKind<Value>, value: Value): void {
  try {
    storage.setItem(kind.key, JSON.stringify({ version: kind.version, value }));
  } catch {
    // The game goes on without it.
  }
}

/** `open()`, or a storage that forgets where the browser allows none: asking for it may already throw. */
export function storageOrNone(open: () => TextStorage): TextStorage {
  try {
    return open();
  } catch {
    return { getItem: () => null, setItem: () => undefined };
  }
}

/** True of an object with string keys. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
