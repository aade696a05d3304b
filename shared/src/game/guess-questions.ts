// What is asked when. A question follows from what has just changed at one socket of the seat, and from nothing else:
//
//   SYN left                            which ack answers it (not in Cadet, which fills the numbers in)
//   SYN+ACK left                        own state
//   the client's ACK of a SYN+ACK left  the state of the server's end, which that ACK has not reached yet
//   crates left                         which ack says that all have arrived (not in Cadet)
//   FIN left, the first                 own state; which ack answers it (not in Cadet)
//   ACK of that FIN came                own state; who will keep TIME_WAIT
//   ACK of the peer's FIN left          own state: CLOSE_WAIT, CLOSING or TIME_WAIT; in CLOSING who keeps TIME_WAIT
//   FIN left, the second                own state; who keeps TIME_WAIT; which ack answers it (not in Cadet)
//
// Each wrong answer is what somebody with its misconception would say.
import type { Connection, ConnectionState } from '../tcp/connection.ts';
import type { MisconceptionId } from '../tcp/misconceptions.ts';
import {
  type SequenceNumber,
  sequenceAdd,
  sequenceDifference,
  sequenceNumber,
} from '../tcp/sequence-number.ts';
import type { GuessAnswer, GuessChoice, GuessQuestion, Keeper } from './guess.ts';
import type { Socket } from './harbour.ts';
import { peerOf, type Side } from './seat.ts';
import { CRATE_OCTETS } from './token.ts';

/** A question that may be asked now, the right answer first. */
export interface GuessDraft {
  readonly question: GuessQuestion;
  readonly choices: readonly GuessChoice[];
}

/** One socket before and after something happened at it. */
export interface GuessScene {
  readonly side: Side;
  /** Both ends were to open at once: then either end may have been the one that listened. */
  readonly bothOpen: boolean;
  readonly before: Socket;
  readonly after: Socket;
}

type Wrong<Value> = readonly (readonly [Value, MisconceptionId])[];

function draft<Value>(
  question: GuessQuestion,
  answerOf: (value: Value) => GuessAnswer,
  right: Value,
  wrong: Wrong<Value>,
): GuessDraft {
  const others = wrong.map(([value, misconception]) => ({ answer: answerOf(value), misconception }));
  return { question, choices: [{ answer: answerOf(right), misconception: undefined }, ...others] };
}

function stateDraft(
  question: GuessQuestion,
  right: ConnectionState,
  wrong: Wrong<ConnectionState>,
): GuessDraft {
  return draft(question, (state) => ({ kind: 'state', state }), right, wrong);
}

function ackDraft(question: GuessQuestion, right: SequenceNumber, wrong: Wrong<SequenceNumber>): GuessDraft {
  return draft(question, (ack) => ({ kind: 'ack', ack }), right, wrong);
}

function keeperDraft(question: GuessQuestion, right: Keeper, wrong: Wrong<Keeper>): GuessDraft {
  return draft(question, (keeper) => ({ kind: 'keeper', keeper }), right, wrong);
}

/** Who closes first keeps TIME_WAIT (RFC 9293 section 3.6.1, MUST-13; figure 12). */
function keptBy(question: GuessQuestion, keeper: Side): GuessDraft {
  return keeperDraft(question, keeper, [
    [peerOf(keeper), 'M03'],
    ['both', 'M35'],
    ['nobody', 'M09'],
  ]);
}

/** True where the pure ACK has left that `before` owed for what brought it into its state. */
function paidArrival({ before, after }: GuessScene): boolean {
  const [was, is] = [before.connection, after.connection];
  if (!('acknowledgment' in was) || !('acknowledgment' in is) || was.state !== is.state) return false;
  const owed = was.acknowledgment.kind === 'owed' && was.acknowledgment.since === before.stateSince;
  return owed && is.acknowledgment.kind === 'none' && was.snd.nxt === is.snd.nxt;
}

function ackOfFin(connection: Connection): readonly GuessDraft[] {
  if (!('snd' in connection)) return [];
  const { nxt } = connection.snd;
  const wrong: Wrong<SequenceNumber> = [
    [sequenceAdd(nxt, -1), 'M12'],
    [sequenceAdd(nxt, 1), 'M13'],
  ];
  return [ackDraft('ack-of-fin', nxt, wrong)];
}

