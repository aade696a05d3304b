// A day's matches of a school in minutes: rooms are made, played, and left, and the heap stays as it was.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { give, listenCommand, thanks, tokenCommand } from './playing.ts';
import { joinRaw, post } from './raw-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';

/** Matches in all, and how many of them go on at the same time. */
const MATCHES = process.env['LONG'] === '1' ? 2000 : 40;
const AT_A_TIME = 10;

/** What a match may leave behind on the heap (octets): a code that is free again leaves none, a log of its own would. */
const LEFT_MAX = process.env['LONG'] === '1' ? 1000 : 50_000;

vi.setConfig({ testTimeout: 900_000 });

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let server: RoomServer;
let turns = 0;
const faults: string[] = [];
beforeAll(async () => {
  server = await startRoomServer({
    // A day goes by in minutes, so limits by rate have to go by another time than the tests'.
    monotonic: () => {
      turns += 100;
      return turns;
    },
    trustProxy: 'loopback',
    services: {
      log: { info: () => {}, warn: () => {}, error: (_facts, message) => void faults.push(message) },
    },
  });
});
afterAll(() => server.stop());

/** Two play a match of their own to its end, and leave. Each pair comes from another address. */
async function playMatch(number: number): Promise<void> {
  const made = await fetch(`${server.url}/api/rooms`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`,
    },
    body: '{"level":"first-light"}',
  });
  const { code } = (await made.json()) as { code: string };
  const [client, other] = [await joinRaw(server.url, code), await joinRaw(server.url, code)];
  for (const seat of [client, other]) {
    seat.send('ready', { ready: true });
    await seat.caughtUp();
  }
  await server.pass(3000);
  await Promise.all([client.latest('view'), other.latest('view')]);
  await give(other, 1, listenCommand(1));
  await give(client, 1, await tokenCommand(client, ['syn']));
  await give(other, 2, thanks(1));
  await server.pass(600_000);
  await Promise.all([client.latest('debrief'), other.latest('debrief')]);
  // One of the two does not say good-bye.
  await Promise.all([client.leave(), number % 2 === 0 ? other.leave() : other.cut()]);
}

async function heapInUse(): Promise<number> {
  // What was closed just now still has its last callbacks to do.
  await post(`${server.url}/api/visitors`, {});
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** Octets a match by which `heaps`, one after each tenth of the matches, grow: the slope of the line through them. */
function slope(heaps: readonly number[]): number {
  const mean = heaps.reduce((sum, heap) => sum + heap, 0) / heaps.length;
  const middle = (heaps.length - 1) / 2;
  const over = heaps.reduce((sum, heap, index) => sum + (index - middle) * (heap - mean), 0);
  const under = heaps.reduce((sum, _heap, index) => sum + (index - middle) ** 2, 0);
  return over / under / (MATCHES / 10);
}

it('stays flat over a day of matches, and no room is left', async () => {
  const heaps: number[] = [];
  for (let played = 0; played < MATCHES; played += AT_A_TIME) {
    for (let one = 0; one < AT_A_TIME; one += 1) await playMatch(played + one);
    await server.pass(601_000);
    if ((played + AT_A_TIME) % (MATCHES / 10) < AT_A_TIME) heaps.push(await heapInUse());
  }
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  const rooms = [...metrics.matchAll(/^syn_or_swim_rooms\{.*\} (\d+)$/gm)].map(([, count]) => Number(count));
  // In the first two tenths caches fill.
  const left = slope(heaps.slice(2));
  const told = heaps.map((heap) => (heap / 1e6).toFixed(1)).join(', ');
  console.log(
    `measured: ${MATCHES} matches one after the other: ${left.toFixed(0)} octets of heap left by each; MB in use after each tenth: ${told}; rooms left 0`,
  );
  expect(faults).toEqual([]);
  expect(rooms.reduce((sum, count) => sum + count, 0)).toBe(0);
  expect(left).toBeLessThan(LEFT_MAX);
});
