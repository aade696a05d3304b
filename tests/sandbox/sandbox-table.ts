// A sandbox in a test's hand, on one connection.

import { composeToken } from '@syn-or-swim/shared/game/referee.ts';
import {
  createSandbox,
  type Sandbox,
  type SandboxAct,
  type SandboxCall,
  sandboxStep,
  sandboxView,
} from '@syn-or-swim/shared/game/sandbox.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import type { ConnectionKey, Token } from '@syn-or-swim/shared/game/token.ts';
import { SANDBOX_LEVEL } from '@syn-or-swim/shared/levels/sandbox-level.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { type FlagName, flagsOf } from '@syn-or-swim/shared/players/hand.ts';
import { closedConnection } from '@syn-or-swim/shared/tcp/connection.ts';
import { sequenceNumber } from '@syn-or-swim/shared/tcp/sequence-number.ts';

/** The token that Cadet builds at `seat` of `sandbox`. */
function tokenAt(
  sandbox: Sandbox,
  seat: Side,
  key: ConnectionKey,
  { flags, crates }: { readonly flags: readonly FlagName[]; readonly crates: number },
): Token {
  const { seats, profile, now } = sandboxView(sandbox);
  const { sockets, resets } = seats[seat].seat;
  const socket = sockets.find((other) => other.key.clientPort === key.clientPort);
  const connection = socket?.connection ?? closedConnection;
  const bench = { key, connection, resets, nextIss: socket?.nextIss, profile, now };
  return composeToken(bench, flagsOf(flags), crates);
}

/** A sandbox of two hands in which a boat sails as soon as it leaves; acts that are refused throw. */
export function sandboxTable({ bothOpen = false, receiveBuffer = 0 } = {}) {
  const players = { client: 'person', server: 'person' } as const;
  const buffer = receiveBuffer === 0 ? {} : { receiveBuffer };
  const setup = { level: SANDBOX_LEVEL, seed: 2, players, deciding: true, ...buffer };
  let current = createSandbox(setup, DRIVERS);
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
      act({
        kind: 'hand',
        seat,
        command: { kind: 'token', token: tokenAt(current, seat, key, { flags, crates }) },
      });
      letSail(held);
    },
    forge: (from: Side, seq: number) => {
      const flags = { syn: true, ack: false, fin: false, rst: false };
      const token = { key, flags, seq: sequenceNumber(seq), ack: sequenceNumber(0), crates: 0 };
      act({ kind: 'forge', from, token });
      letSail(0);
    },
    call: (seat: Side, call: SandboxCall) => act({ kind: 'call', seat, key, call }),
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

/** What {@link sandboxTable} gives. */
export type SandboxTable = ReturnType<typeof sandboxTable>;

/** RFC 9293's figure 6 on `bench`, with which most of the other figures begin. */
export function established(bench: SandboxTable = sandboxTable()): SandboxTable {
  bench.send('client', ['syn']);
  bench.step();
  bench.send('server', ['syn', 'ack']);
  bench.step();
  bench.send('client', ['ack']);
  bench.step();
  return bench;
}
