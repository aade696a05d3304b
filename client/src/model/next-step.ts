import type { Level } from '@syn-or-swim/shared/game/level.ts';
import type { Slip } from '@syn-or-swim/shared/game/order.ts';
import { CRATE_OCTETS } from '@syn-or-swim/shared/game/token.ts';
import type { SaidSignal, SeatView } from '@syn-or-swim/shared/game/view.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { Connection } from '@syn-or-swim/shared/tcp/connection.ts';
import { sequenceDifference } from '@syn-or-swim/shared/tcp/sequence-number.ts';
import { bellRings, isFinished, isOfNightShift, type SocketEntry, waitsForOpen } from './socket-entries.ts';
import { agreedCloser, agreedMoment, isGivenUp, openQuestions, toldDuty, toldPort } from './told-duties.ts';

/** One demand at a time: what a beginner may think of next. `entry` is the row that it is about. */
export type NextStep =
  | { readonly kind: 'light-lamp' | 'tell-port'; readonly port: number }
  | { readonly kind: 'wait-for-slip' | 'all-done' }
  /** This harbour's host is down. */
  | { readonly kind: 'dark'; readonly until: Milliseconds }
  | { readonly kind: 'open'; readonly entry: SocketEntry; readonly port: number }
  | { readonly kind: 'send-crates'; readonly entry: SocketEntry; readonly crates: number }
  /** Both are to close at one moment: at `at`, or once they have agreed on one. */
  | { readonly kind: 'close-together'; readonly entry: SocketEntry; readonly at: Milliseconds | undefined }
  | { readonly kind: StepOfRow; readonly entry: SocketEntry };

/** Steps that need no word beyond the row. */
type StepOfRow =
  | 'answer-ask'
  | 'ask-port'
  | 'open-both'
  | 'answer-syn'
  | 'answer-syn-ack'
  | 'dark-port'
  | 'no-such-connection'
  | 'bell'
  | 'owes'
  | 'syn-in-fog'
  | 'syn-ack-in-fog'
  | 'ask-duty'
  | 'close-first'
  | 'agree-closer'
  | 'partner-closes'
  | 'await-crates'
  /** As that, where a pilot closes. */
  | 'crates-to-come'
  | 'close-too'
  | 'night-shift'
  | 'asleep'
  | 'give-up'
  | 'fin-in-fog'
  | 'fin-wait-2'
  | 'wait'
  /** A pilot has the helm; the partner does not know yet what this seat's slip says. */
  | 'pilot-and-slip'
  | 'pilot'
  /** Its end came before what the level asks: the partner may still open it again, or nobody may. */
  | 'lost-here'
  | 'lost'
  /** Its slip blew off the pier. */
  | 'customer-left';

/** What the guidance looks at: the seat's own view, and what the partner has said so far. */
export interface Situation {
  readonly view: SeatView;
  readonly level: Level;
  readonly entries: readonly SocketEntry[];
  readonly signals: readonly SaidSignal[];
}

/** Crates of this seat that have left: octets beyond its SYN, without its FIN. */
export function cratesSent(connection: Connection): number {
  if (!('snd' in connection) || connection.state === 'SYN_SENT') return 0;
  const finLeft =
    connection.state === 'FIN_WAIT_2' ||
    connection.state === 'TIME_WAIT' ||
    ('fin' in connection && connection.fin.kind === 'sent');
  const octets = sequenceDifference(connection.snd.nxt, connection.snd.iss) - 1 - (finLeft ? 1 : 0);
  return Math.max(0, Math.floor(octets / CRATE_OCTETS));
}

function stepOfDebt(entry: SocketEntry): NextStep {
  const { connection } = entry;
  // §3.10.7.1: an RST with ACK answers what flew no ACK, as a SYN does; one without it all else.
  if (entry.reset !== undefined) {
    return { kind: entry.reset.segment.flags.ack ? 'dark-port' : 'no-such-connection', entry };
  }
  if (bellRings(connection)) return { kind: 'bell', entry };
  if (entry.state === 'SYN_RECEIVED') return { kind: 'answer-syn', entry };
  const freshlyOpen =
    entry.state === 'ESTABLISHED' &&
    'snd' in connection &&
    sequenceDifference(connection.snd.nxt, connection.snd.iss) === 1 &&
    'rcv' in connection &&
    sequenceDifference(connection.rcv.nxt, connection.rcv.irs) === 1;
  return { kind: freshlyOpen ? 'answer-syn-ack' : 'owes', entry };
}

