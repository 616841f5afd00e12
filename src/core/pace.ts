import { TokenBucket } from 'limiter';
import type { Clock } from './ports';

export interface Quota {
  /** Calls per second in the long run. */
  per_second: number;
  /** Calls at once after a pause. */
  burst: number;
}

/** Two clocks differ by some 100 ppm; a long run at the full rate would outrun the server's bucket. */
const RATE_MARGIN = 0.995;
/** Calls sent evenly may arrive this much bunched; that many tokens stay unused. */
const JITTER_S = 0.2;
const LONGEST_NAP_MS = 250;

/** Waits for a token; false if the caller must stop before there is one. */
export type Pace = (halted: () => boolean) => Promise<boolean>;

/**
 * A client-side token bucket at a share of the quota.
 * @param full true if the account's bucket may be taken to be full (not on a resumed run, whose last
 *   call has just used it)
 */
export function paceOf(quota: Quota, share: number, clock: Clock, full: boolean): Pace {
  const per_second = quota.per_second * share * RATE_MARGIN;
  const burst = quota.burst === 0 ? 0 : Math.max(1, quota.burst * share - per_second * JITTER_S);
  const bucket = new TokenBucket({
    bucketSize: burst,
    tokensPerInterval: per_second,
    interval: 1000,
  });
  if (full) bucket.content = burst;
  return async (halted) => {
    while (!bucket.tryRemoveTokens(1)) {
      if (halted()) return false;
      await clock.sleep(Math.min(LONGEST_NAP_MS, Math.max(1, bucket.getWaitTime(1))));
    }
    return true;
  };
}
