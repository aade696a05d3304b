// An observer beside one end: it notes what happens at the engine's door and keeps no TCB of its own.
import type { Connection } from '@syn-or-swim/shared/tcp/connection.ts';
import { dues } from '@syn-or-swim/shared/tcp/dues.ts';
import type { TcpEffect, TcpEvent } from '@syn-or-swim/shared/tcp/events.ts';
import { maySend } from '@syn-or-swim/shared/tcp/may-send.ts';
import type { Profile } from '@syn-or-swim/shared/tcp/profile.ts';
import { type Segment, segmentEnd, segmentText } from '@syn-or-swim/shared/tcp/segment.ts';
import { step } from '@syn-or-swim/shared/tcp/step.ts';
import { distance, shapeProblem } from './connection-shape.ts';

/** A rule that was broken; the message says which and with what numbers. */
export class BrokenRule extends Error {
  override readonly name = 'BrokenRule';
}

/** Throws {@link BrokenRule} with what `tell` gives, unless `holds`. */
export function rule(holds: boolean, tell: () => string): asserts holds {
  if (!holds) throw new BrokenRule(tell());
}

/** What one incarnation has sent. */
export interface Life {
  readonly iss: number;
  /** The number after the last that ever left. */
  readonly end: number;
  /** Octets of all SEND calls. */
  readonly called: number;
  /** True once CLOSE was called. */
  readonly closed: boolean;
}

/** Ends that are no goodbye. */
export type Violence = 'aborted' | 'crashed' | 'gave up';

/** All that was seen at one end. */
export interface Witness {
  /** Incarnations that have sent or may send, oldest first. */
  readonly lives: readonly Life[];
  /** IRS of the connection whose octets are counted in `delivered`. */
  readonly irs: number | null;
  readonly delivered: number;
  /** The peer's FIN was told to the user. */
  readonly heardFin: boolean;
  readonly violence: readonly Violence[];
  /** The connection died of an RST. */
  readonly wasReset: boolean;
}

/** Nothing was seen yet. */
export const UNSEEN: Witness = {
  lives: [],
  irs: null,
  delivered: 0,
  heardFin: false,
  violence: [],
  wasReset: false,
};

/** States that may follow each state in one event (RFC 9293 figure 5, the steps of one segment run through). */
const SUCCESSORS: Readonly<Record<Connection['state'], readonly Connection['state'][]>> = {
  CLOSED: ['LISTEN', 'SYN_SENT'],
  LISTEN: ['CLOSED', 'SYN_SENT', 'SYN_RECEIVED'],
  SYN_SENT: ['CLOSED', 'SYN_RECEIVED', 'ESTABLISHED', 'CLOSE_WAIT'],
  SYN_RECEIVED: ['CLOSED', 'LISTEN', 'ESTABLISHED', 'CLOSE_WAIT', 'FIN_WAIT_1', 'CLOSING'],
  ESTABLISHED: ['CLOSED', 'FIN_WAIT_1', 'CLOSE_WAIT'],
  FIN_WAIT_1: ['CLOSED', 'FIN_WAIT_2', 'CLOSING', 'TIME_WAIT'],
  FIN_WAIT_2: ['CLOSED', 'TIME_WAIT'],
  CLOSE_WAIT: ['CLOSED', 'LAST_ACK'],
  CLOSING: ['CLOSED', 'TIME_WAIT'],
  LAST_ACK: ['CLOSED'],
  TIME_WAIT: ['CLOSED', 'SYN_RECEIVED'],
};

/** An end and its observer after an event. */
export interface Watched {
  readonly connection: Connection;
  readonly effects: readonly TcpEffect[];
  readonly witness: Witness;
}

/** Steps the engine and checks everything that one end alone must keep. Throws {@link BrokenRule}. */
export function watchedStep(
  connection: Connection,
  witness: Witness,
  event: TcpEvent,
  now: number,
  profile: Profile,
): Watched {
  const { connection: next, effects } = step(connection, event, now, profile);
  const problem = shapeProblem(next);
  rule(problem === undefined, () => `the type is left: ${problem}`);
  rule(
    next.state === connection.state || SUCCESSORS[connection.state].includes(next.state),
    () => `from ${connection.state} to ${next.state}`,
  );
  checkNumbers(connection, next, event);
  if (event.kind === 'segment' && event.segment.flags.rst) {
    checkAfterReset(connection, next, event.segment, effects, now, profile);
  }
  checkTimeWait(connection, next, event, now, profile);
  checkReopened(connection, next);
  const isRefused = effects.some((effect) => effect.kind === 'signal' && effect.signal === 'error');
  // §3.10.2: there is no SEND after CLOSE.
  const sendsLate = event.kind === 'call' && event.call.kind === 'send' && witness.lives.at(-1)?.closed;
  rule(!sendsLate || isRefused, () => `${connection.state} takes a SEND after CLOSE`);
  const noted = isRefused ? witness : notedLives(witness, connection, next, event);
  return { connection: next, effects, witness: notedEffects(noted, connection, next, effects) };
}

