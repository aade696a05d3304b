// What goes wrong where two processes share a PostgreSQL and a Redis, each as one act that ends with everything mended.
import { setTimeout as wait } from 'node:timers/promises';
import type { Cut } from '../lines/bad-line.ts';
import type { Dice } from '../random/dice.ts';
import { DATABASE_FAULTS, type Fault } from './faults.ts';
import type { HostedMany } from './hosted-many.ts';

const between = (dice: Dice, least: number, most: number) => least + dice.below(most - least);

/** The owner dies and is started again after `least` to `most` ms. */
const ownerKilled = (name: string, least: number, most: number): Fault<HostedMany> => ({
  name,
  strike: async ({ owner }, dice) => {
    const struck = await owner();
    await struck.kill();
    await wait(between(dice, least, most));
    await struck.start();
  },
});

/** The owner stands still for `least` to `most` ms. */
const ownerStalled = (name: string, least: number, most: number): Fault<HostedMany> => ({
  name,
  strike: async ({ owner }, dice) => {
    const struck = await owner();
    struck.stall();
    await wait(between(dice, least, most));
    struck.wake();
  },
});

const ownersLine = (how: Cut): Fault<HostedMany> => ({
  name: `the owner's line: ${how}`,
  strike: async ({ owner }, dice) => {
    const { line } = await owner();
    line.cut(how);
    await wait(between(dice, 200, 4000));
    line.restore();
  },
});

/** What can go wrong where there are two processes. */
export const MANY_FAULTS: readonly Fault<HostedMany>[] = [
  {
    name: 'Redis away and back, empty',
    strike: async ({ redis }, dice) => {
      await redis.cut();
      await wait(between(dice, 200, 4000));
      await redis.restore();
    },
  },
  {
    name: 'Redis away while the owner dies',
    strike: async ({ redis, owner }, dice) => {
      const struck = await owner();
      await redis.cut();
      await struck.kill();
      await wait(between(dice, 200, 4000));
      await redis.restore();
      await struck.start();
    },
  },
  ownerKilled('owner killed, back at once', 0, 1500),
  ownerKilled('owner killed, the other one takes over', 5000, 7000),
  ownerStalled('owner stalls, too short to be taken over', 500, 2500),
  ownerStalled('owner stalls until it is taken over, and wakes', 4500, 7000),
  ownersLine('reset'),
  ownersLine('swallow'),
  ...DATABASE_FAULTS,
];
