// Somebody guesses codes in a school, all of which stands behind one address, while a class joins.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { JoinOptions } from '../../shared/src/protocol/messages.ts';
import { joinAsStudent, makeClass } from './class-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';

vi.setConfig({ testTimeout: 60_000 });

const STUDENTS = 30;

let server: RoomServer;
/** By which rates go: it stands, so that all that happens in a test happens at once. */
let now = 0;
beforeAll(async () => {
  // The proxy in front says from where each request comes.
  server = await startRoomServer({ trustProxy: 'loopback', monotonic: () => now });
});
afterAll(() => server.stop());

/** Asks as somebody at `address`; gives the body of the answer, with the status. */
async function ask(
  address: string,
  path: string,
  body: object,
): Promise<{ readonly status: number } & Record<string, unknown>> {
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify(body),
  });
  return { ...((await response.json()) as Record<string, unknown>), status: response.status };
}

async function visitorAt(address: string): Promise<string> {
  return String((await ask(address, '/api/visitors', {}))['visitor']);
}

const join = (address: string, code: string, options: JoinOptions = {}) =>
  ask(address, `/matchmake/joinById/${code}`, options);

/** The answers to `count` wrong codes, by how often each came. */
async function guess(
  address: string | ((attempt: number) => string),
  count: number,
  options: JoinOptions = {},
) {
  const tally: Record<string, number> = {};
  for (let attempt = 0; attempt < count; attempt += 1) {
    const from = typeof address === 'string' ? address : address(attempt);
    const word = String((await join(from, 'ZZZZZZ', options))['error']);
    tally[word] = (tally[word] ?? 0) + 1;
  }
  return tally;
}

describe('guessing codes', () => {
  it('is slow for the guesser, while thirty students at the same address join in the same second', async () => {
    const school = '203.0.113.7';
    const { code, teacher } = await makeClass(server.url);
    const guesser = await visitorAt(school);
    const students = await Promise.all(Array.from({ length: STUDENTS }, () => visitorAt(school)));
    const before = await guess(school, 40, { visitor: guesser });
    const withoutPass = await guess(school, 40);
    const joined = await Promise.all([
      ...students.map((visitor) => join(school, code, { visitor })),
      // In the midst of them.
      guess(school, 20, { visitor: guesser }).then((tally) =>
        expect(tally).toEqual({ 'too-many-guesses': 20 }),
      ),
    ]);
    expect([before, withoutPass]).toEqual([
      { 'no-such-room': 10, 'too-many-guesses': 30 },
      { 'no-such-room': 20, 'too-many-guesses': 20 },
    ]);
    expect(joined.slice(0, STUDENTS).map((answer) => answer?.status)).toEqual(Array(STUDENTS).fill(200));
    // The right code tells the guesser nothing either.
    expect(await join(school, code, { visitor: guesser })).toMatchObject({
      status: 429,
      error: 'too-many-guesses',
    });
    // A minute later there are six more; none was saved up meanwhile by trying.
    now += 60_000;
    expect(await guess(school, 20, { visitor: guesser })).toEqual({
      'no-such-room': 6,
      'too-many-guesses': 14,
    });
    await teacher.leave();
  });

  it('is counted for a whole IPv6 network: another address in it is no other guesser, the next network is', async () => {
    const host = (attempt: number) => `2001:db8:0:7:${attempt.toString(16)}::1`;
    expect(await guess(host, 30)).toEqual({ 'no-such-room': 20, 'too-many-guesses': 10 });
    expect(await guess('2001:db8:0:8::1', 3)).toEqual({ 'no-such-room': 3 });
    // As IPv4 that a socket of both families writes as IPv6.
    expect(await guess('203.0.113.99', 20)).toEqual({ 'no-such-room': 20 });
    expect(await guess('::ffff:203.0.113.99', 1)).toEqual({ 'too-many-guesses': 1 });
  });

  it('is not made faster by passes: an address gets six hundred at once, then one a second', async () => {
    const address = '198.51.100.1';
    const passes = await Promise.all(Array.from({ length: 620 }, () => ask(address, '/api/visitors', {})));
    const statuses = passes.map(({ status }) => status);
    expect([201, 429].map((wanted) => statuses.filter((status) => status === wanted).length)).toEqual([
      600, 20,
    ]);
    now += 10_000;
    const later = await Promise.all(Array.from({ length: 20 }, () => ask(address, '/api/visitors', {})));
    expect(later.filter(({ status }) => status === 201)).toHaveLength(10);
    expect((await ask('198.51.100.2', '/api/visitors', {})).status).toBe(201);
  });

  it('by asking of which kind it is tells nothing after a while, and who has a seat comes back all the same', async () => {
    const address = '198.51.100.9';
    const { code, teacher } = await makeClass(server.url);
    const kindOf = async () => {
      const response = await fetch(`${server.url}/api/codes/${code}`, {
        headers: { 'x-forwarded-for': address },
      });
      return ((await response.json()) as { kind: string }).kind;
    };
    expect(await kindOf()).toBe('class');
    const asked = await Promise.all(Array.from({ length: 260 }, kindOf));
    expect(asked.filter((kind) => kind === 'class')).toHaveLength(239);
    const { token: studentToken } = await joinAsStudent(server.url, code);
    await guess(address, 30);
    expect(await join(address, code)).toMatchObject({ status: 429, error: 'too-many-guesses' });
    expect(await join(address, code, { studentToken })).toMatchObject({ status: 200 });
    await teacher.leave();
  });
});
