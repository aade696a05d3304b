import type { Command, LoggedCommand } from '@syn-or-swim/shared/game/command.ts';
import { createMatch, isOver } from '@syn-or-swim/shared/game/match.ts';
import { clockRate, createMatchClock } from '@syn-or-swim/shared/game/match-clock.ts';
import {
  type MatchRun,
  runCommand,
  runTo,
  runWakesAt,
  startRun,
} from '@syn-or-swim/shared/game/match-run.ts';
import { rulesOf, USUAL_SETTINGS, unusualSettings } from '@syn-or-swim/shared/game/match-settings.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import { peerOf } from '@syn-or-swim/shared/game/seat.ts';
import { publicView, viewFor } from '@syn-or-swim/shared/game/view-for.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { levelById } from '@syn-or-swim/shared/levels/catalog.ts';
import { ENDLESS_STORM } from '@syn-or-swim/shared/levels/endless-storm.ts';
import { TEST_LEVELS } from '@syn-or-swim/shared/levels/test-levels.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import type { NumberedCommand, SoloReply, SoloRequest } from '@syn-or-swim/shared/protocol/messages.ts';
import type { MatchSetup } from '@syn-or-swim/shared/replay/recording.ts';
import { createRecording, levelHash } from '@syn-or-swim/shared/replay/replay.ts';

/** The one match of a solo game. */
const MATCH = 1;

interface Running {
  readonly setup: MatchSetup;
  readonly side: Side;
  readonly run: MatchRun;
  /** False until the page lets the clock run. */
  readonly begun: boolean;
  readonly log: readonly LoggedCommand[];
  /** Number of the last view that the page was sent, and the clock as it was told. */
  readonly told: { readonly view: number; readonly clock: string };
}

type Start = Extract<SoloRequest, { kind: 'start' }>;
type Reply = (reply: SoloReply) => void;

function started({ level: id, own, seed, side, partner, settings: chosen }: Start): Running {
  const level = levelById(id, [...TEST_LEVELS, ENDLESS_STORM]) ?? own?.level;
  if (level === undefined) throw new Error(`There is no level "${id}".`);
  const players = { [side]: 'person', [peerOf(side)]: partner } as MatchSetup['players'];
  const settings = { ...USUAL_SETTINGS, ...chosen };
  const setup = {
    levelId: id,
    levelHash: levelHash(level),
    seed,
    players,
    ...unusualSettings(settings),
    ...(own !== undefined && level === own.level ? { own } : {}),
  };
  const match = createMatch(rulesOf(setup, level, DRIVERS));
  const run = { match, clock: createMatchClock(settings, 0) };
  return { setup, side, run, begun: false, log: [], told: { view: -1, clock: '' } };
}

/** `running` with its clock let go at `now`, unless it has been before. */
function begun(running: Running, now: Milliseconds): Running {
  if (running.begun) return running;
  const { match, clock } = running.run;
  return { ...running, begun: true, run: startRun(match, { ...clock, host: now }) };
}

/** `running` moved on to `now`, with `command` made there; its verdict goes to the page. */
function commanded(running: Running, numbered: NumberedCommand, now: Milliseconds, reply: Reply): Running {
  const { id } = numbered;
  const ready = runTo(running.run, now);
  if (isOver(ready.match)) {
    reply({ kind: 'answer', answer: { id, kind: 'refused', reason: 'match-over' } });
    return { ...running, run: ready };
  }
  if (numbered.command.kind === 'network') {
    reply({ kind: 'answer', answer: { id, kind: 'refused', reason: 'not-your-seat' } });
    return { ...running, run: ready };
  }
  const command: Command = { ...numbered.command, seat: running.side };
  const { run, at, verdict } = runCommand(ready, command, now);
  reply({
    kind: 'answer',
    answer: verdict === undefined ? { id, kind: 'done', at } : { id, kind: 'judged', at, verdict },
  });
  const serial = running.log.length + 1;
  return { ...running, run, log: [...running.log, { serial, at, command }] };
}

/** `running` ended at `now`, before its horn; the log says so. */
function finished(running: Running, now: Milliseconds): Running {
  const ready = runTo(running.run, now);
  if (isOver(ready.match)) return { ...running, run: ready };
  const command: Command = { kind: 'end' };
  const { run, at } = runCommand(ready, command, now);
  const serial = running.log.length + 1;
  return { ...running, run, log: [...running.log, { serial, at, command }] };
}

/** Tells where game time stands, where that is not what the page reckons already; gives what it knows then. */
function clockTold({ run: { match, clock }, told }: Running, reply: Reply): string {
  const rate = isOver(match) ? 0 : clockRate(clock);
  const gameAnchor = isOver(match) ? match.now : clock.game;
  const words = {
    kind: 'clock',
    clock: { gameAnchor, wallAnchor: clock.host, rate },
    stop: clock.stop,
  } as const;
  const text = JSON.stringify(words);
  if (text !== told.clock) reply(words);
  return text;
}

/** Sends what the page does not know yet: clock, view, the debrief once it is over, the next alarm. */
function told(running: Running, wasOver: boolean, reply: Reply): Running {
  const { run, side, setup, log } = running;
  const { match } = run;
  const view = viewFor(side, match);
  const over = isOver(match);
  const clock = running.begun ? clockTold(running, reply) : running.told.clock;
  if (view.number !== running.told.view || (over && !wasOver)) {
    reply({ kind: 'view', view: { ...view, match: MATCH, public: publicView(match) } });
  }
  if (over && !wasOver) {
    const recording = createRecording(setup, log, match.now);
    reply({ kind: 'debrief', debrief: { match: MATCH, recording, seat: side } });
  }
  reply({ kind: 'wake-at', at: running.begun ? runWakesAt(run) : undefined });
  return { ...running, told: { view: view.number, clock } };
}

/** `running` after `request`, before what follows from it is told. */
function moved(running: Running, request: Exclude<SoloRequest, Start>, reply: Reply): Running {
  const going = begun(running, request.now);
  if (request.kind === 'begin') return going;
  if (request.kind === 'wake') return { ...going, run: runTo(going.run, request.now) };
  if (request.kind === 'finish') return finished(going, request.now);
  return commanded(going, request.command, request.now, reply);
}

/** A match for one, without clock or timer: it takes requests and gives replies, in the words of a room. */
export function createSoloHost(reply: Reply): (request: SoloRequest) => void {
  let running: Running | undefined;
  const handle = (request: SoloRequest): Running | undefined => {
    if (request.kind === 'start') return told(started(request), false, reply);
    if (running === undefined) return undefined;
    const wasOver = isOver(running.run.match);
    return told(moved(running, request, reply), wasOver, reply);
  };
  return (request) => {
    try {
      running = handle(request);
    } catch (cause) {
      running = undefined;
      reply({ kind: 'failed', message: cause instanceof Error ? cause.message : String(cause) });
    }
  };
}
