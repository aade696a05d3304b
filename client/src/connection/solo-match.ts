import type { Level } from '@syn-or-swim/shared/game/level.ts';
import type { Stop } from '@syn-or-swim/shared/game/match-clock.ts';
import {
  levelOf,
  type MatchSettings,
  type Stretch,
  USUAL_SETTINGS,
} from '@syn-or-swim/shared/game/match-settings.ts';
import type { Player, Side } from '@syn-or-swim/shared/game/seat.ts';
import type { CommandAnswer, SoloReply, SoloRequest } from '@syn-or-swim/shared/protocol/messages.ts';
import type { SoloClock } from '../model/game-clock.ts';
import type { MatchLink, MatchListener } from '../model/match-link.ts';
import { ownLevel } from '../model/own-levels.ts';

/** The match of a worker, as the page holds it. */
export interface SoloMatch {
  readonly link: MatchLink;
  /** Lets the game clock run; the first move does so. */
  begin(): void;
  /** Ends the match before its horn; the debrief comes. */
  finish(): void;
  /** Ends the worker; nothing more comes from it. */
  end(): void;
}

/** What is played alone, and against whom. */
export interface SoloSetup {
  readonly level: Level;
  readonly seed: number;
  readonly side: Side;
  readonly partner: Player;
  /** What is left out is as usual. */
  readonly settings?: Partial<MatchSettings>;
}

/** The half of a `Worker` that a solo match needs. */
export interface SoloWorker {
  postMessage(request: SoloRequest): void;
  addEventListener(type: 'message', listener: (event: { readonly data: SoloReply }) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
  terminate(): void;
}

/** What a solo match tells beside its views: it failed, and can't go on. */
export interface SoloListener extends MatchListener {
  /** The clock has been stopped, or goes on. */
  onStop(stop: Stop): void;
  onFailed(message: string): void;
}

/** Wakes the match when it next changes by itself, on the page's own clock. */
function createAlarm(clock: SoloClock, wake: (now: number) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const set = (at: number | undefined): void => {
    clearTimeout(timer);
    if (at === undefined) return;
    timer = setTimeout(
      () => {
        const now = clock.wall();
        // A browser's timer may ring a little early.
        if (now < at) set(at);
        else wake(now);
      },
      Math.max(0, at - clock.wall()),
    );
  };
  return { set, stop: (): void => clearTimeout(timer) };
}

/** Lets the clock run, unless it does: at once on the page, for the worker's own word comes a moment later. */
function letBegin(worker: SoloWorker, clock: SoloClock, stretch: Stretch): void {
  if (clock.started) return;
  const now = clock.wall();
  clock.anchor({ gameAnchor: 0, wallAnchor: now, rate: 1 / stretch });
  worker.postMessage({ kind: 'begin', now });
}

/** What the worker is told of `setup`; of a level from a file, all. */
function startRequest({ level, seed, side, partner }: SoloSetup, settings: MatchSettings): SoloRequest {
  const own = ownLevel(level.id);
  const brought = own === undefined ? {} : { own };
  return { kind: 'start', level: level.id, ...brought, seed, side, partner, settings };
}

function hear(worker: SoloWorker, take: (reply: SoloReply) => void, listener: SoloListener): void {
  worker.addEventListener('message', (event) => take(event.data));
  worker.addEventListener('error', () => listener.onFailed('worker'));
}

/** Starts a match in `worker` on `clock`, which stands until the match begins. */
export function startSolo(
  setup: SoloSetup,
  worker: SoloWorker,
  clock: SoloClock,
  listener: SoloListener,
): SoloMatch {
  const waiting = new Map<number, (answer: CommandAnswer) => void>();
  let lastId = 0;
  const alarm = createAlarm(clock, (now) => worker.postMessage({ kind: 'wake', now }));
  const take = (reply: SoloReply): void => {
    switch (reply.kind) {
      case 'view':
        listener.onView(reply.view);
        break;
      case 'answer':
        waiting.get(reply.answer.id)?.(reply.answer);
        waiting.delete(reply.answer.id);
        break;
      case 'debrief':
        listener.onDebrief(reply.debrief);
        break;
      case 'clock':
        clock.anchor(reply.clock);
        listener.onStop(reply.stop);
        break;
      case 'wake-at':
        alarm.set(reply.at);
        break;
      case 'failed':
        listener.onFailed(reply.message);
        break;
    }
  };
  hear(worker, take, listener);
  const settings = { ...USUAL_SETTINGS, ...setup.settings };
  worker.postMessage(startRequest(setup, settings));
  const begin = () => letBegin(worker, clock, settings.stretch);
  return {
    link: {
      seat: setup.side,
      level: levelOf(settings, setup.level),
      clock,
      send: (command) =>
        new Promise((resolve) => {
          begin();
          lastId += 1;
          waiting.set(lastId, resolve);
          worker.postMessage({
            kind: 'command',
            now: clock.wall(),
            command: { id: lastId, match: 1, command },
          });
        }),
    },
    begin,
    finish: () => {
      begin();
      worker.postMessage({ kind: 'finish', now: clock.wall() });
    },
    end: () => {
      alarm.stop();
      worker.terminate();
    },
  };
}
