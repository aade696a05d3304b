// What would have worked at a moment, tried out: every proposal is given to the referee of that very match.
import { applyToken } from '../game/apply-command.ts';
import type { Action } from '../game/command.ts';
import { sightOf } from '../game/happenings.ts';
import { isAlive, type Socket } from '../game/harbour.ts';
import { judged } from '../game/judge.ts';
import type { Match } from '../game/match-state.ts';
import { findOn, tokenOf } from '../game/referee.ts';
import { nextIssOf } from '../game/sailing.ts';
import type { Side } from '../game/seat.ts';
import { type ConnectionKey, keyText, type Token } from '../game/token.ts';
import type { Verdict } from '../game/verdict.ts';
import type { Milliseconds } from '../kernel/time.ts';
import { dues, nextTransmission } from '../tcp/dues.ts';
import { step } from '../tcp/step.ts';
import { timers } from '../tcp/timers.ts';

/** What would have worked, and how it was found to. */
export type WhatWorks =
  /** The referee took this token of `seat` at that moment, with this word, at no cost. */
  | { readonly kind: 'token'; readonly seat: Side; readonly token: Token; readonly verdict: Verdict }
  /** No token, but this action of `seat`, which the match did not hold back. */
  | { readonly kind: 'action'; readonly seat: Side; readonly action: Action }
  /** Nothing was to be sent. Where `until` is given, from that bell on the referee takes `token` as a needed repeat. */
  | { readonly kind: 'wait'; readonly until: Milliseconds | undefined; readonly token: Token | undefined };

function isTaken(verdict: Verdict | undefined): verdict is Verdict {
  if (verdict === undefined || verdict.cost > 0) return false;
  return verdict.kind === 'due' || verdict.kind === 'initiative' || verdict.kind === 'repeat';
}

/** The socket of `side` for `key`: the client's row is known by its port alone. */
export function socketFor(match: Match, side: Side, key: ConnectionKey): Socket | undefined {
  return match.seats[side].harbour.sockets.find((socket) =>
    side === 'client' ? socket.key.clientPort === key.clientPort : keyText(socket.key) === keyText(key),
  );
}

/** What the referee calls the nearest right one to a refused token. */
function nearestRight(match: Match, side: Side, token: Token): readonly Token[] {
  const found = judged(match, side, token, match.views[side].number, 'player');
  if (found.kind !== 'refused' || found.finding.refusal.right === undefined) return [];
  return [tokenOf(token.key, found.finding.refusal.right)];
}

function owedTokens(
  match: Match,
  side: Side,
  key: ConnectionKey,
  socket: Socket | undefined,
): readonly Token[] {
  const resets = match.seats[side].harbour.resets
    .filter((reset) => keyText(reset.key) === keyText(key))
    .map((reset) => tokenOf(reset.key, reset.segment));
  if (socket === undefined || !isAlive(socket)) return resets;
  const owed = dues(socket.connection, match.now, match.profile);
  return [...resets, ...owed.map((due) => tokenOf(socket.key, due.segment))];
}

/** The first of `tokens` that the referee of `match` takes from `side` at no cost. */
export function tried(match: Match, side: Side, tokens: readonly Token[]): WhatWorks | undefined {
  for (const token of tokens) {
    const { verdict } = applyToken(match, side, { token, seen: match.views[side].number }, 'player');
    if (isTaken(verdict)) return { kind: 'token', seat: side, token, verdict };
  }
  return undefined;
}

/** What the order asks for next at this end, by the whole slip: the fog has lifted. */
function advised(match: Match, side: Side, socket: Socket | undefined): WhatWorks | undefined {
  if (socket === undefined || socket.piloted) return undefined;
  const act = match.rules.drivers.advise(sightOf(match, side, true), socket);
  if (act?.kind === 'token') return tried(match, side, [act.token]);
  return act?.kind === 'action' ? { kind: 'action', seat: side, action: act.action } : undefined;
}

/** The bell of this end, and the repeat that it then owes: its timer is let ring on this connection alone. */
function afterBell(match: Match, side: Side, socket: Socket | undefined): WhatWorks {
  const nothing: WhatWorks = { kind: 'wait', until: undefined, token: undefined };
  if (socket === undefined || !isAlive(socket)) return nothing;
  const { profile } = match;
  const running = timers(socket.connection, profile);
  const bell = running.find(({ timer }) => timer === 'retransmission');
  // What is given up by then, as a half-open caller is, repeats nothing.
  const givenUp = running.some(({ timer, at }) => timer === 'user-timeout' && at <= (bell?.at ?? at));
  if (bell === undefined || givenUp) return nothing;
  const rung = step(
    socket.connection,
    { kind: 'timer', timer: 'retransmission' },
    bell.at,
    profile,
  ).connection;
  const repeat = nextTransmission(rung, bell.at, profile);
  if (repeat === undefined) return nothing;
  const token = tokenOf(socket.key, repeat);
  const bench = {
    key: socket.key,
    connection: rung,
    resets: match.seats[side].harbour.resets,
    nextIss: nextIssOf(match, side, socket.key),
    profile,
    now: bell.at,
  };
  const finding = findOn(bench, token);
  return finding.kind === 'lawful' && !finding.hasty ? { kind: 'wait', until: bell.at, token } : nothing;
}

/** What would have worked instead of `token` of `side` in `match`, which stands just before it. */
export function instead(match: Match, side: Side, token: Token): WhatWorks {
  const { key } = token;
  const socket = socketFor(match, side, key);
  const near = nearestRight(match, side, token);
  return (
    tried(match, side, [...near, ...owedTokens(match, side, key, socket)]) ??
    advised(match, side, socket) ??
    afterBell(match, side, socket)
  );
}

/** What would have moved a stuck connection on in `match`: at the end that it waits for, else at the other. */
export function movesOn(match: Match, sides: readonly Side[], key: ConnectionKey): WhatWorks {
  for (const side of sides) {
    const socket = socketFor(match, side, key);
    const found = tried(match, side, owedTokens(match, side, key, socket)) ?? advised(match, side, socket);
    if (found !== undefined) return found;
  }
  const waits = sides.map((side) => afterBell(match, side, socketFor(match, side, key)));
  return (
    waits.find((wait) => wait.kind === 'wait' && wait.until !== undefined) ?? {
      kind: 'wait',
      until: undefined,
      token: undefined,
    }
  );
}
