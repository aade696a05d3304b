import { failure, success } from '@syn-or-swim/shared/kernel/result.ts';
import { describe, expect, it } from 'vitest';
import { createManualClock } from '../match/manual-clock.ts';
import type { Whereabouts } from '../storage/store.ts';
import { storeOver } from '../storage/store-over.ts';
import { createReception, type ReceptionParts } from './reception.ts';
import type { RoomDirectory } from './room-directory.ts';

const SELF = 'this process';
const OTHER = 'another process';
const CODE = 'ABC234';
const SEAT = { name: 'match', sessionId: 's', processId: 'p', roomId: 'r' };

/** A process that has no room yet; `places` is what the store says of the code, one look after the other. */
function receptionWith(
  places: readonly (Whereabouts | undefined)[],
  {
    rooms = {},
    ...changes
  }: Partial<Omit<ReceptionParts, 'directory'>> & {
    readonly rooms?: Partial<RoomDirectory>;
  },
) {
  const looks = [...places];
  const opened: string[] = [];
  const store = storeOver(
    async ({ kind }) => (kind === 'where-is' ? looks.shift() : undefined),
    async () => {},
  );
  const never = () => {
    throw new Error('nobody asks for this here');
  };
  const directory: RoomDirectory = {
    make: never,
    create: never,
    has: () => false,
    join: never,
    open: async (_code, from) => {
      opened.push(from);
      return false;
    },
    pairings: () => [],
    close: () => {},
    drain: () => {},
    isDraining: () => false,
    opened: () => {},
    rests: () => {},
    closed: () => {},
    disown: () => {},
    ...rooms,
  };
  const classes = {
    make: never,
    has: () => false,
    hasPair: () => false,
    open: async () => {},
    byCode: () => undefined,
    endsAt: () => 0,
    join: never,
    remove: never,
    pairingFor: () => undefined,
    restore: never,
    disown: () => {},
    settled: never,
    close: never,
  };
  const reception = createReception({
    services: { store, clock: createManualClock(0, 1), owner: SELF, seatSecret: new Uint8Array(32) },
    directory,
    classes,
    watch: { hasGone: async () => true },
    askPeer: async () => undefined,
    holds: () => true,
    ...changes,
  });
  return { reception, opened };
}

const room = (owner: string, open = true): Whereabouts => ({ kind: 'room', owner, open });

describe('a knock at a room of friends', () => {
  it('opens nothing in a process that others may have taken for gone: the page knocks again', async () => {
    const { reception, opened } = receptionWith([room(SELF), room(SELF)], { holds: () => false });
    expect(await reception.joinOwn(CODE, {})).toEqual(failure('server-away'));
    expect(await reception.join(CODE, {})).toEqual(failure('server-away'));
    expect(opened).toEqual([]);
  });

  it('that went while it was knocked at is asked for again, not given up', async () => {
    const gone = { has: () => true, join: async () => failure('no-such-room' as const) };
    const { reception } = receptionWith([], { rooms: gone });
    expect(await reception.join(CODE, {})).toEqual(failure('server-away'));
    expect(await reception.joinOwn(CODE, {})).toEqual(failure('server-away'));
  });

  it.each([
    ['another process was quicker', room(OTHER), room('a third one'), 'server-away'],
    ['it rests again here', room(SELF), room(SELF), 'server-away'],
    ['it was closed meanwhile', room(SELF), room(SELF, false), 'no-such-room'],
    ['it was forgotten meanwhile', room(SELF), undefined, 'no-such-room'],
    ['it is too old to be opened', room(OTHER), room(OTHER), 'no-such-room'],
  ] as const)('that could not be opened, since %s', async (_why, before, after, problem) => {
    const { reception, opened } = receptionWith([before, after], {});
    expect(await reception.join(CODE, {})).toEqual(failure(problem));
    expect(opened).toEqual([before.owner]);
  });

  it('that is here leads to its seat', async () => {
    const here = { has: () => true, join: async () => success(SEAT) };
    const { reception } = receptionWith([], { rooms: here });
    expect(await reception.join(CODE, {})).toEqual(success(SEAT));
  });
});
