// The pairs of the load: two sockets each, and how each server lets them in.
import { Agent, request } from 'node:http';
import WebSocket from 'ws';
import { FRAME, messageFrame } from '../../../tests/rooms/raw-seat.ts';
import { BRIEF_LEVEL, LEVEL } from './script.ts';

/** What is measured: the game, and two relays that do nothing but pass on the same octets. */
export const SUBJECTS = ['ws', 'colyseus', 'game'] as const;

/** One of {@link SUBJECTS}. */
export type Subject = (typeof SUBJECTS)[number];

/** Pairs of one address of the computer: servers limit what comes from one. */
const PAIRS_OF_ADDRESS = 50;

/** How many pairs come in at a time. */
const AT_A_TIME = 10;

/** Longest wait for a match to begin, ms. */
const BEGIN_MAX = 60_000;

/** A pair on its two sockets; the first is the TCP client's. */
export interface SocketPair {
  readonly sockets: readonly [WebSocket, WebSocket];
}

interface Place {
  readonly url: string;
  /** Of this computer, all of which is the loopback network in Linux. */
  readonly localAddress: string;
  readonly agent: Agent;
}

function post(
  { url, localAddress, agent }: Place,
  path: string,
  body: unknown,
): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const asked = request(`${url}${path}`, { method: 'POST', localAddress, agent, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('end', () => {
        if (response.statusCode === 200 || response.statusCode === 201) resolve(JSON.parse(text));
        else reject(new Error(`${path} was answered ${response.statusCode}: ${text}`));
      });
    });
    asked.on('error', reject);
    asked.end(JSON.stringify(body));
  });
}

/** Opens a socket, and resolves with it once `event` came, which may be in the very packet of the opening. */
function opened({ url, localAddress }: Place, path: string, event: 'open' | 'message'): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, {
    localAddress,
    perMessageDeflate: false,
  });
  return new Promise((resolve, reject) => {
    socket.once(event, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Opens the socket of a reservation: the first thing that its room sends is that it is in. */
async function seated(
  place: Place,
  { processId, roomId, sessionId }: Record<string, string>,
): Promise<WebSocket> {
  const socket = await opened(place, `/${processId}/${roomId}?sessionId=${sessionId}`, 'message');
  socket.send(Uint8Array.of(FRAME.join));
  return socket;
}

/** One pair that comes in; in a match that is soon over if it is `brief`. */
interface Coming {
  readonly index: number;
  readonly brief: boolean;
}

const LET_IN: Record<Subject, (place: Place, coming: Coming) => Promise<SocketPair>> = {
  ws: async (place, { index }) => {
    const path = `/${index}`;
    return { sockets: [await opened(place, path, 'open'), await opened(place, path, 'open')] };
  },
  colyseus: async (place) => {
    const made = await post(place, '/matchmake/create/relay', {});
    const first = await seated(place, made);
    const joined = await post(place, `/matchmake/joinById/${made['roomId']}`, {});
    return { sockets: [first, await seated(place, joined)] };
  },
  game: async (place, { brief }) => {
    const { id } = brief ? BRIEF_LEVEL : LEVEL;
    const { code } = await post(place, '/api/rooms', { level: id });
    const join = async () => seated(place, await post(place, `/matchmake/joinById/${code}`, {}));
    return { sockets: [await join(), await join()] };
  },
};

/** Pairs that are to come into a server. */
export interface Comings {
  readonly subject: Subject;
  readonly url: string;
  /** The number of the first of all. */
  readonly first: number;
  readonly count: number;
  /** Whether their matches are soon over. */
  readonly brief: boolean;
}

/** Lets pairs in, and gives them. */
export async function letIn({ subject, url, first, count, brief }: Comings): Promise<SocketPair[]> {
  const agent = new Agent({ keepAlive: true });
  const pairs: SocketPair[] = [];
  const indices = Array.from({ length: count }, (_, index) => first + index).values();
  const workers = Array.from({ length: AT_A_TIME }, async () => {
    for (const index of indices) {
      const address = Math.floor(index / PAIRS_OF_ADDRESS);
      const localAddress = `127.0.${1 + Math.floor(address / 250)}.${1 + (address % 250)}`;
      pairs.push(await LET_IN[subject]({ url, localAddress, agent }, { index, brief }));
    }
  });
  await Promise.all(workers);
  agent.destroy();
  return pairs;
}

/** Both of each pair say that they are ready, and all get the first view of their match. */
export async function beginMatches(
  pairs: readonly SocketPair[],
  isView: (frame: Buffer) => boolean,
): Promise<void> {
  const sockets = pairs.flatMap((pair) => pair.sockets);
  const ready = messageFrame('ready', { ready: true });
  const begun = sockets.map(
    (socket) =>
      new Promise<void>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('a match does not begin')), BEGIN_MAX);
        const listen = (frame: Buffer) => {
          if (!isView(frame)) return;
          clearTimeout(late);
          socket.off('message', listen);
          resolve();
        };
        socket.on('message', listen);
      }),
  );
  for (const socket of sockets) socket.send(ready);
  await Promise.all(begun);
}
