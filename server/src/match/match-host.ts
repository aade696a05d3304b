// Runs one match on the server: its one timer, its log, the answers to its commands, its two views.
// It knows nothing of rooms and sockets.

import { cargoOctets } from '@syn-or-swim/shared/game/cargo-octets.ts';
import type { Command, LoggedCommand } from '@syn-or-swim/shared/game/command.ts';
import { hornAt } from '@syn-or-swim/shared/game/horn.ts';
import { createMatch, isOver } from '@syn-or-swim/shared/game/match.ts';
import { clockRate, createMatchClock } from '@syn-or-swim/shared/game/match-clock.ts';
import {
  type MatchRun,
  runCommand,
  runTime,
  runTo,
  runWakesAt,
  startRun,
} from '@syn-or-swim/shared/game/match-run.ts';
import { rulesOf, settingsOf } from '@syn-or-swim/shared/game/match-settings.ts';
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import type { NetworkView } from '@syn-or-swim/shared/game/network-act.ts';
import { networkView } from '@syn-or-swim/shared/game/network-seat.ts';
import { SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import { withShortJournal } from '@syn-or-swim/shared/game/short-journal.ts';
import type { Verdict } from '@syn-or-swim/shared/game/verdict.ts';
import type { NumberedView } from '@syn-or-swim/shared/game/view.ts';
import { publicView, viewFor } from '@syn-or-swim/shared/game/view-for.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type {
  MatchFault,
  NumberedCommand,
  RoomAnswer,
  RoomSeat,
} from '@syn-or-swim/shared/protocol/messages.ts';
import { RULES_VERSION } from '@syn-or-swim/shared/replay/recording.ts';
import { createRecording } from '@syn-or-swim/shared/replay/replay.ts';
import type { KernelMachine } from '../kernel/kernel-machine.ts';
import { type AnswerBooks, createAnswerBooks } from './answer-book.ts';
import type { Cancel } from './clock.ts';
import type { MatchHost, MatchHostParts } from './match-host-parts.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { type PastMatch, returnedMatch } from './past-match.ts';
import { ownedCommand, refusedAct } from './seat-command.ts';

/** What a running match changes as it goes. */
interface Running {
  readonly parts: MatchHostParts;
  readonly commands: LoggedCommand[];
  readonly answers: AnswerBooks;
  readonly outbox: Outbox;
  /** `resting`: the store failed, and has all that was told. Nothing more is told until the match is back from there. */
  state: 'playing' | 'over' | 'failed' | 'suspended' | 'resting';
  run: MatchRun;
  /** The newest command's way into the store, which takes none without those before it. */
  lastKept: Promise<unknown> | undefined;
  /** The number of each seat's view that was told last. */
  readonly told: Record<Side, number | undefined>;
  toldPublic: string;
  toldHorn: Milliseconds;
  toldNetwork: string;
  cancelWake: Cancel | undefined;
  /** The moment of the host's clock at which it next changes by itself; undefined where it never does. */
  wakesAt: Milliseconds | undefined;
  kernel: KernelMachine | undefined;
  /** How much of the journal the kernel has been handed. */
  handedOver: number;
}

/** Begins a match, or lets one go on that is past. Throws where the level itself is broken. */
export function startMatch(parts: MatchHostParts): MatchHost {
  const running = hosted(parts);
  running.kernel = parts.startKernel?.({
    acted: (act) => performIfPlaying(running, () => ({ kind: 'kernel', act })),
    gone: (words) => kernelGone(running, words),
  });
  if (parts.past === undefined) begin(running);
  else goOn(running, parts.past);
  if (isOver(running.run.match)) finish(running);
  else arm(running);
  return {
    command: (seat, numbered) => answered(running, seat, numbered),
    seat: (side, player) => {
      performIfPlaying(running, ({ players }) =>
        players[side] === player ? undefined : { kind: 'seat', seat: side, player },
      );
    },
    giveTime: (ms) => performIfPlaying(running, () => ({ kind: 'give-time', ms })),
    abandon: () => performIfPlaying(running, () => ({ kind: 'end' })),
    suspend: () => suspend(running),
    show: (seat) => show(running, seat),
    publicView: () => publicView(running.run.match),
    match: () => running.run.match,
    nextCommand: (seat, hand = 'first') => running.answers.next(seat, hand),
    gameTime: () => gameTime(running),
    clock: () => publicClock(running),
    settled: running.outbox.settled,
  };
}

