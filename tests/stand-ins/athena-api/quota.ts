/** A server's token bucket: full at first, filled at a steady rate, never waits. */
export interface ServerQuota {
  /** True if the call may pass. */
  take(): boolean;
}

export function serverQuota(per_second: number, burst: number): ServerQuota {
  let tokens = burst;
  let filled_at = performance.now();
  return {
    take: () => {
      const now = performance.now();
      tokens = Math.min(burst, tokens + ((now - filled_at) / 1000) * per_second);
      filled_at = now;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}

/** Athena's published quotas, written down a second time: the collector's own are not trusted here. */
export const publishedQuotas = (): Record<string, ServerQuota> => ({
  ListQueryExecutions: serverQuota(5, 10),
  BatchGetQueryExecution: serverQuota(10, 20),
  ListWorkGroups: serverQuota(5, 10),
  ListTagsForResource: serverQuota(5, 10),
});
