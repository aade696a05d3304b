import type { StraitBoat } from '@syn-or-swim/shared/classroom/pair-strait.ts';
import { flagsOf } from '@syn-or-swim/shared/players/hand.ts';
import { sequenceNumber } from '@syn-or-swim/shared/tcp/sequence-number.ts';
import { describe, expect, it } from 'vitest';
import { headerLanes, lanesAt } from './open-strait.ts';

const segment = {
  seq: sequenceNumber(1000),
  ack: sequenceNumber(0),
  flags: flagsOf(['syn']),
  dataLength: 0,
  window: 0,
};
const boat = (change: Partial<StraitBoat>): StraitBoat => ({
  boat: 1,
  from: 'client',
  segment,
  departedAt: 1000,
  endsAt: 2200,
  sinks: false,
  wrong: false,
  ...change,
});
const strait = (change: Partial<StraitBoat>) => ({
  at: 3000,
  connections: [
    {
      clientPort: 4001,
      serverPort: 80,
      name: 3,
      states: [
        { side: 'client', state: 'SYN_SENT', at: 1000 },
        { side: 'server', state: 'SYN_RECEIVED', at: 2200 },
      ] as const,
      boats: [boat(change)],
    },
  ],
});
const seen = (change: Partial<StraitBoat>, now: number) =>
  lanesAt(strait(change), now, 1200).map(({ states, boats }) => [
    states.client,
    states.server,
    ...boats.map(({ way, fate }) => `${fate} ${way}`),
  ]);

describe('lanes', () => {
  it('have boats where they are, and the states that were', () => {
    expect(seen({}, 900)).toEqual([]);
    expect(seen({}, 1000)).toEqual([['SYN_SENT', 'CLOSED', 'sails 0']]);
    expect(seen({}, 1600)).toEqual([['SYN_SENT', 'CLOSED', 'sails 0.5']]);
    expect(seen({}, 2200)).toEqual([['SYN_SENT', 'SYN_RECEIVED']]);
    // Its end is not known yet: it sails on for as long as a crossing takes.
    expect(seen({ endsAt: undefined }, 1900)).toEqual([['SYN_SENT', 'CLOSED', 'sails 0.75']]);
  });

  it('show a lost boat half way, and for a while where it went down', () => {
    const sinks = { sinks: true, endsAt: 1600 };
    expect(seen(sinks, 1300)).toEqual([['SYN_SENT', 'CLOSED', 'sails 0.25']]);
    expect(seen(sinks, 2000)).toEqual([['SYN_SENT', 'CLOSED', 'sinks 0.5']]);
    expect(seen(sinks, 3100)).toEqual([['SYN_SENT', 'SYN_RECEIVED']]);
  });
});

it('is a lane for each connection of which the network sees a boat, without a state', () => {
  const header = (boat: number, clientPort: number, from: 'client' | 'server') => ({
    boat,
    from,
    key: { clientPort, serverPort: 80 },
    flags: flagsOf(['ack']),
    seq: 1000 + boat,
    ack: 2000,
    crates: 2,
    departedAt: 0,
  });
  const lanes = headerLanes(
    [header(1, 4001, 'client'), header(2, 4002, 'server'), header(3, 4001, 'server')],
    ({ boat: number }) => number / 4,
  );
  const none = { client: undefined, server: undefined };
  expect(lanes.map(({ clientPort, states, boats }) => [clientPort, states, boats.length])).toEqual([
    [4001, none, 2],
    [4002, none, 1],
  ]);
  expect(lanes[0]?.boats[1]).toEqual({
    id: '3',
    from: 'server',
    segment: { ...segment, flags: flagsOf(['ack']), seq: 1003, ack: 2000, dataLength: 200 },
    way: 0.75,
    fate: 'sails',
    wrong: false,
  });
});
