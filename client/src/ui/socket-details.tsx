import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { MatchModel } from '../model/match-model.ts';
import { coversState } from '../model/open-guess.ts';
import {
  bellRings,
  isFinished,
  isOfNightShift,
  type RunningTimer,
  type SocketEntry,
  waitsForOpen,
} from '../model/socket-entries.ts';
import { progress } from '../model/strait-model.ts';
import { usePlay } from './play-context.ts';
import { useNow } from './use-now.ts';
import './sockets.css';

function Timer({ timer, now }: { readonly timer: RunningTimer; readonly now: Milliseconds }) {
  const { texts } = usePlay();
  const left = Math.max(0, Math.ceil((timer.span.until - now) / 1000));
  return (
    <li class={`timer ${timer.timer}`}>
      <span>{texts.sockets.timers[timer.timer]}</span>
      <span class="timer-track" aria-hidden="true">
        <span style={{ width: `${100 - 100 * progress(timer.span, now)}%` }} />
      </span>
      <span class="number">{texts.seconds(left)}</span>
    </li>
  );
}

/** SND.* and RCV.*: folded away, and open where the numbers are written by hand. */
function Numbers({ entry, open }: { readonly entry: SocketEntry; readonly open: boolean }) {
  const { texts } = usePlay();
  const { connection } = entry;
  const rows: (readonly [string, number])[] = [];
  if ('snd' in connection) {
    rows.push(['ISS', connection.snd.iss], ['SND.UNA', connection.snd.una], ['SND.NXT', connection.snd.nxt]);
  }
  if ('rcv' in connection) rows.push(['IRS', connection.rcv.irs], ['RCV.NXT', connection.rcv.nxt]);
  const iss = entry.socket?.nextIss;
  if (!('snd' in connection) && iss !== undefined) rows.push(['ISS', iss]);
  if (rows.length === 0) return null;
  return (
    <details class="numbers" open={open}>
      <summary>{texts.sockets.numbers}</summary>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="number">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function ports(entry: SocketEntry): string {
  const { clientPort, serverPort } = entry.key;
  return waitsForOpen(entry) ? `${clientPort} → ?` : `${clientPort} → ${serverPort}`;
}

/** What a row says beside its state: that a pilot is at the helm, else a debt, else what befell it, else its wait. */
export function useRemark(entry: SocketEntry, model: MatchModel): string | undefined {
  const { texts } = usePlay();
  const { connection, key } = entry;
  const { notices } = texts.harbour;
  const view = model.view.value;
  if (entry.piloted && (entry.state !== 'CLOSED' || waitsForOpen(entry))) return texts.sockets.piloted;
  if (bellRings(connection)) return texts.sockets.bell;
  if (entry.reset !== undefined) return texts.sockets.reset;
  if (entry.lamp) return texts.sockets.owes;
  if (view?.restarting.includes(key.clientPort)) return notices.restarting;
  if (view?.asleep.includes(key.clientPort)) return notices.snores;
  if (entry.socket?.place === 'anchorage') return texts.sockets.anchorage;
  const lives = entry.state !== 'CLOSED' && entry.state !== 'TIME_WAIT';
  if (lives && entry.cancelled) return notices.cancelled;
  if (lives && isOfNightShift(entry, model.link.level)) return notices.nightShift;
  if (lives && 'orphan' in connection && connection.orphan) return notices.orphan;
  if (waitsForOpen(entry)) return texts.sockets.notOpen;
  return isFinished(entry) && entry.state === 'CLOSED' ? texts.sockets.done : undefined;
}

interface DetailsProps {
  readonly entry: SocketEntry;
  readonly model: MatchModel;
}

/** Calls of this socket that send nothing: giving up, a coffee. */
function Actions({ entry, model }: DetailsProps) {
  const { texts } = usePlay();
  const { notices } = texts.harbour;
  const view = model.view.value;
  const { clientPort } = entry.key;
  const ship = model.labelOf(entry);
  const sleeps = view?.asleep.includes(clientPort) === true && !view.restarting.includes(clientPort);
  return (
    <div class="socket-actions">
      {entry.state === 'SYN_SENT' && !entry.piloted && (
        <button
          type="button"
          class="button small"
          aria-label={texts.sockets.giveUpLabel(ship)}
          onClick={() => model.act({ kind: 'give-up', key: entry.key })}
        >
          {texts.sockets.giveUp}
        </button>
      )}
      {sleeps && view.coffees > 0 && (
        <button
          type="button"
          class="button small"
          aria-label={notices.coffeeLabel(ship)}
          onClick={() => model.act({ kind: 'coffee', key: entry.key })}
        >
          {notices.coffee}
        </button>
      )}
    </div>
  );
}

/** Timers that run in one state only, so that to show them is to name it. */
const TIMERS_OF_STATES: readonly RunningTimer['timer'][] = ['time-wait', 'orphan-fin-wait-2'];

/** Ports, timers, numbers and calls of one socket. */
export function SocketDetails({ entry, model, narrow }: DetailsProps & { readonly narrow: boolean }) {
  const { texts } = usePlay();
  const remark = useRemark(entry, model);
  const now = useNow(model.link.clock);
  const covered = coversState(model.guess.value, entry.key.clientPort);
  const timers = entry.timers.filter(
    ({ timer }) =>
      (timer !== 'user-timeout' || entry.timers.length === 1) &&
      !(covered && TIMERS_OF_STATES.includes(timer)),
  );
  return (
    <div class="socket-details">
      <p class="number quiet">
        <span class="unseen">{texts.sockets.ports}: </span>
        {ports(entry)}
        {entry.cost > 0 && <span class="cost"> −{entry.cost}</span>}
        {narrow && remark !== undefined && ` · ${remark}`}
      </p>
      <ul class="timers">
        {timers.map((timer) => (
          <Timer key={timer.timer} timer={timer} now={now} />
        ))}
      </ul>
      <Numbers entry={entry} open={model.boat.value?.grade === 'captain'} />
      <Actions entry={entry} model={model} />
    </div>
  );
}
