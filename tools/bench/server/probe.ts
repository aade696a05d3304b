// Loaded into every process that is measured, before its own code: it answers what the process has used so far.

/** What a process has used, as it says itself. */
export interface Usage {
  /** Processor time of all its threads since its start, ms. */
  readonly cpu: number;
  /** Of that, the thread on which its event loop runs, ms. */
  readonly mainCpu: number;
  /** Memory of the process that the system holds for it, octets. */
  readonly resident: number;
  /** JavaScript's heap and what hangs on it outside, in use, octets. */
  readonly heap: number;
}

const milliseconds = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1000;

function usage(): Usage {
  const cpu = milliseconds(process.cpuUsage());
  const mainCpu = milliseconds(process.threadCpuUsage());
  const { rss, heapUsed, external } = process.memoryUsage();
  return { cpu, mainCpu, resident: rss, heap: heapUsed + external };
}

process.on('message', ({ id, order }: { readonly id: number; readonly order: string }) => {
  if (order === 'usage without garbage') globalThis.gc?.();
  process.send?.({ id, reply: usage() });
});
// A channel alone keeps nobody alive.
process.channel?.unref();
