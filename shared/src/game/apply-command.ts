// What a command does to a match, once everything that was due before it has happened.
import type { UserCall } from '../tcp/events.ts';
import type { Segment } from '../tcp/segment.ts';
import { absorbed } from './absorb.ts';
import { applicationGone, coffeeHeld, coffeeServed } from './applications.ts';
import type { Action, Command, SeatCommand } from './command.ts';
import { counted, isNeedless } from './count-verdict.ts';
import { enoughSaid } from './encore.ts';
import { cookiesOn } from './flood.ts';
import { guessAnswered, guessHeld } from './guessing.ts';
import { isAlive, type Socket, socketByClientPort, socketOf, withSocket } from './harbour.ts';
import { entered, entryHeld } from './harbour-log.ts';
import { hinted } from './hints.ts';
import { timeGiven } from './horn.ts';
import type { Hand } from './journal.ts';
import { type Judged, judged } from './judge.ts';
import { kernelActed } from './kernel-act.ts';
import { journalled, type Match, orderOfPort, withSeat } from './match-state.ts';
import { acted, actRefused } from './network-seat.ts';
import { heldByPause, paused, pauseHeld, resumed, resumeHeld } from './pause.ts';
import { segmentOf } from './referee.ts';
import { departed } from './sailing.ts';
import { peerOf, type Side } from './seat.ts';
import { withJudgment, withSignal } from './seat-state.ts';
import { type ConnectionKey, keyText, type Token } from './token.ts';
import type { HeldReason, Verdict } from './verdict.ts';

/** The match after a command, and what the referee says of it, where it judges such commands. */
export interface Applied {
  readonly match: Match;
  readonly verdict: Verdict | undefined;
}

function remembered(
  match: Match,
  side: Side,
  act: {
    readonly key: ConnectionKey;
    readonly calls: readonly UserCall[];
    readonly segment: Segment | undefined;
  },
): Match {
  const views = match.views[side];
  const acts = [...views.acts, { ...act, at: match.now, viewBefore: views.number }];
  return { ...match, views: { ...match.views, [side]: { ...views, acts } } };
}

function opened(match: Match, side: Side, socket: Socket): { match: Match; socket: Socket } {
  if (isAlive(socket)) return { match, socket };
  const fresh: Socket = {
    ...socket,
    place: 'berth',
    incarnation: socket.incarnation + 1,
    received: 0,
    sent: 0,
    established: false,
    peerClosed: false,
    ending: undefined,
  };
  const seat = match.seats[side];
  return {
    match: withSeat(match, side, { ...seat, harbour: withSocket(seat.harbour, fresh) }),
    socket: fresh,
  };
}

function currentSocket(match: Match, side: Side, key: ConnectionKey, fallback: Socket): Socket {
  return socketOf(match.seats[side].harbour, key) ?? fallback;
}

function sailed(
  match: Match,
  side: Side,
  token: Token,
  lawful: Extract<Judged, { kind: 'lawful' }>,
  sent: { readonly by: Hand; readonly verdict: Verdict['kind'] },
): Match {
  const { calls } = lawful.finding;
  const ready = opened(match, side, lawful.socket);
  const { connection } = ready.socket;
  const window = 'rcv' in connection ? connection.rcv.wnd : match.profile.receiveWindow;
  const segment = { ...lawful.finding.segment, window };
  let after = remembered(ready.match, side, { key: token.key, calls, segment });
  for (const call of calls) {
    after = absorbed(after, side, currentSocket(after, side, token.key, ready.socket), {
      kind: 'call',
      call,
    });
  }
  const needless = isNeedless(lawful);
  // The boat's role in its order follows from the socket as it was when the boat left.
  after = departed(after, side, token.key, segment, { ...sent, needless, stray: false });
  const socket = currentSocket(after, side, token.key, ready.socket);
  const event = lawful.behind
    ? ({ kind: 'transmit', segment, behind: true } as const)
    : ({ kind: 'transmit', segment } as const);
  const sailedOff = absorbed(after, side, socket, event);
  const closed = calls.some((call) => call.kind === 'close');
  return closed ? applicationGone(sailedOff, side, socket) : sailedOff;
}

