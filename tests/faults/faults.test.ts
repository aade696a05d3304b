// Everything goes wrong, one thing after the other, in an order that a seed gives, while players play.
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { needsProgram } from '../needs.ts';
import { type Dice, diceOf } from '../random/dice.ts';
import { DATABASE_FAULTS, DISK_FAULTS, FAULTS, type Fault } from './faults.ts';
import { type Hosted, startHosted } from './hosted.ts';
import { type HostedMany, startHostedMany } from './hosted-many.ts';
import { createLedger, type Ledger, whatIsWrong } from './ledger.ts';
import { type Load, startLoad } from './load.ts';
import { MANY_FAULTS } from './many-faults.ts';

const LONG = process.env['LONG'] === '1';

/** How long players may wait for an answer once the cause of a fault is gone (ms): other work may keep the machine busy. */
const BACK_WITHIN = 30_000;

/** Each seed is one order of faults; a long test strikes with each of them so often. */
const ROUNDS = LONG ? [11, 12, 13, 14].map((seed) => ({ seed, pairs: 4, times: 1 })) : [];

vi.setConfig({ testTimeout: 900_000, hookTimeout: 60_000 });

let hosted: Hosted | HostedMany | undefined;
let load: Load | undefined;
afterEach(async () => {
  await load?.stop();
  await hosted?.stop();
  load = undefined;
  hosted = undefined;
});

/** `faults`, each `times` times, in the order that the dice give. */
function inSomeOrder<Place>(
  faults: readonly Fault<Place>[],
  times: number,
  dice: Dice,
): readonly Fault<Place>[] {
  const left = Array.from({ length: times }, () => faults).flat();
  return Array.from({ length: left.length }, () => left.splice(dice.below(left.length), 1)).flat();
}

/** What is asked of a place after each fault. */
type Hosting = Pick<Hosted, 'kept' | 'log'>;

/** A place under load, and what its players were answered. */
interface Under<Place extends Hosting> {
  readonly hosted: Place;
  readonly load: Load;
  readonly ledger: Ledger;
}

/** Waits until all players are answered again; gives after how long (ms). */
async function back({ hosted: place, load: playing }: Under<Hosting>, after: string): Promise<number> {
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
async function strikeAll<Place extends Hosting>(
  place: Under<Place>,
  order: readonly Fault<Place>[],
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

/** How much goes wrong: the order by its seed, pairs that play, and how often each fault strikes. */
interface Round {
  readonly seed: number;
  readonly pairs: number;
  readonly times: number;
}

/** Lets `faults` strike `place`, whose pages knock at `doors`, and says how it went. `kind` names the place. */
async function run<Place extends Hosting>(
  kind: string,
  place: Place,
  doors: readonly string[],
  faults: readonly Fault<Place>[],
  { seed, pairs, times }: Round,
): Promise<void> {
  const dice = diceOf(seed);
  // Before anybody throws at moments of their own: the order is that of the seed.
  const order = inSomeOrder(faults, times, dice);
  const ledger = createLedger();
  load = await startLoad(doors, pairs, dice, ledger);
  const returns = await strikeAll({ hosted: place, load, ledger }, order, dice);
  const told = returns.map(({ name, ms }) => `${name} ${ms}`).join(', ');
  const slowest = Math.max(...returns.map(({ ms }) => ms));
  console.log(
    `measured: faults under load (${kind}, seed ${seed}): ${returns.length} faults, ${ledger.soFar().size} commands answered, ${load.unanswered()} broken off; 0 lost, 0 counted twice; all back after ${slowest} ms at most\n  ms until everybody was answered again: ${told}`,
  );
}

async function runOne(store: 'sqlite' | 'postgres', faults: readonly Fault[], round: Round): Promise<void> {
  const place = await startHosted(store);
  hosted = place;
  await run(store, place, [place.line.url], faults, round);
}

async function runTwo(faults: readonly Fault<HostedMany>[], round: Round): Promise<void> {
  const place = await startHostedMany();
  hosted = place;
  await run('two processes, Redis, PostgreSQL', place, place.doors, faults, round);
}

describe('a server for which everything goes wrong', () => {
  if (LONG) {
    it.each(ROUNDS)('loses no answer, and everybody comes back (SQLite, seed $seed)', async (round) => {
      await runOne('sqlite', [...FAULTS, ...DISK_FAULTS], round);
    });
    it.each(ROUNDS)('loses no answer, and everybody comes back (PostgreSQL, seed $seed)', async (round) => {
      await runOne('postgres', [...FAULTS, ...DATABASE_FAULTS], round);
    });
    it.each(ROUNDS)(
      'loses no answer, and everybody comes back (two processes, seed $seed)',
      async (round) => {
        await runTwo(MANY_FAULTS, round);
      },
    );
  } else {
    const few = (...names: readonly string[]) =>
      [...FAULTS, ...DISK_FAULTS, ...DATABASE_FAULTS].filter(({ name }) => names.includes(name));
    it('loses no answer, and everybody comes back (SQLite)', async (context) => {
      needsProgram(context, 'prlimit');
      const faults = few('kill -9', 'process stalls', 'disk full', 'lines: reset');
      await runOne('sqlite', faults, { seed: 1, pairs: 2, times: 1 });
    });
    it('loses no answer, and everybody comes back (PostgreSQL)', async () => {
      const faults = few('PostgreSQL crashes', 'PostgreSQL ends all sessions');
      await runOne('postgres', faults, { seed: 2, pairs: 2, times: 1 });
    });
    it('loses no answer, and everybody comes back (two processes)', async (context) => {
      needsProgram(context, 'redis-server');
      const names = ['Redis away and back, empty', 'owner killed, back at once'];
      const faults = MANY_FAULTS.filter(({ name }) => names.includes(name));
      await runTwo(faults, { seed: 3, pairs: 2, times: 1 });
    });
  }
});
