// What players were answered, and whether the store has all of it, once.
/** A command as its player knows it: by match, seat, and a number that the player gives only once. */
export interface Said {
  readonly code: string;
  readonly match: number;
  readonly seat: string;
  readonly number: number;
}

/** A command as the store has it, with its place in the log of its match. */
export interface Kept extends Said {
  readonly serial: number;
  readonly at: number;
}

/** What was answered so far, and how the store compares with it. */
export interface Ledger {
  /** `said` was answered: it counts from game time `at`. */
  readonly answered: (said: Said, at: number) => void;
  /** All that was answered until now: game times by the commands' names. */
  readonly soFar: () => ReadonlyMap<string, number>;
}

/** A ledger without entries. */
export function createLedger(): Ledger {
  const answers = new Map<string, number>();
  return {
    answered: (said, at) => void answers.set(nameOf(said), at),
    soFar: () => new Map(answers),
  };
}

/**
 * What is wrong where `answers` were given before `kept` was read: answers that the store doesn't have, or has
 * otherwise, commands that count twice, logs with gaps.
 */
export function whatIsWrong(answers: ReadonlyMap<string, number>, kept: readonly Kept[]): readonly string[] {
  const wrong: string[] = [];
  const atOf = new Map<string, number>();
  for (const each of kept) {
    const name = nameOf(each);
    if (each.number > 0 && atOf.has(name)) wrong.push(`${name} counts twice`);
    atOf.set(name, each.at);
  }
  for (const [name, at] of answers) {
    const keptAt = atOf.get(name);
    if (keptAt === undefined) wrong.push(`${name} was answered and is lost`);
    else if (keptAt !== at) wrong.push(`${name} was answered at ${at} and is kept at ${keptAt}`);
  }
  for (const [match, log] of Map.groupBy(kept, ({ code, match: number }) => `${code} ${number}`)) {
    const serials = log.map(({ serial }) => serial).toSorted((one, other) => one - other);
    if (serials.some((serial, index) => serial !== index + 1)) wrong.push(`the log of ${match} has a gap`);
  }
  return wrong;
}

function nameOf({ code, match, seat, number }: Said): string {
  return `${code} match ${match} ${seat} ${number}`;
}
