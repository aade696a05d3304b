// A thread that plays parts of a simulation, one at a time, as it is asked.
import { parentPort, workerData } from 'node:worker_threads';
import { present } from '@syn-or-swim/shared/kernel/assert.ts';
import { keptIn } from './kept-replays.ts';
import { type SimulationOrder, simulatedPart } from './simulation.ts';

/** What a worker is started with. */
export interface WorkerOrder {
  readonly order: SimulationOrder;
  /** Where each match is kept, if it is. */
  readonly record: string | undefined;
}

/** The matches that a worker is to play next: indices from `from` up to, without it, `until`. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

const port = present(parentPort ?? undefined, 'the thread that started this one');
const { order, record } = workerData as WorkerOrder;
const kept = record === undefined ? undefined : keptIn(record);
port.on('message', ({ from, until }: Stretch) => port.postMessage(simulatedPart(order, from, until, kept)));
