// One seeded history of two ends: calls, segments in any order, losses, copies, timers, and in some of them
// a forger. After each step the same rules hold as in tests/exhaustive.
import { type Connection, closedConnection, listenConnection } from '@syn-or-swim/shared/tcp/connection.ts';
import { dues } from '@syn-or-swim/shared/tcp/dues.ts';
import type { TcpEvent } from '@syn-or-swim/shared/tcp/events.ts';
import { maySend } from '@syn-or-swim/shared/tcp/may-send.ts';
import type { Allowed } from '@syn-or-swim/shared/tcp/permission/permission.ts';
import { gameProfile, linuxProfile, type Profile, strictProfile } from '@syn-or-swim/shared/tcp/profile.ts';
import { type Segment, segmentEnd, segmentText } from '@syn-or-swim/shared/tcp/segment.ts';
import { type SequenceNumber, sequenceAdd, sequenceNumber } from '@syn-or-swim/shared/tcp/sequence-number.ts';
import { step } from '@syn-or-swim/shared/tcp/step.ts';
import { timers, wakeAt } from '@syn-or-swim/shared/tcp/timers.ts';
import { distance } from '../exhaustive/connection-shape.ts';
import { checkAcknowledges, checkPair } from '../exhaustive/pair-rules.ts';
import { checkDues, rule, UNSEEN, type Witness, watchedStep } from '../exhaustive/witness.ts';
import { type Dice, diceOf } from './dice.ts';
import { attemptedSegment, forgedSegment } from './segments.ts';

/** One end. */
interface End {
  connection: Connection;
  witness: Witness;
  /** What it was a moment ago: the view of a player whose line lags. */
  before: Connection;
  /** RSTs owed by the host, the newest of each kind of trouble. */
  owedReset: Segment | undefined;
}

/** The whole history so far. */
interface Episode {
  readonly dice: Dice;
  readonly profile: Profile;
  readonly ends: readonly [End, End];
  /** Under way to the first end, and to the second. */
  readonly wires: readonly [Segment[], Segment[]];
  /** False once something was forged: then only what one end alone must keep is checked. */
  honest: boolean;
  /** No ABORT, crash, time-out or lost reader so far. */
  peaceful: boolean;
  now: number;
  arrivals: number;
  readonly tell: (line: string) => void;
}

type Side = 0 | 1;

const MOST_UNDER_WAY = 8;
/** Milliseconds of a fair round. */
const CROSSING = 20;

function profileOf(dice: Dice): Profile {
  const receiveWindow = dice.oneOf([1, 150, 700, 10_000, 65_535]);
  const small = { receiveWindow, mss: dice.oneOf([1, 100, 300, 536]) };
  switch (dice.below(4)) {
    case 0:
      return { ...strictProfile, ...small };
    case 1:
      return { ...linuxProfile, ...small };
    default:
      return gameProfile({
        rto: 12_000,
        rtoMax: 24_000,
        msl: 12_000,
        userTimeout: 60_000,
        ...(dice.percent(30) ? { orphanFinWait2: 45_000 } : {}),
      });
  }
}

/** Half of all histories begin close to a wrap of the unsigned or the signed numbers. */
function firstNumber(dice: Dice): SequenceNumber {
  if (dice.percent(35)) return sequenceNumber(4_294_967_295 - dice.below(900));
  if (dice.percent(25)) return sequenceNumber(2_147_483_648 - dice.below(900));
  return sequenceNumber(dice.below(4_294_967_296));
}

function begun(seed: number, tell: (line: string) => void): Episode {
  const dice = diceOf(seed);
  const end = (connection: Connection): End => ({
    connection,
    witness: UNSEEN,
    before: connection,
    owedReset: undefined,
  });
  const simultaneous = dice.percent(15);
  return {
    dice,
    profile: profileOf(dice),
    ends: [end(closedConnection), end(simultaneous ? closedConnection : listenConnection)],
    wires: [[], []],
    honest: dice.percent(60),
    peaceful: true,
    now: 0,
    arrivals: 0,
    tell,
  };
}

/** The ISS of the next incarnation: far beyond all numbers that the last one used. */
function nextIss(episode: Episode, side: Side): SequenceNumber {
  const last = episode.ends[side].witness.lives.at(-1);
  if (last === undefined) return firstNumber(episode.dice);
  return sequenceAdd(sequenceNumber(last.end), 200_000 + episode.dice.below(1000));
}

