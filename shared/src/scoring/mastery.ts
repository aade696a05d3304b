// Mastery of the ten ideas, for each seat, from the journal alone: how often each was tried, how often rightly, and the
// mistake that came most often. What a hint or the second miss showed counts for nothing: it was copied.
import type { JournalEntry, JournalEvent } from '../game/journal.ts';
import type { Level } from '../game/level.ts';
import { type Match, orderOfPort } from '../game/match-state.ts';
import type { Order } from '../game/order.ts';
import { peerOf, SIDES, type Side } from '../game/seat.ts';
import type { ConnectionKey, Token } from '../game/token.ts';
import type { Verdict } from '../game/verdict.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { ConnectionState } from '../tcp/connection.ts';
import { MISCONCEPTION_IDS, type MisconceptionId } from '../tcp/misconceptions.ts';
import { type Segment, segmentEnd, segmentLength } from '../tcp/segment.ts';
import { type SequenceNumber, sequenceLessOrEqual } from '../tcp/sequence-number.ts';
import { COSTLY_HELD_REASONS, entryShows, HASTY_SHOWS, heldShows, idleShows, stuckShows } from './beliefs.ts';
import { guessesOf } from './guesses.ts';
import { IDEA_NUMBERS, type IdeaNumber, ideaOf } from './ideas.ts';
import { STUCK_AFTER, stuckSockets } from './score.ts';
import { socketFor } from './what-works.ts';

/** One time that a seat was to apply an idea. */
export interface IdeaTry {
  readonly seat: Side;
  readonly idea: IdeaNumber;
  /** The misconception that it showed; undefined where it was right. */
  readonly mistake: MisconceptionId | undefined;
}

/** How well a seat has an idea. */
export interface IdeaMastery {
  readonly idea: IdeaNumber;
  readonly tried: number;
  readonly right: number;
  /** The misconception that came most often, of equals the one with the lowest id; undefined where none came. */
  readonly typicalMistake: MisconceptionId | undefined;
}

/** All ten ideas of both seats, in the order of their numbers. */
export type Mastery = Readonly<Record<Side, readonly IdeaMastery[]>>;

/** What the journal has told of one end so far. */
interface End {
  readonly state: ConnectionState;
  /** The state before the present one. */
  readonly from: ConnectionState | undefined;
  readonly since: Milliseconds;
  /** How long that state before lasted. */
  readonly waited: Milliseconds;
  readonly last: Segment | undefined;
  /** The newest arrival brought nothing new: it was sent again, or copied on its way. */
  readonly again: boolean;
  /** End of what has arrived, by sequence number. */
  readonly heard: SequenceNumber | undefined;
  readonly peerClosed: boolean;
  /** How often this end left CLOSED. */
  readonly lives: number;
  /** The token that was shown, until this end sends something. */
  readonly shown: Token | undefined;
  readonly anchorageFull: boolean;
}

const FRESH: End = {
  state: 'CLOSED',
  from: undefined,
  since: 0,
  waited: 0,
  last: undefined,
  again: false,
  heard: undefined,
  peerClosed: false,
  lives: 0,
  shown: undefined,
  anchorageFull: false,
};

type Ends = Map<string, End>;

function endKey(side: Side, { clientPort }: ConnectionKey): string {
  return `${side} ${clientPort}`;
}

function endOf(ends: Ends, side: Side, key: ConnectionKey): End {
  return ends.get(endKey(side, key)) ?? FRESH;
}

function arrivedAt(end: End, segment: Segment): End {
  if (segmentLength(segment) === 0) return { ...end, last: segment, again: false };
  const until = segmentEnd(segment);
  const again = !segment.flags.syn && end.heard !== undefined && sequenceLessOrEqual(until, end.heard);
  const heardSyn = segment.flags.syn && end.heard === until;
  const peerClosed = end.peerClosed || segment.flags.fin;
  return { ...end, last: segment, again: again || heardSyn, heard: again ? end.heard : until, peerClosed };
}

