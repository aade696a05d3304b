// Rooms against the host's kernel, over real sockets; the kernel is one that the test plays.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newJoiningId } from '../../client/src/connection/joining-id.ts';
import type { KernelListener } from '../../server/src/kernel/kernel-machine.ts';
import type { KernelAct } from '../../shared/src/game/kernel-end.ts';
import { webRequest } from '../../shared/src/game/web-request.ts';
import { KERNEL_LEVEL } from '../../shared/src/levels/kernel-level.ts';
import { DRIVERS } from '../../shared/src/players/drivers.ts';
import { type FlagName, handToken } from '../../shared/src/players/hand.ts';
import type { ServerMessages } from '../../shared/src/protocol/messages.ts';
import { matchHash, replay } from '../../shared/src/replay/replay.ts';
import { type Segment, segmentText } from '../../shared/src/tcp/segment.ts';
import { sequenceAdd, sequenceNumber } from '../../shared/src/tcp/sequence-number.ts';
import { eventually } from '../eventually.ts';
import { give } from './playing.ts';
import { joinRaw, makeRoom, post, type RawSeat, reserve } from './raw-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';

/** With it neither the handshake nor the request of the first order sinks. */
const CALM_SEED = 24;
const KERNEL_ISS = sequenceNumber(3_000_000_000);

interface PlayedKernel {
  readonly listener: KernelListener;
  readonly delivered: { readonly segment: Segment; readonly octets: string }[];
  readonly limit: number;
  closed: boolean;
}

const kernels: PlayedKernel[] = [];
let server: RoomServer;

beforeAll(async () => {
  server = await startRoomServer({
    services: { nextSeed: () => CALM_SEED },
    kernel: {
      offer: () => ({ kind: 'here', most: 1 }),
      isFree: () => kernels.filter(({ closed }) => !closed).length < 1,
      start: (listener, limit) => {
        const kernel: PlayedKernel = { listener, delivered: [], limit, closed: false };
        kernels.push(kernel);
        return {
          deliver: (_key, segment, octets) => void kernel.delivered.push({ segment, octets }),
          close: () => {
            kernel.closed = true;
          },
        };
      },
    },
  });
});
afterAll(() => server.stop());

/** A seat in a match against a kernel that has just begun, and that kernel. */
async function begun(): Promise<{
  readonly seat: RawSeat;
  readonly kernel: PlayedKernel;
  readonly code: string;
}> {
  const code = await makeRoom(server.url, KERNEL_LEVEL.id);
  const seat = await joinRaw(server.url, code);
  seat.send('ready', { ready: true });
  await seat.latest('view');
  const kernel = kernels.at(-1);
  if (kernel === undefined) throw new Error('no kernel was started');
  return { seat, kernel, code };
}

/** The next command by hand, with the numbers that TCP asks for; then a second and a half goes by. */
async function sent(seat: RawSeat, id: number, flags: readonly FlagName[], crates = 0): Promise<void> {
  const view = await seat.latest('view');
  const key = view.seat.sockets[0]?.key;
  if (key === undefined) throw new Error('this seat has no socket');
  const now = view.at;
  const token = handToken({ view: view.seat, level: KERNEL_LEVEL, now }, key, flags, crates);
  expect(await give(seat, id, { kind: 'token', token, seen: view.number })).toMatchObject({ kind: 'judged' });
  await later(seat);
}

async function later(seat: RawSeat): Promise<void> {
  await server.pass(1500);
  await seat.caughtUp();
}

function synAck(view: ServerMessages['view'], syn: Segment): KernelAct {
  const key = view.seat.sockets[0]?.key ?? { clientPort: 0, serverPort: 0 };
  const flags = { syn: true, ack: true, fin: false, rst: false };
  const segment = { seq: KERNEL_ISS, ack: sequenceAdd(syn.seq, 1), flags, dataLength: 0, window: 64_240 };
  return { kind: 'segment', key, segment, octets: '' };
}

async function leftWhole(seat: RawSeat, kernel: PlayedKernel): Promise<void> {
  await seat.leave();
  // The room goes with its person, and the port of its code is free again.
  await eventually(() => expect(kernel.closed).toBe(true));
}

