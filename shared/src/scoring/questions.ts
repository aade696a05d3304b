// The questions that a match gives rise to: a function of its log and of the seat that is asked. Which of them are
// asked, and when they come again, is not decided here.
import { freeHints } from '../game/hints.ts';
import type { JournalEntry } from '../game/journal.ts';
import { judged } from '../game/judge.ts';
import { LOG_CAUSES, type LogCause } from '../game/log-entry.ts';
import { type Match, orderOfPort } from '../game/match-state.ts';
import { peerOf, type Side } from '../game/seat.ts';
import { type ConnectionKey, keyText, type Token } from '../game/token.ts';
import { keyedHash, permuted } from '../kernel/hash.ts';
import type { ConnectionState } from '../tcp/connection.ts';
import { flagsText, type Segment } from '../tcp/segment.ts';
import { sequenceAdd } from '../tcp/sequence-number.ts';
import { type MatchLog, moments } from './moments.ts';
import type { Question, QuestionChoice, QuestionKind } from './question.ts';
import {
  type BoatRole,
  causeFacts,
  LOSSES,
  mirrorBelief,
  TAKEN_FOR,
  transitionFacts,
} from './question-facts.ts';
import type { Wait } from './waits.ts';

type Scene = Pick<Question, 'kind' | 'topic' | 'key' | 'at' | 'side' | 'state' | 'segment' | 'lasted'>;

/** A question with its answers in an order that the match's seed chooses; the right one comes first in `choices`. */
function question(
  match: Match,
  scene: Scene,
  choices: readonly QuestionChoice[],
  { teaches, section }: Pick<Question, 'teaches' | 'section'>,
): Question {
  const { seed, level } = match.rules;
  const order = orderOfPort(match, scene.key.clientPort);
  const shuffled = permuted(choices, keyedHash(seed, 'question', scene.topic, scene.at));
  const right = shuffled.findIndex(({ misconception }) => misconception === undefined);
  const night = order !== undefined && match.night.includes(order);
  const name = night ? undefined : order?.name;
  return { ...scene, teaches, section, level: level.id, name, choices: shuffled, right };
}

function sameKey(entry: JournalEntry, key: ConnectionKey): boolean {
  return 'key' in entry.event && keyText(entry.event.key) === keyText(key);
}

/** The change of state at `side` that the arrival at `index` brought about; undefined where it left it as it was. */
function changeAfter(journal: readonly JournalEntry[], index: number, side: Side, key: ConnectionKey) {
  const at = journal[index]?.at;
  for (const entry of journal.slice(index + 1, index + 12)) {
    if (entry.at !== at) return undefined;
    if (entry.event.kind === 'arrived' && sameKey(entry, key)) return undefined;
    if (entry.event.kind === 'state' && entry.event.side === side && sameKey(entry, key)) return entry.event;
  }
  return undefined;
}

/** Which state after this boat? Asked of the seat's own end. */
function stateQuestions(match: Match, seat: Side): readonly Question[] {
  return match.journal.flatMap(({ at, event }, index): readonly Question[] => {
    if (event.kind !== 'arrived' || event.at !== seat) return [];
    const { key, segment } = event;
    const change = changeAfter(match.journal, index, seat, key);
    if (change === undefined) return [];
    const { from, to } = change;
    const facts = transitionFacts(from, to, segment);
    const [taught] = facts?.wrong ?? [];
    if (facts === undefined || taught === undefined) return [];
    const wrong = facts.wrong.map(([state, misconception]): QuestionChoice => {
      return { answer: { kind: 'state', state }, misconception };
    });
    const right: QuestionChoice = { answer: { kind: 'state', state: to }, misconception: undefined };
    const topic = segment.flags.rst ? `state RST ${from}` : `state ${from} ${to}`;
    const scene = { kind: 'state', topic, key, at, side: seat, state: from, segment, lasted: 0 } as const;
    return [question(match, scene, [right, ...wrong], { teaches: taught[1], section: facts.section })];
  });
}

function roleOf(segment: Segment, state: ConnectionState | undefined): BoatRole {
  const { syn, ack, fin, rst } = segment.flags;
  if (rst) return 'RST';
  if (syn) return ack ? 'SYN+ACK' : 'SYN';
  if (fin) return 'FIN';
  if (segment.dataLength > 0) return 'crate';
  return state === 'TIME_WAIT' ? 'last-ACK' : 'ACK';
}