function turned(end: End, { from, to }: Extract<JournalEvent, { kind: 'state' }>, at: Milliseconds): End {
  const waited = at - end.since;
  const { last, shown, lives } = end;
  if (to === 'CLOSED') return { ...FRESH, from, since: at, waited, last, shown, lives };
  const opened = from === 'CLOSED' || from === 'LISTEN';
  return { ...end, state: to, from, since: at, waited, lives: lives + (opened ? 1 : 0) };
}

/** Follows what an entry says of either end. */
function follow(ends: Ends, { at, event }: JournalEntry): void {
  if (event.kind === 'arrived') {
    const end = endOf(ends, event.at, event.key);
    ends.set(endKey(event.at, event.key), arrivedAt(end, event.segment));
  }
  if (event.kind === 'state') {
    const end = endOf(ends, event.side, event.key);
    ends.set(endKey(event.side, event.key), turned(end, event, at));
  }
  if (event.kind === 'dropped-at-anchorage') {
    const end = endOf(ends, 'client', event.key);
    ends.set(endKey('client', event.key), { ...end, anchorageFull: true });
  }
}

function isPureAck({ flags, crates }: Token): boolean {
  return flags.ack && !flags.syn && !flags.fin && !flags.rst && crates === 0;
}

function ideasOfSyn({ flags }: Token, end: End, order: Order | undefined): readonly IdeaNumber[] {
  // A second life, after a crash or an abort, and SYNs that cross, are half-open and simultaneous matters.
  const special = flags.ack
    ? end.from === 'SYN_SENT'
    : order?.bothOpenAt !== undefined || (end.lives > 0 && end.from !== 'SYN_SENT');
  return [special ? 9 : 1];
}

function ideasOfAck(end: End): readonly IdeaNumber[] {
  if (end.state === 'CLOSING') return [9];
  // The peer's FIN again: its ACK was lost, and TIME_WAIT is there to say it once more.
  if (end.state === 'TIME_WAIT' && end.again) return [8, 4];
  // The FIN came after a FIN_WAIT_2 that looked stuck: it was the peer's application, and waiting was right.
  if (end.state === 'TIME_WAIT') {
    return end.from === 'FIN_WAIT_2' && end.waited >= STUCK_AFTER ? [3, 7] : [3];
  }
  if (end.again) return [4];
  if (end.last?.flags.syn === true) return [1];
  if (end.last?.flags.fin === true) return [3];
  return end.state === 'FIN_WAIT_1' || end.state === 'FIN_WAIT_2' ? [3] : [];
}

function ideasOfText({ flags }: Token, end: End, order: Order | undefined): readonly IdeaNumber[] {
  if (!flags.fin) return end.state === 'CLOSE_WAIT' ? [3] : [];
  if (end.state === 'CLOSE_WAIT') return [3, 5];
  return order?.closesFirst === 'both' ? [3, 9] : [3];
}

function ideasOfRepeat({ flags }: Token, end: End): readonly IdeaNumber[] {
  // SYN_SENT, the bell, silence: the anchorage was full.
  if (flags.syn && end.anchorageFull) return [4, 10];
  return flags.fin && end.state === 'FIN_WAIT_1' ? [4, 6] : [4];
}

/** The ideas that a right token applies: which due or call it was, in which state. */
function ideasOf(
  { token, verdict }: Extract<JournalEvent, { kind: 'judged' }>,
  end: End,
  order: Order | undefined,
  level: Level,
): readonly IdeaNumber[] {
  const { flags } = token;
  if (flags.rst && verdict.kind === 'due') return [9];
  // An ABORT is right only where nobody will ever answer.
  if (flags.rst) return level.abortEnds === true ? [6] : [];
  if (verdict.kind === 'repeat') return ideasOfRepeat(token, end);
  if (flags.syn) return ideasOfSyn(token, end, order);
  return isPureAck(token) ? ideasOfAck(end) : ideasOfText(token, end, order);
}

function isRightToken(verdict: Verdict): boolean {
  if (verdict.kind === 'repeat') return verdict.needed;
  return verdict.kind === 'due' || verdict.kind === 'initiative';
}

