// The wrong tokens that people and bad stacks really build, each by the misconception that it shows. Whether one is
// wrong where it is built is the referee's to say: what turns out to be right or needed is never offered.

import { gradeOf } from '../game/grade.ts';
import { isAlive, type Socket } from '../game/harbour.ts';
import { type Bench, composeToken, findOn, tokenOf } from '../game/referee.ts';
import type { DriverSight } from '../game/rules.ts';
import { recordOf } from '../game/seat-state.ts';
import { keyText, type Token } from '../game/token.ts';
import { closedConnection } from '../tcp/connection.ts';
import type { MisconceptionId } from '../tcp/misconceptions.ts';
import { segmentEnd } from '../tcp/segment.ts';
import { sequenceAdd, sequenceLess, sequenceNumber } from '../tcp/sequence-number.ts';
import { type FlagName, flagsOf } from './hand.ts';

/** The moment of a mistake: what would be right, and what its maker has before the eyes. */
interface Scene {
  readonly sight: DriverSight;
  readonly bench: Bench;
  readonly right: Token;
  /** False in Cadet, where numbers are filled in. */
  readonly numbers: boolean;
}

/** One way to go wrong. */
export interface Mistake {
  readonly name: string;
  /** The ids under which the referee refuses it; none where it is merely needless (M31, M13) or out of turn. */
  readonly shows: readonly MisconceptionId[];
  /** The token, or undefined where nobody would come to build it. */
  readonly build: (scene: Scene) => Token | undefined;
}

const OPEN_STATES: readonly string[] = ['SYN_RECEIVED', 'ESTABLISHED', 'CLOSE_WAIT'];
const AFTER_FIN_STATES: readonly string[] = ['FIN_WAIT_1', 'FIN_WAIT_2', 'CLOSING', 'LAST_ACK', 'TIME_WAIT'];

function composed({ bench }: Scene, names: readonly FlagName[], crates = 0): Token {
  return composeToken(bench, flagsOf(names), crates);
}

function isPureAck({ flags, crates }: Token): boolean {
  return flags.ack && !flags.syn && !flags.fin && !flags.rst && crates === 0;
}

function acknowledges({ flags }: Token): boolean {
  return flags.ack && !flags.rst;
}

/** `token` where the referee would let it go, though nobody needs it. */
function onlyNeedless({ bench }: Scene, token: Token | undefined): Token | undefined {
  return token !== undefined && findOn(bench, token).kind === 'lawful' ? token : undefined;
}

/** The newest boat of this socket that took sequence space and is not acknowledged, as it would leave now. */
function outstanding({ sight, bench }: Scene): Token | undefined {
  const { connection, key } = bench;
  if (!('snd' in connection)) return undefined;
  const departure = sight.seat.departures.findLast(
    ({ key: other, segment }) =>
      keyText(other) === keyText(key) && sequenceLess(connection.snd.una, segmentEnd(segment)),
  );
  if (departure === undefined) return undefined;
  const token = tokenOf(key, departure.segment);
  return token.flags.ack && 'rcv' in connection ? { ...token, ack: connection.rcv.nxt } : token;
}

