import type { Milliseconds } from './time.ts';

/** Something that happens at `at`; entries of one moment leave in the order of their `serial`. */
export interface Scheduled<Item> {
  readonly at: Milliseconds;
  readonly serial: number;
  readonly item: Item;
}

/** What is still to happen, in the order in which it will. Data: stepping a queue gives a new one. */
export interface EventQueue<Item> {
  readonly nextSerial: number;
  readonly entries: readonly Scheduled<Item>[];
}

/** A queue in which nothing is to happen. */
export function emptyQueue<Item>(): EventQueue<Item> {
  return { nextSerial: 0, entries: [] };
}

/** `queue` with `item` added at `at`, behind all that stands at the same moment already. */
export function scheduled<Item>(queue: EventQueue<Item>, at: Milliseconds, item: Item): EventQueue<Item> {
  const entry: Scheduled<Item> = { at, serial: queue.nextSerial, item };
  const index = queue.entries.findIndex((other) => other.at > at);
  const position = index === -1 ? queue.entries.length : index;
  return { nextSerial: queue.nextSerial + 1, entries: queue.entries.toSpliced(position, 0, entry) };
}

/** `queue` without the entries for which `unwanted` holds. */
export function without<Item>(queue: EventQueue<Item>, unwanted: (item: Item) => boolean): EventQueue<Item> {
  return { ...queue, entries: queue.entries.filter((entry) => !unwanted(entry.item)) };
}

/** The first entry due at `now` or before, with the queue that is left; undefined where nothing is due. */
export function takeDue<Item>(
  queue: EventQueue<Item>,
  now: Milliseconds,
): { readonly entry: Scheduled<Item>; readonly queue: EventQueue<Item> } | undefined {
  const entry = queue.entries[0];
  if (entry === undefined || entry.at > now) return undefined;
  return { entry, queue: { ...queue, entries: queue.entries.slice(1) } };
}

/** The moment of the first entry, or undefined where the queue is empty. */
export function nextMoment<Item>(queue: EventQueue<Item>): Milliseconds | undefined {
  return queue.entries[0]?.at;
}
