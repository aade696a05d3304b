import { describe, expect, it } from 'vitest';
import { KERNEL_LEVEL } from '../levels/kernel-level.ts';
import { DRIVERS } from '../players/drivers.ts';
import { handToken } from '../players/hand.ts';
import { scoreOf } from '../scoring/score.ts';
import type { ConnectionState } from '../tcp/connection.ts';
import type { Segment } from '../tcp/segment.ts';
import { sequenceAdd, sequenceNumber } from '../tcp/sequence-number.ts';
import { cargoOctets } from './cargo-octets.ts';
import type { KernelAct } from './kernel-end.ts';
import { createMatch, stepMatch } from './match.ts';
import type { Match } from './match-state.ts';
import type { ConnectionKey } from './token.ts';
import { viewFor } from './view-for.ts';
import { requestOctets, webRequest } from './web-request.ts';

/** The level on quiet water, so that a test may say what arrives. */
const QUIET = { ...KERNEL_LEVEL, weather: { lossPerMille: 0, jitter: 0 } };
const KERNEL_ISS = sequenceNumber(4_000_000_000);

/** A match against a kernel that does what the test says. */
class Scene {
  match: Match = createMatch({
    level: QUIET,
    seed: 5,
    players: { client: 'person', server: 'kernel' },
    drivers: DRIVERS,
  });
  readonly key: ConnectionKey = this.match.seats.client.harbour.sockets[0]?.key ?? {
    clientPort: 0,
    serverPort: 0,
  };

  passes(ms: number): void {
    this.match = stepMatch(this.match, { kind: 'wake' }, this.match.now + ms).match;
  }

  kernel(act: KernelAct): void {
    this.match = stepMatch(
      this.match,
      { kind: 'command', command: { kind: 'kernel', act } },
      this.match.now,
    ).match;
  }

  table(state: ConnectionState, read = 0): void {
    const socket = {
      key: this.key,
      state,
      unacknowledged: 0,
      unread: 0,
      timer: 'none',
      repeats: 0,
      read,
    } as const;
    this.kernel({ kind: 'sockets', sockets: [socket] });
  }

  sends(segment: Partial<Segment>, flags: Partial<Segment['flags']>, octets = ''): void {
    const whole = {
      seq: sequenceAdd(KERNEL_ISS, 1),
      ack: sequenceNumber(0),
      dataLength: octets.length,
      window: 64_240,
      ...segment,
      flags: { syn: false, ack: true, fin: false, rst: false, ...flags },
    };
    this.kernel({ kind: 'segment', key: this.key, segment: whole, octets });
  }

  hand(flags: readonly ('syn' | 'ack' | 'fin' | 'rst')[], crates = 0): Segment {
    const { number, seat } = viewFor('client', this.match);
    const token = handToken({ view: seat, level: QUIET, now: this.match.now }, this.key, flags, crates);
    const command = { kind: 'token', seat: 'client', token, seen: number } as const;
    this.match = stepMatch(this.match, { kind: 'command', command }, this.match.now).match;
    const sailed = this.match.journal.findLast(({ event }) => event.kind === 'departed')?.event;
    if (sailed?.kind !== 'departed') throw new Error('nothing has sailed');
    return sailed.segment;
  }
}

/** Both ends ESTABLISHED; gives the number of the client's first octet. */
function opened(scene: Scene): Segment['seq'] {
  const { seq } = scene.hand(['syn']);
  scene.passes(1_000);
  scene.table('SYN_RECEIVED');
  scene.sends({ seq: KERNEL_ISS, ack: sequenceAdd(seq, 1) }, { syn: true });
  scene.passes(1_000);
  scene.hand(['ack']);
  scene.passes(1_000);
  scene.table('ESTABLISHED');
  return sequenceAdd(seq, 1);
}

