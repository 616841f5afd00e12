import { column, type Table } from './column';
import { WHO } from './submissions';

const H = 'history';
const S = 'submissions';

/** Raised when the meaning of a column changes, so that old partitions can be told from new ones. */
export const EVENTS_SCHEMA_VERSION = 1;

export const EVENTS: Table = {
  name: 'events',
  purpose: 'One row for each query, and one for each refused call: who, what, how much, when.',
  columns: [
    column(
      'query_execution_id',
      'varchar',
      `${H}, ${S}`,
      'Athena’s id; null only if the call was refused.',
    ),
    column(
      'event_id',
      'varchar',
      S,
      'Id of the CloudTrail record that stands for the call, the earliest one; null if the trail has none.',
    ),
    column('request_id', 'varchar', S, 'Id of the request.'),
    column(
      'record_source',
      'varchar',
      'the join',
      '`matched` (history and trail), `history_only` (no call in the trail) or `trail_only` (refused, or history is gone).',
    ),
    column(
      'submitted_at',
      'timestamp(3)',
      `${H}, else ${S}`,
      'When the query was submitted, UTC: by Athena’s clock, to the millisecond; by CloudTrail’s, to the second, if history is gone.',
    ),
    column(
      'completed_at',
      'timestamp(3)',
      H,
      'When it ended, UTC; null if it had not ended at the last collection, or unknown.',
    ),
    column('account_id', 'varchar', `${H}, else ${S}`, 'Account that ran the query.'),
    column('region', 'varchar', `${H}, else ${S}`, 'Region that ran the query.'),
    column(
      'workgroup',
      'varchar',
      `${H}, else ${S}`,
      'Workgroup that ran the query; `primary` if history is gone and the call named none.',
    ),
    column(
      'workgroup_tags',
      { map: ['varchar', 'varchar'] },
      H,
      'The workgroup’s tags when the query was collected; null if they were not to be read.',
    ),
    ...WHO,
    column('catalog', 'varchar', `${H}, else ${S}`, 'Catalog the query ran in.'),
    column('database_name', 'varchar', `${H}, else ${S}`, 'Database the query ran in.'),
    column('statement_type', 'varchar', H, '`DDL`, `DML` or `UTILITY`, as Athena calls it.'),
    column(
      'substatement_type',
      'varchar',
      H,
      'For example `SELECT`, `INSERT`, `CREATE_TABLE_AS_SELECT`.',
    ),
    column(
      'query',
      'varchar',
      `${H}, else ${S}`,
      'The SQL. From the trail only where an old record still has it.',
    ),
    column('query_length', 'bigint', 'query', 'Characters (code points) of the SQL.'),
    column(
      'query_hash',
      'varchar',
      'query',
      'SHA-256 of the SQL in UTF-8, 64 digits of lower-case hex.',
    ),
    column(
      'query_fingerprint',
      'varchar',
      'query',
      'The same of the SQL without comments, with literals and numbers replaced, white space and case normalised: equal for queries of one shape.',
    ),
    column(
      'state',
      'varchar',
      H,
      'Athena’s state at the last collection; `REJECTED` for a refused call; `UNKNOWN` if history is gone.',
    ),
    column(
      'error_code',
      'varchar',
      S,
      'CloudTrail’s code for a refused call, for example `AccessDenied`; null otherwise.',
    ),
    column(
      'error_category',
      'bigint',
      H,
      '1 system, 2 user, 3 other; null unless the query failed.',
    ),
    column('error_type', 'bigint', H, 'Athena’s number of the error, from its error catalog.'),
    column('error_retryable', 'boolean', H, 'True if trying again may help.'),
    column(
      'error_message',
      'varchar',
      `${H}, else ${S}`,
      'Why it failed, was cancelled or refused, in AWS’s words.',
    ),
    column(
      'data_scanned',
      'bigint',
      H,
      'Bytes that the query read; null = unknown, never 0 for it.',
    ),
    column(
      'billed_bytes',
      'bigint',
      'the cost rules',
      'Bytes billed: `data_scanned` rounded up to the next MB (2^20), at least 10 MB; 0 if `pricing_model` is `free` or `capacity`; null = unknown.',
    ),
    column('dpu_count', 'double', H, 'DPUs of reserved capacity; null if billed by bytes.'),
    column(
      'result_reused',
      'boolean',
      H,
      'True if the result of an earlier run was returned and nothing was read.',
    ),
    column('total_ms', 'bigint', H, 'Milliseconds from submission to end.'),
    column('queue_ms', 'bigint', H, 'Milliseconds in the queue.'),
    column('planning_ms', 'bigint', H, 'Milliseconds of planning.'),
    column('preprocessing_ms', 'bigint', H, 'Milliseconds of the service before the engine.'),
    column('engine_ms', 'bigint', H, 'Milliseconds in the engine.'),
    column('service_ms', 'bigint', H, 'Milliseconds of the service after the engine.'),
    column(
      'pricing_model',
      'varchar',
      'the cost rules',
      '`scan` (by bytes), `capacity` (reserved), `free`, or `unknown` (still running, or the bytes are not known).',
    ),
    column(
      'price_per_tb',
      'double',
      'the settings',
      'US dollars per TB in the query’s region when the day was built.',
    ),
    column(
      'cost_usd',
      'double',
      'the cost rules',
      'US dollars: `billed_bytes` / bytes of a TB × `price_per_tb`; null = unknown. Reserved capacity is 0 here: it is paid by the hour.',
    ),
    column(
      'output_location',
      'varchar',
      H,
      'S3 location of the result; null with managed results.',
    ),
    column(
      'managed_results',
      'boolean',
      H,
      'True if Athena keeps the result itself; null if it does not say.',
    ),
    column('engine_version', 'varchar', H, 'Engine that ran the query.'),
    column(
      'client_request_token',
      'varchar',
      S,
      'The caller’s own token for retries; null if the call had none.',
    ),
    column('collected_at', 'timestamp(3)', H, 'When history’s row was made, UTC.'),
    column(
      'schema_version',
      'bigint',
      'the build',
      'Version of this table’s definition; raised when a column changes its meaning.',
    ),
  ],
  partitions: [
    column(
      'day',
      'varchar',
      'the submission',
      'UTC day of `submitted_at`, `YYYY-MM-DD`; the day of history’s folder if that is more than a day away.',
    ),
  ],
};
