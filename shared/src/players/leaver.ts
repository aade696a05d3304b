import type { LoggedCommand } from '../game/command.ts';
import type { Side } from '../game/seat.ts';
import { pickInteger } from '../kernel/hash.ts';
import type { Milliseconds } from '../kernel/time.ts';

/** How often a leaver goes away in a round. */
const ABSENCES = 2;
const ABSENCE = { low: 4_000, high: 30_000 } as const;

/** When a leaver of `side` goes away and comes back, as the server's commands: a holder keeps the seat meanwhile. */
export function absences(
  seed: number,
  side: Side,
  round: Milliseconds,
): readonly Omit<LoggedCommand, 'serial'>[] {
  const span = Math.floor(round / ABSENCES);
  return [...Array(ABSENCES).keys()].flatMap((index) => {
    const from = index * span;
    const range = { low: from, high: from + Math.floor(span / 2) };
    const leaves = pickInteger(range, seed, 'leaves', side, index);
    const until = Math.min(leaves + pickInteger(ABSENCE, seed, 'absence', side, index), from + span - 1);
    return [
      { at: leaves, command: { kind: 'seat', seat: side, player: 'holder' } },
      { at: until, command: { kind: 'seat', seat: side, player: 'leaver' } },
    ] as const;
  });
}
