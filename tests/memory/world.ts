import type { QueryExecutionDetails } from '../../src/core/ports';

/** What an account and region hold, for the in-memory port and the HTTP stand-in alike. */
export interface World {
  account_id: string;
  region: string;
  workgroups: string[];
  /** Ids of a workgroup from `offset` on, in the order of the listing; null if there is none such. */
  ids(workgroup: string, offset: number, count: number): string[] | null;
  find(query_execution_id: string): QueryExecutionDetails | undefined;
  /** Null: not allowed to read them. */
  tags(workgroup: string): Record<string, string> | null;
}

/** A finished SELECT, but for what is said otherwise. */
export const execution = (
  given: Partial<QueryExecutionDetails> & { query_execution_id: string },
): QueryExecutionDetails => ({
  workgroup: 'primary',
  query: 'SELECT 1',
  statement_type: 'DML',
  substatement_type: 'SELECT',
  catalog: 'awsdatacatalog',
  database_name: 'sales',
  state: 'SUCCEEDED',
  state_change_reason: null,
  error_category: null,
  error_type: null,
  error_retryable: null,
  error_message: null,
  submitted_at: '2026-03-01T12:00:00.000Z',
  completed_at: '2026-03-01T12:00:03.250Z',
  data_scanned_bytes: 1_048_576,
  engine_ms: 3000,
  total_ms: 3250,
  queue_ms: 100,
  planning_ms: 50,
  preprocessing_ms: 60,
  service_ms: 40,
  result_reused: false,
  dpu_count: null,
  engine_version: 'Athena engine version 3',
  output_location: `s3://results/${given.query_execution_id}.csv`,
  managed_results: false,
  execution_parameters: null,
  ...given,
});

/** A query id that is a UUID and says which it is. */
export const queryId = (workgroup: number, query: number): string =>
  `${String(workgroup).padStart(8, '0')}-0000-4000-8000-${String(query).padStart(12, '0')}`;

/** A world of given executions: by workgroup, in the order of the listing. */
export function listedWorld(
  given: Record<string, QueryExecutionDetails[]>,
  tags: Record<string, Record<string, string> | null> = {},
): World {
  const all = Object.values(given).flat();
  const by_id = new Map(all.map((one) => [one.query_execution_id, one]));
  return {
    account_id: '111122223333',
    region: 'eu-west-1',
    workgroups: Object.keys(given),
    ids: (workgroup, offset, count) =>
      given[workgroup]?.slice(offset, offset + count).map((one) => one.query_execution_id) ?? null,
    find: (id) => by_id.get(id),
    tags: (workgroup) => (workgroup in tags ? tags[workgroup]! : {}),
  };
}

/**
 * Any number of queries, made when asked for: spread over the workgroups, each newest first and
 * evenly over one day.
 */
export function generatedWorld(workgroups: number, queries: number, day: string): World {
  const names = Array.from({ length: workgroups }, (_, i) => `team-${i}`);
  const sizeOf = (i: number): number => Math.floor((queries + workgroups - 1 - i) / workgroups);
  const end_ms = Date.parse(`${day}T00:00:00.000Z`) + 86_400_000;
  return {
    account_id: '111122223333',
    region: 'eu-west-1',
    workgroups: names,
    ids: (workgroup, offset, count) => {
      const i = names.indexOf(workgroup);
      if (i < 0) return null;
      const length = Math.max(0, Math.min(count, sizeOf(i) - offset));
      return Array.from({ length }, (_, n) => queryId(i, offset + n));
    },
    find: (id) => {
      const [i, n] = [Number(id.slice(0, 8)), Number(id.slice(-12))];
      const at = end_ms - Math.floor(((n + 0.5) / sizeOf(i)) * 86_400_000);
      return execution({
        query_execution_id: id,
        workgroup: names[i] ?? null,
        query: `SELECT customer_id, sum(amount) FROM sales.orders WHERE order_id > ${n} GROUP BY 1`,
        submitted_at: new Date(at).toISOString(),
        data_scanned_bytes: (n * 7919) % 1_000_000_007,
      });
    },
    tags: () => ({ team: 'data' }),
  };
}