function hosted(parts: MatchHostParts): Running {
  const running: Running = {
    parts,
    commands: [],
    answers: createAnswerBooks(),
    outbox: createOutbox({
      notKept: (cause) => fail(running, 'storage', cause),
      notDone: (cause) => fail(running, 'broken', cause),
    }),
    state: 'playing',
    run: firstRun(parts),
    lastKept: undefined,
    told: { client: undefined, server: undefined },
    toldPublic: '',
    toldHorn: 0,
    toldNetwork: '',
    cancelWake: undefined,
    // Nobody has looked yet.
    wakesAt: 0,
    kernel: undefined,
    handedOver: 0,
  };
  return running;
}

function begin(running: Running): void {
  const { id, roomId, number, setup, startedAt, store, log } = running.parts;
  const kept = store.addMatch({ id, roomId, number, rulesVersion: RULES_VERSION, setup, startedAt });
  log.info({ match: id, level: setup.levelId }, 'a match began');
  publish(running, kept);
}

function goOn(running: Running, past: PastMatch): void {
  const { parts } = running;
  const { run, answers } = returnedMatch(running.run, past, parts.clock.now());
  running.run = asKept(running, run);
  running.commands.push(...past.commands);
  for (const { seat, answer } of answers) running.answers.remember(seat, answer);
  parts.log.info({ match: parts.id, gameMs: run.match.now }, 'a match goes on');
  publish(running, undefined);
  parts.clock.at(run.clock.host, () => parts.listener.publicChanged());
}

function suspend(running: Running): void {
  if (running.state !== 'playing') return;
  running.state = 'suspended';
  running.cancelWake?.();
  running.kernel?.close();
}

function firstRun({ setup, level, drivers, startedAt, inClass }: MatchHostParts): MatchRun {
  const match = createMatch(rulesOf(setup, level, drivers));
  return startRun(match, createMatchClock(settingsOf(setup), startedAt, inClass));
}

/** `run` as it stays until the next step. */
function asKept({ parts }: Running, run: MatchRun): MatchRun {
  const match = parts.journal === 'short' ? withShortJournal(run.match) : run.match;
  return match === run.match ? run : { ...run, match };
}

function gameTime({ state, run, parts }: Running): Milliseconds {
  return state === 'playing' ? runTime(run, parts.clock.now()) : run.match.now;
}

function publicClock(running: Running): ReturnType<MatchHost['clock']> {
  const { clock } = running.run;
  const host = running.parts.clock;
  const anchor =
    host.rate === 0 || clock.host > host.now()
      ? // A test moves the clock under the browsers' eyes, or it stands for a while after a return.
        { gameAnchor: gameTime(running), wallAnchor: host.now(), rate: 0 }
      : { gameAnchor: clock.game, wallAnchor: clock.host, rate: clockRate(clock) };
  return { anchor, stop: clock.stop };
}

/** Whether what happens is still told. */
function isTold({ state }: Running): boolean {
  return state !== 'failed' && state !== 'resting';
}

/**
 * Ends the match where it stands, or lets it rest where only the store failed and the room can open again. Its log stays
 * in the store; every other match goes on.
 */
