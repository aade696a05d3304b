import { Client, type Room } from '@colyseus/sdk';
import type { JoinOptions } from '@syn-or-swim/shared/protocol/messages.ts';
import { keepAsking, SPARING } from './keep-asking.ts';

/** One try to take a seat. */
export interface JoinTry {
  readonly origin: string;
  readonly code: string;
  readonly options: JoinOptions;
  /** How long it may take, ms: the SDK itself would wait for ever on a link that swallows everything. */
  readonly deadline: number;
}

/**
 * A `fetch` that asks again where the browser has asked over a kept connection that a cut has killed; a reservation
 * too many falls due at the server by itself. It fails at once where the network says that it failed.
 */
function reserving(givenUp: AbortSignal): typeof fetch {
  return async (url, init) => {
    const { promise: failed, reject } = Promise.withResolvers<never>();
    const { answered, stop } = keepAsking((signal) => {
      const response = fetch(url, { ...init, signal });
      response.catch((cause: unknown) => {
        if (!signal.aborted) reject(cause);
      });
      return response;
    }, SPARING);
    givenUp.addEventListener('abort', stop);
    try {
      return (await Promise.race([answered, failed])) ?? Response.error();
    } finally {
      stop();
    }
  };
}

/** Takes a seat; fails where the server refuses it, is not reached, or does not answer in time. */
export async function joinRoom({ origin, code, options, deadline }: JoinTry): Promise<Room> {
  const givingUp = new AbortController();
  const client = new Client(origin, { fetchFn: reserving(givingUp.signal) });
  const joining: Promise<Room> = client.joinById(code, options);
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    givingUp.abort();
    // Should it come to a seat after all, the server takes that for an older one.
    joining.then(
      (room) => room.connection.close(),
      () => undefined,
    );
    reject(new Error(`No seat within ${deadline} ms.`));
  }, deadline);
  try {
    return await Promise.race([joining, late]);
  } finally {
    clearTimeout(timer);
  }
}
