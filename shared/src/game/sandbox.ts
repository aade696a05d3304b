// The sandbox: one person with both harbours, no fog, a decision for each boat, time by steps, back and forward.
// A sandbox is its first moment and the acts since then; all else follows, so a link that holds setup and acts opens it
// as it stands. Hosts run it in the browser's worker; no seat of a match for two ever sees anything of it.
import { assert, present } from '../kernel/assert.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { Fate } from '../network/weather.ts';
import type { UserCall } from '../tcp/events.ts';
import type { Profile } from '../tcp/profile.ts';
import type { Segment } from '../tcp/segment.ts';
import { step } from '../tcp/step.ts';
import { absorbed } from './absorb.ts';
import type { SeatCommand } from './command.ts';
import { crashed } from './crash.ts';
import { socketOf } from './harbour.ts';
import type { JournalEntry } from './journal.ts';
import type { Level } from './level.ts';
import { createMatch, stepHappening, stepMatch, wakeAt } from './match.ts';
import type { BoatLoad, Match } from './match-state.ts';
import { type BoatDecision, decided, withMouth } from './mouth.ts';
import type { ActRefusal, NetworkAct } from './network-act.ts';
import { actRefused } from './network-seat.ts';
import { segmentOf } from './referee.ts';
import type { Drivers } from './rules.ts';
import { departed } from './sailing.ts';
import { type Player, SIDES, type Side } from './seat.ts';
import { settled } from './settle.ts';
import type { ConnectionKey, Token } from './token.ts';
import type { Verdict } from './verdict.ts';
import type { NumberedView } from './view.ts';
import { viewFor } from './view-for.ts';

/** What a sandbox begins with. */
export interface SandboxSetup {
  /** Any level. With Captain's assistance what is wrong sails, else it is refused; no order binds anybody. */
  readonly level: Level;
  /** 32 bits. */
  readonly seed: number;
  /** By hand (`person`) or by a stack, either end; {@link SandboxAct} `player` changes it at any time. */
  readonly players: Readonly<Record<Side, Player>>;
  /** True where each boat waits at the mouth of its harbour until its fate is decided. */
  readonly deciding: boolean;
  /**
   * Octets that the receive buffer of each connection holds. Applications then read by {@link SandboxAct} `call` alone,
   * so that windows close; the probe of a closed window carries no octet, as Linux sends it, since tokens carry whole
   * crates. Left out: applications read at once, as in levels, and no window ever closes.
   */
  readonly receiveBuffer?: number;
}

/** The calls of RFC 9293 section 3.9.1 that no token makes by itself: SEND before its crates may go, RECEIVE, options. */
export type SandboxCall = Extract<UserCall, { kind: 'send' | 'receive' | 'close' | 'set' }>;

/** A seat's command without the number of a view: here nobody lags, and time stands anyway. */
type HandCommand = SeatCommand extends infer Command
  ? Command extends Exclude<SeatCommand, { kind: 'pause' | 'resume' }>
    ? Omit<Command, 'seen'>
    : never
  : never;

/** What the person at a sandbox does. */
export type SandboxAct =
  /** Lets time pass to the next happening at which anything can be seen to change. No boat may be waiting. */
  | { readonly kind: 'step' }
  /** A token, an action, a signal by hand. */
  | { readonly kind: 'hand'; readonly seat: Side; readonly command: HandCommand }
  | { readonly kind: 'player'; readonly seat: Side; readonly player: Player }
  /** Boats wait for a decision from now on, or no longer: then those that wait sail into the level's weather. */
  | { readonly kind: 'deciding'; readonly on: boolean }
  | { readonly kind: 'decide'; readonly boat: number; readonly decision: BoatDecision }
  /** Sinks, holds, copies or swaps boats that are on the water already. */
  | { readonly kind: 'network'; readonly act: NetworkAct }
  /** What SEND and CLOSE leave to be sent is owed then, and paid by tokens; keep-alives are an option that `set` sets. */
  | {
      readonly kind: 'call';
      readonly seat: Side;
      readonly key: ConnectionKey;
      readonly call: SandboxCall;
    }
  /** Lets a boat sail that no TCP there sent, as an old duplicate or a forger's: no TCB knows of it. */
  | { readonly kind: 'forge'; readonly from: Side; readonly token: Token }
  /** The host of `seat` loses its memory, and is dark for so many ms of game time. */
  | { readonly kind: 'crash'; readonly seat: Side; readonly dark: Milliseconds };

