import type { Command, LoggedCommand } from '@syn-or-swim/shared/game/command.ts';
import { createMatch, isOver, stepMatch, wakeAt } from '@syn-or-swim/shared/game/match.ts';
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import { peerOf } from '@syn-or-swim/shared/game/seat.ts';
import { publicView, viewFor } from '@syn-or-swim/shared/game/view-for.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { levelById } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import type { NumberedCommand, SoloReply, SoloRequest } from '@syn-or-swim/shared/protocol/messages.ts';
import type { MatchSetup } from '@syn-or-swim/shared/replay/recording.ts';
import { createRecording, levelHash } from '@syn-or-swim/shared/replay/replay.ts';

/** The one match of a solo game. */
const MATCH = 1;

interface Running {
  readonly setup: MatchSetup;
  readonly side: Side;
  readonly match: Match;
  readonly log: readonly LoggedCommand[];
  /** Number of the last view that the page was sent. */
  readonly told: number;
}

type Start = Extract<SoloRequest, { kind: 'start' }>;

function started({ level: id, seed, side, partner }: Start): Running {
  const level = levelById(id);
  if (level === undefined) throw new Error(`There is no level "${id}".`);
  const players = { [side]: 'person', [peerOf(side)]: partner } as MatchSetup['players'];
  const setup = { levelId: id, levelHash: levelHash(level), seed, players };
  const match = createMatch({ level, seed, players, drivers: DRIVERS });
  return { setup, side, match, log: [], told: -1 };
}

/** `running` moved on to `now`, with `command` made there; its verdict goes to the page. */
function commanded(
  running: Running,
  numbered: NumberedCommand,
  now: Milliseconds,
  reply: (reply: SoloReply) => void,
): Running {
  const { id } = numbered;
  if (isOver(running.match)) {
    reply({ kind: 'answer', answer: { id, kind: 'refused', reason: 'match-over' } });
    return running;
  }
  const command: Command = { ...numbered.command, seat: running.side };
  const at = Math.max(now, running.match.now);
  const { match, verdict } = stepMatch(running.match, { kind: 'command', command }, at);
  reply({
    kind: 'answer',
    answer: verdict === undefined ? { id, kind: 'done', at } : { id, kind: 'judged', at, verdict },
  });
  const serial = running.log.length + 1;
  return { ...running, match, log: [...running.log, { serial, at, command }] };
}

function woken(running: Running, now: Milliseconds): Running {
  if (isOver(running.match)) return running;
  const { match } = stepMatch(running.match, { kind: 'wake' }, Math.max(now, running.match.now));
  return { ...running, match };
}

/** Sends what the page does not know yet: its view where it changed, the debrief once it is over, the next alarm. */
function told(running: Running, wasOver: boolean, reply: (reply: SoloReply) => void): Running {
  const { match, side, setup, log } = running;
  const view = viewFor(side, match);
  const over = isOver(match);
  if (view.number !== running.told || (over && !wasOver)) {
    reply({ kind: 'view', view: { ...view, match: MATCH, public: publicView(match) } });
  }
  if (over && !wasOver) {
    const recording = createRecording(setup, log, match.now);
    reply({ kind: 'debrief', debrief: { match: MATCH, recording } });
  }
  reply({ kind: 'wake-at', at: wakeAt(match) });
  return { ...running, told: view.number };
}

/** A match for one, without clock or timer: it takes requests and gives replies, in the words of a room. */
export function createSoloHost(reply: (reply: SoloReply) => void): (request: SoloRequest) => void {
  let running: Running | undefined;
  const handle = (request: SoloRequest): Running | undefined => {
    if (request.kind === 'start') return told(started(request), false, reply);
    if (running === undefined) return undefined;
    const wasOver = isOver(running.match);
    const moved =
      request.kind === 'wake'
        ? woken(running, request.now)
        : commanded(running, request.command, request.now, reply);
    return told(moved, wasOver, reply);
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
