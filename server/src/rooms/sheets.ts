// Memory for frames. It is asked for and let go so often that, left to the garbage collector, it would lie about in
// thousands of pieces of the C library's memory, between which that finds room for little else.

/** Octets of the smallest sheet. Each size is twice the one before: few sizes, so that one that is free fits the next who asks. */
const SMALLEST = 8192;

/** Sheets to write frames on, used again and again. */
export interface Sheets {
  /** A sheet of at least so many octets, with anything on it. */
  readonly take: (octets: number) => Buffer;
  /** Nobody reads or writes `sheet` any more: the next who asks may have it. */
  readonly giveBack: (sheet: Buffer) => void;
  /** Of those of each size that are free, keeps at most `count`. */
  readonly keepFree: (count: number) => void;
}

/**
 * A new sheet. An ArrayBuffer that could be resized lies in pages of its own, which the system gets back with it; those of any other the
 * C library would keep, as a hole.
 */
function newSheet(size: number): Buffer {
  return Buffer.from(new ArrayBuffer(size, { maxByteLength: size }), 0, size);
}

/** A stock of sheets that is empty at first. */
export function createSheets(): Sheets {
  const free = new Map<number, Buffer[]>();
  return {
    take: (octets) => {
      let size = SMALLEST;
      while (size < octets) size *= 2;
      return free.get(size)?.pop() ?? newSheet(size);
    },
    giveBack: (sheet) => {
      const sameSize = free.get(sheet.length);
      if (sameSize === undefined) free.set(sheet.length, [sheet]);
      else sameSize.push(sheet);
    },
    keepFree: (count) => {
      for (const sheets of free.values()) sheets.splice(count);
    },
  };
}