function sameToken(left: Token, right: Token | undefined): boolean {
  if (right === undefined) return false;
  const flags = (['syn', 'ack', 'fin', 'rst'] as const).every(
    (flag) => left.flags[flag] === right.flags[flag],
  );
  return flags && left.seq === right.seq && left.ack === right.ack && left.crates === right.crates;
}

/** True where a person, not a stack or a pilot, sent what was judged at `index`: its boat says so. */
function byPlayer(match: Match, index: number, seat: Side, { clientPort }: ConnectionKey): boolean {
  for (const { event } of match.journal.slice(index + 1, index + 1 + BOAT_WITHIN)) {
    if (event.kind === 'judged') return false;
    if (event.kind === 'departed' && event.from === seat && event.key.clientPort === clientPort) {
      return event.by === 'player';
    }
  }
  return false;
}

/** Between a judgment and the departure of its boat stand at most the changes of state that its calls made. */
const BOAT_WITHIN = 6;

function mistakeOf(
  { seat, token, verdict }: Extract<JournalEvent, { kind: 'judged' }>,
  end: End,
  order: Order | undefined,
  flooded: boolean,
): MisconceptionId | undefined {
  switch (verdict.kind) {
    case 'wrong':
      return verdict.misconception;
    case 'held': {
      const reason = COSTLY_HELD_REASONS.find((costly) => costly === verdict.reason);
      const { state, peerClosed, again } = end;
      const scene = { side: seat, order, state, peerClosed, again, flooded };
      return reason && heldShows(reason, scene).misconception;
    }
    case 'repeat':
      return verdict.needed ? undefined : HASTY_SHOWS.misconception;
    case 'idle':
      return isPureAck(token) ? idleShows(end.last).misconception : undefined;
    default:
      return undefined;
  }
}

/** The token that the seat was shown with this verdict: by a hint, or at the second miss. */
function shownBy(verdict: Verdict): Token | undefined {
  if (verdict.kind === 'hint') return verdict.token;
  return verdict.kind === 'wrong' ? verdict.right : undefined;
}

function judgedTries(match: Match, index: number, ends: Ends): readonly IdeaTry[] {
  const event = match.journal[index]?.event;
  if (event?.kind !== 'judged') return [];
  const { seat, token, verdict } = event;
  const end = endOf(ends, seat, token.key);
  const order = orderOfPort(match, token.key.clientPort);
  const mistake = mistakeOf(event, end, order, match.rules.level.flood !== undefined);
  const shown = shownBy(verdict);
  if (shown !== undefined) ends.set(endKey(seat, token.key), { ...end, shown });
  if (mistake !== undefined) return [{ seat, idea: ideaOf(mistake), mistake }];
  if (!isRightToken(verdict) || !byPlayer(match, index, seat, token.key)) return [];
  ends.set(endKey(seat, token.key), { ...endOf(ends, seat, token.key), shown: undefined });
  if (sameToken(token, end.shown)) return [];
  // In Cadet the numbers are filled in.
  const byHand: readonly IdeaNumber[] = match.rules.level.assistance === 'cadet' ? [] : [2];
  const ideas = [...byHand, ...ideasOf(event, end, order, match.rules.level)];
  return ideas.map((idea) => ({ seat, idea, mistake: undefined }));
}

function entryTries(ends: Ends, event: Extract<JournalEvent, { kind: 'log-agreed' }>): readonly IdeaTry[] {
  const { clientPort, right, cause, remedy } = event;
  const key = { clientPort, serverPort: 0 };
  const states = SIDES.map((side) => endOf(ends, side, key).state);
  if (!right) {
    const { misconception } = entryShows(states, { clientPort, cause, remedy });
    return SIDES.map((seat) => ({ seat, idea: ideaOf(misconception), mistake: misconception }));
  }
  return SIDES.map((seat) => {
    const own = cause === `${seat}-application`;
    const idea: IdeaNumber = cause === 'nobody' ? 8 : cause === 'network' ? 6 : own ? 5 : 7;
    return { seat, idea, mistake: undefined };
  });
}

