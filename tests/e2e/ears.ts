// Listens to a page as a screen reader does: to what its live regions say, in the order in which they say it.
import type { Page } from 'playwright-core';
import type { ArrivalRow } from './play-reader.ts';

declare global {
  interface Window {
    heard: string[];
  }
}

/** What has been heard of a page. */
export interface Ears {
  /** Everything that was said, oldest first. */
  readonly all: () => Promise<readonly string[]>;
  /** The boats that were said to have arrived, newest first, on an English page. */
  readonly arrivals: () => Promise<readonly ArrivalRow[]>;
}

/** "SYN+ACK arrived, seq 5200, ack 4101, 1 crate. Blue Heron: SYN_SENT to ESTABLISHED" */
const ARRIVED =
  /(\S+) arrived, seq (\d+)(?:, ack (\d+))?(?:, (\d) crates?)?\. (:\d+|[^:.]+): (?:[A-Z_\d]+ to )?([A-Z_\d]+|covered)/g;

function arrivalsIn(text: string): readonly ArrivalRow[] {
  return [...text.matchAll(ARRIVED)].map(([, flags, seq, ack, crates, label, after]) => ({
    flags: flags ?? '',
    seq: Number(seq),
    ack: ack === undefined ? undefined : Number(ack),
    crates: Number(crates ?? 0),
    label: label ?? '',
    after: after ?? '',
  }));
}

/** Begins to listen to `page`, from its next document on. */
export async function listenTo(page: Page): Promise<Ears> {
  await page.addInitScript(listenInPage);
  const all = (): Promise<readonly string[]> => page.evaluate(() => window.heard);
  return { all, arrivals: async () => (await all()).flatMap(arrivalsIn).toReversed() };
}

/** Runs in the page, so it uses nothing from outside itself. */
function listenInPage(): void {
  window.heard = [];
  const live = (node: Node): Element | null =>
    (node instanceof Element ? node : node.parentElement)?.closest('[role=status], [role=alert]') ?? null;
  new MutationObserver((changes) => {
    const spoke = new Set<string>();
    for (const { target, addedNodes, type } of changes) {
      if (live(target) === null) continue;
      const parts = type === 'characterData' ? [target] : [...addedNodes];
      for (const part of parts) spoke.add((part.textContent ?? '').replaceAll(/\s+/g, ' ').trim());
    }
    window.heard.push(...[...spoke].filter((text) => text !== ''));
  }).observe(document, { subtree: true, childList: true, characterData: true });
}