/** Why an act was not done; nothing has changed then. */
export type SandboxRefusal =
  /** Time stands until the fate of every boat at a mouth is decided. */
  | 'boat-waits'
  /** The horn has blown: nothing comes any more. */
  | 'match-over'
  /** That host is down already. */
  | 'dark'
  /** There is no such connection, or it takes no such call in its state. */
  | 'no-such-call'
  | ActRefusal;

/** What became of an act. A judged one has been done even where its verdict holds it back: misses are remembered. */
export type SandboxAnswer =
  | { readonly kind: 'done' }
  | { readonly kind: 'judged'; readonly verdict: Verdict }
  | { readonly kind: 'refused'; readonly reason: SandboxRefusal };

/** An act that was done, with the game time after it. */
export interface SandboxMoment {
  readonly act: SandboxAct;
  readonly at: Milliseconds;
}

/** A sandbox at one moment, with its past and, where it was set back, its future. */
export interface Sandbox {
  /** All acts, also those after the present moment until another act replaces them. */
  readonly moments: readonly SandboxMoment[];
  /** How many of the acts have been done: 0 is the first moment. */
  readonly position: number;
  readonly match: Match;
  /** The match after every {@link KEPT_EVERY}th act, by the number of acts; the first is that of the first moment. */
  readonly kept: readonly Match[];
}

/** A sandbox after an act, and what became of the act. */
export interface SandboxStep {
  readonly sandbox: Sandbox;
  readonly answer: SandboxAnswer;
}

/** So many acts are done again at most when a sandbox is set back. */
const KEPT_EVERY = 16;

/** Far more than can happen without anything to be seen. */
const UNSEEN_MAX = 10_000;

/** A sandbox at its first moment. */
export function createSandbox(setup: SandboxSetup, drivers: Drivers): Sandbox {
  const { level, seed, players, deciding, receiveBuffer } = setup;
  const match = createMatch({ level, seed, players, drivers, sandbox: true });
  const buffered =
    receiveBuffer === undefined
      ? {}
      : ({ receiveWindow: receiveBuffer, receivesAtOnce: false, probe: 'no-octet' } as const);
  return sandboxOf(withMouth({ ...match, profile: { ...match.profile, ...buffered } }, deciding));
}

/** A sandbox that begins at `match`: at a moment of a recording, for instance (replay/set-back.ts). */
export function sandboxOf(match: Match): Sandbox {
  const opened: Match = { ...match, rules: { ...match.rules, sandbox: true } };
  return { moments: [], position: 0, match: opened, kept: [opened] };
}

function isSeen(before: Match, after: Match): boolean {
  return (
    before.journal.length !== after.journal.length ||
    SIDES.some((side) => before.seats[side] !== after.seats[side]) ||
    before.strait !== after.strait ||
    before.phase !== after.phase ||
    (after.mouth ?? []).length > 0
  );
}

function stepped(match: Match): Match | SandboxRefusal {
  if (match.mouth !== undefined && match.mouth.length > 0) return 'boat-waits';
  let current = match;
  for (let unseen = 0; unseen < UNSEEN_MAX; unseen += 1) {
    const next = stepHappening(current);
    if (next === undefined) return 'match-over';
    if (isSeen(match, next)) return next;
    current = next;
  }
  assert(false, 'a sandbox does not come to a step that can be seen');
}

function forged(match: Match, from: Side, token: Token): Match {
  const segment = segmentOf(token, match.profile.receiveWindow);
  const sent = { by: 'earlier-life', verdict: 'wrong', needless: true, stray: true } as const;
  return departed(match, from, token.key, segment, sent);
}

