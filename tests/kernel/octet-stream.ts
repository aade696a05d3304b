// The octets of one direction: the engine counts them, the harness keeps them by sequence number.

/** The octet at `offset` of the stream `key`: both ends know what must come. */
function patternAt(key: number, offset: number): number {
  return (key * 37 + offset * 7 + (offset >> 8) * 11) & 0xff;
}

/** `length` octets of the stream `key` from `offset` on. */
export function streamOctets(key: number, offset: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => patternAt(key, offset + index));
}

/** Throws unless `octets` are those of the stream `key` from `offset` on. */
export function checkOctets(key: number, offset: number, octets: Uint8Array, who: string): void {
  const wrong = octets.findIndex((octet, index) => octet !== patternAt(key, offset + index));
  if (wrong !== -1) throw new Error(`${who}: octet ${offset + wrong} of the stream is wrong`);
}

/** Octets by their offset in the stream, whatever order they come in. */
export class OctetStore {
  #octets = new Uint8Array(4096);

  /** Keeps `octets` from `offset` on. */
  put(offset: number, octets: Uint8Array): void {
    const end = offset + octets.length;
    if (end > this.#octets.length) {
      const larger = new Uint8Array(Math.max(end, 2 * this.#octets.length));
      larger.set(this.#octets);
      this.#octets = larger;
    }
    this.#octets.set(octets, offset);
  }

  /** A copy of `length` octets from `offset` on. */
  take(offset: number, length: number): Uint8Array {
    return this.#octets.slice(offset, offset + length);
  }
}
