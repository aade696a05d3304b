// One connection to Redis, watched: it tells how it is, and is made anew where it falls silent.
import type { Redis } from 'ioredis';
import type { Metrics, RedisLine } from '../match/metrics.ts';

/** How often Redis is asked for a sign of life, ms. */
const ASK_EVERY_MS = 1000;

/**
 * Tells `metrics` whether `redis` is connected, and how long a sign of life takes, each second. Where none comes in the
 * time that one command may take, the connection is made anew: a line that swallows everything closes nothing by itself.
 * The watch ends with the connection.
 */
export function watchLine(
  line: RedisLine,
  redis: Redis,
  metrics: Pick<Metrics, 'redisLine' | 'redisAsked'>,
): void {
  let isReady = redis.status === 'ready';
  let isAsked = false;
  const told = (ready: boolean) => {
    if (ready === isReady) return;
    isReady = ready;
    metrics.redisLine(line, ready ? 'ready' : 'lost');
  };
  if (isReady) metrics.redisLine(line, 'ready');
  redis.on('ready', () => told(true));
  redis.on('close', () => told(false));
  const ask = async () => {
    if (isAsked) return;
    isAsked = true;
    const answered = metrics.redisAsked(line);
    try {
      await redis.ping();
      answered('done');
    } catch {
      answered('failed');
      // One that is not ready is being made anew already.
      if (redis.status === 'ready') redis.disconnect(true);
    }
    isAsked = false;
  };
  const asking = setInterval(() => void ask(), ASK_EVERY_MS);
  redis.once('end', () => clearInterval(asking));
}
