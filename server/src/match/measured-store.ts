import type { Store } from '../storage/store.ts';
import type { Metrics } from './metrics.ts';

type Ask = (...args: readonly unknown[]) => Promise<unknown>;

/** `store`, of which each question and how it went is told to `metrics`. */
export function measuredStore(store: Store, { storeAsked }: Pick<Metrics, 'storeAsked'>): Store {
  const measured =
    (operation: string, ask: Ask): Ask =>
    async (...args) => {
      const told = storeAsked(operation);
      try {
        const value = await ask(...args);
        told('done');
        return value;
      } catch (cause) {
        told('failed');
        throw cause;
      }
    };
  return Object.fromEntries(
    Object.entries(store).map(([operation, ask]) => [operation, measured(operation, ask as Ask)]),
  ) as unknown as Store;
}
