import type { Command, LoggedCommand } from '@syn-or-swim/shared/game/command.ts';
import type { Level, LevelId } from '@syn-or-swim/shared/game/level.ts';
import { levelId } from '@syn-or-swim/shared/game/level.ts';
import { USUAL_SETTINGS } from '@syn-or-swim/shared/game/match-settings.ts';
import { FAIR_WINDS_HOME, FIRST_LIGHT } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import type { NumberedCommand, ServerMessages } from '@syn-or-swim/shared/protocol/messages.ts';
import { describe, expect, it } from 'vitest';
import type { AppendOperation } from '../storage/operations.ts';
import type { Store } from '../storage/store.ts';
import { storeOver } from '../storage/store-over.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { createPairing } from './pairing.ts';
import type { Pairing, RoomServices } from './pairing-parts.ts';
import type { PlaceIndex } from './place-credential.ts';

const START = 1_000_000;
const ROUND = FIRST_LIGHT.timing.round;

/** While true, telling what all may see fails. */
let breakPublic = false;

interface Told {
  readonly place: PlaceIndex;
  readonly type: keyof ServerMessages;
  readonly message: unknown;
}

interface Setting {
  readonly clock: ManualClock;
  readonly pairing: Pairing;
  readonly told: Told[];
  readonly stored: LoggedCommand[];
  readonly faults: string[];
  readonly idle: () => number;
  readonly rests: () => number;
  /** Moves the clock on and waits until all is told. */
  readonly pass: (ms: number) => Promise<void>;
  readonly messages: (place: PlaceIndex, type: keyof ServerMessages) => readonly unknown[];
}

/** A store that keeps the log in memory; nothing here asks for more. */
const loggedIn = ({ serial, at, json }: AppendOperation): LoggedCommand => ({
  serial,
  at,
  command: JSON.parse(json) as Command,
});

function memoryStore(stored: LoggedCommand[]): Store {
  return storeOver(
    async (operation) => {
      if (operation.kind === 'append') stored.push(loggedIn(operation));
    },
    async () => {},
  );
}

function room(changes: Partial<RoomServices> = {}, rate: 0 | 1 = 1): Setting {
  const clock = createManualClock(START, rate);
  const stored: LoggedCommand[] = [];
  const told: Told[] = [];
  const faults: string[] = [];
  let idle = 0;
  let rests = 0;
  const levels: readonly Level[] = [FIRST_LIGHT, FAIR_WINDS_HOME];
  const services: RoomServices = {
    clock,
    store: memoryStore(stored),
    log: { info: () => {}, warn: () => {}, error: (_facts, message) => void faults.push(message) },
    drivers: DRIVERS,
    levelById: (id: LevelId) => levels.find((level) => level.id === id),
    nextSeed: () => 7,
    nextId: () => 'an id',
    owner: 'this process',
    seatSecret: new Uint8Array(32),
    ...changes,
  };
  const pairing = createPairing(
    services,
    { id: 'room', code: 'ABC234', level: FIRST_LIGHT.id, settings: USUAL_SETTINGS },
    {
      send: (place, type, message) => void told.push({ place, type, message }),
      publicChanged: () => {
        if (breakPublic) throw new Error('the state cannot be written');
      },
      dismiss: () => {},
      idle: () => {
        idle += 1;
      },
      rests: () => {
        rests += 1;
      },
    },
  );
  const pass = async (ms: number) => {
    await pairing.settled();
    clock.moveTo(clock.now() + ms);
    await pairing.settled();
  };
  const messages = (place: PlaceIndex, type: keyof ServerMessages) =>
    told.filter((each) => each.place === place && each.type === type).map((each) => each.message);
  return { clock, pairing, told, stored, faults, idle: () => idle, rests: () => rests, pass, messages };
}

async function playing(changes: Partial<RoomServices> = {}): Promise<Setting> {
  const setting = room(changes);
  setting.pairing.arrive(0);
  setting.pairing.arrive(1);
  for (const place of [0, 1] as const) setting.pairing.ready(place, { ready: true });
  await setting.pass(3000);
  return setting;
}

const thanks = (id: number): NumberedCommand => ({
  id,
  match: 1,
  command: { kind: 'signal', signal: { kind: 'thanks' }, seen: 1 },
});
const areYouThere: NumberedCommand = {
  id: 1,
  match: 1,
  command: { kind: 'signal', signal: { kind: 'are-you-there' }, seen: 1 },
};
const kinds = (stored: readonly LoggedCommand[]) =>
  stored.map(({ at, command }) =>
    command.kind === 'seat' ? `${at} ${command.seat} ${command.player}` : `${at} ${command.kind}`,
  );