/** SND.UNA and RCV.NXT never go back; SND.NXT moves only when a segment leaves (rules.md §1.1). */
function checkNumbers(before: Connection, after: Connection, event: TcpEvent): void {
  if (!('snd' in before) || !('snd' in after) || before.snd.iss !== after.snd.iss) return;
  const { snd } = before;
  rule(distance(after.snd.una, snd.una) >= 0, () => `SND.UNA goes back from ${snd.una} to ${after.snd.una}`);
  const moved = distance(after.snd.nxt, snd.nxt);
  rule(
    event.kind === 'transmit' ? moved >= 0 : moved === 0,
    () => `SND.NXT moves by ${moved} on ${event.kind}`,
  );
  if (!('rcv' in before) || !('rcv' in after)) return;
  rule(before.rcv.irs === after.rcv.irs, () => `IRS changes from ${before.rcv.irs} to ${after.rcv.irs}`);
  const received = distance(after.rcv.nxt, before.rcv.nxt);
  rule(
    event.kind === 'segment' ? received >= 0 : received === 0,
    () => `RCV.NXT moves by ${received} on ${event.kind}`,
  );
}

/** MUST-13: TIME_WAIT lasts 2 MSL, and begins anew when the peer repeats its FIN. */
function checkTimeWait(
  before: Connection,
  after: Connection,
  event: TcpEvent,
  now: number,
  profile: Profile,
): void {
  if (after.state !== 'TIME_WAIT') {
    const ended = before.state === 'TIME_WAIT' && event.kind === 'timer';
    rule(!ended || before.expiresAt <= now, () => 'TIME_WAIT ends early');
    return;
  }
  const left = after.expiresAt - now;
  const isRepeatedFin =
    before.state === 'TIME_WAIT' &&
    event.kind === 'segment' &&
    event.segment.flags.fin &&
    event.segment.flags.ack &&
    !event.segment.flags.syn &&
    !event.segment.flags.rst &&
    distance(segmentEnd(event.segment), before.rcv.nxt) === 0;
  if (before.state === 'TIME_WAIT' && !isRepeatedFin) return;
  rule(left === 2 * profile.msl, () => `TIME_WAIT for ${left} ms, 2 MSL are ${2 * profile.msl} ms`);
}

/** MAY-2 (§3.6.1): what follows on TIME_WAIT begins beyond every number of the old connection, at both ends. */
function checkReopened(before: Connection, after: Connection): void {
  if (before.state !== 'TIME_WAIT' || after.state !== 'SYN_RECEIVED') return;
  const { irs } = after.rcv;
  rule(distance(irs, before.rcv.nxt) > 0, () => `TIME_WAIT ends for an old SYN ${irs}`);
  rule(distance(after.snd.iss, before.snd.nxt) > 0, () => 'TIME_WAIT is followed by an old ISS');
}

/** No RST in answer to an RST, and no ACK but the challenge of RFC 5961 §3. */
function checkAfterReset(
  before: Connection,
  after: Connection,
  reset: Segment,
  effects: readonly TcpEffect[],
  now: number,
  profile: Profile,
): void {
  rule(
    effects.every((effect) => effect.kind !== 'owes-reset'),
    () => 'an RST is owed in answer to an RST',
  );
  const offset = 'rcv' in before ? distance(reset.seq, before.rcv.nxt) : 0;
  // RFC 5961 §3: only the exact number counts (Linux' small sockets aside).
  const counts = offset === 0 || !profile.rfc5961 || profile.smallSockets;
  rule(counts || after.state === before.state, () => `${before.state} ends by an RST that is ${offset} off`);
  const owed = new Set(dues(before, now, profile).map((due) => due.kind));
  const drawn = dues(after, now, profile).filter((due) => !owed.has(due.kind));
  if (drawn.length === 0) return;
  const inexact = 'rcv' in before && offset > 0 && offset < before.rcv.wnd;
  rule(
    inexact && profile.rfc5961 && drawn.every((due) => due.kind === 'acknowledgment'),
    () => `${drawn.map((due) => due.kind).join(', ')} owed in answer to ${segmentText(reset)}`,
  );
}

function withLife(witness: Witness, changed: (life: Life) => Life): Witness {
  const last = witness.lives.at(-1);
  rule(last !== undefined, () => 'something was sent without a connection');
  return { ...witness, lives: [...witness.lives.slice(0, -1), changed(last)] };
}

