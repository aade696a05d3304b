// A seat played over a bare WebSocket: every frame is kept as it came, and frames can be sent that no SDK sends.
import { pack, unpack } from 'msgpackr';
import WebSocket from 'ws';
import type {
  ClientMessages,
  CommandAnswer,
  JoinOptions,
  NumberedCommand,
  ServerMessages,
} from '../../shared/src/protocol/messages.ts';
import { allAnswered } from './under-way.ts';

/** Codes of Colyseus' frames, the first octet of each. */
export const FRAME = {
  join: 10,
  error: 11,
  leave: 12,
  message: 13,
  state: 14,
  patch: 15,
  request: 21,
  response: 22,
};

/** A message of the room, decoded. */
export type RoomMessage = {
  [Type in keyof ServerMessages]: { readonly type: Type; readonly message: ServerMessages[Type] };
}[keyof ServerMessages];

/** One seat over one socket. */
export interface RawSeat {
  /** All frames so far, oldest first, without those of the WebSocket protocol itself. */
  readonly frames: readonly Buffer[];
  readonly messages: () => readonly RoomMessage[];
  /** The newest message of `type`; waits for the first where there is none yet. */
  readonly latest: <Type extends keyof ServerMessages>(type: Type) => Promise<ServerMessages[Type]>;
  /** Waits until the seat has a message of `type` that satisfies `wanted`, among those that came already too. */
  readonly until: <Type extends keyof ServerMessages>(
    type: Type,
    wanted: (message: ServerMessages[Type]) => boolean,
  ) => Promise<ServerMessages[Type]>;
  readonly send: <Type extends keyof ClientMessages>(type: Type, message: ClientMessages[Type]) => void;
  readonly sendFrame: (frame: Uint8Array | string) => void;
  readonly command: (numbered: NumberedCommand) => Promise<CommandAnswer>;
  /** Any request; gives the status octet and the answer. */
  readonly request: (type: string, message: unknown) => Promise<{ status: number; answer: unknown }>;
  /** Code and reason of the close; waits for it. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  /**
   * Waits until all that this seat said before has been heard, the store of a server in this process has answered what
   * it was asked, and all that the seat is told of it has come.
   */
  readonly caughtUp: () => Promise<void>;
  /** Says that it leaves, and waits for the close. */
  readonly leave: () => Promise<void>;
  /** Cuts the line without a word. */
  readonly cut: () => Promise<void>;
}

/** Why a join was refused, with the HTTP status. */
export interface JoinRefused {
  readonly status: number;
  readonly error: string;
}

/** The frames of `seat`, oldest first, without the answers to its own questions: what it was told unasked. */
export function unasked({ frames }: Pick<RawSeat, 'frames'>): readonly Buffer[] {
  return frames.filter(([code]) => code !== FRAME.response);
}

/** Makes a room for `level` and gives its code. */
export async function makeRoom(url: string, level = 'first-light'): Promise<string> {
  const response = await post(`${url}/api/rooms`, { level });
  const { code } = (await response.json()) as { code: string };
  return code;
}

/** `fetch` with a JSON body. */
export function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** Asks for a seat as the SDK does: the reservation, or why not. */
export async function reserve(
  url: string,
  code: string,
  options: JoinOptions = {},
): Promise<
  | JoinRefused
  | {
      readonly sessionId: string;
      readonly processId: string;
      readonly roomId: string;
      /** Where the socket goes, if not to who was asked. */
      readonly publicAddress?: string;
    }
> {
  const response = await post(`${url}/matchmake/joinById/${code}`, options);
  const body = (await response.json()) as {
    error: string;
    sessionId: string;
    processId: string;
    roomId: string;
  };
  return response.ok ? body : { status: response.status, error: body.error };
}

/** Joins the room `code` and waits until the server has taken the seat. */
export async function joinRaw(url: string, code: string, options: JoinOptions = {}): Promise<RawSeat> {
  const seat = await connectRaw(url, await reserve(url, code, options));
  await seat.latest('welcome');
  return seat;
}