describe('the way into a match', () => {
  it('goes over both being ready and three seconds of count-down', async () => {
    const { pairing, pass, messages } = room();
    pairing.arrive(0);
    pairing.arrive(1);
    pairing.ready(0, { ready: true });
    expect(pairing.roomPublic()).toMatchObject({
      phase: 'lobby',
      roster: { client: { ready: true }, server: { ready: false } },
    });
    pairing.ready(1, { ready: true });
    expect(pairing.roomPublic()).toMatchObject({
      phase: 'countdown',
      match: 0,
      clock: { gameAnchor: -3000, wallAnchor: START, rate: 1 },
    });
    await pass(2999);
    expect(pairing.roomPublic().phase).toBe('countdown');
    await pass(1);
    expect(pairing.roomPublic()).toEqual({
      code: 'ABC234',
      phase: 'playing',
      level: 'first-light',
      match: 1,
      clock: { gameAnchor: 0, wallAnchor: START + 3000, rate: 1 },
      stop: { kind: 'none', by: 'nobody' },
      settings: { stretch: 1, pace: 'running', assistance: 'level', network: 'nobody' },
      roster: {
        client: { player: 'person', connected: true, ready: false },
        server: { player: 'person', connected: true, ready: false },
        network: { player: 'nobody', connected: false, ready: false },
      },
    });
    expect([messages(0, 'view').length, messages(1, 'view').length]).toEqual([1, 1]);
  });

  it.each([
    ['somebody thinks better of it', (pairing: Pairing) => pairing.ready(0, { ready: false })],
    [
      'somebody chooses another level',
      (pairing: Pairing) => pairing.choose(1, { level: FAIR_WINDS_HOME.id, swap: false }),
    ],
    ['a line is lost', (pairing: Pairing) => pairing.depart(0, false)],
    ['somebody leaves', (pairing: Pairing) => pairing.depart(1, true)],
  ])('stops where %s', async (_what, stop) => {
    const { pairing, pass, messages } = room();
    pairing.arrive(0);
    pairing.arrive(1);
    for (const place of [0, 1] as const) pairing.ready(place, { ready: true });
    await pass(1000);
    stop(pairing);
    expect(pairing.roomPublic()).toMatchObject({ phase: 'lobby', clock: { gameAnchor: 0, rate: 0 } });
    await pass(10_000);
    expect(pairing.roomPublic()).toMatchObject({ phase: 'lobby', match: 0 });
    expect(messages(0, 'view')).toEqual([]);
  });

  it('takes a chosen level that there is, and swapped seats', async () => {
    const { pairing, pass, messages } = room();
    pairing.arrive(0);
    pairing.arrive(1);
    pairing.choose(0, { level: levelId('atlantis'), swap: true });
    expect(pairing.roomPublic().level).toBe('first-light');
    expect(messages(0, 'welcome')).toHaveLength(1);
    pairing.choose(0, { level: FAIR_WINDS_HOME.id, swap: true });
    expect(messages(0, 'welcome').at(-1)).toMatchObject({ seat: 'server' });
    expect(messages(1, 'welcome').at(-1)).toMatchObject({ seat: 'client' });
    for (const place of [0, 1] as const) pairing.ready(place, { ready: true });
    await pass(3000);
    expect(pairing.roomPublic()).toMatchObject({ phase: 'playing', level: 'fair-winds-home' });
    expect(messages(0, 'view')).toMatchObject([{ seat: { side: 'server' } }]);
  });

  it('takes chosen settings, keeps those that are left out, and plays with them', async () => {
    const { clock, pairing, pass, messages } = room();
    pairing.arrive(0);
    pairing.arrive(1);
    const level = FAIR_WINDS_HOME.id;
    pairing.choose(0, { level, swap: false, settings: { stretch: 2 } });
    pairing.choose(1, { level, swap: false, settings: { assistance: 'captain' } });
    expect(pairing.roomPublic().settings).toEqual({
      stretch: 2,
      pace: 'running',
      assistance: 'captain',
      network: 'nobody',
    });
    for (const place of [0, 1] as const) pairing.ready(place, { ready: true });
    await pass(3000);
    expect(pairing.roomPublic().clock).toEqual({ gameAnchor: 0, wallAnchor: clock.now(), rate: 0.5 });
    await pass(2 * FAIR_WINDS_HOME.timing.round - 1);
    expect(pairing.roomPublic().phase).toBe('playing');
    await pass(1);
    expect(pairing.roomPublic().phase).toBe('ended');
    expect(messages(0, 'debrief')).toMatchObject([
      { recording: { setup: { stretch: 2, assistance: 'captain' }, endedAt: FAIR_WINDS_HOME.timing.round } },
    ]);
  });

  it('hears nothing of ready and choose while a match is on', async () => {
    const { pairing } = await playing();
    const before = pairing.roomPublic();
    pairing.ready(0, { ready: true });
    pairing.choose(1, { level: FAIR_WINDS_HOME.id, swap: true });
    expect(pairing.roomPublic()).toEqual(before);
  });
});

