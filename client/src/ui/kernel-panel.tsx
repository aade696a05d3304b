import { useEffect, useState } from 'preact/hooks';
import type { MatchModel } from '../model/match-model.ts';
import { Panel } from './panel.tsx';

/** What the kernel's panel is called, in every language: the file that it shows. */
export const KERNEL_PANEL = '/proc/net/tcp';

type Sight = typeof import('./kernel-sight.tsx')['KernelSightPart'];

/** The real kernel at the other end, in place of the signals, which it would not answer; loaded when it is needed. */
export function KernelPanel({ model }: { readonly model: MatchModel }) {
  const [Part, setPart] = useState<Sight | undefined>(undefined);
  useEffect(() => void import('./kernel-sight.tsx').then((part) => setPart(() => part.KernelSightPart)), []);
  return (
    <Panel name="kernel" heading={KERNEL_PANEL}>
      {Part === undefined ? null : <Part model={model} />}
    </Panel>
  );
}
