import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { CRATE_OCTETS } from '@syn-or-swim/shared/game/token.ts';
import type { SaidSignal, SeatView } from '@syn-or-swim/shared/game/view.ts';
import type { Connection } from '@syn-or-swim/shared/tcp/connection.ts';
import { sequenceDifference } from '@syn-or-swim/shared/tcp/sequence-number.ts';
import { isFinished, type SocketEntry, waitsForOpen } from './socket-entries.ts';
import { type ToldDuty, toldDuty, toldPort } from './told-duties.ts';

/** One demand at a time: what a beginner may think of next. `entry` is the row that it is about. */
export type NextStep =
  | { readonly kind: 'light-lamp'; readonly port: number }
  | { readonly kind: 'tell-port'; readonly port: number }
  | { readonly kind: 'wait-for-slip' }
  | { readonly kind: 'all-done' }
  | { readonly kind: 'ask-port'; readonly entry: SocketEntry }
  | { readonly kind: 'open'; readonly entry: SocketEntry; readonly port: number }
  | { readonly kind: 'answer-syn'; readonly entry: SocketEntry }
  | { readonly kind: 'answer-syn-ack'; readonly entry: SocketEntry }
  | { readonly kind: 'dark-port'; readonly entry: SocketEntry }
  | { readonly kind: 'bell'; readonly entry: SocketEntry }
  | { readonly kind: 'owes'; readonly entry: SocketEntry }
  | { readonly kind: 'syn-in-fog'; readonly entry: SocketEntry }
  | { readonly kind: 'syn-ack-in-fog'; readonly entry: SocketEntry }
  | { readonly kind: 'ask-duty'; readonly entry: SocketEntry }
  | { readonly kind: 'send-crates'; readonly entry: SocketEntry; readonly crates: number }
  | { readonly kind: 'close-first'; readonly entry: SocketEntry }
  | { readonly kind: 'partner-closes'; readonly entry: SocketEntry }
  | { readonly kind: 'close-too'; readonly entry: SocketEntry }
  | { readonly kind: 'fin-in-fog'; readonly entry: SocketEntry }
  | { readonly kind: 'fin-wait-2'; readonly entry: SocketEntry }
  | { readonly kind: 'wait'; readonly entry: SocketEntry };

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
  if (entry.reset !== undefined) return { kind: 'dark-port', entry };
  if ('retransmission' in connection && connection.retransmission.timer.kind === 'repeat-owed') {
    return { kind: 'bell', entry };
  }
  if (entry.state === 'SYN_RECEIVED') return { kind: 'answer-syn', entry };
  const freshlyOpen =
    entry.state === 'ESTABLISHED' &&
    'snd' in connection &&
    sequenceDifference(connection.snd.nxt, connection.snd.iss) === 1 &&
    'rcv' in connection &&
    sequenceDifference(connection.rcv.nxt, connection.rcv.irs) === 1;
  return { kind: freshlyOpen ? 'answer-syn-ack' : 'owes', entry };
}

function stepOfEstablished(entry: SocketEntry, told: ToldDuty): NextStep {
  if (told.crates === undefined) return { kind: 'ask-duty', entry };
  const left = told.crates - cratesSent(entry.connection);
  if (left > 0) return { kind: 'send-crates', entry, crates: left };
  if (told.closesFirst === undefined) return { kind: 'ask-duty', entry };
  return { kind: told.closesFirst === 'me' ? 'close-first' : 'partner-closes', entry };
}

function stepOfCloseWait(entry: SocketEntry, told: ToldDuty): NextStep {
  if (told.crates === undefined) return { kind: 'ask-duty', entry };
  const left = told.crates - cratesSent(entry.connection);
  return left > 0 ? { kind: 'send-crates', entry, crates: left } : { kind: 'close-too', entry };
}

function stepOfQuiet(entry: SocketEntry, { view, signals, level }: Situation): NextStep {
  if (waitsForOpen(entry)) {
    const port = toldPort(signals, view.side) ?? (level.ports.length === 1 ? level.ports[0] : undefined);
    return port === undefined ? { kind: 'ask-port', entry } : { kind: 'open', entry, port };
  }
  const told: ToldDuty =
    entry.slip === undefined
      ? { crates: undefined, closesFirst: undefined }
      : toldDuty(signals, view.side, entry.slip.order);
  switch (entry.state) {
    case 'SYN_SENT':
      return { kind: 'syn-in-fog', entry };
    case 'SYN_RECEIVED':
      return { kind: 'syn-ack-in-fog', entry };
    case 'ESTABLISHED':
      return entry.slip === undefined ? { kind: 'wait', entry } : stepOfEstablished(entry, told);
    case 'CLOSE_WAIT':
      return stepOfCloseWait(entry, told);
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

/** True for steps that ask for nothing to be done now. */
function isWaiting(step: NextStep): boolean {
  return ['syn-in-fog', 'syn-ack-in-fog', 'partner-closes', 'fin-in-fog', 'fin-wait-2', 'wait'].includes(
    step.kind,
  );
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

/**
 * The next thing that this seat may think of, from what it may know alone: what burns first, then what is owed
 * longest, then what a call of its own can move, then what is waited for.
 */
export function nextStep(situation: Situation): NextStep {
  const { entries, view } = situation;
  const lamp = stepOfLamp(situation);
  if (lamp !== undefined) return lamp;
  const indebted = entries
    .filter((entry) => entry.owesSince !== undefined && !entry.piloted)
    .toSorted((left, right) => (left.owesSince ?? 0) - (right.owesSince ?? 0))[0];
  if (indebted !== undefined) return stepOfDebt(indebted);
  const open = entries.filter((entry) => !isFinished(entry));
  const steps = open.map((entry) => stepOfQuiet(entry, situation));
  const done = entries.length > 0 && view.orders.length > 0 && view.orders.every((order) => order.reached);
  return steps.find((step) => !isWaiting(step)) ?? steps[0] ?? { kind: done ? 'all-done' : 'wait-for-slip' };
}