/** The state of each end as the journal has told it so far. */
type States = ReadonlyMap<string, ConnectionState>;

function endText(side: Side, key: ConnectionKey): string {
  return `${side} ${keyText(key)}`;
}

/** What would happen if this boat were lost? Asked about boats that did arrive, the seat's own. */
function lossQuestion(
  match: Match,
  { at, event }: JournalEntry,
  seat: Side,
  states: States,
): readonly Question[] {
  if (event.kind !== 'departed' || event.from !== seat || event.by === 'earlier-life') return [];
  if (event.verdict === 'wrong' || event.verdict === 'idle' || event.fate.kind !== 'arrives') return [];
  const { key, segment } = event;
  const state = states.get(endText(seat, key)) ?? 'CLOSED';
  const role = roleOf(segment, state);
  const { right, teaches, section, wrong } = LOSSES[role];
  const choices: readonly QuestionChoice[] = [
    { answer: { kind: 'outcome', outcome: right }, misconception: undefined },
    ...wrong.map(([outcome, misconception]) => ({
      answer: { kind: 'outcome' as const, outcome },
      misconception,
    })),
  ];
  const topic = `what-if ${role}`;
  const scene = { kind: 'what-if', topic, key, at, side: seat, state, segment, lasted: 0 } as const;
  return [question(match, scene, choices, { teaches, section })];
}

/** What does ss show at the other end, now that this one has changed its state? */
function listQuestion(
  match: Match,
  { at, event }: JournalEntry,
  seat: Side,
  states: States,
): readonly Question[] {
  if (event.kind !== 'state' || event.side !== seat) return [];
  const { key, to: here } = event;
  const side = peerOf(seat);
  const there = states.get(endText(side, key));
  const taken = there === undefined || there === here ? undefined : TAKEN_FOR[there];
  if (there === undefined || taken === undefined || here === 'CLOSED') return [];
  const mirror = mirrorBelief(there, here);
  const wrong = new Map([[here, mirror], ...taken]);
  const choices: readonly QuestionChoice[] = [
    { answer: { kind: 'state', state: there }, misconception: undefined },
    ...[...wrong].map(([state, misconception]) => ({
      answer: { kind: 'state' as const, state },
      misconception,
    })),
  ];
  const scene = {
    kind: 'ss',
    topic: `ss ${there} ${here}`,
    key,
    at,
    side,
    state: here,
    segment: undefined,
    lasted: 0,
  } as const;
  return [question(match, scene, choices, { teaches: mirror, section: '3.3.2' })];
}

function journalQuestions(match: Match, seat: Side): readonly Question[] {
  const states = new Map<string, ConnectionState>();
  return match.journal.flatMap((entry, index) => {
    const { event } = entry;
    if (event.kind === 'state') states.set(endText(event.side, event.key), event.to);
    // Of one moment the last change counts: the other end may change in it, too.
    const later = match.journal[index + 1];
    const settled = later === undefined || later.at > entry.at;
    return [
      ...lossQuestion(match, entry, seat, states),
      ...(settled ? listQuestion(match, entry, seat, states) : []),
    ];
  });
}

/** Whose word a cause is, seen from the end that waits. */
function voiceOf(cause: LogCause, side: Side): 'own' | 'other' | 'network' | 'nobody' {
  if (cause === 'network' || cause === 'nobody') return cause;
  return cause.startsWith(side) ? 'own' : 'other';
}

/** Whose doing is it that this socket stays? */
function causeQuestion({ match, side, clientPort, state, lasted, cause }: Wait): Question {
  const facts = causeFacts(state, cause);
  const choices = LOG_CAUSES.map((each): QuestionChoice => {
    const misconception = each === cause ? undefined : facts.wrong[voiceOf(each, side)];
    return { answer: { kind: 'cause', cause: each }, misconception };
  });
  const own = match.seats[side].harbour.sockets.find((socket) => socket.key.clientPort === clientPort);
  const scene: Scene = {
    ...{ kind: 'cause', topic: `cause ${state} ${cause}`, at: match.now, side, state, lasted },
    ...{ key: own?.key ?? { clientPort, serverPort: 0 }, segment: undefined },
  };
  return question(match, scene, choices, facts);
}

