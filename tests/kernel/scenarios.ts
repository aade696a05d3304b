// Conversations with a script: every open, every close, in four weathers; and single cases beside.

import type { IpAddress } from '../../shared/src/network/ip-address.ts';
import type { ConnectionState } from '../../shared/src/tcp/connection.ts';
import { address, type Opening, type Pair, pause } from './pair.ts';
import { clearWeather, copyingWeather, firstLostWeather, seededWeather, type Weather } from './wire.ts';

/** One conversation that must go as written. */
export interface Scenario {
  readonly name: string;
  readonly run: (pair: Pair) => Promise<void>;
  /** What differs from the other conversations, such as a longer MSL. */
  readonly settings?: ScenarioSettings;
}

/** MSL of the engine in ms; address and time to live of what it sends. */
export interface ScenarioSettings {
  readonly msl?: number;
  readonly remote?: IpAddress;
  readonly hopLimit?: number;
}

/** Addresses behind the kernel: it knows no way to the first, and would send to the second, were there time. */
const UNREACHABLE = address('10.98.0.1');
const ROUTED = address('10.99.0.77');

const OPENINGS: readonly Opening[] = ['active', 'passive', 'simultaneous'];

const WEATHERS = {
  clear: () => clearWeather,
  'first of each kind lost': firstLostWeather,
  'everything twice': () => copyingWeather,
  storm: (seed: number) => seededWeather(seed, 200, 200, 12),
} as const satisfies Record<string, (seed: number) => Weather>;

/** The states of the engine from the OPEN to ESTABLISHED, in clear weather. */
const OPENING_PATHS: Readonly<Record<Opening, readonly ConnectionState[]>> = {
  active: ['CLOSED', 'SYN_SENT', 'ESTABLISHED'],
  passive: ['CLOSED', 'LISTEN', 'SYN_RECEIVED', 'ESTABLISHED'],
  simultaneous: ['CLOSED', 'SYN_SENT', 'SYN_RECEIVED', 'ESTABLISHED'],
};

/** One way to close: what is called, and the engine's states after ESTABLISHED in clear weather. */
interface Closing {
  readonly name: string;
  readonly path: readonly ConnectionState[];
  /** The kernel's state at the end. */
  readonly kernel: ConnectionState;
  readonly close: (pair: Pair) => Promise<void>;
}

const CLOSINGS: readonly Closing[] = [
  {
    name: 'active close',
    path: ['FIN_WAIT_1', 'FIN_WAIT_2', 'TIME_WAIT', 'CLOSED'],
    kernel: 'CLOSED',
    close: async (pair) => {
      pair.engine.call({ kind: 'close' });
      await pair.checkBelief();
      pair.application.end();
    },
  },
  {
    name: 'passive close',
    path: ['CLOSE_WAIT', 'LAST_ACK', 'CLOSED'],
    kernel: 'TIME_WAIT',
    close: async (pair) => {
      pair.application.end();
      await pair.checkBelief();
      pair.engine.call({ kind: 'close' });
    },
  },
  {
    name: 'simultaneous close',
    path: ['FIN_WAIT_1', 'CLOSING', 'TIME_WAIT', 'CLOSED'],
    kernel: 'TIME_WAIT',
    close: async (pair) => {
      pair.wire.hold();
      pair.application.end();
      pair.engine.call({ kind: 'close' });
      await pair.until('two FINs on the wire', () => pair.wire.heldCount('to-engine') > 0);
      pair.wire.release();
    },
  },
  {
    name: 'half-close by the engine, and data back',
    path: ['FIN_WAIT_1', 'FIN_WAIT_2', 'TIME_WAIT', 'CLOSED'],
    kernel: 'CLOSED',
    close: async (pair) => {
      const { engine, application } = pair;
      engine.send(700);
      engine.call({ kind: 'close' });
      await pair.until('FIN read by the application', () => application.peerClosed);
      application.write(4000);
      await pair.until('data behind the half-close', () => engine.received === application.written);
      await pair.checkBelief();
      application.end();
    },
  },
  {
    name: 'half-close by the kernel, and data back',
    path: ['CLOSE_WAIT', 'LAST_ACK', 'CLOSED'],
    kernel: 'TIME_WAIT',
    close: async (pair) => {
      const { engine, application } = pair;
      application.write(700);
      application.end();
      await pair.until('FIN', () => engine.peerClosed);
      engine.send(4000);
      await pair.until('data behind the half-close', () => application.received === engine.written);
      await pair.checkBelief();
      engine.call({ kind: 'close' });
    },
  },
  {
    name: 'abort by the engine',
    path: ['CLOSED'],
    kernel: 'CLOSED',
    close: async (pair) => {
      pair.engine.call({ kind: 'abort' });
      await speakUntilOver(pair, () => pair.application.write(10));
      await pair.until('ECONNRESET', () => pair.application.error === 'ECONNRESET');
    },
  },
  {
    name: 'abort by the kernel',
    path: ['CLOSED'],
    kernel: 'CLOSED',
    close: async (pair) => {
      pair.application.abort();
      await speakUntilOver(pair, () => pair.engine.send(10));
      await pair.until('connection reset', () => pair.engine.signals.includes('connection-reset'));
    },
  },
];