function paidReset(match: Match, side: Side, token: Token, by: Hand): Match {
  const seat = match.seats[side];
  const resets = seat.harbour.resets.filter((reset) => keyText(reset.key) !== keyText(token.key));
  const after = withSeat(match, side, { ...seat, harbour: { ...seat.harbour, resets } });
  const segment = segmentOf(token, 0);
  return departed(after, side, token.key, segment, { by, verdict: 'due', needless: false, stray: false });
}

/** Judges `token`, counts it, and lets it sail where it may. */
export function applyToken(
  match: Match,
  side: Side,
  command: { readonly token: Token; readonly seen: number },
  by: Hand,
): Applied {
  const { token, seen } = command;
  const finding = judged(match, side, token, seen, by);
  const { match: told, verdict } = counted(match, side, token, finding);
  const order = socketByClientPort(told.seats[side].harbour, token.key.clientPort)?.order;
  const judgment = { at: match.now, order, attempt: { token }, verdict };
  const noted = by === 'player' ? withSeat(told, side, withJudgment(told.seats[side], judgment)) : told;
  const trueOrder = orderOfPort(match, token.key.clientPort)?.id;
  const written = journalled(noted, { kind: 'judged', seat: side, order: trueOrder, token, verdict });
  if (finding.kind === 'lawful') {
    return { match: sailed(written, side, token, finding, { by, verdict: verdict.kind }), verdict };
  }
  if (finding.kind === 'reset-paid') return { match: paidReset(written, side, token, by), verdict };
  if (verdict.kind === 'wrong' && verdict.sailed) {
    // A forged segment: neither the TCB nor the timers of its sender know of it.
    const sent = { by, verdict: verdict.kind, needless: true, stray: true };
    const segment = segmentOf(token, match.profile.receiveWindow);
    return { match: departed(written, side, token.key, segment, sent), verdict };
  }
  return { match: written, verdict };
}

function held(reason: HeldReason): Verdict {
  return { kind: 'held', reason, cost: 0 };
}

function listenHeld(match: Match, side: Side, port: number): HeldReason | undefined {
  const { level, sandbox } = match.rules;
  // Both ends of a sandbox may wait for each other (RFC 9293 figure 11).
  if ((side !== 'server' && sandbox !== true) || !level.ports.includes(port)) return 'no-application';
  if (match.seats[side].harbour.listening.includes(port)) return 'lamp-already';
  // Behind the other ports no application waits: the slip says on which one it does.
  return sandbox === true || match.seats[side].lampDuty === port ? undefined : 'no-application';
}

function lampSet(match: Match, side: Side, port: number, on: boolean): Match {
  const seat = match.seats[side];
  const others = seat.harbour.listening.filter((other) => other !== port);
  const listening = on ? [...others, port] : others;
  const after = withSeat(match, side, { ...seat, harbour: { ...seat.harbour, listening } });
  return journalled(after, { kind: 'listening', port, on });
}

function givenUp(match: Match, side: Side, key: ConnectionKey): Applied {
  const socket = socketOf(match.seats[side].harbour, key);
  if (socket?.piloted === true) return { match, verdict: held('piloted') };
  if (socket?.connection.state !== 'SYN_SENT') return { match, verdict: held('no-order') };
  const call: UserCall = { kind: 'close' };
  const kept = remembered(match, side, { key, calls: [call], segment: undefined });
  return { match: absorbed(kept, side, socket, { kind: 'call', call }), verdict: undefined };
}