function fail(running: Running, fault: MatchFault, cause: unknown): void {
  if (!isTold(running)) return;
  const { id, store, log, listener, comesBack = false } = running.parts;
  const rests = fault === 'storage' && comesBack;
  running.state = rests ? 'resting' : 'failed';
  running.cancelWake?.();
  running.kernel?.close();
  log.error({ match: id, fault, err: cause }, rests ? 'a match rests' : 'a match ended by a fault');
  if (rests) {
    listener.failed(fault);
    return;
  }
  const end = { endedAt: running.run.match.now, failure: `${fault}: ${String(cause)}` };
  store.endMatch(id, end).catch((second: unknown) => {
    log.error({ match: id, err: second }, 'the end of the failed match could not be stored either');
  });
  const reason = fault === 'storage' ? 'not-kept' : 'match-failed';
  running.answers.refusePending(reason);
  try {
    listener.failed(fault);
  } catch (second) {
    log.error({ match: id, err: second }, 'the fault of a match could not be told');
  }
}

/** Tells `seat` what it sees now. */
function show({ run: { match }, outbox, parts: { listener } }: Running, seat: RoomSeat): void {
  if (seat === 'network') {
    const view = networkView(match);
    outbox.post(() => listener.networkViewChanged(view, match.now));
    return;
  }
  const view = viewFor(seat, match);
  outbox.post(() => listener.viewChanged(seat, view));
}

/** What the network's player sees now, where that differs from what was told; undefined where nobody is the network. */
function networkNews(running: Running): NetworkView | undefined {
  const { match } = running.run;
  if (match.rules.network !== 'person') return undefined;
  const view = networkView(match);
  const text = JSON.stringify(view);
  if (text === running.toldNetwork) return undefined;
  running.toldNetwork = text;
  return view;
}

/** Tells what differs from what was told before, once `kept` is in the store. */
function publish(running: Running, kept: Promise<unknown> | undefined): void {
  const { told, parts, outbox } = running;
  const { match, clock } = running.run;
  const changed: { readonly side: Side; readonly view: NumberedView }[] = [];
  // The horn is in the public part of each view.
  const hornMoved = hornAt(match) !== running.toldHorn;
  running.toldHorn = hornAt(match);
  for (const side of SIDES) {
    const { number } = match.views[side];
    if (number === told[side] && !hornMoved) continue;
    told[side] = number;
    changed.push({ side, view: viewFor(side, match) });
  }
  const networkSight = networkNews(running);
  const nowPublic = JSON.stringify([publicView(match), clock.stop]);
  const publicDiffers = nowPublic !== running.toldPublic;
  running.toldPublic = nowPublic;
  const silent = changed.length === 0 && !publicDiffers && networkSight === undefined;
  if (kept === undefined && silent) return;
  outbox.post(() => {
    if (!isTold(running)) return;
    if (publicDiffers) parts.listener.publicChanged();
    for (const { side, view } of changed) parts.listener.viewChanged(side, view);
    if (networkSight !== undefined) parts.listener.networkViewChanged(networkSight, match.now);
  }, kept);
}

/** Ends the match as its rules say, and tells its log. */
function finish(running: Running): void {
  const { id, setup, store, log, listener } = running.parts;
  running.state = 'over';
  running.cancelWake?.();
  running.kernel?.close();
  const endedAt = running.run.match.now;
  const recording = createRecording(setup, running.commands, endedAt);
  log.info({ match: id, gameMs: endedAt, commands: running.commands.length }, 'a match ended');
  const end = { endedAt, failure: undefined };
  // Without this row a match only looks as if it still ran: no reason to withhold the debrief.
  const ended = async () => {
    await running.lastKept;
    await store.endMatch(id, end);
  };
  const kept = ended().catch((cause: unknown) => {
    log.error({ match: id, err: cause }, 'the end of a match could not be stored');
  });
  running.outbox.post(() => {
    if (isTold(running)) listener.ended(recording);
  }, kept);
}

/** Hands the kernel what has come to it since the last time. */
function handOver(running: Running): void {
  const { kernel, run } = running;
  if (kernel === undefined) return;
  const { match } = run;
  const fresh = match.journal.slice(running.handedOver);
  running.handedOver = match.journal.length;
  for (const { event } of fresh) {
    if (event.kind !== 'arrived' || event.at !== 'server') continue;
    kernel.deliver(event.key, event.segment, cargoOctets(match, 'client', event.key, event.segment));
  }
}

