// RFC 9293's figures 6 to 13, played in a sandbox by one person with both harbours: after each line both states.

import { sandboxStep } from '@syn-or-swim/shared/game/sandbox.ts';
import { ladders } from '@syn-or-swim/shared/scoring/ladder.ts';
import { describe, expect, it } from 'vitest';
import { established, sandboxTable } from './sandbox-table.ts';

describe('RFC 9293 in a sandbox', () => {
  it('figure 6: basic three-way handshake', () => {
    const bench = sandboxTable();
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
    const bench = sandboxTable({ bothOpen: true });
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
    const bench = sandboxTable();
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
    const bench = sandboxTable();
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
    const bench = sandboxTable();
    bench.send('client', ['syn']);
    const { sandbox } = sandboxStep(bench.sandbox(), { kind: 'network', act: { kind: 'sink', boat: 1 } });
    const [ladder] = ladders(sandbox.match).filter(({ key }) => key.clientPort === bench.key.clientPort);
    expect(ladder?.boats).toMatchObject([{ boat: 1, arrivedAt: undefined, sankAt: sandbox.match.now }]);
  });
});