/** All ways to go wrong that the players know. */
export const MISTAKES: readonly Mistake[] = [
  {
    name: 'the ACK flag is forgotten',
    shows: ['M18', 'M20', 'M21'],
    build: ({ right }) =>
      acknowledges(right)
        ? { ...right, flags: { ...right.flags, ack: false }, ack: sequenceNumber(0) }
        : undefined,
  },
  {
    name: 'ack is the number of the last octet',
    shows: ['M11', 'M12'],
    build: ({ right, numbers }) =>
      numbers && acknowledges(right) ? { ...right, ack: sequenceAdd(right.ack, -1) } : undefined,
  },
  {
    name: 'ack is the own number',
    shows: ['M11', 'M17'],
    build: ({ right, numbers }) =>
      numbers && acknowledges(right) ? { ...right, ack: right.seq } : undefined,
  },
  {
    name: 'an ACK takes a number',
    shows: ['M13'],
    build: ({ right, numbers }) =>
      numbers && isPureAck(right) ? { ...right, seq: sequenceAdd(right.seq, 1) } : undefined,
  },
  {
    name: 'the FIN comes too early',
    shows: ['M19'],
    build: (scene) => {
      const { state } = scene.bench.connection;
      if (scene.right.flags.fin || !OPEN_STATES.includes(state)) return undefined;
      return composed(scene, ['fin', 'ack']);
    },
  },
  {
    name: 'RST for "done"',
    shows: ['M09'],
    build: (scene) => (scene.right.flags.fin ? composed(scene, ['rst']) : undefined),
  },
  {
    name: 'a crate in the handshake',
    shows: ['M19'],
    build: ({ right }) => (right.flags.syn ? { ...right, crates: 1 } : undefined),
  },
  {
    name: 'SYN+ACK to open',
    shows: ['M18'],
    build: (scene) =>
      scene.right.flags.syn && !scene.right.flags.ack ? composed(scene, ['syn', 'ack']) : undefined,
  },
  {
    name: 'ACK for a SYN',
    shows: ['M19'],
    build: (scene) => (scene.right.flags.syn && scene.right.flags.ack ? composed(scene, ['ack']) : undefined),
  },
  {
    name: 'SYN on an open connection',
    shows: ['M29'],
    build: (scene) =>
      scene.bench.connection.state === 'ESTABLISHED' && isPureAck(scene.right)
        ? composed(scene, ['syn'])
        : undefined,
  },
  {
    name: 'a crate after the FIN',
    shows: ['M34'],
    build: (scene) =>
      AFTER_FIN_STATES.includes(scene.bench.connection.state) ? composed(scene, ['ack'], 1) : undefined,
  },
  {
    name: 'the FIN again in TIME_WAIT',
    shows: ['M08'],
    build: (scene) =>
      scene.bench.connection.state === 'TIME_WAIT' ? composed(scene, ['fin', 'ack']) : undefined,
  },
  {
    name: 'RST on a duplicate',
    shows: ['M09'],
    build: (scene) => {
      const { connection } = scene.bench;
      const again = 'acknowledgment' in connection && connection.acknowledgment.kind === 'owed';
      return again && connection.acknowledgment.limited ? composed(scene, ['rst', 'ack']) : undefined;
    },
  },
  {
    name: 'an RST is acknowledged',
    shows: ['M18'],
    build: (scene) =>
      scene.right.flags.rst && scene.bench.connection.state === 'CLOSED'
        ? composed(scene, ['ack'])
        : undefined,
  },
  {
    name: 'one crate too many',
    shows: [],
    build: (scene) =>
      scene.right.flags.fin && OPEN_STATES.includes(scene.bench.connection.state)
        ? composed(scene, ['ack'], 1)
        : undefined,
  },
  { name: 'resent too early', shows: [], build: (scene) => onlyNeedless(scene, outstanding(scene)) },
  {
    name: 'ACK of an ACK',
    shows: [],
    build: (scene) =>
      'rcv' in scene.bench.connection ? onlyNeedless(scene, composed(scene, ['ack'])) : undefined,
  },
];

/** What the referee looks at for `socket` in the sight of a stack; `key` where it is not yet opened on its own. */
export function benchOf(sight: DriverSight, socket: Socket | undefined, key: Token['key']): Bench {
  const alive = socket !== undefined && isAlive(socket);
  const connection = alive ? socket.connection : closedConnection;
  const nextIss = alive ? undefined : sequenceNumber(sight.iss(key));
  return {
    key,
    connection,
    resets: sight.seat.harbour.resets,
    nextIss,
    profile: sight.profile,
    now: sight.now,
  };
}

/** True of a token that costs or may cost: refused, needless, or a call that nobody asked for. */
function isMistaken(bench: Bench, token: Token, right: Token): boolean {
  const finding = findOn(bench, token);
  if (finding.kind !== 'lawful') return finding.kind === 'refused';
  const { calls, hasty, permission } = finding;
  if (permission.nature === 'reset') return !permission.pays.includes('reset');
  if (calls.length > 0) return token.crates !== right.crates || token.flags.fin !== right.flags.fin;
  return hasty || permission.pays.length === 0;
}

/** A way to go wrong at the moment at which `right` would be right. */
export interface MadeMistake {
  readonly mistake: Mistake;
  readonly token: Token;
}

/** Every mistake that somebody might make instead of `right`, as far as its assistance lets one. */
export function mistakesAt(sight: DriverSight, right: Token): readonly MadeMistake[] {
  const socket = sight.seat.harbour.sockets.find((other) =>
    sight.seat.harbour.side === 'client'
      ? other.key.clientPort === right.key.clientPort
      : keyText(other.key) === keyText(right.key),
  );
  const bench = benchOf(sight, socket, right.key);
  const numbers = gradeOf(sight.level, recordOf(sight.seat, right.key.clientPort)) !== 'cadet';
  const made: MadeMistake[] = [];
  for (const mistake of MISTAKES) {
    const token = mistake.build({ sight, bench, right, numbers });
    if (token !== undefined && isMistaken(bench, token, right)) made.push({ mistake, token });
  }
  return made;
}

/** The mistake that `key` chooses, or undefined where none is at hand. */
export function chosenMistake(sight: DriverSight, right: Token): Token | undefined {
  const made = mistakesAt(sight, right);
  return made[sight.draw('mistake', sight.now) % Math.max(1, made.length)]?.token;
}
