import type { Log } from './match/log.ts';
import { createTokenBucket } from './match/token-bucket.ts';

/** Lines at once and for long: a server in trouble says enough with them, and no sender fills the disk. */
const LOG_RATE = { burst: 50, perSecond: 1 };

/** `log` that leaves out what comes faster than {@link LOG_RATE}, each kind for itself, and says how much that was. */
export function limitedLog(log: Log, monotonic: () => number): Log {
  const limited = (write: Log['info']): Log['info'] => {
    const bucket = createTokenBucket(LOG_RATE);
    let leftOut = 0;
    return (facts, message) => {
      if (!bucket.take(monotonic())) {
        leftOut += 1;
        return;
      }
      write(leftOut === 0 ? facts : { ...facts, leftOut }, message);
      leftOut = 0;
    };
  };
  return { info: limited(log.info), warn: limited(log.warn), error: limited(log.error) };
}
