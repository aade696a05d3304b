// What the referee says of a token, from the sender's own end alone (rules.md section 2). It runs on the server,
// whose word counts, and in the browser, which therefore answers at once. What the order says is asked elsewhere:
// a seat may not know its own duty.
import type { Milliseconds } from '../kernel/time.ts';
import type { Connection } from '../tcp/connection.ts';
import { type Due, dues } from '../tcp/dues.ts';
import type { UserCall } from '../tcp/events.ts';
import { impliedCalls, maySend, type Permission, type Refusal } from '../tcp/may-send.ts';
import type { Profile } from '../tcp/profile.ts';
import type { Flags, Segment } from '../tcp/segment.ts';
import { type SequenceNumber, sequenceAdd, sequenceNumber } from '../tcp/sequence-number.ts';
import { step } from '../tcp/step.ts';
import { timers } from '../tcp/timers.ts';
import { type ConnectionKey, CRATE_OCTETS, type Token } from './token.ts';
import type { OwedReset } from './view.ts';

/** How long before the bell a repeat is already needed rather than hasty (rules.md section 2). */
export const BELL_TOLERANCE: Milliseconds = 300;

/** What the referee looks at: one end of one connection at one moment. */
export interface Bench {
  readonly key: ConnectionKey;
  /** CLOSED where there is no TCB. */
  readonly connection: Connection;
  readonly resets: readonly OwedReset[];
  /** Initial sequence number of an OPEN; undefined where none is possible. */
  readonly nextIss: SequenceNumber | undefined;
  readonly profile: Profile;
  readonly now: Milliseconds;
}

/** What a token is, seen from its own end. */
export type Finding =
  /** Some TCP would send it now, after `calls` were made. */
  | {
      readonly kind: 'lawful';
      readonly calls: readonly UserCall[];
      /** What sails. */
      readonly segment: Segment;
      readonly permission: Extract<Permission, { allowed: true }>;
      /** Of a repeat: it came well before the bell. */
      readonly hasty: boolean;
    }
  /** It pays an RST that the harbour owes to a segment without a socket. */
  | { readonly kind: 'reset-paid'; readonly reset: OwedReset }
  /** No TCP would send it. */
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** The segment that `token` is, with `window` as this end would announce it. */
export function segmentOf(token: Token, window: number): Segment {
  const { seq, ack, flags, crates } = token;
  return { seq, ack, flags, dataLength: crates * CRATE_OCTETS, window };
}

/** Crates that `octets` fill, the last of them perhaps in part. */
function cratesOf(octets: number): number {
  return Math.ceil(octets / CRATE_OCTETS);
}

/** The token that looks like `segment`. */
export function tokenOf(key: ConnectionKey, segment: Segment): Token {
  const { seq, ack, flags, dataLength } = segment;
  return { key, seq, ack, flags, crates: cratesOf(dataLength) };
}

function sameFlags(left: Flags, right: Flags): boolean {
  return left.syn === right.syn && left.ack === right.ack && left.fin === right.fin && left.rst === right.rst;
}

/** The RST that the harbour owes on the token's port pair, if the token is exactly that. */
function paidReset(bench: Bench, token: Token): OwedReset | undefined {
  return bench.resets.find(
    (reset) =>
      reset.key.clientPort === token.key.clientPort &&
      reset.key.serverPort === token.key.serverPort &&
      sameFlags(reset.segment.flags, token.flags) &&
      reset.segment.seq === token.seq &&
      reset.segment.ack === token.ack &&
      token.crates === 0,
  );
}

function windowOf(bench: Bench): number {
  return 'rcv' in bench.connection ? bench.connection.rcv.wnd : bench.profile.receiveWindow;
}

/** `connection` after `calls`, as the token implies them. */
export function afterCalls(
  connection: Connection,
  calls: readonly UserCall[],
  now: Milliseconds,
  profile: Profile,
): Connection {
  return calls.reduce(
    (made, call) => step(made, { kind: 'call', call }, now, profile).connection,
    connection,
  );
}

function isHasty(bench: Bench, permission: Extract<Permission, { allowed: true }>): boolean {
  if (permission.nature !== 'repeat' || permission.repeatNeeded === true) return false;
  const bell = timers(bench.connection, bench.profile).find((timer) => timer.timer === 'retransmission');
  return bell === undefined || bell.at - bench.now > BELL_TOLERANCE;
}

/**
 * The segment that `token` stands for. Where a stray ACK has taken a part of a crate, the rest of it is repeated as
 * that crate: tokens know whole ones alone, and what is owed can be paid.
 */
function segmentMeant(bench: Bench, token: Token): Segment {
  const segment = segmentOf(token, windowOf(bench));
  const repeat = dues(bench.connection, bench.now, bench.profile).find(
    (due) => due.kind === 'repeat',
  )?.segment;
  if (repeat === undefined || repeat.seq !== token.seq || cratesOf(repeat.dataLength) !== token.crates) {
    return segment;
  }
  return { ...segment, dataLength: repeat.dataLength };
}

