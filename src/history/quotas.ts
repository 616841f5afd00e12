import { TokenBucket } from 'limiter';
import type { Clock } from '../core/ports';

export interface Quota {
  /** Calls per second in the long run. */
  per_second: number;
  /** Calls at once after a pause. */
  burst: number;
}

export interface Quotas {
  list_query_executions: Quota;
  batch_get_query_execution: Quota;
  list_work_groups: Quota;
  list_tags_for_resource: Quota;
}

/**
 * Per account and region (Athena user guide, "Service Quotas", per account API call quotas). The
 * page names no figures for ListWorkGroups and ListTagsForResource; they get those of the other
 * list calls.
 */
export const PUBLISHED_QUOTAS: Quotas = {
  list_query_executions: { per_second: 5, burst: 10 },
  batch_get_query_execution: { per_second: 10, burst: 20 },
  list_work_groups: { per_second: 5, burst: 10 },
  list_tags_for_resource: { per_second: 5, burst: 10 },
};

/** No pacing at all (a burst of 0 is the bucket's word for it): for stand-ins without quotas. */
export const NO_QUOTAS: Quotas = {
  list_query_executions: { per_second: 1, burst: 0 },
  batch_get_query_execution: { per_second: 1, burst: 0 },
  list_work_groups: { per_second: 1, burst: 0 },
  list_tags_for_resource: { per_second: 1, burst: 0 },
};

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
