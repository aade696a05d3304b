// The same simulation on several cores.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { keptIn } from './kept-replays.ts';
import {
  joined,
  type SimulatedPart,
  type SimulationCounts,
  type SimulationOrder,
  simulate,
} from './simulation.ts';
import type { Stretch, WorkerOrder } from './simulation-worker.ts';

/** So many matches a worker plays at a time: few enough that all end at about the same moment. */
const STRETCH = 20;

/** Lets one worker play stretches until none is left; each part is put where its stretch stood. */
async function worked(
  { order, record }: WorkerOrder,
  stretches: Iterator<[number, Stretch]>,
  parts: SimulatedPart[],
): Promise<void> {
  const workerData: WorkerOrder = { order, record };
  const worker = new Worker(new URL('./simulation-worker.ts', import.meta.url), { workerData });
  try {
    for (let next = stretches.next(); !next.done; next = stretches.next()) {
      const [index, stretch] = next.value;
      worker.postMessage(stretch);
      // Rejects with the worker's own error, should it throw.
      const [part] = await once(worker, 'message');
      parts[index] = part as SimulatedPart;
    }
  } finally {
    await worker.terminate();
  }
}

/**
 * Plays all matches of `order` on so many `workers`; what comes out, the hash included, does not depend on their
 * number. `record`: a folder in which each match is kept as a replay file.
 */
export async function simulateOn(
  workers: number,
  order: SimulationOrder,
  record?: string,
): Promise<SimulationCounts> {
  if (workers === 1) return simulate(order, record === undefined ? undefined : keptIn(record));
  const stretches = Array.from({ length: Math.ceil(order.matches / STRETCH) }, (_, index): Stretch => {
    const from = index * STRETCH;
    return { from, until: Math.min(from + STRETCH, order.matches) };
  });
  const parts: SimulatedPart[] = [];
  const left = stretches.entries();
  await Promise.all(Array.from({ length: workers }, () => worked({ order, record }, left, parts)));
  return joined(parts);
}