describe('the end of a match', () => {
  it('tells both its log, lets the clock stand, and leads to the next', async () => {
    const { pairing, pass, messages } = await playing();
    await pairing.command(0, thanks(1));
    await pass(ROUND);
    expect(pairing.roomPublic()).toMatchObject({
      phase: 'ended',
      match: 1,
      clock: { gameAnchor: ROUND, rate: 0 },
    });
    const [told] = messages(0, 'debrief') as readonly ServerMessages['debrief'][];
    expect(messages(1, 'debrief')).toEqual([{ ...told, seat: 'server' }]);
    expect(messages(0, 'debrief')).toMatchObject([
      { match: 1, seat: 'client', recording: { endedAt: ROUND, commands: [{ serial: 1 }] } },
    ]);
    for (const place of [0, 1] as const) pairing.ready(place, { ready: true });
    await pass(3000);
    expect(pairing.roomPublic()).toMatchObject({ phase: 'playing', match: 2 });
    expect(messages(1, 'welcome')).toMatchObject([{ nextCommand: 1 }]);
  });

  it('tells both what either says on the blame card, also once the seats are swapped, until the next one begins', async () => {
    const { pairing, pass, messages } = await playing();
    const mine = { cause: 'network', remedy: 'resend-at-the-bell' } as const;
    const theirs = { cause: 'server-application', remedy: 'call-close' } as const;
    pairing.blame(0, { match: 1, ...mine });
    await pass(ROUND);
    // The match was still on: nothing was noted.
    expect(messages(0, 'blame')).toEqual([]);
    pairing.blame(0, { match: 1, ...mine });
    pairing.choose(0, { level: FIRST_LIGHT.id, swap: true });
    pairing.blame(1, { match: 1, ...theirs });
    pairing.blame(1, { match: 2, ...mine });
    const said = [{ client: mine }, { client: mine, server: theirs }];
    for (const place of [0, 1] as const) {
      expect(messages(place, 'blame')).toEqual(said.map((each) => ({ match: 1, said: each })));
    }
    pairing.depart(1, false);
    pairing.arrive(1);
    expect(messages(1, 'blame').at(-1)).toEqual({ match: 1, said: said[1] });
    expect(messages(1, 'debrief').at(-1)).toMatchObject({ seat: 'server' });
    for (const place of [0, 1] as const) pairing.ready(place, { ready: true });
    await pass(3000);
    pairing.blame(0, { match: 2, ...mine });
    expect(messages(0, 'blame')).toHaveLength(2);
  });

  it('comes at once, as a fault, where a match cannot even begin', async () => {
    const nothing = { ...FIRST_LIGHT, ports: [] };
    const { pairing, faults, messages } = await playing({ levelById: () => nothing });
    expect(pairing.roomPublic()).toMatchObject({ phase: 'ended', match: 1 });
    expect(messages(0, 'match-failed')).toEqual([{ match: 1, reason: 'broken' }]);
    expect(faults).toEqual(['a match could not begin']);
  });
});

describe('a person who is away', () => {
  it('is held after 10 s and has the seat back on return', async () => {
    const { pairing, pass, stored } = await playing();
    pairing.depart(0, false);
    await pass(9999);
    expect(pairing.roomPublic().roster.client).toEqual({ player: 'person', connected: false, ready: false });
    await pass(1);
    expect(pairing.roomPublic().roster.client.player).toBe('holder');
    pairing.arrive(0);
    await pairing.settled();
    expect(pairing.roomPublic().roster.client).toEqual({ player: 'person', connected: true, ready: false });
    expect(kinds(stored)).toEqual(['10000 client holder', '10000 client person']);
  });

  it('who is back in time has never been held', async () => {
    const { pairing, pass, stored } = await playing();
    pairing.depart(0, false);
    await pass(9999);
    pairing.arrive(0);
    await pass(60_000);
    expect(stored).toEqual([]);
  });

  it('who said that they leave is held at once', async () => {
    const { pairing, pass, stored } = await playing();
    pairing.depart(1, true);
    await pass(0);
    expect(kinds(stored)).toEqual(['0 server holder']);
  });

  it('or does not answer for 10 s is held until they touch something', async () => {
    const { pairing, pass, stored } = await playing();
    await pairing.command(0, areYouThere);
    await pass(10_000);
    expect(pairing.roomPublic().roster.server).toEqual({ player: 'holder', connected: true, ready: false });
    expect(await pairing.command(1, thanks(1))).toEqual({ id: 1, kind: 'done', at: 10_000 });
    expect(kinds(stored)).toEqual(['0 signal', '10000 server holder', '10000 server person', '10000 signal']);
  });

  it('but answers is not held', async () => {
    const { pairing, pass, stored } = await playing();
    await pairing.command(0, areYouThere);
    await pass(9999);
    await pairing.command(1, thanks(1));
    await pass(20_000);
    expect(kinds(stored)).toEqual(['0 signal', '9999 signal']);
  });

  it('outside a match keeps the place for two minutes', async () => {
    const { pairing, pass, messages } = room();
    pairing.arrive(0);
    pairing.arrive(1);
    const token = (messages(0, 'welcome')[0] as ServerMessages['welcome']).seatToken;
    pairing.depart(0, false);
    await pass(119_999);
    expect([pairing.admission({ seatToken: token }), pairing.admission({})]).toEqual([0, 'room-full']);
    await pass(1);
    expect([pairing.admission({ seatToken: token }), pairing.admission({})]).toEqual(['stale-seat', 0]);
    expect(pairing.roomPublic().roster.client.player).toBe('nobody');
  });

  it('at the end of a match has two minutes from then on', async () => {
    const { pairing, pass } = await playing();
    pairing.depart(0, false);
    await pass(ROUND);
    await pass(119_999);
    expect(pairing.admission({})).toBe('room-full');
    await pass(1);
    expect(pairing.admission({})).toBe(0);
  });
});

