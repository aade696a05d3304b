import { Room, type RoomException, type RoomOptions, ServerError } from '@colyseus/core';
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
