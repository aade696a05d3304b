// What a host offers of its kernel: whether it may be played against, and how many at a time.
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { KernelOffer } from '@syn-or-swim/shared/protocol/messages.ts';
import { type KernelListener, type KernelMachine, startKernelMachine } from './kernel-machine.ts';
import { namespaceProblem } from './namespace.ts';

/** A host's kernel, as its rooms ask for it. */
export interface KernelService {
  /** Whether a match against the kernel can be had here, and why not. */
  readonly offer: () => KernelOffer;
  /** Starts a kernel's namespace of its own, which ends after `limit` ms at the latest. */
  readonly start: (listener: KernelListener, limit: Milliseconds) => KernelMachine;
}

/** The kernel of a host that allows `most` matches at a time; 0: none. Whether it can be had is tried once, here. */
export function createKernelService(most: number): KernelService {
  const missing = most === 0 ? 'off' : namespaceProblem();
  const offer: KernelOffer =
    missing === undefined ? { kind: 'here', most } : { kind: 'missing', why: missing };
  return { offer: () => offer, start: startKernelMachine };
}