/** Opens the socket of a reservation, without waiting for a welcome. */
export async function connectRaw(
  url: string,
  reservation: Awaited<ReturnType<typeof reserve>>,
): Promise<RawSeat> {
  if ('error' in reservation) throw new Error(`refused: ${reservation.error}`);
  const { processId, roomId, sessionId, publicAddress } = reservation;
  const base = publicAddress === undefined ? url.replace('http', 'ws') : `ws://${publicAddress}`;
  const socket = new WebSocket(`${base}/${processId}/${roomId}?sessionId=${sessionId}`);
  return seatOver(socket);
}

/** What the server says to the socket of the reserved seat at `address` where a page of `origin` opens it: `open`, or a status. */
export function socketFrom(address: string, origin: string): Promise<'open' | number | undefined> {
  return new Promise((resolve) => {
    const socket = new WebSocket(address, { origin });
    socket.on('error', () => {});
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    socket.on('open', () => {
      resolve('open');
      socket.close();
    });
  });
}

function seatOver(socket: WebSocket): RawSeat {
  const frames: Buffer[] = [];
  const watchers = new Set<() => void>();
  const answers = new Map<number, (outcome: { status: number; answer: unknown }) => void>();
  let nextRequest = 1;
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  socket.on('error', () => {});
  socket.on('message', (data: Buffer) => {
    frames.push(data);
    if (data[0] === FRAME.join) socket.send(Uint8Array.of(FRAME.join));
    // A number of more than one octet is none of ours: it answers a damaged request.
    if (data[0] === FRAME.response && (data[1] ?? 128) < 128) {
      const answer = data.length > 3 ? unpack(data.subarray(3)) : undefined;
      answers.get(data[1] ?? -1)?.({ status: data[2] ?? -1, answer });
    }
    for (const watcher of watchers) watcher();
  });
  const messages = () => frames.filter((frame) => frame[0] === FRAME.message).map(decodedMessage);
  const until: RawSeat['until'] = (type, wanted) =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = messages().findLast((each) => each.type === type && wanted(each.message as never));
        if (found === undefined) return;
        watchers.delete(look);
        resolve(found.message as never);
      };
      watchers.add(look);
      void closed.then(({ code, reason }) => reject(new Error(`closed ${code} ${reason} before a ${type}`)));
      look();
    });
  const request: RawSeat['request'] = (type, message) =>
    new Promise((resolve, reject) => {
      const id = nextRequest;
      // One octet holds the number; more than 127 requests under way would need a longer form.
      nextRequest = (nextRequest % 127) + 1;
      answers.set(id, resolve);
      void closed.then(({ code, reason }) => reject(new Error(`closed ${code} ${reason} before the answer`)));
      socket.send(Buffer.concat([Uint8Array.of(FRAME.request, id), typeOctets(type), pack(message)]));
    });
  return {
    frames,
    messages,
    until,
    latest: (type) => until(type, () => true),
    send: (type, message) => socket.send(messageFrame(type, message)),
    sendFrame: (frame) => socket.send(frame),
    request,
    command: async (numbered) => (await request('command', numbered)).answer as CommandAnswer,
    caughtUp: async () => {
      await request('time', {});
      if (await allAnswered()) await request('time', {});
    },
    closed,
    leave: async () => {
      socket.send(Uint8Array.of(FRAME.leave));
      await closed;
    },
    cut: async () => {
      socket.terminate();
      await closed;
    },
  };
}

/** A frame with a message of a browser, as the SDK builds it. */
export function messageFrame(type: string, message: unknown): Buffer {
  return Buffer.concat([Uint8Array.of(FRAME.message), typeOctets(type), pack(message)]);
}

/** A short text as Colyseus writes it: its length in the first octet. */
function typeOctets(type: string): Buffer {
  return Buffer.concat([Uint8Array.of(0xa0 | type.length), Buffer.from(type)]);
}

function decodedMessage(frame: Buffer): RoomMessage {
  const length = (frame[1] ?? 0) & 0x1f;
  const type = frame.subarray(2, 2 + length).toString();
  return { type, message: unpack(frame.subarray(2 + length)) } as RoomMessage;
}
