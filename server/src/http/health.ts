// What those ask who watch over the server: does it live, should it be sent players, and how is it.
import { setTimeout as wait } from 'node:timers/promises';
import type { Express, RequestHandler } from 'express';
import type { Census, Prometheus } from './prometheus.ts';

/** How long the store, or Redis, may take for an empty question before the server counts as not ready. */
const ANSWER_MS = 2000;

/** What is watched. */
export interface Watched {
  readonly prometheus: Pick<Prometheus, 'page'>;
  readonly census: () => Census;
  /** True once the server was asked to end: it takes no new rooms. */
  readonly isDraining: () => boolean;
  /** Asks the store something small; rejects where it does not work. */
  readonly askStore: () => Promise<unknown>;
  /** Asks Redis the same; undefined where the server is alone. */
  readonly askRedis: (() => Promise<unknown>) | undefined;
  /** Before the figures: who may see them. */
  readonly metricsDoor: RequestHandler;
}

/**
 * `/healthz`: the process answers. `/readyz`: it takes new rooms (200), or is draining, or without its store or Redis (503).
 * `/metrics`: figures for Prometheus.
 */
export function mountHealth(app: Express, watched: Watched): void {
  app.get('/healthz', (_request, response) => void response.json({ ok: true }));
  app.get('/readyz', async (_request, response) => {
    const reason = await unreadiness(watched);
    const ready = reason === undefined;
    response.status(ready ? 200 : 503).json(ready ? { ready } : { ready, reason });
  });
  app.get('/metrics', watched.metricsDoor, async (_request, response) => {
    const { type, text } = await watched.prometheus.page(watched.census());
    response.set('Content-Type', type).send(text);
  });
}

async function unreadiness({ isDraining, askStore, askRedis }: Watched) {
  if (isDraining()) return 'draining';
  const [store, redis] = await Promise.all([works(askStore), askRedis === undefined || works(askRedis)]);
  if (!store) return 'store';
  return redis ? undefined : 'redis';
}

async function works(ask: () => Promise<unknown>): Promise<boolean> {
  const late = new AbortController();
  try {
    const asked = ask().then(() => true);
    const waited = wait(ANSWER_MS, false, { signal: late.signal });
    waited.catch(() => {});
    return await Promise.race([asked, waited]);
  } catch {
    return false;
  } finally {
    late.abort();
  }
}
