// What goes wrong with a hosted server, each as one act that ends with everything mended.
import { setTimeout as wait } from 'node:timers/promises';
import type { Cut } from '../lines/bad-line.ts';
import type { Dice } from '../random/dice.ts';
import type { Hosted, HostedDatabase } from './hosted.ts';

/** One thing that goes wrong with a `Place` where the game is hosted. */
export interface Fault<Place = Hosted> {
  readonly name: string;
  /** Lets it happen, and resolves when its cause is gone. How bad it is the dice decide. */
  readonly strike: (place: Place, dice: Dice) => Promise<void>;
}

/** An hour and a half either way: a machine whose clock is set by hand, or by a time server that was away. */
const CLOCK_OFF_MAX = 5_400_000;

const between = (dice: Dice, least: number, most: number) => least + dice.below(most - least);

const cutLine = (how: Cut, least: number, most: number): Fault => ({
  name: `lines: ${how}`,
  strike: async ({ line }, dice) => {
    line.cut(how);
    await wait(between(dice, least, most));
    line.restore();
  },
});

/** What can go wrong wherever matches are kept. */
export const FAULTS: readonly [Fault, ...Fault[]] = [
  {
    name: 'kill -9',
    strike: async (hosted, dice) => {
      await hosted.kill();
      await wait(dice.below(1500));
      await hosted.start();
    },
  },
  {
    name: 'kill -9 twice',
    strike: async (hosted, dice) => {
      await hosted.kill();
      await hosted.start();
      await wait(dice.below(800));
      await hosted.kill();
      await hosted.start();
    },
  },
  {
    name: 'SIGTERM',
    strike: async (hosted) => {
      const code = await hosted.end();
      if (code !== 0) throw new Error(`SIGTERM ended the server with ${code}`);
      await hosted.start();
    },
  },
  {
    name: 'process stalls',
    strike: async (hosted, dice) => {
      hosted.signal('SIGSTOP');
      await wait(between(dice, 500, 5000));
      hosted.signal('SIGCONT');
    },
  },
  cutLine('reset', 100, 2000),
  cutLine('swallow', 500, 6000),
  cutLine('hold', 500, 4000),
  {
    name: 'lines: slow',
    strike: async ({ line }, dice) => {
      line.slow({ delay: between(dice, 50, 300), jitter: between(dice, 50, 300) });
      await wait(3000);
      line.slow({ delay: 0, jitter: 0 });
    },
  },
  {
    name: 'clock set, then kill -9',
    strike: async (hosted, dice) => {
      hosted.machine({ clockOff: between(dice, -CLOCK_OFF_MAX, CLOCK_OFF_MAX) });
      await wait(1500);
      await hosted.kill();
      await hosted.start();
    },
  },
];

/** What can go wrong where matches are kept on the server's own disk. */
export const DISK_FAULTS: readonly Fault[] = [
  {
    name: 'disk full',
    strike: async (hosted, dice) => {
      hosted.fillDisk(true);
      await wait(between(dice, 500, 4000));
      hosted.fillDisk(false);
    },
  },
  {
    name: 'disk full, then kill -9',
    strike: async (hosted, dice) => {
      hosted.fillDisk(true);
      await wait(between(dice, 200, 1500));
      await hosted.kill();
      await hosted.start();
    },
  },
  {
    name: 'disk slow',
    strike: async (hosted, dice) => {
      hosted.machine({ commitTakes: between(dice, 50, 600) });
      await wait(between(dice, 2000, 4000));
      hosted.machine({ commitTakes: 0 });
    },
  },
];

const inDatabase = (
  name: string,
  strike: (database: HostedDatabase, dice: Dice) => Promise<void>,
): Fault<Pick<Hosted, 'database'>> => ({
  name: `PostgreSQL ${name}`,
  strike: async ({ database }, dice) => {
    if (database !== undefined) await strike(database, dice);
  },
});

/** What can go wrong where matches are kept in a PostgreSQL server. */
export const DATABASE_FAULTS: readonly Fault<Pick<Hosted, 'database'>>[] = [
  inDatabase('crashes', async ({ server }, dice) => {
    await server.crash();
    await wait(dice.below(4000));
    await server.start();
  }),
  inDatabase('ends all sessions', async ({ server, direct }) => server.cutConnections(direct)),
  inDatabase('stalls', async ({ server, direct }, dice) => {
    const sessions = await server.sessions(direct);
    for (const session of sessions) process.kill(session, 'SIGSTOP');
    await wait(between(dice, 500, 5000));
    for (const session of sessions) process.kill(session, 'SIGCONT');
  }),
  inDatabase('is cut off', async ({ line }, dice) => {
    line.cut('reset');
    await wait(between(dice, 100, 4000));
    line.restore();
  }),
  inDatabase('hears nothing and says nothing', async ({ line }, dice) => {
    line.cut('swallow');
    await wait(between(dice, 500, 8000));
    line.restore();
  }),
  inDatabase('is far away', async ({ line }, dice) => {
    line.slow({ delay: between(dice, 50, 300), jitter: 50 });
    await wait(3000);
    line.slow({ delay: 0, jitter: 0 });
  }),
];
