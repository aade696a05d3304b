// A named beginning of a sandbox, written as the lines of a figure are: who sends what, and what becomes of it.
import type { BoatDecision } from '../game/mouth.ts';
import { composeToken } from '../game/referee.ts';
import type { Drivers } from '../game/rules.ts';
import {
  createSandbox,
  type Sandbox,
  type SandboxAct,
  type SandboxCall,
  type SandboxSetup,
  sandboxAt,
  sandboxStep,
  sandboxView,
} from '../game/sandbox.ts';
import type { Side } from '../game/seat.ts';
import type { ConnectionKey, Token } from '../game/token.ts';
import { assert, present } from '../kernel/assert.ts';
import type { Milliseconds } from '../kernel/time.ts';
import { SANDBOX_LEVEL } from '../levels/sandbox-level.ts';
import { type FlagName, flagsOf, viewedSocket } from '../players/hand.ts';
import { closedConnection } from '../tcp/connection.ts';
import { sequenceNumber } from '../tcp/sequence-number.ts';

/** One line of a set-up. All lines are about one connection. */
export type SetUpLine =
  /** A boat with the numbers that TCP writes; it arrives, unless `sails` says what else becomes of it. */
  | {
      readonly kind: 'send';
      readonly from: Side;
      readonly flags: readonly FlagName[];
      readonly crates?: number;
      readonly sails?: BoatDecision;
    }
  /** An old duplicate: no TCB knows of it. */
  | {
      readonly kind: 'forge';
      readonly from: Side;
      readonly flags: readonly FlagName[];
      readonly seq: number;
    }
  | { readonly kind: 'call'; readonly side: Side; readonly call: SandboxCall }
  | { readonly kind: 'crash'; readonly side: Side; readonly dark: Milliseconds }
  /** An application begins or ceases to LISTEN on the connection's port. */
  | { readonly kind: 'lamp'; readonly side: Side; readonly on: boolean }
  | { readonly kind: 'step' };

/** A named beginning of a sandbox. */
export interface SetUp {
  readonly id: string;
  readonly lines: readonly SetUpLine[];
  /** So many lines have been done where it opens; the others lie ahead, to go forward through. */
  readonly begins: number;
  /** True where the connection is one that both ends open at once. */
  readonly bothOpen?: true;
  readonly receiveBuffer?: number;
}

/** A set-up as it stands where it opens. */
export interface OpenedSetUp {
  readonly setup: SandboxSetup;
  readonly sandbox: Sandbox;
  /** The connection that its lines are about. */
  readonly key: ConnectionKey;
}

/** The seed of all set-ups: a figure shows the same numbers to everybody. */
const SEED = 2;

/**
 * The token with `flags` and `crates` that `side` of `sandbox` would write at `key`, as Cadet fills it in; numbers that
 * are given replace its own.
 */
export function sandboxToken(
  sandbox: Sandbox,
  side: Side,
  key: ConnectionKey,
  { flags, crates }: Pick<Token, 'flags' | 'crates'>,
): Token {
  const { seats, profile, now } = sandboxView(sandbox);
  const { seat } = seats[side];
  const socket = viewedSocket(seat, key);
  const connection = socket?.connection ?? closedConnection;
  const bench = { key, connection, resets: seat.resets, nextIss: socket?.nextIss, profile, now };
  return composeToken(bench, flags, crates);
}

function done(sandbox: Sandbox, act: SandboxAct): Sandbox {
  const { sandbox: after, answer } = sandboxStep(sandbox, act);
  const lawful =
    answer.kind === 'done' ||
    (answer.kind === 'judged' && ['due', 'initiative', 'repeat'].includes(answer.verdict.kind));
  assert(lawful, `a line of a set-up is not to be done: ${JSON.stringify([act, answer])}`);
  return after;
}

/** The newest boat at a mouth sails as `decision` says. */
function sailed(sandbox: Sandbox, decision: BoatDecision): Sandbox {
  const waiting = present(sandbox.match.mouth?.at(-1), 'a boat that waits at the mouth');
  return done(sandbox, { kind: 'decide', boat: waiting.boat.id, decision });
}

function lineDone(sandbox: Sandbox, key: ConnectionKey, line: SetUpLine): Sandbox {
  switch (line.kind) {
    case 'send': {
      const { from, crates = 0, sails = { kind: 'arrive' } } = line;
      const token = sandboxToken(sandbox, from, key, { flags: flagsOf(line.flags), crates });
      return sailed(done(sandbox, { kind: 'hand', seat: from, command: { kind: 'token', token } }), sails);
    }
    case 'forge': {
      const { from, seq } = line;
      const flags = flagsOf(line.flags);
      const token = { key, flags, seq: sequenceNumber(seq), ack: sequenceNumber(0), crates: 0 };
      return sailed(done(sandbox, { kind: 'forge', from, token }), { kind: 'arrive' });
    }
    case 'call':
      return done(sandbox, { kind: 'call', seat: line.side, key, call: line.call });
    case 'crash':
      return done(sandbox, { kind: 'crash', seat: line.side, dark: line.dark });
    case 'lamp': {
      const action = { kind: line.on ? 'listen' : 'stop-listening', port: key.serverPort } as const;
      return done(sandbox, { kind: 'hand', seat: line.side, command: { kind: 'action', action } });
    }
    case 'step':
      return done(sandbox, line);
  }
}

/** `setUp` opened: all its lines are acts of the sandbox, of which the first `begins` have been done. */
export function openedSetUp(setUp: SetUp, drivers: Drivers): OpenedSetUp {
  const { lines, begins, bothOpen = false, receiveBuffer } = setUp;
  const setup: SandboxSetup = {
    level: SANDBOX_LEVEL,
    seed: SEED,
    players: { client: 'person', server: 'person' },
    deciding: true,
    ...(receiveBuffer === undefined ? {} : { receiveBuffer }),
  };
  // The first step brings the slips, and with them something to open.
  let sandbox = done(createSandbox(setup, drivers), { kind: 'step' });
  const isMeant = ({ bothOpenAt }: { readonly bothOpenAt?: Milliseconds }) =>
    (bothOpenAt !== undefined) === bothOpen;
  const { clientPort, serverPort } = present(sandbox.match.orders.find(isMeant), 'an order of the level');
  const key = { clientPort, serverPort };
  let position = sandbox.position;
  for (const [index, line] of lines.entries()) {
    sandbox = lineDone(sandbox, key, line);
    if (index < begins) position = sandbox.position;
  }
  return { setup, sandbox: sandboxAt(sandbox, position), key };
}
