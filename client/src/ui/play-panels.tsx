import { useSignal } from '@preact/signals';
import { isKernelLevel } from '@syn-or-swim/shared/levels/kernel-level.ts';
import { useRef } from 'preact/hooks';
import type { MatchModel } from '../model/match-model.ts';
import { Arrivals } from './arrivals-panel.tsx';
import { KernelPanel } from './kernel-panel.tsx';
import { KERNEL_PANEL } from './kernel-panel-name.ts';
import { usePlay } from './play-context.ts';
import { Signals } from './signals-panel.tsx';
import { Slips } from './slips-panel.tsx';
import { SocketTable } from './socket-table.tsx';
import './play-panels.css';

/** The place of the signals, or of what a kernel says, in the row. */
const SIGNALS = 3;

/**
 * Sockets, slips, what arrived, signals. A phone shows one of them at a time: they lie in a row that is swiped or
 * that the buttons above it move; the signals take the room of the sea too.
 */
export function PlayPanels({ model }: { readonly model: MatchModel }) {
  const { texts } = usePlay();
  const row = useRef<HTMLDivElement>(null);
  const shown = useSignal(0);
  const isKernel = isKernelLevel(model.link.level);
  const last = isKernel ? KERNEL_PANEL : texts.signals.heading;
  const raised = shown.value === SIGNALS;
  const names = [texts.sockets.heading, texts.slips.heading, texts.arrived.heading, last];
  return (
    <div class={`panels ${raised ? 'raised' : ''}`}>
      <nav class="panel-buttons" aria-label={texts.panels}>
        {names.map((name, index) => (
          <button
            key={name}
            type="button"
            class="panel-button"
            aria-current={shown.value === index}
            onClick={() => row.current?.scrollTo({ left: index * row.current.clientWidth })}
          >
            {name}
          </button>
        ))}
      </nav>
      <div
        class="middle"
        ref={row}
        onScroll={({ currentTarget: { scrollLeft, clientWidth } }) => {
          shown.value = Math.round(scrollLeft / clientWidth);
        }}
      >
        <SocketTable model={model} />
        <Slips model={model} />
        <Arrivals model={model} />
        {isKernel ? <KernelPanel model={model} /> : <Signals model={model} />}
      </div>
    </div>
  );
}
