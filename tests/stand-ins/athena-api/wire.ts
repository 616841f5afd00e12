import type { QueryExecutionDetails } from '../../../src/core/ports';

type Json = Record<string, unknown>;

/** Absent is absent on the wire: nulls are left out, and objects that are empty then. */
function present(fields: Json): Json | undefined {
  const known = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}

/** JSON 1.1 writes instants as seconds since 1970. */
const seconds = (at: string | null): number | null => (at === null ? null : Date.parse(at) / 1000);

/** A query execution as Athena sends it. */
export const wireExecution = (q: QueryExecutionDetails): Json | undefined =>
  present({
    QueryExecutionId: q.query_execution_id,
    Query: q.query,
    StatementType: q.statement_type,
    SubstatementType: q.substatement_type,
    WorkGroup: q.workgroup,
    ResultConfiguration: present({ OutputLocation: q.output_location }),
    ManagedQueryResultsConfiguration: present({ Enabled: q.managed_results }),
    QueryExecutionContext: present({ Catalog: q.catalog, Database: q.database_name }),
    Status: present({
      State: q.state,
      StateChangeReason: q.state_change_reason,
      SubmissionDateTime: seconds(q.submitted_at),
      CompletionDateTime: seconds(q.completed_at),
      AthenaError: present({
        ErrorCategory: q.error_category,
        ErrorType: q.error_type,
        Retryable: q.error_retryable,
        ErrorMessage: q.error_message,
      }),
    }),
    Statistics: present({
      DataScannedInBytes: q.data_scanned_bytes,
      EngineExecutionTimeInMillis: q.engine_ms,
      TotalExecutionTimeInMillis: q.total_ms,
      QueryQueueTimeInMillis: q.queue_ms,
      QueryPlanningTimeInMillis: q.planning_ms,
      ServicePreProcessingTimeInMillis: q.preprocessing_ms,
      ServiceProcessingTimeInMillis: q.service_ms,
      ResultReuseInformation: present({ ReusedPreviousResult: q.result_reused }),
      DpuCount: q.dpu_count,
    }),
    EngineVersion: present({ EffectiveEngineVersion: q.engine_version }),
    ExecutionParameters: q.execution_parameters,
  });
