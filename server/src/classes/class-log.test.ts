import { expect, it } from 'vitest';
import { createManualClock } from '../match/manual-clock.ts';
import { type LoggedClassEvent, OWNER_LOST } from '../storage/store.ts';
import { createClassLog, KEEP_AGAIN_MS } from './class-log.ts';

const locked = (serial: number): LoggedClassEvent => ({
  serial,
  at: serial,
  event: { kind: 'locked', locked: true },
});

/** A log over a store that fails where the test says so. */
function logOver(fails: (serial: number) => string | undefined) {
  const clock = createManualClock(0, 1);
  const [tried, stored, errors]: [number[], number[], string[]] = [[], [], []];
  let told = 0;
  const log = createClassLog('class-1', {
    store: {
      appendClassEvent: async (_class, { serial }) => {
        tried.push(serial);
        const problem = fails(serial);
        if (problem !== undefined) throw new Error(problem);
        if (!stored.includes(serial)) stored.push(serial);
      },
    },
    clock,
    log: { info: () => {}, warn: () => {}, error: (_facts, message) => void errors.push(message) },
    kept: () => {
      told += 1;
    },
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return { log, clock, tried, stored, errors, turn, told: () => told };
}

it('keeps what comes together in one turn, in its order, and tells of it once', async () => {
  const { log, stored, told } = logOver(() => undefined);
  for (const serial of [1, 2, 3]) log.keep(locked(serial));
  expect([stored, told()]).toEqual([[], 0]);
  await log.settled();
  expect([stored, told()]).toEqual([[1, 2, 3], 1]);
});

it('asks again for what the store would not take and all behind it, until it is there, and complains once', async () => {
  let broken = true;
  const { log, clock, tried, stored, errors, turn, told } = logOver((serial) =>
    broken && serial >= 2 ? 'disk is full' : undefined,
  );
  for (const serial of [1, 2, 3]) log.keep(locked(serial));
  await turn();
  expect([stored, told()]).toEqual([[1], 1]);
  log.keep(locked(4));
  for (let second = 0; second < 10; second += 1) {
    clock.moveTo(clock.now() + KEEP_AGAIN_MS);
    await turn();
  }
  expect([stored, errors, tried.slice(0, 6)]).toEqual([
    [1],
    ['events of a class could not be stored yet'],
    [1, 2, 3, 2, 3, 4],
  ]);
  broken = false;
  clock.moveTo(clock.now() + KEEP_AGAIN_MS);
  await log.settled();
  expect([stored, told()]).toEqual([[1, 2, 3, 4], 2]);
});

it('that is closed asks once more, and then never', async () => {
  let broken = true;
  const mended = logOver(() => (broken ? 'away' : undefined));
  mended.log.keep(locked(1));
  await mended.turn();
  broken = false;
  await mended.log.close();
  expect(mended.stored).toEqual([1]);
  const lost = logOver(() => 'away');
  lost.log.keep(locked(1));
  await lost.turn();
  await lost.log.close();
  expect([lost.tried, lost.clock.next()]).toEqual([[1, 1], undefined]);
});

it('of a class that another process has taken over stops', async () => {
  const { log, tried, clock } = logOver(() => OWNER_LOST);
  log.keep(locked(1));
  await log.settled();
  expect([tried, clock.next()]).toEqual([[1], undefined]);
});