/** Without its other end a match is over, with its log; one in which the kernel was never heard has none worth showing. */
function kernelGone(running: Running, words: string): void {
  const { id, log } = running.parts;
  log.error({ match: id, words }, 'the kernel of a match is gone');
  const heard = running.commands.some(({ command }) => command.kind === 'kernel');
  if (heard) performIfPlaying(running, () => ({ kind: 'end' }));
  else if (running.state === 'playing') fail(running, 'kernel-gone', words);
}

/** Sets the one timer of the match to the moment at which it next changes by itself. */
function arm(running: Running): void {
  const { run, parts } = running;
  const at = runWakesAt(run);
  if (at === running.wakesAt && running.cancelWake !== undefined) return;
  running.cancelWake?.();
  running.wakesAt = at;
  running.cancelWake =
    at === undefined
      ? undefined
      : parts.clock.at(at, () => {
          running.cancelWake = undefined;
          catchUp(running, parts.clock.now());
        });
}

/** Lets everything happen that was due by itself up to `now`, also where the timer comes late. */
function catchUp(running: Running, now: Milliseconds): void {
  if (running.wakesAt === undefined || now < running.wakesAt) return;
  step(running, undefined, () => ({ run: runTo(running.run, now), verdict: undefined }));
}

/** Takes the match one step on, tells what changed, and sets the timer anew. */
function step(
  running: Running,
  kept: Promise<unknown> | undefined,
  next: () => { readonly run: MatchRun; readonly verdict: Verdict | undefined },
): Verdict | undefined {
  try {
    const { run, verdict } = next();
    // Nothing was due: what was told and when to wake stay as they are.
    if (run === running.run && kept === undefined) return verdict;
    running.run = asKept(running, run);
    handOver(running);
    publish(running, kept);
    if (isOver(run.match)) finish(running);
    else arm(running);
    return verdict;
  } catch (cause) {
    fail(running, 'broken', cause);
    return undefined;
  }
}

/** Writes `command` into the log and does it. The log has it also where the match breaks on it. */
function perform(running: Running, command: Command, now: Milliseconds, askedAs?: number) {
  const { commands, parts, run } = running;
  const logged: LoggedCommand = { serial: commands.length + 1, at: runTime(run, now), command };
  commands.push(logged);
  const kept = parts.store.append(parts.id, logged, askedAs);
  running.lastKept = kept;
  kept.catch((cause: unknown) => fail(running, 'storage', cause));
  const verdict = step(running, kept, () => runCommand(running.run, command, now));
  return { at: logged.at, kept, verdict };
}

/** A command of the room itself, where the match is still on. */
function performIfPlaying(running: Running, wanted: (match: Match) => Command | undefined): void {
  const now = running.parts.clock.now();
  if (running.state === 'playing') catchUp(running, now);
  const command = running.state === 'playing' ? wanted(running.run.match) : undefined;
  if (command !== undefined) perform(running, command, now);
}

function answered(running: Running, seat: RoomSeat, numbered: NumberedCommand): Promise<RoomAnswer> {
  const { id } = numbered;
  return running.answers.answer(seat, id, (settle) => {
    const now = running.parts.clock.now();
    // The command counts at a moment of game time, and what was due before may have stopped the clock or the match.
    if (running.state === 'playing') catchUp(running, now);
    // The page asks again where the match goes on.
    if (running.state === 'suspended' || running.state === 'resting') return;
    if (running.state === 'failed') return settle({ id, kind: 'refused', reason: 'match-failed' });
    if (running.state === 'over') return settle({ id, kind: 'refused', reason: 'match-over' });
    const reason = refusedAct(running.run.match, seat, numbered.command);
    if (reason !== undefined) return settle({ id, kind: 'refused', reason });
    const { at, kept, verdict } = perform(running, ownedCommand(seat, numbered.command), now, id);
    const answer: RoomAnswer =
      verdict === undefined ? { id, kind: 'done', at } : { id, kind: 'judged', at, verdict };
    running.outbox.post(() => {
      if (isTold(running)) settle(answer);
    }, kept);
  });
}
