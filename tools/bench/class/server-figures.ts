// What a server says of itself, between two moments.

/** How a server fared since the last time that it was asked. */
export interface ServerFigures {
  /** Share of one processor that it used. */
  readonly processor: number;
  /** How late its timers rang (ms): in the median, for 99 of 100, and at most. */
  readonly lag: { readonly median: number; readonly late: number; readonly longest: number };
  /** Resident memory, MB. */
  readonly memory: number;
}

/** Every so often the server looks at its own lag, ms. */
const LAG_STEP = 100;

function figureOf(page: string, name: string): number {
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(page)?.[1]);
}

/** Asks the server at `url` from time to time: each answer is of the time since the one before. */
export async function watchServer(url: string): Promise<() => Promise<ServerFigures>> {
  const read = async () => {
    const page = await (await fetch(`${url}/metrics`)).text();
    return { page, cpu: figureOf(page, 'process_cpu_seconds_total'), at: performance.now() };
  };
  let before = await read();
  return async () => {
    const now = await read();
    const processor = ((now.cpu - before.cpu) * 1000) / (now.at - before.at);
    before = now;
    // The histogram of Node counts from one reading to the next; a timer in time stands at its step.
    const lag = (name: string) =>
      Math.max(0, figureOf(now.page, `nodejs_eventloop_lag_${name}_seconds`) * 1000 - LAG_STEP);
    return {
      processor,
      lag: { median: lag('p50'), late: lag('p99'), longest: lag('max') },
      memory: figureOf(now.page, 'process_resident_memory_bytes') / 1e6,
    };
  };
}