describe('a match against a kernel', () => {
  it('shows the states that the kernel tells, at both ends of the ladder', () => {
    const scene = new Scene();
    opened(scene);
    const states = scene.match.journal.flatMap(({ event }) =>
      event.kind === 'state' && event.side === 'server' ? [`${event.from} ${event.to}`] : [],
    );
    expect(states).toEqual(['LISTEN SYN_RECEIVED', 'SYN_RECEIVED ESTABLISHED']);
    expect(viewFor('client', scene.match).seat.kernel?.sockets.map(({ state }) => state)).toEqual([
      'ESTABLISHED',
    ]);
    expect(viewFor('client', scene.match).seat.sockets[0]?.connection.state).toBe('ESTABLISHED');
  });

  it('tells the client its own half with the slip, since no kernel talks', () => {
    const { match } = new Scene();
    const [order] = match.orders;
    expect(match.seats.client.signals.map(({ from, signal }) => ({ from, ...signal }))).toEqual([
      { from: 'server', kind: 'send', order: order?.id, crates: order?.crates.client },
      {
        from: 'server',
        kind: 'close-first',
        order: order?.id,
        who: order?.closesFirst === 'client' ? 'you' : 'I',
      },
    ]);
  });

  it('gives the client what came in order, and nothing before it came', () => {
    const scene = new Scene();
    const first = opened(scene);
    scene.sends({ ack: first }, {}, 'a'.repeat(300));
    expect(viewFor('client', scene.match).seat.kernel?.pages).toEqual([]);
    scene.sends({ seq: sequenceAdd(KERNEL_ISS, 301), ack: first }, {}, 'b'.repeat(100));
    scene.passes(1_000);
    const { clientPort } = scene.key;
    const octets = `${'a'.repeat(300)}${'b'.repeat(100)}`;
    expect(viewFor('client', scene.match).seat.kernel?.pages).toEqual([{ clientPort, octets }]);
  });

  it('says that the kernel repeats, by the bell at its end', () => {
    const scene = new Scene();
    const first = opened(scene);
    scene.sends({ ack: first }, {}, 'a'.repeat(300));
    scene.sends({ ack: first }, {}, 'a'.repeat(300));
    const sent = scene.match.journal.flatMap(({ event }) =>
      event.kind === 'departed' && event.from === 'server' ? [event.verdict] : [],
    );
    expect(sent).toEqual(['due', 'due', 'repeat']);
    expect(scene.match.journal.filter(({ event }) => event.kind === 'bell')).toHaveLength(1);
  });

  it("knows the client's cargo for the request that it is", () => {
    const scene = new Scene();
    opened(scene);
    const segment = scene.hand(['ack'], 2);
    const [order] = scene.match.orders;
    if (order === undefined) throw new Error('no order');
    expect(cargoOctets(scene.match, 'client', scene.key, segment)).toBe(webRequest(order));
  });

  it('ends when the kernel says so: clean after LAST_ACK, by an RST where one went', () => {
    const clean = new Scene();
    opened(clean);
    clean.table('CLOSE_WAIT', 200);
    clean.table('LAST_ACK', 200);
    clean.kernel({ kind: 'sockets', sockets: [] });
    const socket = clean.match.seats.server.harbour.sockets[0];
    expect([socket?.connection.state, socket?.ending, socket?.received]).toEqual(['CLOSED', 'clean', 200]);
    const broken = new Scene();
    opened(broken);
    broken.sends({}, { rst: true, ack: false });
    broken.kernel({ kind: 'sockets', sockets: [] });
    expect(broken.match.seats.server.harbour.sockets[0]?.ending).toBe('reset');
    expect(scoreOf(broken.match).points).toBe(0);
  });

  it('does not stand still for anybody', () => {
    const scene = new Scene();
    const command = { kind: 'pause', seat: 'client', seen: 0 } as const;
    const { verdict } = stepMatch(scene.match, { kind: 'command', command }, scene.match.now);
    expect(verdict).toEqual({ kind: 'held', reason: 'kernel-goes-on', cost: 0 });
  });

  it('is moved by a kernel only where the other end is one', () => {
    const players = { client: 'person', server: 'perfect' } as const;
    const match = createMatch({ level: QUIET, seed: 5, players, drivers: DRIVERS });
    const act = { kind: 'sockets', sockets: [] } as const;
    expect(stepMatch(match, { kind: 'command', command: { kind: 'kernel', act } }, 0).match).toEqual(match);
  });
});

describe('the request of an order', () => {
  it('fills its crates, and asks by HTTP/1.0 where the server closes first', () => {
    const requests = KERNEL_LEVEL.orders.map((order) => webRequest(order));
    expect(requests.map((request) => [request.length, request.split('\r\n')[0]])).toEqual([
      [200, 'GET / HTTP/1.0'],
      [200, 'GET /lighthouse HTTP/1.1'],
    ]);
  });

  it('is followed by empty lines, wherever one begins to read', () => {
    expect(requestOctets('abc', 1, 6)).toBe('bc\r\n\r\n');
    expect(requestOctets('abc', 4, 3)).toBe('\n\r\n');
    expect(requestOctets('abc', -2, 3)).toHaveLength(3);
  });
});
