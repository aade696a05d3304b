// What must not happen in any window of any browser test: a breach of the content security policy, an uncaught
// exception, an error of the console, a request to another host. `no-faults.ts` looks after each test.
import type { BrowserContext, Response, Worker } from 'playwright-core';

/** How much was watched, and how often the policy was broken. */
export interface WatchCount {
  readonly windows: number;
  /** Documents that came, each with its policy. */
  readonly documents: number;
  readonly workers: number;
  readonly breaches: number;
}

/** What is seen of one browser context. */
interface Watched {
  /** All that went wrong, with what tests bring about themselves: a server that is away, a code that nobody has. */
  readonly faults: string[];
  /** How many of them were taken. */
  taken: number;
}

/** How browsers tell of an answer that did not come, or was no; of a part of the page too, where there is no network. */
const NETWORK =
  /^console: (?:Failed to load resource|WebSocket (?:is closed|connection to)|.*net::ERR_|An unknown error occurred when fetching the script)|^uncaught: Failed to fetch dynamically imported module/;
const BREACH = 'breach of';

const watched = new Set<Watched>();
const count = { windows: 0, documents: 0, workers: 0 };

/** Runs in the page and in workers, before anything else there. */
const LISTEN = `
  const tell = typeof reportBreach === 'function' ? reportBreach : (text) => console.error(text);
  addEventListener('securitypolicyviolation', (event) =>
    tell('${BREACH} ' + event.effectiveDirective + ': ' + event.blockedURI + ' at ' + event.sourceFile + ':' + event.lineNumber));`;

function faultOfDocument(response: Response): string | undefined {
  const policy = response.headers()['content-security-policy'] ?? '';
  const isStrict = policy.includes("default-src 'none'") && !policy.includes('unsafe');
  return isStrict ? undefined : `no strict policy: ${response.url()} "${policy}"`;
}

/** Watches every window of `context` from now on; gives what goes wrong, as it comes. */
export async function watchContext(context: BrowserContext, origin: string): Promise<readonly string[]> {
  const faults: string[] = [];
  watched.add({ faults, taken: 0 });
  const note = (fault: string): void => void faults.push(fault);
  context.on('weberror', (error) => note(`uncaught: ${error.error().message}`));
  context.on('console', (message) => {
    if (message.type() === 'error') note(`console: ${message.text()}`);
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    const foreign = url.protocol.startsWith('http') && url.origin !== origin;
    if (foreign) note(`request to another host: ${request.url()}`);
  });
  context.on('response', (response) => {
    const isDocument = response.request().resourceType() === 'document' && response.url().startsWith('http');
    if (!isDocument || !response.ok()) return;
    count.documents += 1;
    const fault = faultOfDocument(response);
    if (fault !== undefined) note(fault);
  });
  context.on('page', (page) => {
    count.windows += 1;
    page.on('worker', watchWorker);
  });
  await context.exposeBinding('reportBreach', (_source, text: string) => note(text));
  await context.addInitScript({ content: `{${LISTEN}}` });
  return faults;
}

/** To a worker nothing of this process can be bound, but its console is heard. */
function watchWorker(worker: Worker): void {
  count.workers += 1;
  // It may have ended by now.
  worker.evaluate(`(() => {${LISTEN}})()`).catch(() => undefined);
}

/** What went wrong since it was last asked, in all contexts; where a test cuts the network, that is no fault. */
export function takeFaults(): readonly string[] {
  return [...watched].flatMap((context) => {
    const fresh = context.faults.slice(context.taken);
    context.taken = context.faults.length;
    return fresh.filter((fault) => !NETWORK.test(fault));
  });
}

/** True where `fault` is a breach of the content security policy. */
export function isBreach(fault: string): boolean {
  return fault.includes(BREACH);
}

/** How much was watched so far. */
export function watchCount(): Omit<WatchCount, 'breaches'> {
  return { ...count };
}
