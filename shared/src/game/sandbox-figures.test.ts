// RFC 9293's figures 6 to 13, played in a sandbox by one person with both harbours: after each line both states.
import { describe, expect, it } from 'vitest';
import { SANDBOX_LEVEL } from '../levels/sandbox-level.ts';
import { DRIVERS } from '../players/drivers.ts';
import { type FlagName, handToken } from '../players/hand.ts';
import { ladders } from '../scoring/ladder.ts';
import { sequenceNumber } from '../tcp/sequence-number.ts';
import { createSandbox, type Sandbox, type SandboxAct, sandboxStep, sandboxView } from './sandbox.ts';
import type { Side } from './seat.ts';
import type { ConnectionKey, Token } from './token.ts';

/** A sandbox in which a boat sails as soon as it leaves, unless a line says what becomes of it. */
function table(bothOpen = false) {
  const players = { client: 'person', server: 'person' } as const;
  let current = createSandbox({ level: SANDBOX_LEVEL, seed: 2, players, deciding: true }, DRIVERS);
  const act = (wanted: SandboxAct) => {
    const { sandbox, answer } = sandboxStep(current, wanted);
    const wrong = answer.kind === 'judged' && !['due', 'initiative', 'repeat'].includes(answer.verdict.kind);
    if (answer.kind === 'refused' || wrong) throw new Error(JSON.stringify([wanted, answer]));
    current = sandbox;
  };
  act({ kind: 'step' });
  const order = current.match.orders.find(({ bothOpenAt }) => (bothOpenAt !== undefined) === bothOpen);
  if (order === undefined) throw new Error('no such order');
  const key: ConnectionKey = { clientPort: order.clientPort, serverPort: order.serverPort };
  const built = (seat: Side, flags: readonly FlagName[], crates: number): Token => {
    const view = sandboxView(current).seats[seat].seat;
    return handToken({ view, level: SANDBOX_LEVEL, now: current.match.now }, key, flags, crates);
  };
  /** Lets the newest boat sail, and arrive so much later than others. */
  const letSail = (by: number) => {
    const waiting = sandboxView(current).boats.find(({ waits }) => waits !== undefined);
    if (waiting === undefined) throw new Error('no boat waits');
    act({
      kind: 'decide',
      boat: waiting.boat,
      decision: by === 0 ? { kind: 'arrive' } : { kind: 'hold', by },
    });
  };
  return {
    key,
    send: (seat: Side, flags: readonly FlagName[], { crates = 0, held = 0 } = {}) => {
      act({ kind: 'hand', seat, command: { kind: 'token', token: built(seat, flags, crates) } });
      letSail(held);
    },
    forge: (from: Side, seq: number) => {
      const flags = { syn: true, ack: false, fin: false, rst: false };
      const token = { key, flags, seq: sequenceNumber(seq), ack: sequenceNumber(0), crates: 0 };
      act({ kind: 'forge', from, token });
      letSail(0);
    },
    crash: (seat: Side) => {
      act({ kind: 'crash', seat, dark: 500 });
      act({ kind: 'step' });
    },
    step: (times = 1) => {
      for (let count = 0; count < times; count += 1) act({ kind: 'step' });
    },
    states: () => {
      const stateOf = (side: Side) => {
        const { harbour } = current.match.seats[side];
        const state = harbour.sockets.find((socket) => socket.key.clientPort === key.clientPort)?.connection
          .state;
        const listens = side === 'server' && harbour.listening.includes(key.serverPort);
        return (state === undefined || state === 'CLOSED') && listens ? 'LISTEN' : (state ?? 'CLOSED');
      };
      return `${stateOf('client')} ${stateOf('server')}`;
    },
    sandbox: (): Sandbox => current,
  };
}

type Table = ReturnType<typeof table>;

/** Figure 6: what most of the other figures begin with. */
function established(bench: Table = table()): Table {
  bench.send('client', ['syn']);
  bench.step();
  bench.send('server', ['syn', 'ack']);
  bench.step();
  bench.send('client', ['ack']);
  bench.step();
  return bench;
}