/** Boats that somebody might send instead of `token`: numbers beside the right ones, flags more or fewer. */
function slips(token: Token): readonly Token[] {
  const { flags, seq, ack } = token;
  const flown = (changed: Partial<Token['flags']>): Token => ({
    ...token,
    flags: { ...flags, ...changed },
    crates: 0,
  });
  const numbers: readonly Token[] = [
    { ...token, ack: sequenceAdd(ack, -1) },
    { ...token, ack: sequenceAdd(ack, 1) },
    { ...token, seq: sequenceAdd(seq, 1) },
    { ...token, seq: sequenceAdd(seq, -1) },
  ];
  const acked = flags.ack ? numbers : numbers.slice(2);
  return [
    ...acked,
    flown({ syn: !flags.syn }),
    flown({ ack: !flags.ack }),
    flown({ fin: !flags.fin }),
    flown({ syn: false, fin: false, rst: true }),
  ];
}

const WRONG_TOKENS = 3;

/** Which token next? Asked about a boat that the seat's end sent rightly; the others are refused at that moment. */
function tokenQuestion(before: Match, seat: Side, token: Token, pays: boolean): readonly Question[] {
  const socket = before.seats[seat].harbour.sockets.find(
    (each) => each.key.clientPort === token.key.clientPort,
  );
  const state = socket?.connection.state ?? 'CLOSED';
  const refused = slips(token).flatMap((wrong) => {
    const found = judged(before, seat, wrong, before.views[seat].number, 'player');
    return found.kind === 'refused' ? [{ wrong, refusal: found.finding.refusal }] : [];
  });
  const mixed = permuted(refused, keyedHash(before.rules.seed, 'slips', before.now));
  // Different beliefs first: three numbers off by one would ask the same thing thrice.
  const rank = new Map<string, number>();
  const ranked = mixed.map((each) => {
    const nth = (rank.get(each.refusal.misconception) ?? 0) + 1;
    rank.set(each.refusal.misconception, nth);
    return { ...each, nth };
  });
  const chosen = ranked.toSorted((one, other) => one.nth - other.nth).slice(0, WRONG_TOKENS);
  const rule = freeHints(before.seats[seat].harbour, before.now, before.profile).find(
    ({ key }) => key.clientPort === token.key.clientPort,
  );
  if (rule === undefined || chosen.length < WRONG_TOKENS) return [];
  const choices: readonly QuestionChoice[] = [
    { answer: { kind: 'token', token }, misconception: undefined },
    ...chosen.map(({ wrong, refusal }) => ({
      answer: { kind: 'token' as const, token: wrong },
      misconception: refusal.misconception,
    })),
  ];
  const last = before.seats[seat].arrivals.findLast(({ key }) => key.clientPort === token.key.clientPort);
  const topic = `token ${state} ${flagsText(token.flags)}${token.crates > 0 ? ' crate' : ''}`;
  const scene: Scene = {
    ...{ kind: 'token', topic, key: token.key, at: before.now, side: seat, state, lasted: 0 },
    segment: pays ? last?.segment : undefined,
  };
  return [question(before, scene, choices, { teaches: rule.rule, section: rule.section })];
}

/** The questions of `kinds` that the match of `log` gives rise to for `seat`, each topic as often as it came up. */
export function questionsIn(
  log: MatchLog,
  seat: Side,
  waits: readonly Wait[],
  kinds: readonly QuestionKind[],
): readonly Question[] {
  const tokens: Question[] = [];
  const asked = new Set<string>();
  const run = moments(log);
  for (;;) {
    const next = run.next();
    if (next.done) {
      const match = next.value;
      const all = [
        ...stateQuestions(match, seat),
        ...journalQuestions(match, seat),
        ...waits.map(causeQuestion),
        ...tokens,
      ];
      return all.filter(({ kind }) => kinds.includes(kind));
    }
    if (!kinds.includes('token')) continue;
    const { before, after } = next.value;
    for (const { event } of after.journal.slice(before.journal.length)) {
      if (event.kind !== 'judged' || event.seat !== seat || event.verdict.cost > 0) continue;
      const { kind } = event.verdict;
      if (kind !== 'due' && kind !== 'initiative') continue;
      const [told] = tokenQuestion(before, seat, event.token, kind === 'due');
      if (told === undefined || asked.has(told.topic)) continue;
      asked.add(told.topic);
      tokens.push(told);
    }
  }
}
