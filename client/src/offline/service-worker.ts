// The service worker. It is a file of its own at the root of the page, and imports nothing at run time.
import {
  answerFor,
  type Build,
  forgetOthers,
  keepBuild,
  type PageCaches,
  pageAnswer,
} from './offline-page.ts';

interface ExtendableEvent extends Event {
  waitUntil(done: Promise<unknown>): void;
}

interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

/** What is used of ServiceWorkerGlobalScope, whose types do not go together with those of a page. */
interface WorkerScope {
  readonly caches: PageCaches;
  readonly clients: { claim(): Promise<void> };
  readonly location: { readonly origin: string };
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
}

/** The build writes here which files there are: `client/vite.config.ts`. */
declare const THIS_BUILD: Build;

const scope = self as unknown as WorkerScope;
const { caches } = scope;

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

scope.addEventListener('install', (event) => event.waitUntil(keepBuild(caches, THIS_BUILD)));

scope.addEventListener('activate', (event) =>
  event.waitUntil(forgetOthers(caches, THIS_BUILD).then(() => scope.clients.claim())),
);

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  switch (answerFor(request, scope.location.origin, THIS_BUILD.files)) {
    case 'network':
      break;
    case 'page':
      event.respondWith(pageAnswer(caches, fetch(request), after));
      break;
    case 'file':
      event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
      break;
  }
});
