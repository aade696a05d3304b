// Somebody who presses everything: any token, right or wrong, at any time. What no rule forbids will happen to a
// match some day, and must leave it whole.

import type { Socket } from '../game/harbour.ts';
import type { DriverAct, DriverSight } from '../game/rules.ts';
import type { Signal } from '../game/signal.ts';
import { type ConnectionKey, CRATES_MAX, type Token } from '../game/token.ts';
import { type SequenceNumber, sequenceAdd, sequenceNumber } from '../tcp/sequence-number.ts';
import { type FlagName, flagsOf } from './hand.ts';
import { stackMove } from './stack.ts';

const FLAG_SETS: readonly (readonly FlagName[])[] = [
  ['syn'],
  ['syn', 'ack'],
  ['ack'],
  ['ack'],
  ['fin', 'ack'],
  ['fin', 'ack'],
  ['fin'],
  ['rst'],
  ['rst', 'ack'],
  ['syn', 'fin'],
  ['syn', 'rst'],
  [],
];

/** Steps beside a number, as people count wrongly. */
const STEPS = [0, 0, 0, 0, 1, -1, 100, -100] as const;

/** Shares of 100 turns: the answer to a guess, what is right, an action, a signal; the rest are tokens of any kind. */
const ANSWER_SHARE = 20;
const RIGHT_SHARE = 40;
const ACTION_SHARE = 45;
const SIGNAL_SHARE = 50;

const IDLE_REST = 4_000;

function chosen<Item>(sight: DriverSight, purpose: string, items: readonly Item[]): Item | undefined {
  return items[sight.draw('wild', purpose, sight.now) % Math.max(1, items.length)];
}

function numbersOf(sight: DriverSight, socket: Socket, key: ConnectionKey): readonly SequenceNumber[] {
  const { connection } = socket;
  if (!('snd' in connection)) return [sequenceNumber(sight.iss(key)), sequenceNumber(0)];
  const { iss, una, nxt } = connection.snd;
  const theirs = 'rcv' in connection ? [connection.rcv.nxt, connection.rcv.irs] : [];
  return [nxt, nxt, una, iss, ...theirs];
}

function numberNear(sight: DriverSight, purpose: string, numbers: readonly SequenceNumber[]): SequenceNumber {
  const near = chosen(sight, purpose, numbers) ?? sequenceNumber(0);
  if (sight.draw('wild', `${purpose} far`, sight.now) % 20 === 0) {
    return sequenceNumber(sight.draw('wild', `${purpose} anywhere`, sight.now));
  }
  return sequenceAdd(near, chosen(sight, `${purpose} step`, STEPS) ?? 0);
}

function anyToken(sight: DriverSight): DriverAct | undefined {
  const socket = chosen(sight, 'socket', sight.seat.harbour.sockets);
  if (socket === undefined) return undefined;
  const serverPort = chosen(sight, 'port', [...Array(4).fill(socket.key.serverPort), ...sight.level.ports]);
  const key = { clientPort: socket.key.clientPort, serverPort: serverPort ?? socket.key.serverPort };
  const flags = flagsOf(chosen(sight, 'flags', FLAG_SETS) ?? []);
  const numbers = numbersOf(sight, socket, key);
  const known = 'rcv' in socket.connection ? [socket.connection.rcv.nxt] : [];
  const ack = flags.ack ? numberNear(sight, 'ack', [...known, ...known, ...numbers]) : sequenceNumber(0);
  const loaded = sight.draw('wild', 'loaded', sight.now) % 3 === 0;
  const crates = loaded ? sight.draw('wild', 'crates', sight.now) % (CRATES_MAX + 1) : 0;
  const token: Token = { key, flags, seq: numberNear(sight, 'seq', numbers), ack, crates };
  return { kind: 'token', token };
}

function anyAction(sight: DriverSight): DriverAct | undefined {
  const port = chosen(sight, 'lamp', sight.level.ports) ?? 0;
  const key = chosen(sight, 'action on', sight.seat.harbour.sockets)?.key;
  const lamps: readonly DriverAct[] = [
    { kind: 'action', action: { kind: 'listen', port } },
    { kind: 'action', action: { kind: 'cookies' } },
  ];
  const onSocket: readonly DriverAct[] =
    key === undefined
      ? []
      : [
          { kind: 'action', action: { kind: 'give-up', key } },
          { kind: 'action', action: { kind: 'coffee', key } },
          { kind: 'hint', key },
        ];
  return chosen(sight, 'action', [...lamps, ...onSocket]);
}

/** Any answer to the guess that stands; one in four is none of those on offer. */
function anyAnswer(sight: DriverSight): DriverAct | undefined {
  const { guess } = sight.seat;
  if (guess === undefined) return undefined;
  const answer = sight.draw('wild', 'answer', sight.now) % (guess.choices.length + 1);
  return { kind: 'guess', guess: guess.number, answer };
}

function anySignal(sight: DriverSight): DriverAct {
  const order = chosen(sight, 'order', sight.seat.slips)?.order;
  const plain: readonly Signal[] = [{ kind: 'yes' }, { kind: 'no' }, { kind: 'wait' }, { kind: 'thanks' }];
  const ordered: readonly Signal[] =
    order === undefined
      ? []
      : [
          { kind: 'ask', order },
          { kind: 'send', order, crates: sight.draw('wild', 'told', sight.now) % 4 },
          { kind: 'close-first', order, who: 'I' },
        ];
  return { kind: 'signal', signal: chosen(sight, 'signal', [...plain, ...ordered]) ?? { kind: 'yes' } };
}

/** What a wild hand does next: it never stops. */
export function wildMove(sight: DriverSight): DriverAct {
  const turn = sight.draw('wild', 'turn', sight.now) % 100;
  const rest: DriverAct = { kind: 'rest', until: sight.now + IDLE_REST };
  if (turn < ANSWER_SHARE) return anyAnswer(sight) ?? stackMove(sight) ?? rest;
  if (turn < RIGHT_SHARE) return stackMove(sight) ?? anyToken(sight) ?? rest;
  if (turn < ACTION_SHARE) return anyAction(sight) ?? rest;
  if (turn < SIGNAL_SHARE) return anySignal(sight);
  return anyToken(sight) ?? rest;
}