describe('RFC 9293 in a sandbox', () => {
  it('figure 6: basic three-way handshake', () => {
    const bench = table();
    expect(bench.states()).toBe('CLOSED LISTEN');
    bench.send('client', ['syn']);
    expect(bench.states()).toBe('SYN_SENT LISTEN');
    bench.step();
    expect(bench.states()).toBe('SYN_SENT SYN_RECEIVED');
    bench.send('server', ['syn', 'ack']);
    bench.step();
    expect(bench.states()).toBe('ESTABLISHED SYN_RECEIVED');
    bench.send('client', ['ack']);
    bench.step();
    expect(bench.states()).toBe('ESTABLISHED ESTABLISHED');
  });

  it('figure 7: simultaneous connection synchronization', () => {
    const bench = table(true);
    bench.send('client', ['syn']);
    bench.send('server', ['syn']);
    expect(bench.states()).toBe('SYN_SENT SYN_SENT');
    bench.step();
    bench.step();
    expect(bench.states()).toBe('SYN_RECEIVED SYN_RECEIVED');
    bench.send('client', ['syn', 'ack']);
    bench.send('server', ['syn', 'ack']);
    bench.step();
    bench.step();
    expect(bench.states()).toBe('ESTABLISHED ESTABLISHED');
  });

  it('figure 8: recovery from an old duplicate SYN', () => {
    const bench = table();
    bench.send('client', ['syn'], { held: 6_000 });
    bench.forge('client', 90);
    bench.step();
    expect(bench.states()).toBe('SYN_SENT SYN_RECEIVED');
    bench.send('server', ['syn', 'ack']);
    bench.step();
    bench.send('client', ['rst']);
    bench.step();
    expect(bench.states()).toBe('SYN_SENT LISTEN');
    bench.step();
    expect(bench.states()).toBe('SYN_SENT SYN_RECEIVED');
    bench.send('server', ['syn', 'ack']);
    bench.step();
    bench.send('client', ['ack']);
    bench.step();
    expect(bench.states()).toBe('ESTABLISHED ESTABLISHED');
  });

  it('figure 9: half-open connection discovery', () => {
    const bench = established();
    bench.crash('client');
    expect(bench.states()).toBe('CLOSED ESTABLISHED');
    bench.send('client', ['syn']);
    bench.step();
    expect(bench.states()).toBe('SYN_SENT ESTABLISHED');
    bench.send('server', ['ack']);
    bench.step();
    bench.send('client', ['rst']);
    bench.step();
    expect(bench.states()).toBe('SYN_SENT LISTEN');
  });

  it('figure 10: active side causes half-open connection discovery', () => {
    const bench = established();
    bench.crash('client');
    bench.send('server', ['ack'], { crates: 1 });
    bench.step();
    bench.send('client', ['rst']);
    bench.step();
    expect(bench.states()).toBe('CLOSED LISTEN');
  });

  it('figure 11: an old duplicate SYN initiates a reset where nobody opens', () => {
    const bench = table();
    bench.forge('client', 90);
    bench.step();
    expect(bench.states()).toBe('CLOSED SYN_RECEIVED');
    bench.send('server', ['syn', 'ack']);
    bench.step();
    bench.send('client', ['rst']);
    bench.step();
    expect(bench.states()).toBe('CLOSED LISTEN');
  });

  it('figure 12: normal close sequence', () => {
    const bench = established();
    bench.send('client', ['fin', 'ack']);
    expect(bench.states()).toBe('FIN_WAIT_1 ESTABLISHED');
    bench.step();
    expect(bench.states()).toBe('FIN_WAIT_1 CLOSE_WAIT');
    bench.send('server', ['ack']);
    bench.step();
    expect(bench.states()).toBe('FIN_WAIT_2 CLOSE_WAIT');
    bench.send('server', ['fin', 'ack']);
    bench.step();
    expect(bench.states()).toBe('TIME_WAIT LAST_ACK');
    bench.send('client', ['ack']);
    bench.step();
    expect(bench.states()).toBe('TIME_WAIT LISTEN');
    bench.step();
    expect(bench.states()).toBe('CLOSED LISTEN');
  });

  it('figure 13: simultaneous close sequence', () => {
    const bench = established();
    bench.send('client', ['fin', 'ack']);
    bench.send('server', ['fin', 'ack']);
    bench.step();
    bench.step();
    expect(bench.states()).toBe('CLOSING CLOSING');
    bench.send('client', ['ack']);
    bench.send('server', ['ack']);
    bench.step();
    bench.step();
    expect(bench.states()).toBe('TIME_WAIT TIME_WAIT');
  });

  it('a boat that is sunk on its way has sunk on the ladder too', () => {
    const bench = table();
    bench.send('client', ['syn']);
    const { sandbox } = sandboxStep(bench.sandbox(), { kind: 'network', act: { kind: 'sink', boat: 1 } });
    const [ladder] = ladders(sandbox.match).filter(({ key }) => key.clientPort === bench.key.clientPort);
    expect(ladder?.boats).toMatchObject([{ boat: 1, arrivedAt: undefined, sankAt: sandbox.match.now }]);
  });
});
