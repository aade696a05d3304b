import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRoomClock } from '../model/game-clock.ts';
import { joiningIdOf } from './joining-id.ts';
import { PairRoom } from './pair-room.ts';
import { keptSeat } from './seat-store.ts';
import { memoryStorage } from './testing/memory-storage.ts';

/** What pages have asked the server with, oldest first. */
let asked: unknown[] = [];

beforeEach(() => {
  asked = [];
  vi.stubGlobal('fetch', async (_url: string, { body }: RequestInit) => {
    asked.push(JSON.parse(String(body)));
    return Response.json({ code: 409, error: 'room-full' }, { status: 409 });
  });
});
afterEach(() => void vi.unstubAllGlobals());

const CODE = 'ABCDEF';

/** A page of the tab `storage`, at a server that refuses everybody. */
function page(storage: Storage, code = CODE, seatToken?: string): PairRoom {
  const surroundings = {
    origin: 'http://server.test',
    storage,
    wall: () => 0,
    onWake: () => () => undefined,
  };
  return new PairRoom(
    code,
    seatToken,
    createRoomClock(() => 0),
    surroundings,
    {
      onSeat: () => undefined,
      onOwnLevel: () => undefined,
      onPublic: () => undefined,
      onView: () => undefined,
      onNetworkView: () => undefined,
      onDebrief: () => undefined,
      onBlame: () => undefined,
      onMatchFailed: () => undefined,
      onLine: () => undefined,
      onReadyKept: () => undefined,
      onGone: () => undefined,
    },
  );
}

/** A browser that keeps nothing. */
const forbidden = new Proxy(memoryStorage(), {
  get: () => {
    throw new DOMException('', 'SecurityError');
  },
});

describe('a page that asks for a seat', () => {
  it('asks with the same joining id each time, after a reload too, and in another room with another', async () => {
    const tab = memoryStorage();
    const first = page(tab);
    expect(await first.join()).toBe('room-full');
    await first.join();
    await page(tab).join();
    const joining = joiningIdOf(() => tab, CODE);
    expect(asked).toEqual([{ joining }, { joining }, { joining }]);
    await page(tab, 'BCDEFG').join();
    expect(asked[3]).toEqual({ joining: expect.stringMatching(/^[\w-]{22}$/) });
    expect(asked[3]).not.toEqual({ joining });
  });

  it('asks with the same id each time also where the browser keeps nothing', async () => {
    const room = page(forbidden);
    await room.join();
    await room.join();
    expect(asked[0]).toEqual({ joining: expect.stringMatching(/^[\w-]{22}$/) });
    expect(asked[1]).toEqual(asked[0]);
  });

  it('asks with the token of a seat that is its own, and with nothing else', async () => {
    const tab = memoryStorage();
    await page(tab, CODE, '0.0.token').join();
    expect(asked).toEqual([{ seatToken: '0.0.token' }]);
    expect(tab.length).toBe(0);
  });

  it('that leaves is somebody else from then on', async () => {
    const tab = memoryStorage();
    const room = page(tab);
    await room.join();
    room.leave();
    expect(keptSeat(tab)).toBeUndefined();
    await page(tab).join();
    expect(asked).toHaveLength(2);
    expect(asked[1]).not.toEqual(asked[0]);
  });
});