function applyAction(match: Match, side: Side, action: Action): Applied {
  const seat = match.seats[side];
  if (seat.darkUntil !== undefined) return { match, verdict: held('dark') };
  switch (action.kind) {
    case 'listen': {
      const reason = listenHeld(match, side, action.port);
      if (reason !== undefined) return { match, verdict: held(reason) };
      return { match: lampSet(match, side, action.port, true), verdict: undefined };
    }
    case 'stop-listening': {
      if (!seat.harbour.listening.includes(action.port)) return { match, verdict: held('no-lamp') };
      return { match: lampSet(match, side, action.port, false), verdict: undefined };
    }
    case 'give-up':
      return givenUp(match, side, action.key);
    case 'cookies': {
      const { flood } = match.rules.level;
      if (side !== 'server' || flood === undefined || seat.cookiesUntil !== undefined) {
        return { match, verdict: held('no-cookies') };
      }
      return { match: cookiesOn(match, flood.cookies), verdict: undefined };
    }
    case 'coffee': {
      const reason = coffeeHeld(match, side, action.key);
      if (reason !== undefined) return { match, verdict: held(reason) };
      return { match: coffeeServed(match, side, action.key), verdict: undefined };
    }
  }
}

/** Applies what `side` asked for. `by` tells a person's hand from a stack's. */
export function applySeatCommand(match: Match, side: Side, command: SeatCommand, by: Hand): Applied {
  switch (command.kind) {
    case 'token':
      return applyToken(match, side, command, by);
    case 'action': {
      const applied = applyAction(match, side, command.action);
      if (applied.verdict === undefined) return applied;
      const judgment = {
        at: match.now,
        order: undefined,
        attempt: { action: command.action },
        verdict: applied.verdict,
      };
      const seat = withJudgment(applied.match.seats[side], judgment);
      return { match: withSeat(applied.match, side, seat), verdict: applied.verdict };
    }
    case 'log': {
      const reason = entryHeld(match, side, command.entry);
      if (reason !== undefined) return { match, verdict: held(reason) };
      return { match: entered(match, side, command.entry), verdict: undefined };
    }
    case 'hint':
      return hinted(match, side, command.key);
    case 'pause':
    case 'resume': {
      const reason = command.kind === 'pause' ? pauseHeld(match, side) : resumeHeld(match);
      if (reason !== undefined) return { match, verdict: held(reason) };
      return {
        match: command.kind === 'pause' ? paused(match, side) : resumed(match, side),
        verdict: undefined,
      };
    }
    case 'guess': {
      const { guess, answer } = command;
      const reason = guessHeld(match.seats[side], guess, answer);
      if (reason !== undefined) return { match, verdict: held(reason) };
      return { match: guessAnswered(match, side, guess, answer), verdict: undefined };
    }
    case 'enough':
      return { match: enoughSaid(match, side), verdict: undefined };
    case 'signal': {
      const said = { at: match.now, from: side, signal: command.signal };
      const peer = peerOf(side);
      const own = withSeat(match, side, withSignal(match.seats[side], said));
      const both = withSeat(own, peer, withSignal(own.seats[peer], said));
      return {
        match: journalled(both, { kind: 'said', seat: side, signal: command.signal }),
        verdict: undefined,
      };
    }
  }
}

/** Applies a command from outside. After the end nothing is changed any more, in a pause next to nothing. */
export function applyCommand(match: Match, command: Command): Applied {
  if (match.phase === 'ended') return { match, verdict: held('match-over') };
  if (heldByPause(match, command)) return { match, verdict: held('paused') };
  switch (command.kind) {
    case 'seat': {
      const { seat, player } = command;
      const players = { ...match.players, [seat]: player };
      return { match: journalled({ ...match, players }, { kind: 'seat', seat, player }), verdict: undefined };
    }
    case 'network':
      return {
        match: actRefused(match, command.act) === undefined ? acted(match, command.act) : match,
        verdict: undefined,
      };
    case 'kernel':
      return { match: kernelActed(match, command.act), verdict: undefined };
    case 'give-time':
      return { match: timeGiven(match, command.ms), verdict: undefined };
    case 'end':
      return { match: { ...journalled(match, { kind: 'horn' }), phase: 'ended' }, verdict: undefined };
    default: {
      const { seat, ...asked } = command;
      return applySeatCommand(match, seat, asked, 'player');
    }
  }
}
