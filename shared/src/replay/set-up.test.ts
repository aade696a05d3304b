import { describe, expect, it } from 'vitest';
import { type Sandbox, sandboxAt, sandboxView } from '../game/sandbox.ts';
import type { Side } from '../game/seat.ts';
import { DRIVERS } from '../players/drivers.ts';
import { FIGURES, SET_UPS, type SetUpId } from './sandbox-set-ups.ts';
import { type OpenedSetUp, openedSetUp } from './set-up.ts';

function statesAt({ key }: OpenedSetUp, sandbox: Sandbox): string {
  const view = sandboxView(sandbox);
  const stateOf = (side: Side) => {
    const { sockets, listening } = view.seats[side].seat;
    const state = sockets.find((socket) => socket.key.clientPort === key.clientPort)?.connection.state;
    const listens = listening.includes(key.serverPort);
    return (state === undefined || state === 'CLOSED') && listens ? 'LISTEN' : (state ?? 'CLOSED');
  };
  return `${stateOf('client')} ${stateOf('server')}`;
}

/** Both states where each set-up opens, and where its last line leads. */
const STATES: Readonly<Record<SetUpId, readonly [string, string]>> = {
  blank: ['CLOSED LISTEN', 'CLOSED LISTEN'],
  'figure-6': ['CLOSED LISTEN', 'ESTABLISHED ESTABLISHED'],
  'figure-7': ['CLOSED CLOSED', 'ESTABLISHED ESTABLISHED'],
  'figure-8': ['CLOSED LISTEN', 'ESTABLISHED ESTABLISHED'],
  'figure-9': ['ESTABLISHED ESTABLISHED', 'SYN_SENT CLOSED'],
  'figure-10': ['ESTABLISHED ESTABLISHED', 'CLOSED CLOSED'],
  'figure-11': ['LISTEN LISTEN', 'LISTEN LISTEN'],
  'figure-12': ['ESTABLISHED ESTABLISHED', 'CLOSED CLOSED'],
  'figure-13': ['ESTABLISHED ESTABLISHED', 'CLOSED CLOSED'],
  'syn-sent': ['SYN_SENT LISTEN', 'SYN_SENT LISTEN'],
  'syn-received': ['ESTABLISHED SYN_RECEIVED', 'ESTABLISHED SYN_RECEIVED'],
  'fin-wait-1': ['FIN_WAIT_1 ESTABLISHED', 'FIN_WAIT_1 ESTABLISHED'],
  'fin-wait-2': ['FIN_WAIT_2 CLOSE_WAIT', 'FIN_WAIT_2 CLOSE_WAIT'],
  'close-wait': ['CLOSE_WAIT FIN_WAIT_2', 'CLOSE_WAIT FIN_WAIT_2'],
  closing: ['TIME_WAIT CLOSING', 'TIME_WAIT CLOSING'],
  'last-ack': ['TIME_WAIT LAST_ACK', 'TIME_WAIT LAST_ACK'],
  'time-wait': ['TIME_WAIT LISTEN', 'TIME_WAIT LISTEN'],
  'half-open': ['CLOSED ESTABLISHED', 'CLOSED ESTABLISHED'],
  'zero-window': ['ESTABLISHED ESTABLISHED', 'ESTABLISHED ESTABLISHED'],
  'keep-alive': ['ESTABLISHED ESTABLISHED', 'ESTABLISHED ESTABLISHED'],
};

describe('a set-up of the sandbox', () => {
  it.each(SET_UPS)('$id opens where it says, and leads where it says', (setUp) => {
    const opened = openedSetUp(setUp, DRIVERS);
    const atEnd = sandboxAt(opened.sandbox, opened.sandbox.moments.length);
    expect([statesAt(opened, opened.sandbox), statesAt(opened, atEnd)]).toEqual(STATES[setUp.id]);
  });

  it('has each figure of chapter 3 about connections, with all of it still to come', () => {
    expect(FIGURES.map(({ id }) => id)).toEqual([6, 7, 8, 9, 10, 11, 12, 13].map((n) => `figure-${n}`));
    const ahead = FIGURES.map((setUp) => {
      const { sandbox } = openedSetUp(setUp, DRIVERS);
      return sandbox.moments.length - sandbox.position;
    });
    expect(Math.min(...ahead)).toBeGreaterThan(6);
  });
});
