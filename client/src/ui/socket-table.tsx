import type { Signal } from '@preact/signals';
import { isKernelLevel } from '@syn-or-swim/shared/levels/kernel-level.ts';
import { useEffect, useRef } from 'preact/hooks';
import type { MatchModel } from '../model/match-model.ts';
import { COVERED, shownState } from '../model/open-guess.ts';
import { isFinished, type SocketEntry } from '../model/socket-entries.ts';
import { rusts, stuckFor } from '../model/stuck-sockets.ts';
import { EnoughLine } from './enough-line.tsx';
import { HarbourNotices } from './harbour-notices.tsx';
import { Panel } from './panel.tsx';
import { usePlay } from './play-context.ts';
import { useDialogs } from './play-dialogs.ts';
import { SocketDetails, useRemark } from './socket-details.tsx';
import { useNarrow } from './use-narrow.ts';
import { useNow } from './use-now.ts';
import './sockets.css';

interface RowProps {
  readonly entry: SocketEntry;
  readonly model: MatchModel;
  /** Whether the rows are tabs in one line, with the details of the chosen one below them. */
  readonly narrow: boolean;
}

/** Moves the line of tabs, and nothing around it, so that `tab` stands in its middle. */
function showTab(tab: HTMLLIElement | null): void {
  const line = tab?.parentElement;
  if (tab === null || !line) return;
  line.scrollLeft = tab.offsetLeft - (line.clientWidth - tab.offsetWidth) / 2;
}

function Row({ entry, model, narrow }: RowProps) {
  const { texts } = usePlay();
  const remark = useRemark(entry, model);
  const selected = model.selectedId.value === entry.id;
  const due = entry.lamp && !entry.piloted;
  const state = shownState(entry, model.guess.value);
  const finished = isFinished(entry) && state !== COVERED;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (selected && narrow) showTab(row.current);
  }, [selected, narrow]);
  return (
    <li ref={row} class={`socket ${selected ? 'selected' : ''} ${finished ? 'finished' : ''}`}>
      <button type="button" aria-pressed={selected} onClick={() => model.select(entry.id)}>
        <span class="key-cap">{entry.number}</span>
        <span class="ship">{model.labelOf(entry)}</span>
        {state === COVERED ? (
          <span class="state covered">
            {COVERED} <span class="unseen">{texts.guess.covered}</span>
          </span>
        ) : (
          <span class={`state ${state}`}>{state}</span>
        )}
        <span class={`remark ${due ? 'due' : ''}`}>
          {due && <span class="due-lamp" aria-hidden="true" />}
          {remark}
        </span>
      </button>
      {selected && !narrow && <SocketDetails entry={entry} model={model} narrow={false} />}
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

/** What is written about sockets: the harbour log, which calls once a stuck socket can be entered, and the list of `ss`. */
function PanelDialogs({ model }: { readonly model: MatchModel }) {
  const { harbour } = usePlay().texts;
  const { log, list } = useDialogs();
  const now = useNow(model.link.clock);
  const stuck = model.entries.value.some((entry) => rusts(entry.state) && stuckFor(entry, now) !== undefined);
  const opener = (open: Signal<boolean>, text: string, key: string, calls = false) => (
    <button
      type="button"
      class={`button small ${calls ? 'calls' : ''}`}
      aria-keyshortcuts={key}
      onClick={() => {
        open.value = true;
      }}
    >
      {text}
    </button>
  );
  return (
    <div class="panel-dialogs">
      {/* An entry counts once both ends have written the same: no kernel writes any. */}
      {!isKernelLevel(model.link.level) && opener(log, harbour.log.open, 'l', stuck)}
      {opener(list, harbour.table.open, 't')}
    </div>
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
      <HarbourNotices model={model} />
      <Lamps model={model} />
      {entries.length === 0 && <p class="quiet">{texts.sockets.none}</p>}
      <ol class="socket-list">
        {entries.map((entry) => (
          <Row key={entry.id} entry={entry} model={model} narrow={narrow} />
        ))}
      </ol>
      {chosen !== undefined && <SocketDetails entry={chosen} model={model} narrow />}
      <EnoughLine model={model} />
      <PanelDialogs model={model} />
    </Panel>
  );
}