/** An RST is never repeated: where it was lost, the other end learns of it when it next speaks. */
async function speakUntilOver(pair: Pair, speak: () => void): Promise<void> {
  await pause(60);
  if (!pair.hasEnded()) speak();
}

/** Opens, and talks in both directions. */
async function openAndTalk(pair: Pair, opening: Opening): Promise<void> {
  const { engine, application } = pair;
  await pair.open(opening);
  await pair.until('ESTABLISHED', () => engine.state === 'ESTABLISHED' && application.socket !== undefined);
  engine.send(3000);
  application.write(5000);
  await pair.until('all octets', () => application.received === 3000 && engine.received === 5000);
  await pair.checkBelief();
}

async function closeAndCheck(pair: Pair, opening: Opening, closing: Closing, clear: boolean): Promise<void> {
  await closing.close(pair);
  await pair.until('end of both', () => pair.hasEnded());
  await pair.checkBelief();
  const expected = [...OPENING_PATHS[opening], ...closing.path].join(' ');
  const path = pair.engine.path.join(' ');
  if (clear && path !== expected) throw new Error(`the engine went through ${path}, expected: ${expected}`);
  if (clear && pair.kernel.state !== closing.kernel) {
    throw new Error(`the kernel ended in ${pair.kernel.state}, expected: ${closing.kernel}`);
  }
}

function conversations(): readonly Scenario[] {
  const found: Scenario[] = [];
  for (const [weather, weatherOf] of Object.entries(WEATHERS)) {
    for (const opening of OPENINGS) {
      for (const closing of CLOSINGS) {
        found.push({
          name: `${opening} open, ${closing.name}; ${weather}`,
          run: async (pair) => {
            pair.wire.weather = weatherOf(pair.settings.kernelPort);
            await openAndTalk(pair, opening);
            await closeAndCheck(pair, opening, closing, weather === 'clear');
          },
        });
      }
    }
  }
  return found;
}

