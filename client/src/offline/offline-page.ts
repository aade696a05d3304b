// What the service worker does: it keeps one build of the page, and answers from it where the network does not.

/** What it needs of the Cache API. */
export interface PageCaches {
  open(name: string): Promise<{ addAll(paths: string[]): Promise<void> }>;
  keys(): Promise<string[]>;
  delete(name: string): Promise<boolean>;
  match(request: Request | string): Promise<Response | undefined>;
}

/** One build of the page. */
export interface Build {
  /** Changes with any file. */
  readonly version: string;
  /** Paths of all files, with a leading slash; `/` is the page itself. */
  readonly files: readonly string[];
}

/** Names of the caches of this game begin so; others of the same address are left alone. */
const PREFIX = 'syn-or-swim ';
/** Where the server gives the page: at its root, and for the code of a room. */
const PAGE_PATH = /^[/](?:[0-9A-Za-z]{6})?$/;
/** Beyond this the page comes from the cache, though a slow network might still bring it (ms). */
const PATIENCE = 3000;

/** Keeps every file of `build`. It fails as a whole where one cannot be had, and is tried again at the next visit. */
export async function keepBuild(caches: PageCaches, { version, files }: Build): Promise<void> {
  const cache = await caches.open(PREFIX + version);
  await cache.addAll([...files]);
}

/** Forgets all builds but `build`. */
export async function forgetOthers(caches: PageCaches, { version }: Build): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== PREFIX + version);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** How a request is to be answered: as if there was no worker, by the page, or by a file of the build. */
export function answerFor(
  request: { readonly method: string; readonly url: string; readonly mode: string },
  origin: string,
  files: readonly string[],
): 'network' | 'page' | 'file' {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== origin) return 'network';
  if (request.mode === 'navigate') return PAGE_PATH.test(url.pathname) ? 'page' : 'network';
  return files.includes(url.pathname) ? 'file' : 'network';
}

/** The page from the network, so that a new build shows at once; from `caches` where that fails or takes too long. */
export async function pageAnswer(
  caches: PageCaches,
  fromNetwork: Promise<Response>,
  after: (ms: number) => Promise<void>,
): Promise<Response> {
  const kept = async (): Promise<Response> => {
    const page = await caches.match('/');
    return page ?? fromNetwork;
  };
  const late = after(PATIENCE).then(kept);
  return await Promise.race([fromNetwork.catch(kept), late]);
}
