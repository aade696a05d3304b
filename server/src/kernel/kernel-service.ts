// What a host offers of its kernel: whether it may be played against, and how many at a time.
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { KernelOffer } from '@syn-or-swim/shared/protocol/messages.ts';
import {
  type KernelListener,
  type KernelMachine,
  missingKernel,
  startKernelMachine,
} from './kernel-machine.ts';
import type { MissingNamespace } from './namespace.ts';

/** A host's kernel, as its rooms ask for it. */
export interface KernelService {
  /** Whether a match against the kernel can be had here, and why not. */
  readonly offer: () => KernelOffer;
  /** Whether fewer of them run than the host allows. */
  readonly isFree: () => boolean;
  /** Starts a kernel's namespace of its own, which ends after `limit` ms at the latest. */
  readonly start: (listener: KernelListener, limit: Milliseconds) => KernelMachine;
}

/**
 * The kernel of a host that allows `most` matches at a time; 0: none. Whether it can be had is tried once, here, and what
 * is missing is told to `lacks`.
 */
export function createKernelService(most: number, lacks: (missing: MissingNamespace) => void): KernelService {
  const missing = most === 0 ? undefined : missingKernel();
  if (missing !== undefined) lacks(missing);
  const offer = offerOf(most, missing);
  const running = new Set<KernelListener>();
  return {
    offer: () => offer,
    isFree: () => running.size < most,
    start: (listener, limit) => {
      running.add(listener);
      const gone = (words: string): void => {
        running.delete(listener);
        listener.gone(words);
      };
      const machine = startKernelMachine({ acted: listener.acted, gone }, limit);
      const close = (): void => {
        running.delete(listener);
        machine.close();
      };
      return { deliver: machine.deliver, close };
    },
  };
}

function offerOf(most: number, missing: MissingNamespace | undefined): KernelOffer {
  if (most === 0) return { kind: 'missing', why: 'off' };
  return missing === undefined ? { kind: 'here', most } : { kind: 'missing', why: missing.why };
}
