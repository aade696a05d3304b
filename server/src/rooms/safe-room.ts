import { type Client, Room, type RoomException, type RoomOptions, ServerError } from '@colyseus/core';
import type { Log } from '../match/log.ts';

/**
 * A room whose faults stay its own. Without the hook Colyseus would end the process, and with it every
 * other room.
 */
export abstract class SafeRoom<Options extends RoomOptions> extends Room<Options> {
  /** Where faults are told. */
  protected abstract readonly log: Log;

  override onUncaughtException(fault: RoomException, method: string): void {
    const { cause } = fault;
    // A refusal is an answer to a client, not a fault.
    if (cause instanceof ServerError) return;
    this.log.error({ method, err: cause }, 'a room caught a fault');
  }
}

/** Closes the line to `client` with `code`, and `reason` for its page to explain. */
export function dismiss(client: Client, code: number, reason: string): void {
  client.leave(code, reason);
}
