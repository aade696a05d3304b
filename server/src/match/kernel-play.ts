// The level against the real kernel, played by a stack: by the same match host as a room's, without a room.
import type { Stack } from '@syn-or-swim/shared/game/seat.ts';
import { failure, type Result, success } from '@syn-or-swim/shared/kernel/result.ts';
import { KERNEL_LEVEL } from '@syn-or-swim/shared/levels/kernel-level.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import type { Recording } from '@syn-or-swim/shared/replay/recording.ts';
import { levelHash } from '@syn-or-swim/shared/replay/replay.ts';
import { startKernelMachine } from '../kernel/kernel-machine.ts';
import { storeOver } from '../storage/store-over.ts';
import type { Clock } from './clock.ts';
import { startMatch } from './match-host.ts';

/** What is played. */
export interface KernelPlay {
  readonly seed: number;
  /** Who has the client's seat. */
  readonly client: Stack;
  /** How many ms of game time go by in one of the real clock: to the match, the kernel's clock is slower by as much. */
  readonly pace: number;
}

/** Nothing is kept but in the recording. */
const NO_STORE = storeOver(
  async () => undefined,
  async () => undefined,
);

/** A clock that runs `pace` times as fast as the real one. */
function clockAt(pace: number): Clock {
  const now = () => Math.floor(performance.now() * pace);
  return {
    now,
    rate: 1,
    soon: (action) => action(),
    at: (moment, action) => {
      let timeout: NodeJS.Timeout;
      const ring = () => (now() < moment ? arm() : action());
      const arm = () => {
        timeout = setTimeout(ring, Math.max(0, Math.ceil((moment - now()) / pace)));
      };
      arm();
      return () => clearTimeout(timeout);
    },
  };
}

/** Plays the level to its end, and gives its log; or tells what went wrong, in words. */
export function playAgainstKernel({ seed, client, pace }: KernelPlay): Promise<Result<Recording, string>> {
  const clock = clockAt(pace);
  const limit = Math.ceil(KERNEL_LEVEL.timing.round / pace) + 10_000;
  let words = '';
  const note = (facts: object, message: string): void => {
    words = `${message}: ${JSON.stringify(facts)}`;
  };
  return new Promise((resolve) => {
    const host = startMatch({
      id: 'kernel-play',
      roomId: 'kernel-play',
      number: 1,
      level: KERNEL_LEVEL,
      setup: {
        levelId: KERNEL_LEVEL.id,
        levelHash: levelHash(KERNEL_LEVEL),
        seed,
        players: { client, server: 'kernel' },
      },
      startedAt: clock.now(),
      inClass: false,
      drivers: DRIVERS,
      clock,
      store: NO_STORE,
      log: { info: () => undefined, warn: note, error: note },
      startKernel: (listener) => startKernelMachine(listener, limit),
      listener: {
        viewChanged: () => undefined,
        networkViewChanged: () => undefined,
        publicChanged: () => undefined,
        ended: (recording) => resolve(words === '' ? success(recording) : failure(words)),
        failed: (fault) => resolve(failure(`${fault}: ${words}`)),
      },
    });
    void host.settled();
  });
}
