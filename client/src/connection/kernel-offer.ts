import type { KernelOffer } from '@syn-or-swim/shared/protocol/messages.ts';

/** Whether the server at `origin` lets its kernel be played against; undefined where it does not answer. */
export async function askKernelOffer(origin: string): Promise<KernelOffer | undefined> {
  try {
    const response = await fetch(`${origin}/api/kernel`, { cache: 'no-store' });
    const body: unknown = await response.json();
    const isOffer = typeof body === 'object' && body !== null && 'kind' in body;
    return response.ok && isOffer ? (body as KernelOffer) : undefined;
  } catch {
    return undefined;
  }
}
