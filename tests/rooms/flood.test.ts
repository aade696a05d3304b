// Messages and frames that no page sends, by the hundred thousand: every room stays itself, and nothing is left of them.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { unpack } from 'msgpackr';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { LEVELS } from '../../shared/src/levels/catalog.ts';
import type { JoinOptions } from '../../shared/src/protocol/messages.ts';
import { eventually } from '../eventually.ts';
import { type Dice, diceOf } from '../random/dice.ts';
import { LESSON } from './class-seat.ts';
import { type NastyFrame, nastyFrame, type Sample } from './nasty-frames.ts';
import { beginMatch, give, type Pair, thanks } from './playing.ts';
import { FRAME, makeRoom, messageFrame, post, reserve } from './raw-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';

/** Parts of a flood, each with its own seed, and frames in each of them. */
const PARTS = process.env['LONG'] === '1' ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : [1];
const FRAMES = process.env['LONG'] === '1' ? 100_000 : 4000;

/** Frames of a room, and frames of one seat that are under way at a time. */
const FRAMES_A_ROOM = process.env['LONG'] === '1' ? 800 : 400;
const BATCH = 100;

/** What the heap may grow by over a part (MB); the first tenth, in which caches fill, is not counted. */
const GROWTH_MAX = 40;

vi.setConfig({ testTimeout: 900_000, hookTimeout: 60_000 });

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let server: RoomServer;
let bystanders: Pair;
let bystanderId = 0;
const faults: string[] = [];
let turns = 0;
let classesMade: { readonly code: string; readonly secret: string }[] = [];
beforeAll(async () => {
  server = await startRoomServer({
    // Limits by rate have tests of their own; here a second goes by at each look.
    monotonic: () => {
      turns += 1000;
      return turns;
    },
    services: {
      log: {
        info: () => {},
        warn: () => {},
        error: (facts, message) => void faults.push(`${message}: ${String(facts['err'])}`),
      },
    },
  });
  bystanders = await beginMatch(server);
});
afterAll(() => server.stop());

/** How often each thing came back. */
type Counts = Map<string, number>;

const count = (counts: Counts, what: string) => void counts.set(what, (counts.get(what) ?? 0) + 1);

/** A seat that sends frames and counts what comes back. */
interface Sender {
  readonly welcome: Promise<Record<string, unknown>>;
  readonly send: (frame: NastyFrame) => void;
  /** Waits until all that was sent is answered, or the line is closed; gives whether it still stands. */
  readonly settled: () => Promise<boolean>;
  readonly leave: () => Promise<void>;
}

const ASK_TIME = Buffer.concat([Uint8Array.of(FRAME.request, 127), messageFrame('time', {}).subarray(1)]);

async function sit(code: string, options: JoinOptions, counts: Counts): Promise<Sender | undefined> {
  const reservation = await reserve(server.url, code, options);
  if ('error' in reservation) {
    count(counts, `join: ${reservation.error}`);
    return undefined;
  }
  const { processId, roomId, sessionId } = reservation;
  const socket = new WebSocket(
    `${server.url.replace('http', 'ws')}/${processId}/${roomId}?sessionId=${sessionId}`,
  );
  let isOpen = true;
  let answered = () => {};
  const welcome = Promise.withResolvers<Record<string, unknown>>();
  const closed = new Promise<void>((resolve) => {
    socket.on('close', (code) => {
      isOpen = false;
      count(counts, `closed ${code}`);
      answered();
      resolve();
      welcome.resolve({});
    });
  });
  socket.on('error', () => {});
  socket.on('message', (data: Buffer) => {
    if (data[0] === FRAME.join) socket.send(Uint8Array.of(FRAME.join));
    else if (data[0] === FRAME.response && data[1] === 127) answered();
    else if (data[0] === FRAME.response && (data[1] ?? 128) < 128) count(counts, verdictOf(data));
    else if (data[0] === FRAME.error) count(counts, errorOf(data));
    else if (data[0] === FRAME.message && data.includes('welcome')) {
      welcome.resolve(unpack(data.subarray(2 + ((data[1] ?? 0) & 0x1f))) as Record<string, unknown>);
    }
  });
  await welcome.promise;
  return {
    welcome: welcome.promise,
    send: ({ octets }) => socket.send(octets),
    settled: async () => {
      if (!isOpen) return false;
      await new Promise<void>((resolve) => {
        answered = resolve;
        socket.send(ASK_TIME);
      });
      return isOpen;
    },
    leave: async () => {
      if (isOpen) socket.send(Uint8Array.of(FRAME.leave));
      await closed;
    },
  };
}

/** What a command was answered, in one or two words. */
function verdictOf(frame: Buffer): string {
  const answer: unknown = frame.length > 3 ? unpack(frame.subarray(3)) : undefined;
  if (typeof answer !== 'object' || answer === null) return 'answered';
  if ('reason' in answer) return `refused: ${String(answer.reason)}`;
  if ('verdict' in answer) return `judged: ${String((answer.verdict as { kind?: unknown }).kind)}`;
  if ('refused' in answer) return `refused: ${String(answer.refused)}`;
  if ('name' in answer) return `error: ${String(answer.name)}`;
  return 'kind' in answer ? String(answer.kind) : 'answered';
}

