import type { Quota } from '../core/pace';

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
