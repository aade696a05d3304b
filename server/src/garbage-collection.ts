// How V8 collects garbage here: seldom while somebody plays, thoroughly once nobody does (docs/adr/0026-what-a-match-keeps.md).
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Sets how V8 collects garbage. One event loop makes little of it at a time: to wake four threads for that costs more than it
 * saves. And a server with few matches makes it so slowly that V8 takes it for idle: it would let the heap grow by a fifth only,
 * and look through all of it, most of which is the program, once in a few hundred commands. Here it may grow to three times
 * what is in use, of which the young generation's part does not count: V8 begins that much earlier. What was compiled stays also
 * where nobody plays for a while, since it is no part of what grows.
 */
export function spareGarbageCollection(): void {
  setFlagsFromString('--no-parallel-scavenge');
  setFlagsFromString('--heap-growing-percent=200');
  setFlagsFromString('--no-memory-reducer');
  setFlagsFromString('--no-flush-bytecode');
}

/**
 * What collects all garbage of the main thread, moves what is left together, and gives the rest back to the system. It takes 0.1 to
 * 0.3 s with 500 matches, in which nothing else happens.
 */
export function thoroughCollection(): () => void {
  // V8 puts this function into each new context from here on; the context of the program has none.
  setFlagsFromString('--expose-gc');
  const collect: NodeJS.GCFunction = runInNewContext('gc');
  return () => collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
