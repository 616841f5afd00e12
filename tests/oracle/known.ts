import { fingerprintClass, sha256 } from './fingerprint';
import type { HistoryLine } from './organization';
import type { Submission } from './submission';

/** What is known of one query: history, submission or both. */
export type Known =
  | { history: HistoryLine; submission: Submission | null }
  | { history: null; submission: Submission };

/** What was asked. */
export function what({ history, submission }: Known) {
  const query = history?.query ?? submission?.query ?? null;
  return {
    catalog: history?.catalog ?? submission?.catalog ?? null,
    database_name: history?.database_name ?? submission?.database_name ?? null,
    statement_type: history?.statement_type ?? null,
    substatement_type: history?.substatement_type ?? null,
    query,
    query_length: query === null ? null : Array.from(query).length,
    query_hash: query === null ? null : sha256(query),
    query_fingerprint: query === null ? null : sha256(fingerprintClass(query)),
  };
}

/** How it stands. */
export function stateOf({ history, submission }: Known): string {
  if (history) return history.state ?? 'UNKNOWN';
  return submission.outcome === 'refused' ? 'REJECTED' : 'UNKNOWN';
}

/** What went wrong. */
export function outcome({ history, submission }: Known) {
  const ended = history?.state === 'FAILED' || history?.state === 'CANCELLED';
  const reason = ended ? history.state_change_reason : null;
  return {
    error_code: submission?.error_code ?? null,
    error_category: history?.error_category ?? null,
    error_type: history?.error_type ?? null,
    error_retryable: history?.error_retryable ?? null,
    error_message: history?.error_message ?? reason ?? submission?.error_message ?? null,
  };
}

/** How much it took: bytes, milliseconds. */
export const volume = (history: HistoryLine | null) => ({
  data_scanned: history?.data_scanned_bytes ?? null,
  dpu_count: history?.dpu_count ?? null,
  result_reused: history?.result_reused ?? null,
  total_ms: history?.total_ms ?? null,
  queue_ms: history?.queue_ms ?? null,
  planning_ms: history?.planning_ms ?? null,
  preprocessing_ms: history?.preprocessing_ms ?? null,
  engine_ms: history?.engine_ms ?? null,
  service_ms: history?.service_ms ?? null,
});

/** When it ended and where its result is. */
export const result = (history: HistoryLine | null) => ({
  completed_at: history?.completed_at ?? null,
  workgroup_tags: history?.workgroup_tags ?? null,
  output_location: history?.output_location ?? null,
  managed_results: history?.managed_results ?? null,
  engine_version: history?.engine_version ?? null,
  collected_at: history?.collected_at ?? null,
});

/** Who asked; all null without a submission. */
export const who = (s: Submission | null) => ({
  user: s?.user ?? null,
  user_source: s?.user_source ?? null,
  identity_type: s?.identity_type ?? null,
  principal_id: s?.principal_id ?? null,
  principal_arn: s?.principal_arn ?? null,
  role_name: s?.role_name ?? null,
  role_arn: s?.role_arn ?? null,
  session_name: s?.session_name ?? null,
  source_identity: s?.source_identity ?? null,
  identity_center_user_id: s?.identity_center_user_id ?? null,
  federated_provider: s?.federated_provider ?? null,
  invoked_by: s?.invoked_by ?? null,
  access_key_id: s?.access_key_id ?? null,
  mfa_authenticated: s?.mfa_authenticated ?? null,
  source_ip: s?.source_ip ?? null,
  user_agent: s?.user_agent ?? null,
  vpc_endpoint_id: s?.vpc_endpoint_id ?? null,
  client_app: s?.client_app ?? null,
});