function errorOf(frame: Buffer): string {
  return `error: ${/malformed-\w+|unknown-message-type/.exec(frame.toString('latin1'))?.[0] ?? 'other'}`;
}

const FLAGS = { syn: false, ack: false, fin: false, rst: false };
const LEVEL_IDS = LEVELS.map(({ id }) => id) as unknown as readonly [string, ...string[]];

/** What a page of a match sends, with numbers at random; the ids of its commands count up. */
function matchSamples(dice: Dice): () => Sample {
  let id = 0;
  const key = () => ({ clientPort: 40_000 + dice.below(20), serverPort: dice.oneOf([8080, 80, 7]) });
  const seen = () => dice.below(50);
  const order = () => 1 + dice.below(4);
  const commands: readonly [() => object, ...(() => object)[]] = [
    () => ({
      kind: 'token',
      token: {
        key: key(),
        flags: { ...FLAGS, [dice.oneOf(['syn', 'ack', 'fin', 'rst'])]: true, ack: dice.percent(50) },
        seq: dice.below(10_000),
        ack: dice.below(10_000),
        crates: dice.below(3),
      },
      seen: seen(),
    }),
    () => ({ kind: 'action', action: { kind: 'listen', port: dice.oneOf([8080, 80]) }, seen: seen() }),
    () => ({ kind: 'action', action: { kind: 'give-up', key: key() }, seen: seen() }),
    () => ({ kind: 'action', action: { kind: dice.oneOf(['cookies', 'coffee']), key: key() }, seen: seen() }),
    () => ({ kind: 'signal', signal: { kind: 'ask', order: order() }, seen: seen() }),
    () => ({ kind: 'signal', signal: { kind: 'send', order: order(), crates: 2 }, seen: seen() }),
    () => ({ kind: 'signal', signal: { kind: dice.oneOf(['yes', 'are-you-there', 'wait']) }, seen: seen() }),
    () => ({ kind: 'hint', key: key(), seen: seen() }),
    () => ({ kind: dice.oneOf(['pause', 'resume', 'enough']), seen: seen() }),
    () => ({ kind: 'guess', guess: 1 + dice.below(3), answer: dice.below(4), seen: seen() }),
    () => ({ kind: 'network', act: { kind: dice.oneOf(['sink', 'hold', 'copy']), boat: 1 + dice.below(9) } }),
  ];
  return () => {
    if (dice.percent(10)) return { type: 'ready', message: { ready: dice.percent(50) } };
    if (dice.percent(10))
      return { type: 'choose', message: { level: dice.oneOf(LEVEL_IDS), swap: dice.percent(50) } };
    if (dice.percent(5)) {
      return { type: 'blame', message: { match: 1, cause: 'network', remedy: 'resend-at-the-bell' } };
    }
    id += 1;
    return { type: 'command', message: { id, match: 1, command: dice.oneOf(commands)() } };
  };
}

/** What pages of a class send. */
function classSamples(dice: Dice): () => Sample {
  const student = () => 1 + dice.below(4);
  const samples: readonly [() => Sample, ...(() => Sample)[]] = [
    () => ({ type: 'act', message: { kind: 'lock', locked: dice.percent(20) } }),
    () => ({ type: 'act', message: { kind: dice.oneOf(['pair', 'swap-seats', 'end-round']) } }),
    () => ({ type: 'act', message: { kind: 'together', one: student(), other: student() } }),
    () => ({ type: 'act', message: { kind: 'rename', student: student(), name: 'Brave Puffin' } }),
    () => ({ type: 'act', message: { kind: dice.oneOf(['remove', 'let-back']), student: student() } }),
    () => ({
      type: 'act',
      message: { kind: 'questions', form: dice.oneOf(['A', 'B']), open: dice.percent(50) },
    }),
    () => ({ type: 'act', message: { kind: 'start', level: dice.oneOf(LEVEL_IDS) } }),
    () => ({ type: 'act', message: { kind: 'freeze', frozen: dice.percent(50) } }),
    () => ({ type: 'act', message: { kind: 'settings', settings: LESSON } }),
    () => ({ type: dice.oneOf(['report', 'time']), message: {} }),
    () => ({ type: 'table', message: { table: dice.oneOf(['students', 'questions', 'pairs']) } }),
    () => ({ type: 'recording', message: { match: 'none' } }),
    () => ({ type: 'answer', message: { form: 'A', question: 'q', choice: dice.below(9) } }),
    () => ({ type: 'name', message: dice.percent(50) ? { typed: 'Puffin' } : { draw: 'ko' } }),
  ];
  return () => dice.oneOf(samples)();
}

/** A room whose seats send: who sits there with which options, and what a page there would send. */
interface Flooded {
  readonly code: string;
  readonly seats: JoinOptions[];
  readonly sample: () => Sample;
}

