/** A storage of a browser, for tests: it keeps what it is given as long as the test has it. */
export function memoryStorage(kept: Readonly<Record<string, string>> = {}): Storage {
  const all = new Map(Object.entries(kept));
  return {
    get length() {
      return all.size;
    },
    key: (index) => [...all.keys()][index] ?? null,
    clear: () => all.clear(),
    getItem: (key) => all.get(key) ?? null,
    setItem: (key, value) => void all.set(key, value),
    removeItem: (key) => void all.delete(key),
  };
}
