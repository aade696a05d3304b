// The ten ideas that a player is to know afterwards (game.md), with the misconceptions that belong to each and the
// levels that teach it.
import type { MisconceptionId } from '../tcp/misconceptions.ts';

/** Numbers of the ten ideas, as game.md counts them. */
export const IDEA_NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/** One of {@link IDEA_NUMBERS}. */
export type IdeaNumber = (typeof IDEA_NUMBERS)[number];

/** One idea. Each misconception belongs to exactly one, the idea that whoever holds it has not got. */
export interface Idea {
  readonly idea: IdeaNumber;
  /** A name for code and exports; the texts are in the client. */
  readonly name: string;
  readonly misconceptions: readonly MisconceptionId[];
  /** Numbers of the levels in which it is learnt. */
  readonly levels: readonly number[];
}

/** The table. */
export const IDEAS: readonly Idea[] = [
  { idea: 1, name: 'handshake', misconceptions: ['M18', 'M19'], levels: [1] },
  { idea: 2, name: 'numbers', misconceptions: ['M11', 'M12', 'M13', 'M17'], levels: [2, 3] },
  {
    idea: 3,
    name: 'close',
    misconceptions: ['M01', 'M02', 'M21', 'M30', 'M34', 'M35'],
    levels: [4, 5],
  },
  {
    idea: 4,
    name: 'loss',
    misconceptions: ['M14', 'M15', 'M16', 'M20', 'M31', 'M32'],
    levels: [6, 7],
  },
  { idea: 5, name: 'close-wait', misconceptions: ['M04', 'M05', 'M06'], levels: [8] },
  { idea: 6, name: 'fin-wait-1', misconceptions: ['M26', 'M27'], levels: [9] },
  { idea: 7, name: 'fin-wait-2', misconceptions: ['M07', 'M10'], levels: [10] },
  { idea: 8, name: 'time-wait', misconceptions: ['M03', 'M08', 'M09', 'M36', 'M37'], levels: [11] },
  {
    idea: 9,
    name: 'simultaneous-and-reset',
    misconceptions: ['M22', 'M23', 'M24', 'M25', 'M28', 'M29'],
    levels: [12, 13],
  },
  { idea: 10, name: 'capacity', misconceptions: ['M33'], levels: [14, 15] },
];

/** The idea that whoever shows `misconception` has not got yet. */
export function ideaOf(misconception: MisconceptionId): IdeaNumber {
  return IDEAS.find(({ misconceptions }) => misconceptions.includes(misconception))?.idea ?? 1;
}