async function matchRoom(dice: Dice, counts: Counts): Promise<Flooded> {
  const code = await makeRoom(server.url, dice.oneOf(LEVEL_IDS));
  const seats: JoinOptions[] = [];
  for (let place = 0; place < 2; place += 1) {
    const sender = await sit(code, {}, counts);
    const { seatToken } = (await sender?.welcome) ?? {};
    sender?.send({ octets: messageFrame('ready', { ready: true }), keepsLine: true, kind: 'well-formed' });
    await sender?.settled();
    seats.push({ seatToken: String(seatToken) });
  }
  // With both ready the count-down runs; a part of the rooms stays in the lobby.
  if (dice.percent(90)) await server.pass(3000);
  return { code, seats, sample: matchSamples(dice) };
}

async function classRoom(dice: Dice, counts: Counts): Promise<Flooded> {
  const made = (await (await post(`${server.url}/api/classes`, { settings: LESSON })).json()) as {
    code: string;
    secret: string;
  };
  classesMade.push(made);
  const admitted = (await (await post(`${server.url}/api/classes/teacher`, made)).json()) as {
    teacherToken: string;
  };
  const student = await sit(made.code, {}, counts);
  const { studentToken } = (await student?.welcome) ?? {};
  const seats = [{ teacherToken: admitted.teacherToken }, { studentToken: String(studentToken) }];
  return { code: made.code, seats, sample: classSamples(dice) };
}

/** Lets all seats of a room send `frames` frames; a seat that loses its line takes another one. */
async function flood(
  { code, seats, sample }: Flooded,
  frames: number,
  dice: Dice,
  counts: Counts,
): Promise<number> {
  let sent = 0;
  const flow = async (options: JoinOptions) => {
    let sender = await sit(code, options, counts);
    for (let own = 0; sender !== undefined && own < frames / seats.length; ) {
      for (let inBatch = 0; inBatch < BATCH; inBatch += 1) {
        const frame = nastyFrame(sample, dice);
        sender.send(frame);
        count(counts, `sent ${frame.kind}`);
        sent += 1;
        own += 1;
        // What comes behind it would be read by nobody.
        if (!frame.keepsLine) break;
      }
      if (!(await sender.settled())) sender = await sit(code, options, counts);
      if (dice.percent(20)) await server.pass(dice.below(20_000));
    }
    await sender?.leave();
  };
  await Promise.all(seats.map(flow));
  return sent;
}

async function bystandersPlay(): Promise<void> {
  bystanderId += 1;
  const answers = [bystanders.client, bystanders.server].map((seat) => give(seat, bystanderId, thanks(1)));
  for (const answer of await Promise.all(answers)) {
    expect(answer.kind === 'done' || (answer.kind === 'refused' && answer.reason === 'match-over')).toBe(
      true,
    );
  }
}

/** Each class goes as its teacher wishes, with the rooms of its pairs. */
async function deleteClasses(counts: Counts): Promise<void> {
  for (const made of classesMade) {
    const admitted = await post(`${server.url}/api/classes/teacher`, made);
    const { teacherToken } = (await admitted.json()) as { teacherToken: string };
    const teacher = await sit(made.code, { teacherToken }, counts);
    const octets = messageFrame('act', { kind: 'delete' });
    teacher?.send({ octets, keepsLine: true, kind: 'well-formed' });
    await teacher?.settled();
  }
  classesMade = [];
}

/** Rooms for two that are open. */
async function roomsNow(): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return [...text.matchAll(/^syn_or_swim_rooms\{.*\} (\d+)$/gm)].reduce(
    (sum, [, rooms]) => sum + Number(rooms),
    0,
  );
}

/** MB in use once nothing is left that can go. */
function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1e6;
}

describe('a flood of what no page sends', () => {
  it.each(PARTS)('breaks nothing, leaves nothing behind, and no room is stuck (part %i)', async (part) => {
    const dice = diceOf(part);
    const counts: Counts = new Map();
    let sent = 0;
    let heapAtTenth: number | undefined;
    while (sent < FRAMES) {
      const room = dice.percent(15) ? await classRoom(dice, counts) : await matchRoom(dice, counts);
      sent += await flood(room, FRAMES_A_ROOM, dice, counts);
      await bystandersPlay();
      if (heapAtTenth === undefined && sent >= FRAMES / 10) heapAtTenth = heapInUse();
    }
    const growth = heapInUse() - (heapAtTenth ?? 0);
    // Everybody has left: rooms of two go after ten minutes, and their matches end.
    await server.pass(601_000);
    await deleteClasses(counts);
    await eventually(async () => expect(await roomsNow()).toBe(1));
    console.log(
      `measured: ${sent} generated and mutated frames (part ${part}): ${told(counts)}; 0 faults; heap ${growth.toFixed(1)} MB more at the end than after a tenth`,
    );
    expect(faults).toEqual([]);
    expect(growth).toBeLessThan(GROWTH_MAX);
    await bystandersPlay();
  });
});

/** `counts`, the most frequent first. */
function told(counts: Counts): string {
  return [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .map(([what, times]) => `${what} ${times}`)
    .join(', ');
}
