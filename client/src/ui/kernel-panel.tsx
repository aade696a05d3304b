import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { MatchModel } from '../model/match-model.ts';
import { KERNEL_PANEL } from './kernel-panel-name.ts';
import { Panel } from './panel.tsx';

type Sight = typeof import('./kernel-sight.tsx');

/** What a match against the kernel needs beside any other match, once it is loaded. */
function useSight(): Sight | undefined {
  const [sight, setSight] = useState<Sight | undefined>(undefined);
  useEffect(() => void import('./kernel-sight.tsx').then(setSight), []);
  return sight;
}

/** A match against the kernel: its words are of the kernel, not of a partner. */
export function KernelFrame({ children }: { readonly children: ComponentChildren }) {
  const sight = useSight();
  return sight === undefined ? null : <sight.KernelWords>{children}</sight.KernelWords>;
}

/** The real kernel at the other end, in place of the signals, which it would not answer; loaded when it is needed. */
export function KernelPanel({ model }: { readonly model: MatchModel }) {
  const sight = useSight();
  return (
    <Panel name="kernel" heading={KERNEL_PANEL}>
      {sight === undefined ? null : <sight.KernelSightPart model={model} />}
    </Panel>
  );
}