function called(match: Match, seat: Side, key: ConnectionKey, call: SandboxCall): Match | SandboxRefusal {
  const socket = socketOf(match.seats[seat].harbour, key);
  if (socket === undefined) return 'no-such-call';
  const { effects } = step(socket.connection, { kind: 'call', call }, match.now, match.profile);
  if (effects.some((effect) => effect.kind === 'signal' && effect.signal === 'error')) return 'no-such-call';
  return settled(match, absorbed(match, seat, socket, { kind: 'call', call }));
}

interface Done {
  readonly match: Match;
  readonly verdict: Verdict | undefined;
}

function enacted(match: Match, act: SandboxAct): Done | SandboxRefusal {
  if (match.phase === 'ended') return 'match-over';
  switch (act.kind) {
    case 'step': {
      const next = stepped(match);
      return typeof next === 'string' ? next : { match: next, verdict: undefined };
    }
    case 'hand': {
      const { seat } = act;
      const command = { ...act.command, seat, seen: match.views[seat].number };
      return stepMatch(match, { kind: 'command', command }, match.now);
    }
    case 'player': {
      const command = { kind: 'seat', seat: act.seat, player: act.player } as const;
      return stepMatch(match, { kind: 'command', command }, match.now);
    }
    case 'deciding':
      return { match: withMouth(match, act.on), verdict: undefined };
    case 'decide': {
      const after = decided(match, act.boat, act.decision);
      return after === undefined ? 'no-such-boat' : { match: after, verdict: undefined };
    }
    case 'call': {
      const after = called(match, act.seat, act.key, act.call);
      return typeof after === 'string' ? after : { match: after, verdict: undefined };
    }
    case 'forge':
      return { match: settled(match, forged(match, act.from, act.token)), verdict: undefined };
    case 'crash': {
      if (match.seats[act.seat].darkUntil !== undefined) return 'dark';
      const crash = { side: act.seat, at: match.now, dark: act.dark };
      return { match: settled(match, crashed(match, crash)), verdict: undefined };
    }
    case 'network': {
      const refusal = actRefused(match, act.act);
      if (refusal !== undefined) return refusal;
      return stepMatch(match, { kind: 'command', command: { kind: 'network', act: act.act } }, match.now);
    }
  }
}

/** `sandbox` after `act`. What lay in its future, after it was set back, is forgotten, unless the act was refused. */
export function sandboxStep(sandbox: Sandbox, act: SandboxAct): SandboxStep {
  const outcome = enacted(sandbox.match, act);
  if (typeof outcome === 'string') {
    return { sandbox, answer: { kind: 'refused', reason: outcome } };
  }
  const { match, verdict } = outcome;
  const position = sandbox.position + 1;
  const moments = [...sandbox.moments.slice(0, sandbox.position), { act, at: match.now }];
  const before = sandbox.kept.slice(0, Math.floor(sandbox.position / KEPT_EVERY) + 1);
  const kept = position % KEPT_EVERY === 0 ? [...before, match] : before;
  return {
    sandbox: { moments, position, match, kept },
    answer: verdict === undefined ? { kind: 'done' } : { kind: 'judged', verdict },
  };
}

/**
 * `sandbox` as it was, or will be again, after the first `to` of its acts: back and forward. `to` is taken to the nearest
 * moment that there is.
 */
export function sandboxAt(sandbox: Sandbox, to: number): Sandbox {
  const position = Math.max(0, Math.min(Math.floor(to), sandbox.moments.length));
  const index = Math.min(Math.floor(position / KEPT_EVERY), sandbox.kept.length - 1);
  let match = present(sandbox.kept[index], 'the first moment of a sandbox');
  for (const { act } of sandbox.moments.slice(index * KEPT_EVERY, position)) {
    const outcome = enacted(match, act);
    assert(typeof outcome !== 'string', `an act that was done is refused now: ${act.kind}`);
    match = outcome.match;
  }
  return { ...sandbox, position, match };
}

