import { column, type Table } from './column';

/** One line of a history file: what Athena's API said of one query execution. Unknown is null. */
export interface HistoryRow {
  query_execution_id: string;
  account_id: string;
  region: string;
  workgroup: string | null;
  query: string | null;
  statement_type: string | null;
  substatement_type: string | null;
  catalog: string | null;
  database_name: string | null;
  state: string | null;
  state_change_reason: string | null;
  /** Athena's number for it, as text: `1` system, `2` user, `3` other. */
  error_category: number | null;
  error_type: number | null;
  error_retryable: boolean | null;
  error_message: string | null;
  /** ISO-8601 UTC with milliseconds and `Z`. */
  submitted_at: string | null;
  completed_at: string | null;
  data_scanned_bytes: number | null;
  engine_ms: number | null;
  total_ms: number | null;
  queue_ms: number | null;
  planning_ms: number | null;
  preprocessing_ms: number | null;
  service_ms: number | null;
  result_reused: boolean | null;
  dpu_count: number | null;
  engine_version: string | null;
  output_location: string | null;
  managed_results: boolean | null;
  execution_parameters: string[] | null;
  workgroup_tags: Record<string, string> | null;
  collected_at: string;
}

const api = (field: string): string => `GetQueryExecution: ${field}`;

export const HISTORY: Table = {
  name: 'history',
  purpose: 'What Athena’s API says of each query execution, one JSON object a line.',
  columns: [
    column(
      'query_execution_id',
      'varchar',
      api('QueryExecutionId'),
      'Athena’s id of the query. Several lines may have the same one: readers keep one (a final state first, then the newest `collected_at`).',
    ),
    column('account_id', 'varchar', 'the collector', 'Account that ran the query, 12 digits.'),
    column('region', 'varchar', 'the collector', 'Region that ran the query.'),
    column('workgroup', 'varchar', api('WorkGroup'), 'Workgroup that ran the query.'),
    column('query', 'varchar', api('Query'), 'The SQL as Athena keeps it.'),
    column('statement_type', 'varchar', api('StatementType'), '`DDL`, `DML` or `UTILITY`.'),
    column(
      'substatement_type',
      'varchar',
      api('SubstatementType'),
      'For example `SELECT`, `INSERT`, `CREATE_TABLE_AS_SELECT`.',
    ),
    column('catalog', 'varchar', api('QueryExecutionContext.Catalog'), 'Catalog the query ran in.'),
    column(
      'database_name',
      'varchar',
      api('QueryExecutionContext.Database'),
      'Database the query ran in.',
    ),
    column(
      'state',
      'varchar',
      api('Status.State'),
      '`QUEUED`, `RUNNING`, `SUCCEEDED`, `FAILED` or `CANCELLED`.',
    ),
    column(
      'state_change_reason',
      'varchar',
      api('Status.StateChangeReason'),
      'Athena’s words on the state.',
    ),
    column(
      'error_category',
      'bigint',
      api('Status.AthenaError.ErrorCategory'),
      '1 system, 2 user, 3 other; null unless the query failed.',
    ),
    column(
      'error_type',
      'bigint',
      api('Status.AthenaError.ErrorType'),
      'Athena’s number of the error, from its error catalog.',
    ),
    column(
      'error_retryable',
      'boolean',
      api('Status.AthenaError.Retryable'),
      'True if trying again may help.',
    ),
    column(
      'error_message',
      'varchar',
      api('Status.AthenaError.ErrorMessage'),
      'Why the query failed.',
    ),
    column(
      'submitted_at',
      'varchar',
      api('Status.SubmissionDateTime'),
      'When the query was submitted: ISO-8601, UTC, milliseconds, `Z`.',
    ),
    column(
      'completed_at',
      'varchar',
      api('Status.CompletionDateTime'),
      'When it ended, written the same way; null while it runs.',
    ),
    column(
      'data_scanned_bytes',
      'bigint',
      api('Statistics.DataScannedInBytes'),
      'Bytes that the query read; null = unknown.',
    ),
    column(
      'engine_ms',
      'bigint',
      api('Statistics.EngineExecutionTimeInMillis'),
      'Milliseconds in the engine.',
    ),
    column(
      'total_ms',
      'bigint',
      api('Statistics.TotalExecutionTimeInMillis'),
      'Milliseconds from submission to end.',
    ),
    column(
      'queue_ms',
      'bigint',
      api('Statistics.QueryQueueTimeInMillis'),
      'Milliseconds in the queue.',
    ),
    column(
      'planning_ms',
      'bigint',
      api('Statistics.QueryPlanningTimeInMillis'),
      'Milliseconds of planning.',
    ),
    column(
      'preprocessing_ms',
      'bigint',
      api('Statistics.ServicePreProcessingTimeInMillis'),
      'Milliseconds of the service before the engine.',
    ),
    column(
      'service_ms',
      'bigint',
      api('Statistics.ServiceProcessingTimeInMillis'),
      'Milliseconds of the service after the engine.',
    ),
    column(
      'result_reused',
      'boolean',
      api('Statistics.ResultReuseInformation.ReusedPreviousResult'),
      'True if the result of an earlier run was returned and nothing was read.',
    ),
    column(
      'dpu_count',
      'double',
      api('Statistics.DpuCount'),
      'DPUs of reserved capacity; null if billed by bytes.',
    ),
    column(
      'engine_version',
      'varchar',
      api('EngineVersion.EffectiveEngineVersion'),
      'Engine that ran the query.',
    ),
    column(
      'output_location',
      'varchar',
      api('ResultConfiguration.OutputLocation'),
      'S3 location of the result; null with managed results.',
    ),
    column(
      'managed_results',
      'boolean',
      api('ManagedQueryResultsConfiguration.Enabled'),
      'True if Athena keeps the result itself; null if it does not say.',
    ),
    column(
      'execution_parameters',
      { array: 'varchar' },
      api('ExecutionParameters'),
      'Values of a prepared statement’s parameters.',
    ),
    column(
      'workgroup_tags',
      { map: ['varchar', 'varchar'] },
      'ListTagsForResource',
      'The workgroup’s tags when it was collected; null if they were not to be read.',
    ),
    column(
      'collected_at',
      'varchar',
      'the collector',
      'When this line was made: ISO-8601, UTC, milliseconds.',
    ),
  ],
  partitions: [
    column(
      'day',
      'varchar',
      'the folder',
      'UTC day of the submission, `YYYY-MM-DD`; a row may lie in a neighbouring folder.',
    ),
  ],
};
