import { paceOf, type Pace } from '../core/pace';
import type { Clock, Page, QueryExecutionDetails, QueryHistory, Unprocessed } from '../core/ports';
import type { Totals } from './cursor';
import { callFailure } from './failures';
import type { Quotas } from './quotas';

interface Batch {
  executions: QueryExecutionDetails[];
  unprocessed: Unprocessed[];
}
type Halted = () => boolean;

/** Athena's API, paced and counted. A call that must not begin any more answers null. */
export interface AthenaCalls {
  listWorkgroups(next_token?: string): Promise<Page<string>>;
  listQueryExecutions(
    workgroup: string,
    next_token: string | undefined,
    halted: Halted,
  ): Promise<Page<string> | null>;
  getQueryExecutions(ids: readonly string[], halted: Halted): Promise<Batch | null>;
  workgroupTags(workgroup: string): Promise<Record<string, string> | null>;
}

const never: Halted = () => false;

async function call<T>(operation: string, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw callFailure(operation, error);
  }
}

/** @param full see paceOf */
export function athenaCalls(
  history: QueryHistory,
  totals: Totals,
  pacing: { clock: Clock; quotas: Quotas; share: number; full: boolean },
): AthenaCalls {
  const pace = (api: keyof Quotas): Pace =>
    paceOf(pacing.quotas[api], pacing.share, pacing.clock, pacing.full);
  const paces = {
    list: pace('list_query_executions'),
    batch: pace('batch_get_query_execution'),
    workgroups: pace('list_work_groups'),
    tags: pace('list_tags_for_resource'),
  };
  return {
    listWorkgroups: async (next_token) => {
      await paces.workgroups(never);
      return call('ListWorkGroups', () => history.listWorkgroups(next_token));
    },
    listQueryExecutions: async (workgroup, next_token, halted) => {
      if (halted() || !(await paces.list(halted))) return null;
      totals.list_calls += 1;
      return call('ListQueryExecutions', () => history.listQueryExecutions(workgroup, next_token));
    },
    getQueryExecutions: async (ids, halted) => {
      if (halted() || !(await paces.batch(halted))) return null;
      totals.batch_calls += 1;
      return call('BatchGetQueryExecution', () => history.getQueryExecutions(ids));
    },
    workgroupTags: async (workgroup) => {
      await paces.tags(never);
      return call('ListTagsForResource', () => history.workgroupTags(workgroup));
    },
  };
}
