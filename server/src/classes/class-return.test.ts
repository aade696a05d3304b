import { type ClassEvent, studentId } from '@syn-or-swim/shared/classroom/class-event.ts';
import { FIRST_LIGHT } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { expect, it } from 'vitest';
import { createManualClock } from '../match/manual-clock.ts';
import type { StoreOperation } from '../storage/operations.ts';
import { storeOver } from '../storage/store-over.ts';
import { openClass } from './class-host.ts';
import { BACK_AGAIN_MS, bringMatchBack, bringRoundBack } from './class-return.ts';

const ROOM = { id: 'room-1', code: 'ABC234', matchId: 'match-1' };
const [ONE, TWO] = [studentId(1), studentId(2)];
const LESSON: readonly ClassEvent[] = [
  {
    kind: 'settings',
    settings: {
      plan: [FIRST_LIGHT.id],
      match: { stretch: 1, pace: 'running', assistance: 'level' },
      typedNames: true,
      questions: 0,
    },
  },
  { kind: 'joined', student: ONE, name: 'Brave Puffin' },
  { kind: 'joined', student: TWO, name: 'Calm Heron' },
  { kind: 'paired', pairs: [{ client: ONE, server: TWO }] },
  { kind: 'round-began', round: 1, level: FIRST_LIGHT.id, seed: 7 },
  { kind: 'match-began', round: 1, match: ROOM.id, seats: { client: ONE, server: TWO } },
];

/** A class whose process has gone in its first round; `fails` says what cannot be done at the moment. */
function lesson(fails: (what: StoreOperation['kind'] | 'open-room-of-pair') => boolean) {
  const clock = createManualClock(1_000_000, 1);
  const answers: Partial<Record<StoreOperation['kind'], unknown>> = {
    'class-rooms': [ROOM],
    'take-class': true,
  };
  const attempt = (what: Parameters<typeof fails>[0]): void => {
    if (fails(what)) throw new Error(`no ${what}`);
  };
  const store = storeOver(
    async ({ kind }) => {
      attempt(kind);
      return answers[kind];
    },
    async () => {},
  );
  const said: string[] = [];
  const services = {
    clock,
    store,
    log: {
      info: () => {},
      warn: (_facts: object, words: string) => void said.push(words),
      error: (_facts: object, words: string) => void said.push(words),
    },
    drivers: DRIVERS,
    levelById: () => FIRST_LIGHT,
    nextSeed: () => 7,
    nextId: () => 'an id',
    owner: 'this process',
    seatSecret: new Uint8Array(32),
  };
  const host = openClass(
    {
      services,
      openMatch: async (make, _id, code = 'a new code') => {
        make(code);
        attempt('open-room-of-pair');
      },
      closeMatch: async () => {},
      matchRests: bringMatchBack,
      remove: () => {},
    },
    {
      id: 'class-1',
      code: 'DEF567',
      keyHash: '',
      madeAt: 0,
      owner: 'this process',
      events: LESSON.map((event, index) => ({ serial: index + 1, at: 0, event })),
    },
  );
  const second = async () => {
    clock.moveTo(clock.now() + BACK_AGAIN_MS);
    // More turns than any of the ways takes.
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  };
  return { host, said, second };
}

it.each(['read-match', 'open-room-of-pair'] as const)(
  'tries a match again that could not be brought back with its round (%s), and lets the round wait for it',
  async (what) => {
    let broken = true;
    const { host, said, second } = lesson((each) => broken && each === what);
    await bringRoundBack(host, 'a process that has gone');
    await second();
    expect(said).toEqual(['a match of a class could not be brought back', 'a match of a class rests on']);
    expect([...host.resting]).toEqual([[ROOM.id, ROOM.code]]);
    expect(host.state.rounds.map(({ ended }) => ended)).toEqual([false]);
    broken = false;
    await second();
    expect(host.matches.get(ROOM.id)?.rests()).toBe(false);
    await second();
    expect([...host.resting]).toEqual([]);
    expect(host.state.rounds.map(({ ended }) => ended)).toEqual([false]);
  },
);

it('gives a match up that a later round has taken the place of', async () => {
  const { host, second } = lesson((each) => each === 'read-match');
  await bringRoundBack(host, 'a process that has gone');
  host.state = { ...host.state, rounds: [] };
  await second();
  expect([...host.resting]).toEqual([]);
});