/** Crates of the peer that have come: octets beyond its SYN, without its FIN. */
function cratesCame(connection: Connection): number {
  if (!('rcv' in connection)) return 0;
  const octets = sequenceDifference(connection.rcv.nxt, connection.rcv.irs) - 1;
  return Math.max(0, Math.floor(octets / CRATE_OCTETS));
}

/** Who closes first, by one's own half of the slip: it stands on one of the two halves. */
function closerOf(slip: Slip, { signals, view }: Situation): 'me' | 'partner' | undefined {
  if (slip.closing !== undefined) return agreedCloser(signals, view.side, slip.order);
  return slip.partnerClosesFirst ? 'partner' : 'me';
}

function stepOfClosing(entry: SocketEntry, slip: Slip, situation: Situation): NextStep {
  const awaitsCrates = cratesCame(entry.connection) < slip.partnerCrates;
  if (situation.level.pilot.closes) return { kind: awaitsCrates ? 'crates-to-come' : 'wait', entry };
  const closer = closerOf(slip, situation);
  if (closer === 'partner') return { kind: 'partner-closes', entry };
  if (awaitsCrates) return { kind: 'await-crates', entry };
  if (slip.closing === 'both-at-once') {
    return { kind: 'close-together', entry, at: agreedMoment(situation.signals, slip.order) };
  }
  return { kind: closer === 'me' ? 'close-first' : 'agree-closer', entry };
}

function stepOfEstablished(entry: SocketEntry, slip: Slip, situation: Situation): NextStep {
  if (situation.level.goal === 'established' || entry.cancelled) return { kind: 'wait', entry };
  const told = toldDuty(situation.signals, situation.view.side, slip.order);
  if (told.crates === undefined) return { kind: 'ask-duty', entry };
  const left = told.crates - cratesSent(entry.connection);
  return left > 0 ? { kind: 'send-crates', entry, crates: left } : stepOfClosing(entry, slip, situation);
}

/** An application that sleeps does not close: a coffee wakes it, if there is one. */
function stepOfSleeper({ key }: SocketEntry, view: SeatView): 'asleep' | 'wait' {
  return view.coffees > 0 && !view.restarting.includes(key.clientPort) ? 'asleep' : 'wait';
}

function stepOfCloseWait(entry: SocketEntry, situation: Situation): NextStep {
  const { view, signals, level } = situation;
  if (entry.socket?.place === 'anchorage') return { kind: 'wait', entry };
  if (isOfNightShift(entry, level)) return { kind: 'night-shift', entry };
  const { clientPort } = entry.key;
  const last = view.asleep.includes(clientPort) ? stepOfSleeper(entry, view) : 'close-too';
  if (entry.slip === undefined || entry.cancelled) return { kind: last, entry };
  const told = toldDuty(signals, view.side, entry.slip.order);
  if (told.crates === undefined) return { kind: 'ask-duty', entry };
  const left = told.crates + (told.cratesAfterFin ?? 0) - cratesSent(entry.connection);
  return left > 0 ? { kind: 'send-crates', entry, crates: left } : { kind: last, entry };
}

function stepOfOpening(entry: SocketEntry, { view, signals, level }: Situation): NextStep {
  if (entry.slip?.bothOpen === true) return { kind: 'open-both', entry };
  const port = toldPort(signals, view.side) ?? (level.ports.length === 1 ? level.ports[0] : undefined);
  return port === undefined ? { kind: 'ask-port', entry } : { kind: 'open', entry, port };
}

function stepOfQuiet(entry: SocketEntry, situation: Situation): NextStep {
  const { slip } = entry;
  if (waitsForOpen(entry)) return stepOfOpening(entry, situation);
  const lives = entry.state !== 'TIME_WAIT' && entry.state !== 'CLOSED';
  if (slip !== undefined && lives && isGivenUp(situation.signals, slip.order)) {
    return { kind: 'give-up', entry };
  }
  switch (entry.state) {
    case 'SYN_SENT':
      return { kind: 'syn-in-fog', entry };
    case 'SYN_RECEIVED':
      return { kind: 'syn-ack-in-fog', entry };
    case 'ESTABLISHED':
      return slip === undefined ? { kind: 'wait', entry } : stepOfEstablished(entry, slip, situation);
    case 'CLOSE_WAIT':
      return stepOfCloseWait(entry, situation);
    case 'FIN_WAIT_1':
    case 'CLOSING':
    case 'LAST_ACK':
      return { kind: 'fin-in-fog', entry };
    case 'FIN_WAIT_2':
      return { kind: 'fin-wait-2', entry };
    case 'CLOSED':
    case 'LISTEN':
    case 'TIME_WAIT':
      return { kind: 'wait', entry };
  }
}

