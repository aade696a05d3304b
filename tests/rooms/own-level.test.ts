// A room for a level from a file: the server checks it anew, both pages are given it, and it is played.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { levelId } from '../../shared/src/game/level.ts';
import { FIRST_LIGHT } from '../../shared/src/levels/catalog.ts';
import { levelHash } from '../../shared/src/replay/replay.ts';
import { letBegin } from './playing.ts';
import { joinRaw, post } from './raw-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';

let server: RoomServer;
beforeAll(async () => {
  server = await startRoomServer();
});
afterAll(() => server.stop());

const LEVEL = {
  ...FIRST_LIGHT,
  id: levelId('my-quay'),
  number: 0,
  timing: { ...FIRST_LIGHT.timing, round: 90_000 },
};
const TEXTS = { en: { title: 'My quay', tag: 'Mine', briefing: { both: ['Row.'], client: [], server: [] } } };

function ask(level: string, own: unknown): Promise<Response> {
  return post(`${server.url}/api/rooms`, { level, own });
}

describe('a room for a level from a file', () => {
  it('gives it to both pages and plays it; another room does not know it', async () => {
    const response = await ask('my-quay', { level: LEVEL, texts: TEXTS });
    expect(response.status).toBe(201);
    const { code } = (await response.json()) as { code: string };
    const [client, other] = [await joinRaw(server.url, code), await joinRaw(server.url, code)];
    for (const seat of [client, other]) {
      expect((await seat.latest('welcome')).own).toEqual({ level: LEVEL, texts: TEXTS });
    }
    await letBegin(server, 1, client, other);
    expect((await client.latest('view')).public.hornAt).toBe(90_000);
    await server.pass(90_000);
    const { recording } = await other.latest('debrief');
    expect(recording.setup).toMatchObject({ levelId: 'my-quay', levelHash: levelHash(LEVEL) });
    expect((await ask('my-quay', undefined)).status).toBe(404);
  });

  it.each([
    ['contradicts itself', { ...LEVEL, timing: { ...LEVEL.timing, rto: 100 } }],
    ['has the name of a level of the game', { ...LEVEL, id: 'fog' }],
    ['has a key that there is not', { ...LEVEL, more: 1 }],
    ['would flood the server', { ...LEVEL, flood: { from: 0, every: 1, cookies: 1 } }],
  ])('is refused where it %s', async (_what, level) => {
    expect((await ask(level.id, { level, texts: {} })).status).toBe(400);
  });

  it('is refused where it is another than the one that is asked for', async () => {
    expect((await ask('first-light', { level: LEVEL, texts: {} })).status).toBe(400);
  });
});