/** Guesses that were answered: which state, which ack, who keeps TIME_WAIT. */
function guessTries(match: Match): readonly IdeaTry[] {
  return guessesOf(match).flatMap(({ seat, idea, misconception, chosen }) =>
    chosen === undefined ? [] : [{ seat, idea, mistake: misconception }],
  );
}

/** Sockets that stayed until the horn: their seat had the idea of that state to apply, and did not. */
function stuckTries(match: Match): readonly IdeaTry[] {
  if (match.phase !== 'ended') return [];
  return [...match.orders, ...match.night].flatMap((order) =>
    stuckSockets(match, order).flatMap(({ side, state }) => {
      const key = { clientPort: order.clientPort, serverPort: order.serverPort };
      const socket = socketFor(match, side, key);
      if (socket === undefined) return [];
      const mistake = stuckShows(match, side, socket).misconception;
      const idea: IdeaNumber = state === 'CLOSE_WAIT' ? 5 : state === 'FIN_WAIT_1' ? 6 : 7;
      return [{ seat: side, idea, mistake }];
    }),
  );
}

function nightEnds(match: Match): Ends {
  const ends: Ends = new Map();
  for (const { clientPort, serverPort, closesFirst } of match.night) {
    const key = { clientPort, serverPort };
    const first = { ...FRESH, lives: 1 };
    const closer = closesFirst === 'server' ? 'server' : 'client';
    ends.set(endKey(closer, key), { ...first, state: 'FIN_WAIT_2', from: 'FIN_WAIT_1' });
    ends.set(endKey(peerOf(closer), key), {
      ...first,
      state: 'CLOSE_WAIT',
      from: 'ESTABLISHED',
      peerClosed: true,
    });
  }
  return ends;
}

/** True where a person, or a hand that stands for one, sits: what a stack does shows nothing of a player. */
function isPlayed(match: Match, seat: Side): boolean {
  const player = match.players[seat];
  if (player === 'kernel') return false;
  return player === 'person' || match.rules.drivers.stacks[player].isHand === true;
}

/**
 * Every time that a player was to apply one of the ten ideas in `match`, in the order of the journal; then its guesses,
 * then what was stuck at the horn.
 */
export function ideaTries(match: Match): readonly IdeaTry[] {
  const ends = nightEnds(match);
  const tries: IdeaTry[] = [];
  for (const [index, entry] of match.journal.entries()) {
    const { event } = entry;
    if (event.kind === 'judged') tries.push(...judgedTries(match, index, ends));
    if (event.kind === 'log-agreed') tries.push(...entryTries(ends, event));
    if (event.kind === 'cookies' && isPlayed(match, 'server')) {
      tries.push({ seat: 'server', idea: 10, mistake: undefined });
    }
    follow(ends, entry);
  }
  return [...tries, ...guessTries(match), ...stuckTries(match).filter(({ seat }) => isPlayed(match, seat))];
}

function typicalOf(mistakes: readonly MisconceptionId[]): MisconceptionId | undefined {
  const count = (id: MisconceptionId) => mistakes.filter((other) => other === id).length;
  const ordered = MISCONCEPTION_IDS.filter((id) => mistakes.includes(id));
  return ordered.reduce<MisconceptionId | undefined>(
    (typical, id) => (typical === undefined || count(id) > count(typical) ? id : typical),
    undefined,
  );
}

/** The mastery that `tries` show; several matches of one player may be put together. */
export function masteryFrom(tries: readonly IdeaTry[]): Mastery {
  const of = (seat: Side): readonly IdeaMastery[] =>
    IDEA_NUMBERS.map((idea) => {
      const own = tries.filter((each) => each.seat === seat && each.idea === idea);
      const mistakes = own.flatMap(({ mistake }) => (mistake === undefined ? [] : [mistake]));
      const right = own.length - mistakes.length;
      return { idea, tried: own.length, right, typicalMistake: typicalOf(mistakes) };
    });
  return { client: of('client'), server: of('server') };
}

/** Mastery of the ten ideas as `match` shows it. `more`: answers to the debrief's questions, which count as well. */
export function masteryOf(match: Match, more: readonly IdeaTry[] = []): Mastery {
  return masteryFrom([...ideaTries(match), ...more]);
}