function happens(episode: Episode, side: Side, event: TcpEvent, what: string): void {
  const { ends, now, profile } = episode;
  const end = ends[side];
  episode.tell(`${now} ms, end ${side + 1} in ${end.connection.state}: ${what}`);
  const { connection, effects, witness } = watchedStep(end.connection, end.witness, event, now, profile);
  if (episode.dice.percent(50)) end.before = end.connection;
  end.connection = connection;
  end.witness = witness;
  for (const effect of effects) {
    if (effect.kind === 'owes-reset') end.owedReset = effect.segment;
    const gaveUp = effect.kind === 'signal' && effect.signal === 'user-timeout';
    if (gaveUp || (effect.kind === 'owes-reset' && effect.cause === 'no-reader')) episode.peaceful = false;
  }
  checkDues(connection, now, profile);
  if (episode.honest) checkPair(ends[0], ends[1]);
}

function launch(episode: Episode, side: Side, segment: Segment): void {
  const peer = side === 0 ? 1 : 0;
  if (episode.honest) checkAcknowledges(segment, episode.ends[peer].witness);
  if (episode.wires[peer].length < MOST_UNDER_WAY) episode.wires[peer].push(segment);
}

/** Something under way arrives, perhaps leaving a copy behind, or is lost. */
function wireMoves(episode: Episode, side: Side): void {
  const { dice, wires } = episode;
  const wire = wires[side];
  if (wire.length === 0) return;
  const index = dice.percent(60) ? 0 : dice.below(wire.length);
  const segment = wire[index];
  if (segment === undefined) return;
  const fate = dice.below(100);
  if (fate >= 12) wire.splice(index, 1);
  if (fate >= 12 && fate < 24) return;
  arrive(episode, side, segment, 'arrives');
}

function arrive(episode: Episode, side: Side, segment: Segment, how: string): void {
  episode.arrivals += 1;
  const listens = episode.ends[side].connection.state === 'LISTEN';
  const event: TcpEvent = listens
    ? { kind: 'segment', segment, iss: nextIss(episode, side) }
    : { kind: 'segment', segment };
  happens(episode, side, event, `${segmentText(segment)} window ${segment.window} ${how}`);
}

function forge(episode: Episode, side: Side): void {
  if (episode.honest) return;
  arrive(episode, side, forgedSegment(episode.ends[side].connection, episode.dice), 'is forged');
}

/** One of the dues leaves, whichever. */
function pay(episode: Episode, side: Side): void {
  const { dice, ends, now, profile } = episode;
  const end = ends[side];
  if (end.owedReset !== undefined && dice.percent(50)) {
    launch(episode, side, end.owedReset);
    end.owedReset = undefined;
    return;
  }
  const owed = dues(end.connection, now, profile);
  const due = owed[dice.below(Math.max(1, owed.length))];
  if (due === undefined) return;
  happens(episode, side, { kind: 'transmit', segment: due.segment }, `pays ${segmentText(due.segment)}`);
  launch(episode, side, due.segment);
}

/** A due of a moment ago sails as it was built then. */
function payLate(episode: Episode, side: Side): void {
  const { ends, now, profile } = episode;
  const { before, connection } = ends[side];
  if (!('snd' in before) || !('snd' in connection) || before.snd.iss !== connection.snd.iss) return;
  const due = dues(before, now, profile)[0];
  if (due === undefined || due.kind === 'reset') return;
  const text = segmentText(due.segment);
  happens(episode, side, { kind: 'transmit', segment: due.segment, behind: true }, `sends late ${text}`);
  launch(episode, side, due.segment);
}

/** What `maySend` allows, transmitting does; what it refuses, transmitting throws. */
function attempt(episode: Episode, side: Side): void {
  const { dice, ends, now, profile } = episode;
  const { connection } = ends[side];
  const segment = attemptedSegment(connection, dice);
  const permission = maySend(connection, segment, now, profile);
  if (!permission.allowed) {
    const { right } = permission.refusal;
    rule(right === undefined || maySend(connection, right, now, profile).allowed, () => 'the right is wrong');
    rule(
      throws(() => step(connection, { kind: 'transmit', segment }, now, profile)),
      () => 'refused and sent',
    );
    return;
  }
  if (permission.nature === 'reset' && !permission.pays.includes('reset')) episode.peaceful = false;
  // An RST takes no number, wherever the ACK that drew it put it.
  const { rst } = segment.flags;
  const moves = !rst && 'snd' in connection && distance(segmentEnd(segment), connection.snd.nxt) > 0;
  // A probe may carry a new octet.
  const isNew = permission.nature === 'new' || (permission.nature === 'probe' && moves);
  rule(isNew === moves, () => `${segmentText(segment)} is ${permission.nature}`);
  checkAllowed(connection, segment, permission);
  happens(episode, side, { kind: 'transmit', segment }, `is allowed to send ${segmentText(segment)}`);
  launch(episode, side, segment);
}

