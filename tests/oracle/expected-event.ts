import { costOf, type Cost } from './cost';
import type { Who } from './identity';
import { outcome, result, stateOf, volume, what, who, type Known } from './known';
import type { HistoryLine } from './organization';
import type { Submission } from './submission';

type FromTrail = 'source_ip' | 'user_agent' | 'vpc_endpoint_id' | 'client_app' | 'event_id';
type FromTrailToo = 'request_id' | 'error_code' | 'client_request_token';
type FromHistory =
  | 'completed_at'
  | 'workgroup_tags'
  | 'statement_type'
  | 'substatement_type'
  | 'error_category'
  | 'error_type'
  | 'error_retryable'
  | 'dpu_count'
  | 'result_reused'
  | 'total_ms'
  | 'queue_ms'
  | 'planning_ms'
  | 'preprocessing_ms'
  | 'engine_ms'
  | 'service_ms'
  | 'output_location'
  | 'managed_results'
  | 'engine_version';

/** One row of `events`. Times are ISO-8601 UTC with milliseconds and `Z`. */
export type ExpectedEvent = Who &
  Cost &
  Pick<Submission, FromTrail | FromTrailToo> &
  Pick<Required<HistoryLine>, FromHistory> & {
    query_execution_id: string | null;
    record_source: 'matched' | 'history_only' | 'trail_only';
    submitted_at: string | null;
    account_id: string;
    region: string;
    workgroup: string;
    catalog: string | null;
    database_name: string | null;
    query: string | null;
    query_length: number | null;
    query_hash: string | null;
    query_fingerprint: string | null;
    state: string;
    error_message: string | null;
    data_scanned: number | null;
    collected_at: string | null;
    schema_version: number;
    day: string;
  };

/** The row that `events` must hold for one query or one refused call. */
export function eventOf(known: Known, day: string): ExpectedEvent {
  const { history, submission } = known;
  const place = history ?? submission;
  const about = { ...what(known), ...volume(history), region: place.region, state: stateOf(known) };
  return {
    query_execution_id: place.query_execution_id,
    event_id: submission?.event_id ?? null,
    request_id: submission?.request_id ?? null,
    record_source: !history ? 'trail_only' : submission ? 'matched' : 'history_only',
    submitted_at: history?.submitted_at ?? submission?.submitted_at ?? null,
    account_id: place.account_id,
    workgroup: history?.workgroup ?? submission?.workgroup ?? 'primary',
    ...who(submission),
    ...about,
    ...outcome(known),
    ...costOf(about),
    ...result(history),
    client_request_token: submission?.client_request_token ?? null,
    schema_version: 1,
    day,
  };
}