/** Questions about a boat of the handshake. */
function ofHandshake(scene: GuessScene): readonly GuessDraft[] {
  const [was, is] = [scene.before.connection, scene.after.connection];
  if (is.state === 'SYN_SENT' && was.state !== 'SYN_SENT' && is.snd.nxt !== is.snd.iss) {
    const wrong: Wrong<SequenceNumber> = [
      [is.snd.iss, 'M12'],
      [sequenceNumber(1), 'M17'],
    ];
    return [ackDraft('ack-of-syn', is.snd.nxt, wrong)];
  }
  if (is.state === 'SYN_RECEIVED' && was.state === 'SYN_RECEIVED') {
    const left = was.snd.nxt === was.snd.iss && is.snd.nxt !== is.snd.iss;
    const wrong: Wrong<ConnectionState> = [
      ['ESTABLISHED', 'M19'],
      ['LISTEN', 'M18'],
    ];
    return left ? [stateDraft('state-after-syn-ack', 'SYN_RECEIVED', wrong)] : [];
  }
  if (is.state !== 'ESTABLISHED' || scene.side === 'server' || scene.bothOpen || !paidArrival(scene))
    return [];
  const wrong: Wrong<ConnectionState> = [
    ['ESTABLISHED', 'M19'],
    ['LISTEN', 'M18'],
  ];
  return [stateDraft('peer-state-after-ack', 'SYN_RECEIVED', wrong)];
}

function ofCargo({ before, after }: GuessScene): readonly GuessDraft[] {
  const [was, is] = [before.connection, after.connection];
  if (was.state !== is.state || (is.state !== 'ESTABLISHED' && is.state !== 'CLOSE_WAIT')) return [];
  if (!('snd' in was)) return [];
  const octets = sequenceDifference(is.snd.nxt, was.snd.nxt);
  if (octets <= 0) return [];
  const wrong: Wrong<SequenceNumber> = [
    [sequenceAdd(is.snd.nxt, -1), 'M11'],
    [sequenceAdd(was.snd.nxt, octets / CRATE_OCTETS), 'M17'],
  ];
  return [ackDraft('ack-of-cargo', is.snd.nxt, wrong)];
}

/** Questions about the own FIN, and the ACK that it draws. */
function ofOwnFin({ side, before, after }: GuessScene): readonly GuessDraft[] {
  const [was, is] = [before.connection, after.connection];
  if (was.state === 'ESTABLISHED' && is.state === 'FIN_WAIT_1') {
    const wrong: Wrong<ConnectionState> = [
      ['CLOSED', 'M30'],
      ['TIME_WAIT', 'M08'],
      ['CLOSE_WAIT', 'M04'],
    ];
    return [stateDraft('state-after-fin', 'FIN_WAIT_1', wrong), ...ackOfFin(is)];
  }
  if (was.state === 'FIN_WAIT_1' && is.state === 'FIN_WAIT_2') {
    const wrong: Wrong<ConnectionState> = [
      ['CLOSED', 'M01'],
      ['TIME_WAIT', 'M08'],
    ];
    return [stateDraft('state-after-fin-acked', 'FIN_WAIT_2', wrong), keptBy('keeper-first', side)];
  }
  if (was.state !== 'CLOSE_WAIT' || is.state !== 'LAST_ACK') return [];
  const wrong: Wrong<ConnectionState> = [
    ['TIME_WAIT', 'M35'],
    ['CLOSED', 'M30'],
  ];
  return [
    stateDraft('state-after-last-fin', 'LAST_ACK', wrong),
    keptBy('keeper-second', peerOf(side)),
    ...ackOfFin(is),
  ];
}

/** Questions about the ACK of the peer's FIN. */
function ofPeerFin(scene: GuessScene): readonly GuessDraft[] {
  const { state } = scene.after.connection;
  if (!['CLOSE_WAIT', 'CLOSING', 'TIME_WAIT'].includes(state) || !paidArrival(scene)) return [];
  if (state === 'CLOSE_WAIT') {
    const wrong: Wrong<ConnectionState> = [
      ['LAST_ACK', 'M06'],
      ['TIME_WAIT', 'M04'],
    ];
    return [stateDraft('state-after-peer-fin', 'CLOSE_WAIT', wrong)];
  }
  if (state === 'CLOSING') {
    const wrong: Wrong<ConnectionState> = [
      ['TIME_WAIT', 'M22'],
      ['LAST_ACK', 'M22'],
    ];
    const keepers: Wrong<Keeper> = [
      ['client', 'M03'],
      ['server', 'M03'],
      ['nobody', 'M09'],
    ];
    return [
      stateDraft('state-after-crossing', 'CLOSING', wrong),
      keeperDraft('keeper-crossing', 'both', keepers),
    ];
  }
  const wrong: Wrong<ConnectionState> = [
    ['CLOSED', 'M08'],
    ['CLOSE_WAIT', 'M04'],
  ];
  return [stateDraft('state-after-last-ack', 'TIME_WAIT', wrong)];
}

/** The questions that what has just happened at a socket gives rise to. `numbers`: those about numbers as well. */
export function draftsFor(scene: GuessScene, numbers: boolean): readonly GuessDraft[] {
  if (scene.before.connection === scene.after.connection) return [];
  const drafts = [...ofHandshake(scene), ...ofCargo(scene), ...ofOwnFin(scene), ...ofPeerFin(scene)];
  return numbers ? drafts : drafts.filter(({ question }) => !question.startsWith('ack-'));
}
