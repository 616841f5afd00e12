/** What Athena remembers of a query: a line of history. */
import type { HistoryRow } from '../core/tables';
import type { Caller } from './caller';
import { RESERVED, RESERVED_DPUS, tagsOf } from './organization';
import type { Random } from './random';
import type { Work } from './work';

export const GIB = 2 ** 30;
export type State = 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

export interface Ask {
  caller: Caller;
  work: Work;
  /** Athena's clock, milliseconds since 1970. */
  at: number;
  day: string;
  /** null: the call names none, and Athena takes `primary`. */
  workgroup: string | null;
  state?: State;
}

/** Category, type, retryable, message: after Athena's error catalog. */
const ERRORS: readonly (readonly [number, number, boolean, string])[] = [
  [
    2,
    1006,
    false,
    "COLUMN_NOT_FOUND: line 1:8: Column 'revenu' cannot be resolved or requester is not authorized to access requested resources",
  ],
  [2, 1306, false, "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.sales.order' does not exist"],
  [
    2,
    1301,
    false,
    'HIVE_BAD_DATA: Error parsing field value \'n/a\' for field 4: For input string: "n/a"',
  ],
  [1, 0, true, 'Query exhausted resources at this scale factor'],
  [1, 200, true, 'GENERIC_INTERNAL_ERROR: Unable to create input format'],
  [
    3,
    233,
    false,
    'PERMISSION_DENIED: Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied)',
  ],
];

const iso = (ms: number): string => new Date(ms).toISOString();

function stateOf(ask: Ask, random: Random): State {
  const failing = ask.caller.failing ?? 0;
  const dice = random.next();
  if (ask.state) return ask.state;
  if (dice < failing) return 'FAILED';
  return dice < failing * 1.4 ? 'CANCELLED' : 'SUCCEEDED';
}

function bytesOf(ask: Ask, state: State, reused: boolean, random: Random): number {
  const share = state === 'SUCCEEDED' ? 1 : random.next() * (state === 'FAILED' ? 0.3 : 0.8);
  const bytes = Math.round(random.around(ask.work.gib, ask.work.spread) * GIB * share);
  return reused ? 0 : bytes;
}

function times(bytes: number, random: Random): Partial<HistoryRow> & { total_ms: number } {
  const engine_ms = 350 + Math.round(random.around(bytes / (1.6 * GIB), 0.3) * 1_000);
  const parts = {
    queue_ms: random.integer(30, 900),
    planning_ms: random.integer(60, 1_400),
    preprocessing_ms: random.integer(30, 250),
    service_ms: random.integer(20, 180),
  };
  const total_ms = engine_ms + parts.queue_ms + parts.preprocessing_ms + parts.service_ms;
  return {
    ...parts,
    engine_ms: Math.min(engine_ms, 1_700_000),
    total_ms: Math.min(total_ms, 1_790_000),
  };
}

function failure(state: State, random: Random): Partial<HistoryRow> {
  if (state === 'SUCCEEDED') return {};
  if (state === 'CANCELLED') return { state_change_reason: 'Query cancelled by user' };
  const [error_category, error_type, error_retryable, error_message] = random.pick(ERRORS);
  return {
    error_category,
    error_type,
    error_retryable,
    error_message,
    state_change_reason: error_message,
  };
}

/** Reserved capacity: no result in S3 of the user's, DPUs instead of bytes, results reused. */
const reserved = (work: Work): Partial<HistoryRow> => ({
  dpu_count: work.statement_type === 'DML' ? RESERVED_DPUS : null,
  managed_results: true,
  output_location: null,
});

/** A finished query, as the API tells it; `collected_at` is set when it is collected. */
export function execute(ask: Ask, query_execution_id: string, random: Random): HistoryRow {
  const { caller, work } = ask;
  const workgroup = ask.workgroup ?? 'primary';
  const state = stateOf(ask, random);
  const reused = workgroup === RESERVED && state === 'SUCCEEDED' && random.chance(0.3);
  const bytes = bytesOf(ask, state, reused, random);
  const spent = times(bytes, random);
  return {
    query_execution_id,
    account_id: caller.account_id,
    region: caller.region,
    workgroup,
    query: work.sql(random, ask.day),
    statement_type: work.statement_type,
    substatement_type: work.substatement_type,
    catalog: 'awsdatacatalog',
    database_name: work.database,
    state,
    state_change_reason: null,
    error_category: null,
    error_type: null,
    error_retryable: null,
    error_message: null,
    submitted_at: iso(ask.at),
    completed_at: iso(ask.at + spent.total_ms),
    data_scanned_bytes: bytes,
    engine_ms: null,
    queue_ms: null,
    planning_ms: null,
    preprocessing_ms: null,
    service_ms: null,
    ...spent,
    result_reused: reused,
    dpu_count: null,
    engine_version: 'Athena engine version 3',
    output_location: `s3://example-athena-results-${caller.account_id}/${workgroup}/${query_execution_id}.csv`,
    managed_results: false,
    execution_parameters: null,
    workgroup_tags: tagsOf(caller.account_id, caller.region, workgroup),
    collected_at: '',
    ...failure(state, random),
    ...(workgroup === RESERVED ? reserved(work) : {}),
  };
}
