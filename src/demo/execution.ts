/** What Athena remembers of a query: a line of history. */
import type { HistoryRow } from '../core/tables';
import { ERRORS, type AthenaError } from './athena-errors';
import type { Caller } from './callers';
import { RESERVED, RESERVED_DPUS, tagsOf } from './organization';
import type { Random } from './random';
import type { Work } from './work';

const GIB = 2 ** 30;
type State = 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

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

const iso = (ms: number): string => new Date(ms).toISOString();

function stateOf(ask: Ask, random: Random): State {
  const failing = ask.caller.failing ?? 0;
  const dice = random.next();
  if (ask.state) return ask.state;
  if (dice < failing) return 'FAILED';
  return dice < failing * 1.4 ? 'CANCELLED' : 'SUCCEEDED';
}

/** Bytes scanned: all, or as far as it came. */
function bytesOf(
  ask: Ask,
  state: State,
  random: Random,
  reused: boolean,
  why: AthenaError,
): number {
  if (reused || (state === 'FAILED' && !why.started)) return 0;
  const share = state === 'SUCCEEDED' ? 1 : random.next() * (state === 'FAILED' ? 0.3 : 0.8);
  return Math.round(random.around(ask.work.gib, ask.work.spread) * GIB * share);
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

function failure(state: State, { started: _, ...why }: AthenaError): Partial<HistoryRow> {
  if (state === 'SUCCEEDED') return {};
  if (state === 'CANCELLED') return { state_change_reason: 'Query cancelled by user' };
  return { ...why, state_change_reason: why.error_message };
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
  const why = random.pick(ERRORS);
  const bytes = bytesOf(ask, state, random, reused, why);
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
    ...failure(state, why),
    ...(workgroup === RESERVED ? reserved(work) : {}),
  };
}
