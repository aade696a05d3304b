// The named set-ups of the sandbox: RFC 9293's figures 6 to 13, and each state in which a connection stays.
import type { SetUp, SetUpLine } from './set-up.ts';

const SYN: SetUpLine = { kind: 'send', from: 'client', flags: ['syn'] };
const SYN_ACK: SetUpLine = { kind: 'send', from: 'server', flags: ['syn', 'ack'] };
const STEP: SetUpLine = { kind: 'step' };

function ack(from: 'client' | 'server', crates = 0): SetUpLine {
  return { kind: 'send', from, flags: ['ack'], crates };
}

function fin(from: 'client' | 'server'): SetUpLine {
  return { kind: 'send', from, flags: ['fin', 'ack'] };
}

function rst(from: 'client' | 'server'): SetUpLine {
  return { kind: 'send', from, flags: ['rst'] };
}

function sunk(line: SetUpLine): SetUpLine {
  return line.kind === 'send' ? { ...line, sails: { kind: 'sink' } } : line;
}

/** A SYN of an earlier life, with a number that nobody expects. */
const OLD_SYN: SetUpLine = { kind: 'forge', from: 'client', flags: ['syn'], seq: 90 };

/** Figure 6, with which most others begin. */
const HANDSHAKE: readonly SetUpLine[] = [SYN, STEP, SYN_ACK, STEP, ack('client'), STEP];

/** Figure 12 up to the second FIN's arrival. */
const CLOSE: readonly SetUpLine[] = [fin('client'), STEP, ack('server'), STEP, fin('server'), STEP];

/** The server's application waits for nobody else: where its connection ends, it is CLOSED, as the figures have it. */
const NO_LISTENER: SetUpLine = { kind: 'lamp', side: 'server', on: false };

/** Figure 6, and nobody listens any more. */
const ONE_CONNECTION: readonly SetUpLine[] = [...HANDSHAKE, NO_LISTENER];

/** A boat that the next one from the other side overtakes, as in figure 7. */
function late(line: SetUpLine): SetUpLine {
  return line.kind === 'send' ? { ...line, sails: { kind: 'hold', by: 500 } } : line;
}

const CRASH: SetUpLine = { kind: 'crash', side: 'client', dark: 500 };

/** The figures of RFC 9293 chapter 3, each opened at its first line, with all its lines to go forward through. */
export const FIGURES = [
  { id: 'figure-6', lines: [...HANDSHAKE, ack('client', 1), STEP], begins: 0 },
  {
    id: 'figure-7',
    bothOpen: true,
    lines: [
      NO_LISTENER,
      late(SYN),
      { kind: 'send', from: 'server', flags: ['syn'] },
      STEP,
      STEP,
      late({ kind: 'send', from: 'client', flags: ['syn', 'ack'] }),
      SYN_ACK,
      STEP,
      STEP,
    ],
    begins: 1,
  },
  {
    id: 'figure-8',
    lines: [
      { ...SYN, sails: { kind: 'hold', by: 6_000 } },
      OLD_SYN,
      ...[STEP, SYN_ACK, STEP, rst('client'), STEP, STEP],
      ...[SYN_ACK, STEP, ack('client'), STEP],
    ],
    begins: 0,
  },
  {
    id: 'figure-9',
    lines: [
      ...[...ONE_CONNECTION, CRASH, STEP, SYN, STEP, ack('server'), STEP],
      ...[rst('client'), STEP, STEP, SYN],
    ],
    begins: ONE_CONNECTION.length,
  },
  {
    id: 'figure-10',
    lines: [...ONE_CONNECTION, CRASH, STEP, ack('server', 1), STEP, rst('client'), STEP],
    begins: ONE_CONNECTION.length,
  },
  {
    id: 'figure-11',
    lines: [
      ...[{ kind: 'lamp', side: 'client', on: true } as const],
      ...[OLD_SYN, STEP, SYN_ACK, STEP, rst('client'), STEP],
    ],
    begins: 1,
  },
  {
    id: 'figure-12',
    lines: [...ONE_CONNECTION, ...CLOSE, ack('client'), STEP, STEP],
    begins: ONE_CONNECTION.length,
  },
  {
    id: 'figure-13',
    lines: [
      ...[...ONE_CONNECTION, late(fin('client')), fin('server'), STEP, STEP],
      ...[late(ack('client')), ack('server'), STEP, STEP, STEP, STEP],
    ],
    begins: ONE_CONNECTION.length,
  },
] as const satisfies readonly SetUp[];

function standing<Id extends string>(id: Id, lines: readonly SetUpLine[]) {
  return { id, lines, begins: lines.length };
}

/** Each state in which a connection stays, opened where it stays; going back tells how it came to that. */
export const STUCK = [
  standing('syn-sent', [sunk(SYN), STEP]),
  standing('syn-received', [SYN, STEP, SYN_ACK, STEP, sunk(ack('client'))]),
  standing('fin-wait-1', [...HANDSHAKE, sunk(fin('client')), STEP]),
  standing('fin-wait-2', [...HANDSHAKE, fin('client'), STEP, ack('server'), STEP]),
  standing('close-wait', [...HANDSHAKE, fin('server'), STEP, ack('client'), STEP]),
  standing('closing', [
    ...[...HANDSHAKE, fin('client'), fin('server'), STEP, STEP],
    ...[sunk(ack('client')), ack('server'), STEP],
  ]),
  standing('last-ack', [...HANDSHAKE, ...CLOSE, sunk(ack('client'))]),
  standing('time-wait', [...HANDSHAKE, ...CLOSE, ack('client'), STEP]),
  standing('half-open', [...HANDSHAKE, CRASH, STEP]),
] as const satisfies readonly SetUp[];

/** What no level has: a window that closes, and a keep-alive. */
export const WINDOWS = [
  {
    id: 'zero-window',
    receiveBuffer: 300,
    lines: [
      ...[...HANDSHAKE, ack('client', 3), STEP, ack('server'), STEP],
      { kind: 'call', side: 'client', call: { kind: 'send', octets: 100 } },
    ],
    begins: HANDSHAKE.length + 5,
  },
  {
    id: 'keep-alive',
    lines: [
      ...HANDSHAKE,
      {
        kind: 'call',
        side: 'client',
        call: { kind: 'set', options: { keepAlive: { idle: 20_000, interval: 5_000, probes: 1 } } },
      },
      STEP,
    ],
    begins: HANDSHAKE.length + 2,
  },
] as const satisfies readonly SetUp[];

/** Quiet water, and nothing done yet. */
export const BLANK = { id: 'blank', lines: [], begins: 0 } as const satisfies SetUp;

/** All set-ups. */
export const SET_UPS = [BLANK, ...FIGURES, ...STUCK, ...WINDOWS] as const;

/** The name of one of {@link SET_UPS}. */
export type SetUpId = (typeof SET_UPS)[number]['id'];