const WAITING: readonly NextStep['kind'][] = [
  'syn-in-fog',
  'syn-ack-in-fog',
  'partner-closes',
  'await-crates',
  'crates-to-come',
  'fin-in-fog',
  'fin-wait-2',
  'wait',
];

/** True for steps that ask for nothing to be done now. */
function isWaiting(step: NextStep): boolean {
  return WAITING.includes(step.kind);
}

/** True once this seat has said on which port its lamp burns. */
function hasToldPort({ view, signals }: Situation): boolean {
  return signals.some(({ from, signal }) => from === view.side && signal.kind === 'port');
}

function stepOfLamp(situation: Situation): NextStep | undefined {
  const { view } = situation;
  const port = view.lampDuty;
  if (port === undefined) return undefined;
  if (!view.listening.includes(port)) return { kind: 'light-lamp', port };
  const somebodyCame = view.sockets.length > 0;
  return hasToldPort(situation) || somebodyCame ? undefined : { kind: 'tell-port', port };
}

function stepOfQuestion({ entries, signals, view }: Situation): NextStep | undefined {
  const asked = openQuestions(signals, view.side);
  const entry = entries.find(
    ({ slip, cancelled, reached }) =>
      slip !== undefined && !cancelled && !reached && asked.includes(slip.order),
  );
  return entry === undefined ? undefined : { kind: 'answer-ask', entry };
}

/** True where this seat holds the partner's half of an order by hand and has said nothing of it. */
function isUntold({ slip, cancelled, reached }: SocketEntry, { level, view, signals }: Situation): boolean {
  if (slip === undefined || cancelled || reached) return false;
  if (level.goal === 'established' || level.pilot.cargo) return false;
  return !signals.some(
    ({ from, signal }) => from === view.side && signal.kind === 'send' && signal.order === slip.order,
  );
}

/** What there is to do while a pilot has the helm of what is not done yet. */
function stepOfPiloted(situation: Situation): NextStep | undefined {
  const piloted = situation.entries.filter((entry) => entry.piloted && !entry.reached);
  const untold = piloted.find((entry) => isUntold(entry, situation));
  if (untold !== undefined) return { kind: 'pilot-and-slip', entry: untold };
  const [first] = piloted;
  return first && { kind: 'pilot', entry: first };
}

/** What became of an order that is over without being done; the last one, where there are several. */
function stepOfLost({ entries, view }: Situation): NextStep | undefined {
  const entry = entries.findLast(
    (one) => one.slip !== undefined && !one.reached && one.state === 'CLOSED' && !waitsForOpen(one),
  );
  if (entry === undefined) return undefined;
  if (entry.cancelled) return { kind: 'customer-left', entry };
  return { kind: view.side === 'server' ? 'lost-here' : 'lost', entry };
}

/**
 * The next thing that this seat may think of, from what it may know alone: what burns first, then what is owed
 * longest, then what the partner waits to hear, then what a call of its own can move, then what is waited for.
 */
export function nextStep(situation: Situation): NextStep {
  const { entries, view } = situation;
  if (view.darkUntil !== undefined) return { kind: 'dark', until: view.darkUntil };
  const lamp = stepOfLamp(situation);
  if (lamp !== undefined) return lamp;
  const indebted = entries
    .filter((entry) => entry.lamp && !entry.piloted)
    .toSorted((left, right) => (left.owesSince ?? 0) - (right.owesSince ?? 0))[0];
  if (indebted !== undefined) return stepOfDebt(indebted);
  const question = stepOfQuestion(situation);
  if (question !== undefined) return question;
  const open = entries.filter((entry) => !isFinished(entry) && entry.owesSince === undefined);
  const steps = open.map((entry) => stepOfQuiet(entry, situation));
  // Of an order nothing is known before its customer comes.
  const allCame = entries.length > 0 && view.orders.length >= situation.level.orders.length;
  const done = allCame && view.orders.every((order) => order.reached);
  const ownStep = steps.find((step) => !isWaiting(step)) ?? steps[0];
  if (ownStep !== undefined || done) return ownStep ?? { kind: 'all-done' };
  const lost = allCame ? stepOfLost(situation) : undefined;
  return stepOfPiloted(situation) ?? lost ?? { kind: 'wait-for-slip' };
}
