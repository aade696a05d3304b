// Zero windows and keep-alives, which no level has: in a sandbox applications may read by hand.

import { sandboxStep } from '@syn-or-swim/shared/game/sandbox.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import { dues } from '@syn-or-swim/shared/tcp/dues.ts';
import { describe, expect, it } from 'vitest';
import { established, type SandboxTable, sandboxTable } from './sandbox-table.ts';

function connectionOf({ sandbox, key }: SandboxTable, side: Side) {
  const { sockets } = sandbox().match.seats[side].harbour;
  const found = sockets.find((socket) => socket.key.clientPort === key.clientPort)?.connection;
  if (found === undefined || !('rcv' in found) || found.state !== 'ESTABLISHED')
    throw new Error('not ESTABLISHED');
  return found;
}

const owedBy = (bench: SandboxTable, side: Side) =>
  dues(connectionOf(bench, side), bench.sandbox().match.now, bench.sandbox().match.profile).map(
    ({ kind }) => kind,
  );

describe('a window of a sandbox', () => {
  it('closes when nobody reads, is probed, and opens when somebody does', () => {
    const bench = established(sandboxTable({ receiveBuffer: 300 }));
    bench.send('client', ['ack'], { crates: 3 });
    bench.step();
    expect(connectionOf(bench, 'server').rcv).toMatchObject({ wnd: 0, unread: 300 });
    bench.send('server', ['ack']);
    bench.step();
    expect(connectionOf(bench, 'client').snd.wnd).toBe(0);

    bench.call('client', { kind: 'send', octets: 100 });
    expect(owedBy(bench, 'client')).toEqual([]);
    bench.step();
    expect([bench.sandbox().match.journal.at(-1)?.event.kind, owedBy(bench, 'client')]).toEqual([
      'bell',
      ['probe'],
    ]);
    bench.send('client', ['ack']);
    bench.step();
    expect(owedBy(bench, 'server')).toEqual(['acknowledgment']);
    bench.send('server', ['ack']);
    bench.step();
    expect(connectionOf(bench, 'client').snd.wnd).toBe(0);

    bench.call('server', { kind: 'receive' });
    expect([connectionOf(bench, 'server').rcv.wnd, owedBy(bench, 'server')]).toEqual([
      300,
      ['acknowledgment'],
    ]);
    bench.send('server', ['ack']);
    bench.step();
    expect([connectionOf(bench, 'client').snd.wnd, owedBy(bench, 'client')]).toEqual([300, ['data']]);
    bench.send('client', ['ack'], { crates: 1 });
    bench.step();
    expect(connectionOf(bench, 'server').rcv).toMatchObject({ wnd: 200, unread: 100 });
  });

  it('never closes where applications read at once', () => {
    const bench = established();
    bench.send('client', ['ack'], { crates: 3 });
    bench.step();
    expect(connectionOf(bench, 'server').rcv).toMatchObject({ wnd: 10_000, unread: 0 });
  });
});

describe('a keep-alive of a sandbox', () => {
  it('asks an idle peer, who answers, or ends the connection when nobody does', () => {
    const bench = established();
    const keepAlive = { idle: 20_000, interval: 5_000, probes: 1 };
    bench.call('client', { kind: 'set', options: { keepAlive } });
    bench.step();
    expect(owedBy(bench, 'client')).toEqual(['probe']);
    bench.send('client', ['ack']);
    bench.step();
    expect(owedBy(bench, 'server')).toEqual(['acknowledgment']);
    bench.send('server', ['ack']);
    bench.step();
    expect(owedBy(bench, 'client')).toEqual([]);

    bench.crash('server');
    bench.step();
    bench.send('client', ['ack']);
    expect(bench.states()).toBe('ESTABLISHED LISTEN');
    bench.step();
    bench.send('server', ['rst']);
    bench.step();
    expect(bench.states()).toBe('CLOSED LISTEN');
  });
});

describe('a call in a sandbox', () => {
  it('that its connection does not take is refused, and changes nothing', () => {
    const bench = sandboxTable();
    const call = { kind: 'call', seat: 'client', key: bench.key, call: { kind: 'close' } } as const;
    expect(sandboxStep(bench.sandbox(), call)).toEqual({
      sandbox: bench.sandbox(),
      answer: { kind: 'refused', reason: 'no-such-call' },
    });
  });
});