/** What no TCP sends, whatever it owes: judged from the TCB alone. */
function checkAllowed(connection: Connection, segment: Segment, { nature, pays }: Allowed): void {
  const { seq, ack, flags, dataLength } = segment;
  const tell = (what: string) => () => `${connection.state} may send ${segmentText(segment)}: ${what}`;
  rule('snd' in connection, tell('nothing to send from'));
  const { snd } = connection;
  const end = seq + dataLength + (flags.syn ? 1 : 0) + (flags.fin ? 1 : 0);
  const owed = pays.includes('reset');
  rule(!flags.rst || owed || seq === snd.nxt, tell(`SND.NXT is ${snd.nxt}`));
  if (flags.rst) return;
  rule(distance(seq, snd.una) >= -1 && distance(seq, snd.nxt) <= 0, tell('numbers beside its own'));
  if (!('rcv' in connection)) return;
  rule(flags.ack && ack === connection.rcv.nxt, tell(`RCV.NXT is ${connection.rcv.nxt}`));
  if (flags.syn || distance(end, snd.nxt) <= 0) return;
  rule('queue' in connection, tell('new numbers after its FIN'));
  const octets = distance(end, snd.nxt) - (flags.fin ? 1 : 0);
  rule(octets <= connection.queue.octets, tell(`${connection.queue.octets} octets were handed over`));
  const finMay =
    'fin' in connection && connection.fin.kind === 'called' && octets === connection.queue.octets;
  rule(!flags.fin || finMay, tell('no FIN yet'));
  rule(nature === 'probe' || distance(end, snd.una) <= connection.snd.wnd, tell('beyond the window'));
}

function throws(work: () => void): boolean {
  try {
    work();
    return false;
  } catch {
    return true;
  }
}

function call(episode: Episode, side: Side): void {
  const { dice, ends, profile } = episode;
  const { state } = ends[side].connection;
  // Through a window of one octet a little goes a long way.
  const most = Math.min(1200, 4 * profile.receiveWindow);
  const octets = Math.min(most, dice.oneOf([1, 100, 300, 1 + dice.below(1200)]));
  const fate = dice.below(1000);
  if (state === 'CLOSED') {
    const mayOpen = ends[side].witness.lives.length < 3;
    const iss = nextIss(episode, side);
    if (mayOpen) happens(episode, side, { kind: 'call', call: { kind: 'open-active', iss } }, 'OPEN');
  } else if (fate < 500 && state !== 'LISTEN') {
    happens(episode, side, { kind: 'call', call: { kind: 'send', octets } }, `SEND ${octets}`);
  } else if (fate < 850) {
    happens(episode, side, { kind: 'call', call: { kind: 'receive', octets } }, `RECEIVE ${octets}`);
  } else if (fate < 960 && state !== 'LISTEN') {
    happens(episode, side, { kind: 'call', call: { kind: 'close' } }, 'CLOSE');
  } else if (fate < 990) {
    rare(episode, side);
  }
}

/** Calls and events that seldom come, none of them the end of the connection but the last two. */
function rare(episode: Episode, side: Side): void {
  const { dice } = episode;
  const userTimeout = 5000 + dice.below(100_000);
  const keepAlive = { idle: 7000, interval: 2000, probes: 3 };
  const fate = dice.below(6);
  if (fate > 2) episode.peaceful = false;
  const events: readonly [TcpEvent, ...TcpEvent[]] = [
    { kind: 'call', call: { kind: 'status' } },
    { kind: 'call', call: { kind: 'set', options: { userTimeout, keepAlive } } },
    { kind: 'icmp', error: { kind: 'time-exceeded' } },
    { kind: 'application-gone' },
    { kind: 'call', call: { kind: 'abort' } },
    { kind: 'host-lost' },
  ];
  const event = events[fate] ?? events[0];
  happens(episode, side, event, JSON.stringify(event));
}

