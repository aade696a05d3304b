/** A seat in a room, as a reloaded tab finds it again. */
export interface KeptSeat {
  readonly code: string;
  readonly seatToken: string;
}

const KEY = 'syn-or-swim.seat';

function isKeptSeat(value: unknown): value is KeptSeat {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'string' &&
    'seatToken' in value &&
    typeof value.seatToken === 'string'
  );
}

/** The seat that this tab held before it was reloaded; undefined where it held none. */
export function keptSeat(storage: Storage): KeptSeat | undefined {
  try {
    const value: unknown = JSON.parse(storage.getItem(KEY) ?? 'null');
    return isKeptSeat(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps `seat` for the next load of this tab. Where a browser allows no storage, a reload starts anew. */
export function keepSeat(storage: Storage, seat: KeptSeat): void {
  try {
    storage.setItem(KEY, JSON.stringify(seat));
  } catch {
    // Storage is full or forbidden: the match goes on without it.
  }
}

/** Forgets the seat: it was given up, or is no longer this tab's. */
export function forgetSeat(storage: Storage): void {
  try {
    storage.removeItem(KEY);
  } catch {
    // What can't be stored can't be found again either.
  }
}
