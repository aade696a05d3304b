// Everything goes wrong, one thing after the other, in an order that a seed gives, while players play.
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { needsProgram } from '../needs.ts';
import { type Dice, diceOf } from '../random/dice.ts';
import { DATABASE_FAULTS, DISK_FAULTS, FAULTS, type Fault } from './faults.ts';
import { type Hosted, startHosted } from './hosted.ts';
import { createLedger, type Ledger, whatIsWrong } from './ledger.ts';
import { type Load, startLoad } from './load.ts';

const LONG = process.env['LONG'] === '1';

/** How long players may wait for an answer once the cause of a fault is gone (ms): other work may keep the machine busy. */
const BACK_WITHIN = 30_000;

/** Each seed is one order of faults; a long test strikes with each of them so often. */
const ROUNDS = LONG ? [11, 12, 13, 14].map((seed) => ({ seed, pairs: 4, times: 1 })) : [];

vi.setConfig({ testTimeout: 900_000, hookTimeout: 60_000 });

let hosted: Hosted | undefined;
let load: Load | undefined;
afterEach(async () => {
  await load?.stop();
  await hosted?.stop();
  load = undefined;
  hosted = undefined;
});

/** `faults`, each `times` times, in the order that the dice give. */
function inSomeOrder(faults: readonly Fault[], times: number, dice: Dice): readonly Fault[] {
  const left = Array.from({ length: times }, () => faults).flat();
  return Array.from({ length: left.length }, () => left.splice(dice.below(left.length), 1)).flat();
}

/** A server under load, and what its players were answered. */
interface Under {
  readonly hosted: Hosted;
  readonly load: Load;
  readonly ledger: Ledger;
}

/** Waits until all players are answered again; gives after how long (ms). */
async function back({ hosted: place, load: playing }: Under, after: string): Promise<number> {
  const since = performance.now();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`not all came back after: ${after}\n${playing.waiting()}\n${place.log()}`)),
    BACK_WITHIN,
  );
  try {
    await Promise.race([playing.allAnswered(), late.promise]);
  } finally {
    clearTimeout(timer);
  }
  return Math.round(performance.now() - since);
}

/** Strikes with each of `order` under load, and checks after each that nothing is lost and that everybody is back. */
async function strikeAll(
  place: Under,
  order: readonly Fault[],
  dice: Dice,
): Promise<readonly { readonly name: string; readonly ms: number }[]> {
  const returns: { name: string; ms: number }[] = [];
  await back(place, 'the start');
  for (const fault of order) {
    // Some play between two faults, so that there is something to lose.
    await wait(500 + dice.below(1000));
    await fault.strike(place.hosted, dice);
    returns.push({ name: fault.name, ms: await back(place, fault.name) });
    expect(place.load.gone()).toEqual([]);
    const answers = place.ledger.soFar();
    const wrong = whatIsWrong(answers, await place.hosted.kept());
    expect({ after: fault.name, wrong }).toEqual({ after: fault.name, wrong: [] });
  }
  return returns;
}

async function run(
  store: 'sqlite' | 'postgres',
  faults: readonly Fault[],
  { seed, pairs, times }: { readonly seed: number; readonly pairs: number; readonly times: number },
): Promise<void> {
  const dice = diceOf(seed);
  const ledger = createLedger();
  hosted = await startHosted(store);
  load = await startLoad(hosted.line.url, pairs, dice, ledger);
  const returns = await strikeAll({ hosted, load, ledger }, inSomeOrder(faults, times, dice), dice);
  const told = returns.map(({ name, ms }) => `${name} ${ms}`).join(', ');
  const slowest = Math.max(...returns.map(({ ms }) => ms));
  console.log(
    `measured: faults under load (${store}, seed ${seed}): ${returns.length} faults, ${ledger.soFar().size} commands answered, ${load.unanswered()} broken off; 0 lost, 0 counted twice; all back after ${slowest} ms at most\n  ms until everybody was answered again: ${told}`,
  );
}

describe('a server for which everything goes wrong', () => {
  if (LONG) {
    it.each(ROUNDS)('loses no answer, and everybody comes back (SQLite, seed $seed)', async (round) => {
      await run('sqlite', [...FAULTS, ...DISK_FAULTS], round);
    });
    it.each(ROUNDS)('loses no answer, and everybody comes back (PostgreSQL, seed $seed)', async (round) => {
      await run('postgres', [...FAULTS, ...DATABASE_FAULTS], round);
    });
  } else {
    const few = (...names: readonly string[]) =>
      [...FAULTS, ...DISK_FAULTS, ...DATABASE_FAULTS].filter(({ name }) => names.includes(name));
    it('loses no answer, and everybody comes back (SQLite)', async (context) => {
      needsProgram(context, 'prlimit');
      const faults = few('kill -9', 'process stalls', 'disk full', 'lines: reset');
      await run('sqlite', faults, { seed: 1, pairs: 2, times: 1 });
    });
    it('loses no answer, and everybody comes back (PostgreSQL)', async () => {
      const faults = few('PostgreSQL crashes', 'PostgreSQL ends all sessions');
      await run('postgres', faults, { seed: 2, pairs: 2, times: 1 });
    });
  }
});
