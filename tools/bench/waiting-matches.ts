// What hosted matches cost while their people think.
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../server/src/match/clock.ts';
import { startMatch } from '../../server/src/match/match-host.ts';
import type { MatchHost } from '../../server/src/match/match-host-parts.ts';
import { createSystemClock } from '../../server/src/match/system-clock.ts';
import type { Store } from '../../server/src/storage/store.ts';
import { storeOver } from '../../server/src/storage/store-over.ts';
import { FIRST_LIGHT } from '../../shared/src/levels/catalog.ts';
import { DRIVERS } from '../../shared/src/players/drivers.ts';
import { levelHash } from '../../shared/src/replay/replay.ts';

const MATCHES = 1_000;
const WAIT = 5_000;

const done = async () => undefined;
/** Keeps nothing: what is measured is the waiting, not the disk. */
const FORGETFUL_STORE: Store = storeOver(done, done);
const SILENT = () => undefined;

function hosted(clock: Clock, count: number): readonly MatchHost[] {
  const hash = levelHash(FIRST_LIGHT);
  return Array.from({ length: count }, (_, index) =>
    startMatch({
      id: `waiting-${index}`,
      roomId: `room-${index}`,
      number: 1,
      level: FIRST_LIGHT,
      setup: {
        levelId: FIRST_LIGHT.id,
        levelHash: hash,
        seed: index,
        players: { client: 'person', server: 'person' },
      },
      startedAt: clock.now(),
      inClass: false,
      drivers: DRIVERS,
      clock,
      store: FORGETFUL_STORE,
      log: { info: SILENT, warn: SILENT, error: SILENT },
      listener: {
        viewChanged: SILENT,
        networkViewChanged: SILENT,
        publicChanged: SILENT,
        ended: SILENT,
        failed: SILENT,
      },
    }),
  );
}

/** Processor time that goes by in `WAIT` ms, ms. */
async function processorTime(): Promise<number> {
  const before = process.cpuUsage();
  await pause(WAIT);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Hosts matches of two people in which nobody does anything. `free`: not one of them woke up. */
export async function waitingMatches(): Promise<{
  readonly lines: readonly string[];
  readonly free: boolean;
}> {
  const system = createSystemClock({ wall: Date.now, monotonic: () => performance.now() });
  let timers = 0;
  let rung = 0;
  const clock: Clock = {
    ...system,
    at: (moment, action) => {
      timers += 1;
      const cancel = system.at(moment, () => {
        rung += 1;
        action();
      });
      return () => {
        timers -= 1;
        cancel();
      };
    },
  };
  const idle = await processorTime();
  const matches = hosted(clock, MATCHES);
  await Promise.all(matches.map((match) => match.settled()));
  const waiting = await processorTime();
  const line =
    `${MATCHES} hosted matches that wait for two people, for ${WAIT / 1000} s: ${rung} wake-ups, ${timers} timers, ` +
    `${waiting.toFixed(1)} ms of processor time; ${idle.toFixed(1)} ms without any match`;
  const woken = rung;
  for (const match of matches) match.abandon();
  return { lines: [line], free: woken === 0 };
}