/** Where a boat is headed for, as only a sandbox tells. */
export interface BoatSight {
  readonly boat: number;
  readonly from: Side;
  readonly key: ConnectionKey;
  readonly segment: Segment;
  /** True of a wrong token that sails: no TCP knows of it. */
  readonly stray: boolean;
  readonly departedAt: Milliseconds;
  /** When it arrives, and its copies; none where it sinks or waits. */
  readonly arrivesAt: readonly Milliseconds[];
  /** When it goes down or is turned away, or comes in broken, so that the harbour drops it unseen. */
  readonly sinksAt: Milliseconds | undefined;
  /** What the sea has in mind for it, while it waits at the mouth for a decision. */
  readonly waits: Fate | undefined;
}

/** Everything that there is to be seen of a sandbox: there is no fog. */
export interface SandboxView {
  readonly now: Milliseconds;
  readonly phase: Match['phase'];
  readonly players: Match['players'];
  readonly deciding: boolean;
  /** The TCP of both ends: a screen judges and composes tokens by it. */
  readonly profile: Profile;
  /** Each seat's own view, as in a match. */
  readonly seats: Readonly<Record<Side, NumberedView>>;
  /** Boats at the mouths, oldest first, then those on the water in the order of their departure. */
  readonly boats: readonly BoatSight[];
  /** When something next happens by itself; undefined once nothing will, and while a boat waits. */
  readonly nextAt: Milliseconds | undefined;
  /** The acts done and to be done again, and where among them this moment lies: for a line of time. */
  readonly moments: readonly SandboxMoment[];
  readonly position: number;
  /** All that has happened, with the fog lifted; ladders are made from it. */
  readonly journal: readonly JournalEntry[];
}

function sightOf(load: BoatLoad, boat: number, departedAt: Milliseconds): BoatSight {
  const { from, key, segment, stray } = load;
  const nowhere = { arrivesAt: [], sinksAt: undefined, waits: undefined };
  return { boat, from, key, segment, stray, departedAt, ...nowhere };
}

function boatsUnderWay(match: Match): readonly BoatSight[] {
  const sights = new Map<number, BoatSight>();
  for (const { at, item } of match.strait.underWay.entries) {
    if (item.departedAt > match.now) continue;
    const known = sights.get(item.id) ?? sightOf(item.load, item.id, item.departedAt);
    sights.set(item.id, { ...known, arrivesAt: [...known.arrivesAt, at] });
  }
  return [...sights.values()];
}

/** Boats that are going to sink and have not yet, from the journal: the water itself no longer knows them. */
function sinkingBoats(match: Match): readonly BoatSight[] {
  return match.journal.flatMap(({ at, event }) => {
    if (event.kind !== 'departed' || event.fate.kind === 'arrives' || event.fate.kind === 'corrupted')
      return [];
    const sinksAt = at + event.fate.after;
    if (sinksAt <= match.now) return [];
    const { boat, from, key, segment } = event;
    const stray = event.verdict === 'wrong';
    return [{ boat, from, key, segment, stray, departedAt: at, arrivesAt: [], sinksAt, waits: undefined }];
  });
}

/** All of `sandbox` that a screen may show. */
export function sandboxView({ match, moments, position }: Sandbox): SandboxView {
  const mouth = match.mouth ?? [];
  const waiting = mouth.map(
    ({ boat, fate }): BoatSight => ({ ...sightOf(boat.load, boat.id, boat.departedAt), waits: fate }),
  );
  const onWater = [...boatsUnderWay(match), ...sinkingBoats(match)];
  return {
    now: match.now,
    phase: match.phase,
    players: match.players,
    deciding: match.mouth !== undefined,
    profile: match.profile,
    seats: { client: viewFor('client', match), server: viewFor('server', match) },
    boats: [...waiting, ...onWater.toSorted((left, right) => left.boat - right.boat)],
    nextAt: mouth.length > 0 ? undefined : wakeAt(match),
    moments,
    position,
    journal: match.journal,
  };
}