function notedLives(witness: Witness, before: Connection, after: Connection, event: TcpEvent): Witness {
  const isNew = 'snd' in after && (!('snd' in before) || before.snd.iss !== after.snd.iss);
  if (isNew) {
    const life: Life = { iss: after.snd.iss, end: after.snd.iss, called: 0, closed: false };
    return { ...UNSEEN, violence: witness.violence, lives: [...witness.lives, life] };
  }
  if (event.kind === 'transmit' && 'snd' in after) {
    const { nxt } = after.snd;
    return withLife(witness, (life) => (distance(nxt, life.end) > 0 ? { ...life, end: nxt } : life));
  }
  if (event.kind !== 'call' || !('snd' in before)) return witness;
  const { call } = event;
  if (call.kind === 'send' && 'snd' in after) {
    return withLife(witness, (life) => ({ ...life, called: life.called + call.octets }));
  }
  return call.kind === 'close' ? withLife(witness, (life) => ({ ...life, closed: true })) : witness;
}

/** In order and nothing twice: what is delivered begins where the last delivery ended. */
function notedEffects(
  witness: Witness,
  before: Connection,
  after: Connection,
  effects: readonly TcpEffect[],
): Witness {
  let noted = witness;
  if ('rcv' in after && noted.irs !== after.rcv.irs) {
    noted = { ...noted, irs: after.rcv.irs, delivered: 0, heardFin: false };
  }
  for (const effect of effects) noted = notedEffect(noted, before, after, effect);
  return noted;
}

function notedEffect(noted: Witness, before: Connection, after: Connection, effect: TcpEffect): Witness {
  if (effect.kind === 'delivered') {
    rule(noted.irs !== null, () => 'octets are delivered before a SYN came');
    const expected = (noted.irs + 1 + noted.delivered) % 4294967296;
    rule(effect.from === expected, () => `delivered from ${effect.from}, expected from ${expected}`);
    rule(effect.octets > 0, () => `${effect.octets} octets delivered`);
    return { ...noted, delivered: noted.delivered + effect.octets };
  }
  if (effect.kind === 'acknowledged') {
    const una = 'snd' in after ? after.snd.una : undefined;
    rule(una === undefined || una === effect.through, () => `acknowledged ${effect.through}, SND.UNA ${una}`);
    rule(
      'snd' in before && distance(effect.through, before.snd.una) > 0,
      () => `acknowledged ${effect.through} again`,
    );
    return noted;
  }
  if (effect.kind !== 'signal') return noted;
  if (effect.signal === 'connection-closing') {
    rule(!noted.heardFin, () => "the peer's FIN is told twice");
    return { ...noted, heardFin: true };
  }
  const wasReset = effect.signal === 'connection-reset' || effect.signal === 'connection-refused';
  return wasReset ? { ...noted, wasReset } : noted;
}

/** Each due may be sent, says that it pays itself, and is gone once it has left. Throws {@link BrokenRule}. */
export function checkDues(connection: Connection, now: number, profile: Profile): void {
  const owed = dues(connection, now, profile);
  rule(new Set(owed.map((due) => due.kind)).size === owed.length, () => 'two dues of one kind');
  for (const { kind, segment } of owed) {
    const what = () => `the ${kind} due ${segmentText(segment)} of ${connection.state}`;
    const permission = maySend(connection, segment, now, profile);
    rule(permission.allowed, () => `${what()} may not be sent: ${JSON.stringify(permission)}`);
    rule(permission.pays.includes(kind), () => `${what()} pays ${permission.pays.join(', ') || 'nothing'}`);
    const after = step(connection, { kind: 'transmit', segment }, now, profile).connection;
    const left = dues(after, now, profile).find((due) => due.kind === kind);
    const isNext = kind === 'data' && left !== undefined && distance(left.segment.seq, segment.seq) > 0;
    rule(left === undefined || isNext, () => `${what()} is still owed after it left`);
    checkPaid(permission.pays, connection, after, now, profile, what);
  }
}

/** Whatever the permission says is paid is owed no longer (data aside, of which there may be more). */
function checkPaid(
  pays: readonly string[],
  before: Connection,
  after: Connection,
  now: number,
  profile: Profile,
  what: () => string,
): void {
  const owedBefore = dues(before, now, profile).map((due) => due.kind);
  const owedAfter = dues(after, now, profile).map((due) => due.kind);
  for (const kind of owedBefore) {
    if (kind === 'data' || kind === 'fin') continue;
    const says = pays.includes(kind);
    rule(!says || !owedAfter.includes(kind), () => `${what()} should have paid the ${kind}`);
  }
}