/** Time goes on, perhaps to the next timer; everything whose moment has come rings. */
function time(episode: Episode): void {
  const { dice, ends, profile } = episode;
  const moments = ends.map(({ connection }) => wakeAt(connection, profile) ?? Number.POSITIVE_INFINITY);
  const next = Math.min(...moments);
  const later = episode.now + dice.below(400);
  episode.now = dice.percent(40) && Number.isFinite(next) ? Math.max(episode.now, next) : later;
  ring(episode);
}

function ring(episode: Episode): void {
  for (const side of [0, 1] as const) {
    for (const { timer, at } of timers(episode.ends[side].connection, episode.profile)) {
      if (at <= episode.now) happens(episode, side, { kind: 'timer', timer }, `timer ${timer}`);
    }
  }
}

/** One thing happens. */
function stir(episode: Episode): void {
  const side = episode.dice.below(2) === 0 ? 0 : 1;
  const fate = episode.dice.below(100);
  if (fate < 40) wireMoves(episode, side);
  else if (fate < 65) pay(episode, side);
  else if (fate < 74) call(episode, side);
  else if (fate < 80) time(episode);
  else if (fate < 88) attempt(episode, side);
  else if (fate < 90) payLate(episode, side);
  else forge(episode, side);
}

/**
 * The channel turns fair and both applications close: unless there was violence, both ends come to rest.
 * Long time-outs of strict make no difference to that, only to how far the clock runs.
 */
function settle(episode: Episode): void {
  if (!episode.honest || !episode.peaceful) return;
  const { ends, wires } = episode;
  for (const side of [0, 1] as const) {
    if (ends[side].connection.state === 'CLOSED') continue;
    happens(episode, side, { kind: 'call', call: { kind: 'close' } }, 'CLOSE at last');
  }
  for (let round = 0; round < 4000 && episode.peaceful; round += 1) {
    // A crossing takes its time: two ends that ACK each other's ACKs (RFC 9293 has no limit) do so until a bell.
    episode.now += CROSSING;
    ring(episode);
    const rests = ends.every(({ connection: { state } }) => state === 'CLOSED' || state === 'LISTEN');
    if (rests && wires.every((wire) => wire.length === 0)) return;
    if (!fairRound(episode)) {
      const moments = ends.map((end) => wakeAt(end.connection, episode.profile) ?? Number.POSITIVE_INFINITY);
      const next = Math.min(...moments);
      rule(
        Number.isFinite(next),
        () => `wait for ever: ${ends.map((end) => end.connection.state).join(' ')}`,
      );
      episode.now = Math.max(episode.now + 1, next);
      ring(episode);
    }
  }
  const states = ends.map((end) => end.connection.state).join(' ');
  rule(!episode.peaceful, () => `both have called CLOSE, and no end is in sight: ${states}`);
}

/** Everything under way arrives, everything unread is read, everything owed leaves. True where anything did. */
function fairRound(episode: Episode): boolean {
  let any = false;
  for (const side of [0, 1] as const) {
    for (const segment of episode.wires[side].splice(0)) {
      any = true;
      arrive(episode, side, segment, 'arrives');
    }
    const end = episode.ends[side];
    if ('rcv' in end.connection && end.connection.rcv.unread > 0) {
      happens(episode, side, { kind: 'call', call: { kind: 'receive' } }, 'RECEIVE all');
    }
    for (let count = 0; count < 6; count += 1) {
      const segment = end.owedReset ?? dues(end.connection, episode.now, episode.profile)[0]?.segment;
      if (segment === undefined) break;
      any = true;
      if (end.owedReset === undefined) {
        happens(episode, side, { kind: 'transmit', segment }, `pays ${segmentText(segment)}`);
      }
      end.owedReset = undefined;
      launch(episode, side, segment);
    }
  }
  return any;
}

/**
 * Plays the history of `seed` in `events` events and a fair ending; gives the number of segments that
 * arrived. Throws at the first broken rule; `tell` hears every event before it happens.
 */
export function playEpisode(seed: number, events: number, tell: (line: string) => void = () => {}): number {
  const episode = begun(seed, tell);
  for (let event = 0; event < events; event += 1) stir(episode);
  settle(episode);
  return episode.arrivals;
}