const SINGLE: readonly Scenario[] = [
  {
    name: 'the engine opens to a closed port of the kernel: reset',
    run: async (pair) => {
      pair.engine.call({ kind: 'open-active', iss: pair.settings.iss });
      await pair.until('refusal', () => pair.engine.state === 'CLOSED');
      expectSame(pair.engine.signals, ['connection-reset'], 'signals');
    },
  },
  {
    name: 'no route beyond the kernel: its ICMP error is told and ends nothing (MUST-56), and the SYN is repeated',
    settings: { remote: UNREACHABLE },
    run: (pair) => staysInSynSent(pair),
  },
  {
    name: 'time exceeded on the way through the kernel is told and ends nothing (MUST-56)',
    settings: { remote: ROUTED, hopLimit: 1 },
    run: (pair) => staysInSynSent(pair),
  },
  {
    name: 'the kernel opens to a closed port of the engine: refused',
    run: async (pair) => {
      const { kernelPort, enginePort } = pair.settings;
      pair.application.connect(kernelPort, enginePort);
      await pair.until('refusal', () => pair.application.error === 'ECONNREFUSED');
    },
  },
  {
    name: 'the kernel does not read: the engine probes the closed window, and all arrives in the end',
    run: async (pair) => {
      await openAndTalk(pair, 'active');
      pair.application.setReading(false);
      pair.engine.send(400_000);
      await pair.until('a closed window', () => 'snd' in pair.engine.connection && windowOf(pair) === 0);
      await pause(600);
      pair.application.setReading(true);
      await pair.until('all octets', () => pair.application.received === pair.engine.written);
      await endByBoth(pair);
    },
  },
  {
    name: 'the engine does not read: the kernel probes the closed window, and all arrives in the end',
    run: async (pair) => {
      await openAndTalk(pair, 'passive');
      pair.engine.setReading(false);
      pair.application.write(200_000);
      await pair.until('a closed window', () => ownWindow(pair) === 0);
      await pause(600);
      pair.engine.setReading(true);
      await pair.until('all octets', () => pair.engine.received === pair.application.written);
      await endByBoth(pair);
    },
  },
  {
    name: 'the last ACK is lost three times: TIME_WAIT acknowledges the repeated FIN each time',
    settings: { msl: 3000 },
    run: async (pair) => {
      await openAndTalk(pair, 'active');
      pair.engine.call({ kind: 'close' });
      await pair.checkBelief();
      let lost = 0;
      pair.wire.weather = (direction) => {
        if (direction === 'to-engine' || lost === 3) return [0];
        lost += 1;
        return [];
      };
      pair.application.end();
      await pair.until('end of the kernel', () => pair.kernel.state === 'CLOSED');
      expectSame(
        [lost, pair.engine.state, pair.engine.resets],
        [3, 'TIME_WAIT', 0],
        'lost ACKs, state, resets',
      );
    },
  },
  {
    name: 'a FIN that overtakes its data waits for it',
    run: async (pair) => {
      await openAndTalk(pair, 'active');
      pair.wire.weather = (_direction, { segment }) => [
        segment.flags.fin ? 0 : segment.dataLength > 0 ? 30 : 0,
      ];
      pair.application.write(100);
      await pause(5);
      pair.application.end();
      await pair.until('FIN', () => pair.engine.peerClosed);
      expectSame([pair.engine.received, pair.engine.state], [5100, 'CLOSE_WAIT'], 'received, state');
      await pair.checkBelief();
      await endByBoth(pair);
    },
  },
  {
    name: 'close with unread data: each end shows the loss by a reset (SHLD-3), the engine first',
    run: async (pair) => {
      await openAndTalk(pair, 'active');
      pair.engine.setReading(false);
      pair.application.write(100);
      await pair.untilQuiet();
      pair.engine.event({ kind: 'application-gone' });
      await pair.until('reset', () => pair.application.error === 'ECONNRESET');
      await pair.checkBelief();
    },
  },
  {
    name: 'close with unread data: each end shows the loss by a reset (SHLD-3), the kernel first',
    run: async (pair) => {
      await openAndTalk(pair, 'passive');
      pair.application.setReading(false);
      pair.engine.send(100_000);
      await pair.until('unread octets', () => pair.kernel.unread > 0);
      pair.application.destroy();
      await pair.until('reset', () => pair.engine.signals.includes('connection-reset'));
      await pair.checkBelief();
    },
  },
  {
    name: 'the engine host forgets all: the kernel learns it from the reset that its next segment draws',
    run: async (pair) => {
      await openAndTalk(pair, 'active');
      pair.engine.event({ kind: 'host-lost' });
      pair.application.write(10);
      await pair.until('reset', () => pair.application.error === 'ECONNRESET');
      await pair.checkBelief();
    },
  },
  {
    name: 'half-open on our side: our SYN draws a challenge ACK, our reset clears the way, the SYN opens anew',
    run: async (pair) => {
      await openAndTalk(pair, 'passive');
      pair.engine.event({ kind: 'host-lost' });
      pair.engine.call({ kind: 'open-active', iss: pair.settings.iss });
      await pair.until('the end of the kernel', () => pair.application.error === 'ECONNRESET');
      // Nobody listens: the repeated SYN meets a closed port (figure 9 ends here, for want of a listener).
      await pair.until('refusal', () => pair.engine.state === 'CLOSED');
      expectSame(pair.engine.signals.at(-1), 'connection-reset', 'last signal');
    },
  },
  {
    name: "an orphan's FIN_WAIT_2 ends in the kernel; our CLOSE finds nobody and is reset",
    run: async (pair) => {
      await openAndTalk(pair, 'active');
      pair.application.destroy();
      await pair.until('FIN', () => pair.engine.state === 'CLOSE_WAIT');
      await pair.until('end of the orphan', () => pair.kernel.state === 'CLOSED');
      pair.engine.call({ kind: 'close' });
      await pair.until('reset', () => pair.engine.state === 'CLOSED');
      await pair.checkBelief();
    },
  },
];

async function staysInSynSent(pair: Pair): Promise<void> {
  pair.engine.call({ kind: 'open-active', iss: pair.settings.iss });
  await pair.until('ICMP error', () => pair.engine.signals.length > 0);
  expectSame([pair.engine.signals[0], pair.engine.state], ['unreachable', 'SYN_SENT'], 'signal, state');
  await pair.until('repeated SYN', () => pair.wire.sent > 1);
}

function windowOf(pair: Pair): number | undefined {
  const { connection } = pair.engine;
  return 'rcv' in connection ? connection.snd.wnd : undefined;
}

function ownWindow(pair: Pair): number | undefined {
  const { connection } = pair.engine;
  return 'rcv' in connection ? connection.rcv.wnd : undefined;
}

async function endByBoth(pair: Pair): Promise<void> {
  if (pair.engine.mayCallClose()) pair.engine.call({ kind: 'close' });
  pair.application.end();
  await pair.until('end of both', () => pair.hasEnded());
  await pair.checkBelief();
}

function expectSame(actual: unknown, expected: unknown, what: string): void {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (found !== wanted) throw new Error(`${what}: ${found}, expected ${wanted}`);
}

/** All of them. */
export const SCENARIOS: readonly Scenario[] = [...conversations(), ...SINGLE];
