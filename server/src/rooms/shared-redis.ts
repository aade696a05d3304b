// Redis, over which Colyseus' matchmakers of several processes know of each other.
import type { matchMaker, Presence } from '@colyseus/core';
import { RedisDriver } from '@colyseus/redis-driver';
import { RedisPresence } from '@colyseus/redis-presence';
import { failure, type Result, success } from '@syn-or-swim/shared/kernel/result.ts';
import { Redis } from 'ioredis';
import type { Log } from '../match/log.ts';
import type { Metrics } from '../match/metrics.ts';
import { watchLine } from './redis-line.ts';

/** How long Redis may take to connect, and to answer one command, ms. */
const ANSWER_MS = 3000;

/** How long a line that is given up may take to close in order, ms: one that swallows everything never does. */
const FAREWELL_MS = 500;

/** What is asked while the line is down fails after so many tries to connect: about half a second. */
const TRIES = 3;

/** From a try to connect that failed to the next one, ms. */
const AGAIN_MS = { each: 100, most: 1000 };

/**
 * The list of rooms in Redis serves the monitor and Colyseus' own watch over its processes. No player is kept from a
 * room because it could not be written: where rooms are, the store says.
 */
class PatientDriver extends RedisDriver {
  override update(...change: Parameters<RedisDriver['update']>): Promise<boolean> {
    return super.update(...change).catch(() => false);
  }

  override persist(...listing: Parameters<RedisDriver['persist']>): Promise<boolean> {
    return super.persist(...listing).catch(() => false);
  }

  override remove(roomId: string): Promise<boolean> {
    return super.remove(roomId).catch(() => false);
  }
}

/** What could not be subscribed or published while Redis is away is subscribed once it is back, or asked for again. */
class PatientPresence extends RedisPresence {
  /** The line over which all subscriptions come. */
  get subscriptionLine(): Redis {
    if (!(this.sub instanceof Redis))
      throw new Error('the presence was to be given a connection to one Redis');
    return this.sub;
  }

  override subscribe(...topic: Parameters<RedisPresence['subscribe']>): Promise<this> {
    return super.subscribe(...topic).catch(() => this);
  }

  override unsubscribe(...topic: Parameters<RedisPresence['unsubscribe']>): Promise<this> {
    return super.unsubscribe(...topic).catch(() => this);
  }

  override publish(topic: string, data: unknown): Promise<void> {
    return super.publish(topic, data).catch(() => undefined);
  }
}

/** What several processes share. */
export interface SharedRedis {
  readonly driver: typeof matchMaker.driver;
  readonly presence: Presence;
  /** Rejects where Redis does not answer. */
  readonly ping: () => Promise<unknown>;
}

/**
 * Connects to Redis at `url`, or says why that is not possible. A line that is lost later, or that falls silent, comes
 * back by itself; `metrics` hears of it.
 */
export async function openRedis(
  url: string,
  log: Log,
  metrics: Pick<Metrics, 'redisLine' | 'redisAsked'>,
): Promise<Result<SharedRedis, string>> {
  let begun = false;
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: ANSWER_MS,
    commandTimeout: ANSWER_MS,
    disconnectTimeout: FAREWELL_MS,
    maxRetriesPerRequest: TRIES,
    retryStrategy: (times) => (begun ? Math.min(times * AGAIN_MS.each, AGAIN_MS.most) : null),
  });
  let problem = '';
  redis.on('error', (cause: Error) => {
    problem = cause.message;
    if (begun) log.warn({ err: cause }, 'the line to Redis is broken');
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (cause) {
    redis.disconnect();
    return failure(problem || String(cause));
  }
  begun = true;
  // A line of its own: both end theirs when the server closes.
  const listings = redis.duplicate();
  listings.on('error', () => {});
  const presence = new PatientPresence(redis);
  watchLine('commands', redis, metrics);
  watchLine('subscriptions', presence.subscriptionLine, metrics);
  watchLine('rooms', listings, metrics);
  return success({
    driver: new PatientDriver(listings),
    presence,
    ping: () => redis.ping(),
  });
}
