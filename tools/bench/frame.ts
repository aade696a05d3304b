import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { build, preview } from 'vite';
import { launchBrowser } from '../../tests/e2e/browser.ts';
import { type Benchmark, median, quantile } from './report.ts';

const client = join(import.meta.dirname, '../../client');

/** Script work a frame at the 95th percentile, ms: what a cheap laptop can spare at 60 frames a second. */
const BOUND = 4;
/** Before the first frame that counts pictures are baked and code is compiled, ms. */
const WARM_UP = 3000;
/** How long frames are counted, ms: three times the round of the sample's clock. */
const WATCHED = 12_000;
/** Of fewer frames nothing is judged: drawn in software, WebGL may show but a few. */
const ENOUGH = 100;
const SIZE = { width: 1366, height: 480 };

/** One frame, ms: what its callbacks took of the processor and on the clock, and the time since the last one. */
interface Frame {
  readonly processor: number;
  readonly clock: number;
  readonly since: number;
}

/** The part of a trace event that is read; times are in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
}

/** Frames of a trace of the browser: the work of `requestAnimationFrame` alone, on the page's own thread. */
function framesIn(trace: readonly TraceEvent[]): readonly Frame[] {
  const calls = trace
    .filter(({ name }) => name === 'FireAnimationFrame')
    .toSorted((first, second) => first.ts - second.ts);
  return calls.map(({ ts, dur = 0, tdur = dur }, index) => ({
    processor: tdur / 1000,
    clock: dur / 1000,
    since: (ts - (calls[index - 1]?.ts ?? ts)) / 1000,
  }));
}

async function framesOf(browser: Browser, url: string): Promise<readonly Frame[]> {
  const page = await browser.newPage({ viewport: SIZE });
  await page.goto(url);
  await page.locator('[data-strait=ready]').waitFor({ timeout: 90_000 });
  await page.waitForTimeout(WARM_UP);
  await browser.startTracing(page, { categories: ['devtools.timeline'] });
  await page.waitForTimeout(WATCHED);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  await page.close();
  return framesIn(traceEvents).slice(1);
}

function line(name: string, frames: readonly Frame[]): string {
  const processor = frames.map((frame) => frame.processor);
  const clock = frames.map((frame) => frame.clock);
  const since = median(frames.map((frame) => frame.since));
  return [
    `${name}: script work a frame: median ${median(processor).toFixed(1)} ms`,
    `95 % below ${quantile(processor, 0.95).toFixed(1)} ms of the processor`,
    `${quantile(clock, 0.95).toFixed(1)} ms on the clock`,
    `a frame every ${since.toFixed(0)} ms (${frames.length} frames, drawn in software)`,
  ].join('; ');
}

/** The built strait with 30 boats at sea, in both renderers and the weather that costs most. */
async function measure(print: (line: string) => void): Promise<boolean> {
  const outDir = await mkdtemp(join(tmpdir(), 'syn-or-swim-frame-'));
  const common = { root: client, configFile: join(client, 'vite.config.ts'), logLevel: 'error' } as const;
  await build({
    ...common,
    build: { outDir, emptyOutDir: true, rollupOptions: { input: join(client, 'dev/strait.html') } },
  });
  const [server, browser] = await Promise.all([
    preview({ ...common, build: { outDir }, preview: { port: 0, strictPort: false } }),
    launchBrowser(),
  ]);
  try {
    let kept = true;
    for (const renderer of ['canvas', 'webgl']) {
      for (const mood of ['night', 'storm']) {
        const query = `scene=fleet&run=1&mood=${mood}&r=${renderer}`;
        const frames = await framesOf(browser, `${server.resolvedUrls?.local[0]}dev/strait.html?${query}`);
        print(line(`30 boats, ${renderer}, ${mood}`, frames));
        const late = quantile(
          frames.map(({ processor }) => processor),
          0.95,
        );
        if (frames.length < ENOUGH) print(`too few frames to judge: ${frames.length}`);
        else kept &&= late <= BOUND;
      }
    }
    return kept;
  } finally {
    await browser.close();
    await server.close();
    await rm(outDir, { recursive: true });
  }
}

/** Script work of the strait in Chromium, against its bound. */
export const frameBenchmark: Benchmark = {
  name: 'frame',
  measures: `script work a frame with 30 boats at sea, in Chromium: at most ${BOUND} ms for 95 % of the frames`,
  run: measure,
};