it('says what the host offers', async () => {
  const answer = await fetch(`${server.url}/api/kernel`);
  expect(await answer.json()).toEqual({ kind: 'here', most: 1 });
});

it('hands the kernel what arrives, shows what it answers, and gives a log that replays without it', async () => {
  const { seat, kernel } = await begun();
  await sent(seat, 1, ['syn']);
  const syn = kernel.delivered[0]?.segment;
  if (syn === undefined) throw new Error('the SYN did not come to the kernel');
  kernel.listener.acted(synAck(await seat.latest('view'), syn));
  await later(seat);
  await seat.until('view', ({ seat: own }) => own.sockets[0]?.connection.state === 'ESTABLISHED');
  await sent(seat, 2, ['ack']);
  await sent(seat, 3, ['ack'], 2);
  expect(kernel.delivered.map(({ segment }) => segmentText(segment).split(' ')[0])).toHaveLength(3);
  const order = KERNEL_LEVEL.orders.map((task) => webRequest(task));
  expect(order).toContain(kernel.delivered[2]?.octets);
  kernel.listener.gone('');
  const { recording } = await seat.latest('debrief');
  expect(kernel.closed).toBe(true);
  const again = replay(recording, KERNEL_LEVEL, DRIVERS);
  if (!again.ok) throw new Error(JSON.stringify(again.problem));
  const told = replay(JSON.parse(JSON.stringify(recording)), KERNEL_LEVEL, DRIVERS);
  expect(told.ok && matchHash(told.value)).toBe(matchHash(again.value));
  expect(recording.commands.map(({ command }) => command.kind)).toEqual([
    'token',
    'kernel',
    'token',
    'token',
    'end',
  ]);
  await leftWhole(seat, kernel);
});

it('has room for one, and for as many rooms as the host allows', async () => {
  const { seat, kernel, code } = await begun();
  expect(await reserve(server.url, code)).toEqual({ status: 409, error: 'room-full' });
  const second = await post(`${server.url}/api/rooms`, { level: KERNEL_LEVEL.id });
  expect([second.status, await second.json()]).toEqual([503, { error: 'kernel-busy' }]);
  await leftWhole(seat, kernel);
  expect(kernel.limit).toBe(KERNEL_LEVEL.timing.round + 60_000);
});

it('ends with a word where the kernel never came up, or where others have it by now', async () => {
  const { seat, kernel } = await begun();
  kernel.listener.gone('unshare: no');
  expect(await seat.latest('match-failed')).toEqual({ match: 1, reason: 'kernel-gone' });
  expect(kernel.closed).toBe(true);
  // Who only reads on does not keep the next one out, and has to wait for the end of that one's match.
  const other = await begun();
  seat.send('ready', { ready: true });
  const busy = await seat.until('match-failed', ({ match }) => match === 2);
  expect(busy).toEqual({ match: 2, reason: 'kernel-busy' });
  await leftWhole(other.seat, other.kernel);
  seat.send('ready', { ready: true });
  expect((await seat.until('view', ({ match }) => match === 3)).seat.side).toBe('client');
  await seat.leave();
});

it('gives the seat back to whose line was cut, and ends with whoever leaves', async () => {
  const { seat, kernel, code } = await begun();
  const { seatToken } = await seat.latest('welcome');
  await seat.cut();
  const back = await joinRaw(server.url, code, { seatToken });
  expect((await back.latest('view')).seat.side).toBe('client');
  expect(kernel.closed).toBe(false);
  await leftWhole(back, kernel);
});

it('knows a page without a token by its joining id alone', async () => {
  const code = await makeRoom(server.url, KERNEL_LEVEL.id);
  const joining = newJoiningId();
  await server.cut(await joinRaw(server.url, code, { joining }));
  const full = { status: 409, error: 'room-full' };
  expect(await reserve(server.url, code, { joining: newJoiningId() })).toEqual(full);
  expect(await reserve(server.url, code)).toEqual(full);
  const back = await joinRaw(server.url, code, { joining });
  expect((await back.latest('welcome')).seat).toBe('client');
  await back.leave();
});
