import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { MatchModel } from '../model/match-model.ts';
import { isFinished, type RunningTimer, type SocketEntry, waitsForOpen } from '../model/socket-entries.ts';
import { progress } from '../model/strait-model.ts';
import { Panel } from './panel.tsx';
import { usePlay } from './play-context.ts';
import { useNarrow } from './use-narrow.ts';
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

function Numbers({ entry }: { readonly entry: SocketEntry }) {
  const { texts } = usePlay();
  const { connection } = entry;
  const rows: (readonly [string, number])[] = [];
  if ('snd' in connection) {
    rows.push(['ISS', connection.snd.iss], ['SND.UNA', connection.snd.una], ['SND.NXT', connection.snd.nxt]);
  }
  if ('rcv' in connection) rows.push(['IRS', connection.rcv.irs], ['RCV.NXT', connection.rcv.nxt]);
  if (rows.length === 0) return null;
  return (
    <details class="numbers">
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

/** What a row says beside its state: that a pilot is at the helm, else a debt, else what it waits for. */
function useRemark(entry: SocketEntry): string | undefined {
  const { texts } = usePlay();
  const { connection } = entry;
  if (entry.piloted && entry.state !== 'CLOSED') return texts.sockets.piloted;
  if ('retransmission' in connection && connection.retransmission.timer.kind === 'repeat-owed') {
    return texts.sockets.bell;
  }
  if (entry.reset !== undefined) return texts.sockets.reset;
  if (entry.owesSince !== undefined) return texts.sockets.owes;
  if (entry.socket?.place === 'anchorage') return texts.sockets.anchorage;
  if (waitsForOpen(entry)) return texts.sockets.notOpen;
  return isFinished(entry) && entry.state === 'CLOSED' ? texts.sockets.done : undefined;
}

interface RowProps {
  readonly entry: SocketEntry;
  readonly model: MatchModel;
  /** Whether the rows are tabs in one line, with the details of the chosen one below them. */
  readonly narrow: boolean;
}

function Details({ entry, model, narrow }: RowProps) {
  const { texts } = usePlay();
  const remark = useRemark(entry);
  const now = useNow(model.link.clock);
  const timers = entry.timers.filter(({ timer }) => timer !== 'user-timeout' || entry.timers.length === 1);
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
      <Numbers entry={entry} />
      {entry.state === 'SYN_SENT' && !entry.piloted && (
        <button
          type="button"
          class="button small"
          aria-label={texts.sockets.giveUpLabel(model.labelOf(entry))}
          onClick={() => model.act({ kind: 'give-up', key: entry.key })}
        >
          {texts.sockets.giveUp}
        </button>
      )}
    </div>
  );
}

function Row({ entry, model, narrow }: RowProps) {
  const remark = useRemark(entry);
  const selected = model.selectedId.value === entry.id;
  const due = entry.owesSince !== undefined && !entry.piloted;
  return (
    <li class={`socket ${selected ? 'selected' : ''} ${isFinished(entry) ? 'finished' : ''}`}>
      <button type="button" aria-pressed={selected} onClick={() => model.select(entry.id)}>
        <span class="key-cap">{entry.number}</span>
        <span class="ship">{model.labelOf(entry)}</span>
        <span class={`state ${entry.state}`}>{entry.state}</span>
        <span class={`remark ${due ? 'due' : ''}`}>
          {due && <span class="due-lamp" aria-hidden="true" />}
          {remark}
        </span>
      </button>
      {selected && !narrow && <Details entry={entry} model={model} narrow={false} />}
    </li>
  );
}

function Lamps({ model }: { readonly model: MatchModel }) {
  const { texts } = usePlay();
  const view = model.view.value;
  const { level } = model.link;
  if (view === undefined || view.side === 'client' || level.lamp === 'lit') return null;
  return (
    <section class="lamps" aria-label={texts.lamps.heading}>
      {view.lampDuty !== undefined && <p>{texts.lamps.duty(view.lampDuty)}</p>}
      <div class="lamp-buttons">
        {level.ports.map((port) => {
          const lit = view.listening.includes(port);
          return (
            <button
              key={port}
              type="button"
              class={`button small lamp ${lit ? 'lit' : ''}`}
              aria-label={lit ? texts.lamps.stop(port) : texts.lamps.listen(port)}
              onClick={() => model.act({ kind: lit ? 'stop-listening' : 'listen', port })}
            >
              <span class="lamp-picture" aria-hidden="true" />
              {port} <small class="quiet">{lit ? texts.lamps.burns : texts.lamps.dark}</small>
            </button>
          );
        })}
      </div>
    </section>
  );
}

/** The sockets of this harbour, with state, timers and what they owe; above them the lamps of a server. */
export function SocketTable({ model }: { readonly model: MatchModel }) {
  const { texts } = usePlay();
  const narrow = useNarrow();
  const entries = model.entries.value;
  const chosen = narrow ? model.selected.value : undefined;
  return (
    <Panel name="sockets" heading={texts.sockets.heading}>
      <Lamps model={model} />
      {entries.length === 0 && <p class="quiet">{texts.sockets.none}</p>}
      <ol class="socket-list">
        {entries.map((entry) => (
          <Row key={entry.id} entry={entry} model={model} narrow={narrow} />
        ))}
      </ol>
      {chosen !== undefined && <Details entry={chosen} model={model} narrow />}
    </Panel>
  );
}
