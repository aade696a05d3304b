/** A rule of the program itself was broken. It ends the match in which it happened, and nothing else. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** Throws {@link InvariantError} with `message` unless `condition` holds. For programmer errors, never for input. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}

/** Gives `value`, which must be there; throws {@link InvariantError} that names `what` otherwise. */
export function present<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new InvariantError(`${what} is missing`);
  return value;
}

/** Marks a branch that no value can reach; the compiler proves it, and at run time it throws. */
export function unreachable(value: never): never {
  throw new InvariantError(`unreachable: ${JSON.stringify(value)}`);
}
