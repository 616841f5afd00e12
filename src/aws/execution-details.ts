import type { QueryExecution } from '@aws-sdk/client-athena';
import type { QueryExecutionDetails } from '../core/ports';

const iso = (date: Date | undefined): string | null => date?.toISOString() ?? null;

/** Athena fills some absent texts with "". */
const text = (value: string | undefined): string | null =>
  value === undefined || value === '' ? null : value;

/**
 * The API's answer under the names of the `history` table. What Athena does not say is null: a query
 * that failed early has no statistics, and 0 bytes would be a statement.
 */
export function executionDetails(execution: QueryExecution): QueryExecutionDetails {
  const { Status, Statistics, QueryExecutionContext } = execution;
  const error = Status?.AthenaError;
  return {
    query_execution_id: execution.QueryExecutionId ?? '',
    workgroup: text(execution.WorkGroup),
    query: text(execution.Query),
    statement_type: text(execution.StatementType),
    substatement_type: text(execution.SubstatementType),
    catalog: text(QueryExecutionContext?.Catalog),
    database_name: text(QueryExecutionContext?.Database),
    state: text(Status?.State),
    state_change_reason: text(Status?.StateChangeReason),
    error_category: error?.ErrorCategory ?? null,
    error_type: error?.ErrorType ?? null,
    error_retryable: error?.Retryable ?? null,
    error_message: text(error?.ErrorMessage),
    submitted_at: iso(Status?.SubmissionDateTime),
    completed_at: iso(Status?.CompletionDateTime),
    data_scanned_bytes: Statistics?.DataScannedInBytes ?? null,
    engine_ms: Statistics?.EngineExecutionTimeInMillis ?? null,
    total_ms: Statistics?.TotalExecutionTimeInMillis ?? null,
    queue_ms: Statistics?.QueryQueueTimeInMillis ?? null,
    planning_ms: Statistics?.QueryPlanningTimeInMillis ?? null,
    preprocessing_ms: Statistics?.ServicePreProcessingTimeInMillis ?? null,
    service_ms: Statistics?.ServiceProcessingTimeInMillis ?? null,
    result_reused: Statistics?.ResultReuseInformation?.ReusedPreviousResult ?? null,
    dpu_count: Statistics?.DpuCount ?? null,
    engine_version: text(execution.EngineVersion?.EffectiveEngineVersion),
    output_location: text(execution.ResultConfiguration?.OutputLocation),
    managed_results: execution.ManagedQueryResultsConfiguration?.Enabled ?? null,
    execution_parameters: execution.ExecutionParameters ?? null,
  };
}
