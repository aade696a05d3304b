import { Client, type Room } from '@colyseus/sdk';
import type { JoinOptions } from '@syn-or-swim/shared/protocol/messages.ts';

/** One try to take a seat. */
export interface JoinTry {
  readonly origin: string;
  readonly code: string;
  readonly options: JoinOptions;
  /** How long it may take, ms: the SDK itself would wait for ever on a link that swallows everything. */
  readonly deadline: number;
}

/** Takes a seat; fails where the server refuses it, is not reached, or does not answer in time. */
export async function joinRoom({ origin, code, options, deadline }: JoinTry): Promise<Room> {
  const joining: Promise<Room> = new Client(origin).joinById(code, options);
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
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
