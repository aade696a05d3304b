import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SaidSignal } from '../../shared/src/game/view.ts';
import { type BadLine, type Cut, startBadLine } from '../../tests/lines/bad-line.ts';
import { type SeatedPage, sitDownAt } from '../../tests/lines/seated-page.ts';
import { makeRoom } from '../../tests/rooms/raw-seat.ts';
import { startProcess } from '../../tests/rooms/server-process.ts';
import { type Benchmark, median, quantile } from './report.ts';

/** How long the cuts last (s), and how many pages are cut off at each length. */
const CUTS = [5, 20, 60];
const PAGES = 20;

/** The first right view stands so soon after the return of the link, in 95 of 100 cuts (ms). */
const BOUND = 3000;

/** The cuts begin within this time of each other (ms): each page comes back by itself, as in life. */
const SPREAD = 10_000;

/** A round of six minutes, longer than all cuts together. */
const LEVEL = 'test-fair-winds-rough';

const WAYS: readonly Cut[] = ['reset', 'swallow', 'hold'];

/** A pair in a match: one page behind a line of its own, the other one with a good line. */
interface CutPair {
  readonly line: BadLine;
  readonly page: SeatedPage;
  readonly partner: SeatedPage;
  readonly how: Cut;
}

async function beginMatch(url: string, index: number): Promise<CutPair> {
  const line = await startBadLine(url);
  const code = await makeRoom(url, LEVEL);
  const [page, partner] = [await sitDownAt(line.url, code), await sitDownAt(url, code)];
  for (const each of [page, partner]) each.room.ready(true);
  for (const each of [page, partner]) await each.until(({ view }) => view !== undefined);
  return { line, page, partner, how: WAYS[index % WAYS.length] ?? 'reset' };
}

function saidBy(page: SeatedPage, from: 'self' | 'partner', after: number): readonly SaidSignal[] {
  const { view, seat } = page.news();
  const signals = view?.seat.signals ?? [];
  return signals.filter((said) => (said.from === seat) === (from === 'self') && said.at > after);
}

/** What one cut came to. */
interface Healing {
  /** From the return of the link to the first view that has what the partner said meanwhile, ms. */
  readonly milliseconds: number;
  /** Whether the command sent just after the cut counted once where it was answered, and never where it failed. */
  readonly exact: boolean;
}

async function cutOnce({ line, page, partner, how }: CutPair, seconds: number): Promise<Healing> {
  await pause(Math.random() * SPREAD);
  const before = page.news().view?.at ?? 0;
  line.cut(how);
  const sent = page.sendSignal('yes').then(
    () => 1,
    () => 0,
  );
  await pause(seconds * 500);
  await partner.sendSignal('thanks');
  await pause(seconds * 500);
  const restored = performance.now();
  line.restore();
  await page.until(() => saidBy(page, 'partner', before).length > 0);
  const milliseconds = performance.now() - restored;
  const counted = await sent;
  // An answer by the server comes behind the view that shows what it did.
  await page.sendSignal('no');
  const own = saidBy(page, 'self', before).filter(({ signal }) => signal.kind === 'yes');
  return { milliseconds, exact: own.length === counted };
}

function report(seconds: number, healings: readonly Healing[]): { line: string; kept: boolean } {
  const times = healings.map(({ milliseconds }) => milliseconds);
  const inexact = healings.filter(({ exact }) => !exact).length;
  const late = quantile(times, 0.95);
  const line = [
    `${healings.length} cuts of ${seconds} s: the first right view stands after`,
    `${median(times).toFixed(0)} ms in the median, ${late.toFixed(0)} ms at the 95th percentile,`,
    `${Math.max(...times).toFixed(0)} ms at most; ${inexact} commands counted other than answered`,
  ].join(' ');
  return { line, kept: late <= BOUND && inexact === 0 };
}

/** Pages in Node behind proxies that cut them off, on a real server in a process of its own. */
export const reconnectBenchmark: Benchmark = {
  name: 'reconnect',
  measures: `cuts of ${CUTS.join(', ')} s, ${PAGES} pages at a time, until the first right view: about three minutes`,
  run: async (print) => {
    const folder = await mkdtemp(join(tmpdir(), 'syn-or-swim-bench-'));
    const server = await startProcess({ DATA_DIR: folder }, ['--test-levels']);
    const pairs: CutPair[] = [];
    let kept = true;
    try {
      const indices = Array.from({ length: PAGES }, (_, index) => index);
      pairs.push(...(await Promise.all(indices.map((index) => beginMatch(server.url, index)))));
      for (const seconds of CUTS) {
        const healed = report(seconds, await Promise.all(pairs.map((pair) => cutOnce(pair, seconds))));
        print(healed.line);
        kept &&= healed.kept;
      }
    } finally {
      for (const { page, partner } of pairs) for (const each of [page, partner]) each.room.leave();
      await Promise.all(pairs.map(({ line }) => line.stop()));
      await server.stop();
      await rm(folder, { recursive: true });
    }
    return kept;
  },
};
