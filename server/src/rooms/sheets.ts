// Memory for frames. It is asked for and let go so often that, left to the garbage collector, it would lie about in
// thousands of pieces, between which the C library finds room for nothing else.

/** Octets of the smallest sheet, and how far apart their sizes are: few of them, so that one that is free fits the next who asks. */
const SMALLEST = 6144;
const STEP = 2048;

/** Sheets to write frames on, used again and again. */
export interface Sheets {
  /** A sheet of at least so many octets, with anything on it. */
  readonly take: (octets: number) => Buffer;
  /** Nobody reads or writes `sheet` any more: the next who asks may have it. */
  readonly giveBack: (sheet: Buffer) => void;
}

/** A stock of sheets that is empty at first. */
export function createSheets(): Sheets {
  const free = new Map<number, Buffer[]>();
  return {
    take: (octets) => {
      const size = Math.max(SMALLEST, Math.ceil(octets / STEP) * STEP);
      // Out of Node's common pool a sheet that stays would keep all of its neighbours.
      return free.get(size)?.pop() ?? Buffer.allocUnsafeSlow(size);
    },
    giveBack: (sheet) => {
      const same = free.get(sheet.length);
      if (same === undefined) free.set(sheet.length, [sheet]);
      else same.push(sheet);
    },
  };
}