describe('a room', () => {
  it('is given up when nobody has been there for ten minutes', async () => {
    const { pairing, pass, idle } = room();
    await pass(599_999);
    pairing.arrive(0);
    await pass(1_000_000);
    expect(idle()).toBe(0);
    pairing.depart(0, false);
    await pass(599_999);
    expect(idle()).toBe(0);
    await pass(1);
    expect(idle()).toBe(1);
  });

  it('that is closed ends its match with its log, and has no timer left', async () => {
    const { pairing, clock, stored, messages } = await playing();
    pairing.depart(0, false);
    pairing.close();
    await pairing.settled();
    expect(kinds(stored)).toEqual(['0 end']);
    expect(messages(1, 'debrief')).toHaveLength(1);
    expect(clock.next()).toBeUndefined();
  });

  it('rests where the store fails: nothing more is told, and nothing is left to do', async () => {
    const stored: LoggedCommand[] = [];
    let full = false;
    const store = storeOver(
      async (operation) => {
        if (full) throw new Error('disk full');
        if (operation.kind === 'append') stored.push(loggedIn(operation));
      },
      async () => {},
    );
    const { pairing, clock, rests, told } = await playing({ store });
    await pairing.command(0, thanks(1));
    full = true;
    const before = told.length;
    let answered = false;
    void pairing.command(0, thanks(2)).then(() => {
      answered = true;
    });
    full = false;
    void pairing.command(0, thanks(3)).then(() => {
      answered = true;
    });
    await pairing.settled();
    expect([rests(), told.length - before, answered, clock.next()]).toEqual([1, 0, false, undefined]);
    expect(stored.map(({ serial }) => serial)).toEqual([1, 3]);
  });

  it('keeps a second later what it could not keep', async () => {
    const kept: string[] = [];
    let full = true;
    const store = storeOver(
      async (operation) => {
        if (operation.kind !== 'keep-room') return;
        if (full) throw new Error('disk full');
        kept.push(operation.state ?? 'gone');
      },
      async () => {},
    );
    const { pairing, clock, faults, pass } = room({ store });
    pairing.arrive(0);
    await pass(0);
    full = false;
    await pass(999);
    expect([faults.length, kept]).toEqual([2, []]);
    await pass(1);
    expect(kept.map((text) => JSON.parse(text).places[0].taken)).toEqual([true]);
    pairing.close();
    await pairing.settled();
    expect([kept.at(-1), clock.next()]).toEqual(['gone', undefined]);
  });

  it('keeps a fault of its own timer to itself', async () => {
    const { pairing, clock, faults } = room();
    pairing.arrive(0);
    pairing.arrive(1);
    for (const place of [0, 1] as const) pairing.ready(place, { ready: true });
    breakPublic = true;
    expect(clock.moveTo(START + 3000)).toBe(1);
    breakPublic = false;
    expect(faults).toEqual(['a timer of a room broke']);
  });

  it('whose clock a test moves tells anew where it stands', async () => {
    const { pairing, clock } = room({}, 0);
    pairing.arrive(0);
    pairing.arrive(1);
    for (const place of [0, 1] as const) pairing.ready(place, { ready: true });
    expect(pairing.roomPublic().clock).toEqual({ gameAnchor: -3000, wallAnchor: START, rate: 0 });
    clock.moveTo(START + 4000);
    await pairing.settled();
    pairing.clockMoved();
    expect(pairing.roomPublic().clock).toEqual({ gameAnchor: 1000, wallAnchor: START + 4000, rate: 0 });
  });
});