/** What `token` is at `bench`: lawful with the calls it implies, a paid reset, or refused with the reason. */
export function findOn(bench: Bench, token: Token): Finding {
  const reset = paidReset(bench, token);
  if (reset !== undefined) return { kind: 'reset-paid', reset };
  const segment = segmentMeant(bench, token);
  const calls = impliedCalls(bench.connection, segment, bench.nextIss);
  const called = afterCalls(bench.connection, calls, bench.now, bench.profile);
  const permission = maySend(called, segment, bench.now, bench.profile);
  if (!permission.allowed) return { kind: 'refused', refusal: withRight(bench, permission.refusal) };
  return { kind: 'lawful', calls, segment, permission, hasty: isHasty(bench, permission) };
}

/** Where there is no TCB, the engine knows nothing to send: the harbour may owe an RST, or an OPEN is possible. */
function withRight(bench: Bench, refusal: Refusal): Refusal {
  const { key, resets, nextIss } = bench;
  if (refusal.right !== undefined || bench.connection.state !== 'CLOSED') return refusal;
  const owed = resets.find(
    (reset) => reset.key.clientPort === key.clientPort && reset.key.serverPort === key.serverPort,
  );
  if (owed !== undefined) return { ...refusal, right: owed.segment };
  if (nextIss === undefined) return refusal;
  const flags = { syn: true, ack: false, fin: false, rst: false };
  return { ...refusal, right: segmentOf(composeToken(bench, flags, 0), windowOf(bench)) };
}

/**
 * The repeat that the bell asks for, where flags and crates are all of it or its beginning: what left as two boats
 * may also be repeated as one (RFC 9293 section 3.8.1), a hand sends the first of them again.
 */
function repeatOf(owed: readonly Due[], flags: Flags, crates: number): Segment | undefined {
  const repeat = owed.find((due) => due.kind === 'repeat')?.segment;
  if (repeat === undefined || repeat.flags.syn) return undefined;
  const whole = repeat.flags.fin === flags.fin && cratesOf(repeat.dataLength) === crates;
  const beginning = !flags.fin && crates > 0 && crates <= cratesOf(repeat.dataLength);
  return whole || beginning ? repeat : undefined;
}

/** The probe that is owed, where a pure ACK is meant as one: no ACK is owed beside it. */
function probeOf(owed: readonly Due[], flags: Flags, crates: number): Segment | undefined {
  const isPure = flags.ack && !flags.syn && !flags.fin && !flags.rst && crates === 0;
  if (!isPure || owed.some((due) => due.kind === 'acknowledgment')) return undefined;
  return owed.find((due) => due.kind === 'probe' && due.segment.dataLength === 0)?.segment;
}

function filledSequence(bench: Bench, flags: Flags, crates: number): SequenceNumber {
  const { connection } = bench;
  if (!('snd' in connection)) return bench.nextIss ?? sequenceNumber(0);
  if (flags.syn) return connection.snd.iss;
  const owed = dues(connection, bench.now, bench.profile);
  const repeat = repeatOf(owed, flags, crates);
  if (repeat !== undefined) return repeat.seq;
  const probe = probeOf(owed, flags, crates);
  if (probe !== undefined) return probe.seq;
  const finLeft = 'fin' in connection && connection.fin.kind === 'sent';
  // Our FIN took the last number: flying it again means sending that one again (RFC 9293 section 3.4).
  if (flags.fin && finLeft) return sequenceAdd(connection.snd.nxt, -1);
  return connection.snd.nxt;
}

/**
 * Cadet's numbers: flags and crates by hand, seq and ack filled in as this end would write them. Where the harbour
 * or the connection owes an RST on this port pair, an RST takes that one's numbers.
 */
export function composeToken(bench: Bench, flags: Flags, crates: number): Token {
  const { key } = bench;
  const owed = bench.resets.find(
    (reset) => reset.key.clientPort === key.clientPort && reset.key.serverPort === key.serverPort,
  );
  if (owed !== undefined && flags.rst) {
    const ack = flags.ack ? owed.segment.ack : sequenceNumber(0);
    return { key, flags, seq: owed.segment.seq, ack, crates };
  }
  const { connection } = bench;
  const drawn = 'reset' in connection ? connection.reset : null;
  // A bad ACK drew this RST: <SEQ=SEG.ACK><CTL=RST> (RFC 9293 section 3.5.2).
  if (drawn !== null && flags.rst && !flags.ack) return { ...tokenOf(key, drawn.segment), flags, crates };
  const known = 'rcv' in connection ? connection.rcv.nxt : sequenceNumber(0);
  const ack = flags.ack ? known : sequenceNumber(0);
  return { key, flags, seq: filledSequence(bench, flags, crates), ack, crates };
}
