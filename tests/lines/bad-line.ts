// A TCP proxy that is a poor network: it delays, it stalls, it cuts with and without a word.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * How a line is cut. `reset`: all connections are closed, and new ones too. `swallow`: nothing is closed and nothing
 * arrives; what was open then stays dead for good, as behind a router that has forgotten it. `hold`: nothing arrives
 * until the line is whole again, then everything does, as after a tunnel.
 */
export type Cut = 'reset' | 'swallow' | 'hold';

/** How long each piece of data is on its way (ms): `delay`, and up to `jitter` more, without overtaking. */
export interface Slowness {
  readonly delay: number;
  readonly jitter: number;
}

/** A line to one server. */
export interface BadLine {
  readonly url: string;
  readonly cut: (how: Cut) => void;
  /** Makes the line whole for connections that are new, and for those that were only held. */
  readonly restore: () => void;
  readonly slow: (slowness: Slowness) => void;
  /** Octets that the server has said over this line so far. */
  readonly fromServer: () => number;
  /** New connections go to the server at `url` from now on. */
  readonly lead: (url: string) => void;
  readonly stop: () => Promise<void>;
}

/** One connection through the line: both its sockets, and whether anything ever goes through it again. */
interface Passage {
  readonly sockets: readonly [Socket, Socket];
  dead: boolean;
  /** What waits for the line to be whole. */
  readonly held: (() => void)[];
}

/** A line to the server at `url`. `random` gives numbers from 0 to 1 for the jitter. */
export async function startBadLine(url: string, random: () => number = Math.random): Promise<BadLine> {
  let target = Number(new URL(url).port);
  const passages = new Set<Passage>();
  const timers = new Set<NodeJS.Timeout>();
  let state: Cut | 'whole' = 'whole';
  let slowness: Slowness = { delay: 0, jitter: 0 };
  let fromServer = 0;

  const carry = (passage: Passage, deliver: () => void): void => {
    if (passage.dead) return;
    if (state === 'hold') passage.held.push(deliver);
    else deliver();
  };

  /** Lets everything that `from` says arrive at `to`, in its order. */
  const pipe = (passage: Passage, from: Socket, to: Socket): void => {
    let lastAt = 0;
    /** What is on its way, in its order: timers that end within one millisecond may overtake each other. */
    const waiting: (() => void)[] = [];
    const later = (deliver: () => void): void => {
      const now = performance.now();
      lastAt = Math.max(lastAt, now + slowness.delay + random() * slowness.jitter);
      if (lastAt <= now && waiting.length === 0) {
        carry(passage, deliver);
        return;
      }
      waiting.push(deliver);
      const timer = setTimeout(() => {
        timers.delete(timer);
        const next = waiting.shift();
        if (next !== undefined) carry(passage, next);
      }, lastAt - now);
      timers.add(timer);
    };
    from.on('data', (octets) => later(() => void to.write(octets)));
    from.on('end', () => later(() => void to.end()));
    from.on('error', () => to.destroy());
    from.on('close', () => {
      // A dead passage's other end never hears of it.
      if (!passage.dead) later(() => void to.destroy());
      else if (passage.sockets.every((socket) => socket.destroyed)) passages.delete(passage);
    });
  };

  const server = createServer({ allowHalfOpen: true }, (near) => {
    if (state === 'reset') {
      near.resetAndDestroy();
      return;
    }
    const far = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true });
    const passage: Passage = { sockets: [near, far], dead: state === 'swallow', held: [] };
    for (const socket of passage.sockets) socket.setNoDelay(true);
    passages.add(passage);
    far.on('data', ({ length }: Buffer) => {
      fromServer += length;
    });
    pipe(passage, near, far);
    pipe(passage, far, near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const reset = (): void => {
    for (const { sockets } of passages) for (const socket of sockets) socket.resetAndDestroy();
    passages.clear();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: (how) => {
      state = how;
      if (how === 'reset') reset();
      if (how === 'swallow') for (const passage of passages) passage.dead = true;
    },
    restore: () => {
      state = 'whole';
      for (const { held } of passages) for (const deliver of held.splice(0)) deliver();
    },
    slow: (next) => {
      slowness = next;
    },
    fromServer: () => fromServer,
    lead: (next) => {
      target = Number(new URL(next).port);
    },
    stop: async () => {
      for (const timer of timers) clearTimeout(timer);
      reset();
      server.close();
      await once(server, 'close');
    },
  };
}
