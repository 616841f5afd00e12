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
    column('event_id', 'varchar', S, 'Id of the CloudTrail record; null if the trail has none.'),
    column('request_id', 'varchar', S, 'Id of the request.'),
    column('record_source', 'varchar', 'the join', '`matched`, `history_only` or `trail_only`.'),
    column('submitted_at', 'timestamp(3)', `${H}, else ${S}`, 'When the query was submitted, UTC.'),
    column('completed_at', 'timestamp(3)', H, 'When it ended, UTC; null while it runs or unknown.'),
    column('account_id', 'varchar', `${H}, else ${S}`, 'Account that ran the query.'),
    column('region', 'varchar', `${H}, else ${S}`, 'Region that ran the query.'),
    column(
      'workgroup',
      'varchar',
      `${H}, else ${S}`,
      'Workgroup; `primary` if the call named none.',
    ),
    column('workgroup_tags', { map: ['varchar', 'varchar'] }, H, 'The workgroup’s tags.'),
    ...WHO,
    column('catalog', 'varchar', `${H}, else ${S}`, 'Catalog the query ran in.'),
    column('database_name', 'varchar', `${H}, else ${S}`, 'Database the query ran in.'),
    column('statement_type', 'varchar', H, '`DDL`, `DML` or `UTILITY`.'),
    column('substatement_type', 'varchar', H, 'For example `SELECT`, `INSERT`.'),
    column('query', 'varchar', `${H}, else ${S}`, 'The SQL.'),
    column('query_length', 'bigint', 'query', 'Characters (code points) of the SQL.'),
    column('query_hash', 'varchar', 'query', 'SHA-256 of the SQL, lower-case hex.'),
    column(
      'query_fingerprint',
      'varchar',
      'query',
      'The same of the SQL with literals, numbers, white space and case normalised.',
    ),
    column(
      'state',
      'varchar',
      H,
      'Athena’s state; `REJECTED` for a refused call; `UNKNOWN` if history is gone.',
    ),
    column('error_code', 'varchar', S, 'Why the call was refused.'),
    column('error_category', 'bigint', H, '1 system, 2 user, 3 other.'),
    column('error_type', 'bigint', H, 'Athena’s number of the error.'),
    column('error_retryable', 'boolean', H, 'True if trying again may help.'),
    column(
      'error_message',
      'varchar',
      `${H}, else ${S}`,
      'Why it failed, was cancelled or refused.',
    ),
    column('data_scanned', 'bigint', H, 'Bytes read; null = unknown.'),
    column('billed_bytes', 'bigint', 'the cost rules', 'Bytes billed; null = unknown.'),
    column('dpu_count', 'double', H, 'DPUs of reserved capacity; null if billed by bytes.'),
    column('result_reused', 'boolean', H, 'True if an older result was returned.'),
    column('total_ms', 'bigint', H, 'Milliseconds from submission to end.'),
    column('queue_ms', 'bigint', H, 'Milliseconds in the queue.'),
    column('planning_ms', 'bigint', H, 'Milliseconds of planning.'),
    column('preprocessing_ms', 'bigint', H, 'Milliseconds before the engine.'),
    column('engine_ms', 'bigint', H, 'Milliseconds in the engine.'),
    column('service_ms', 'bigint', H, 'Milliseconds after the engine.'),
    column(
      'pricing_model',
      'varchar',
      'the cost rules',
      '`scan`, `capacity`, `free` or `unknown`.',
    ),
    column('price_per_tb', 'double', 'the settings', 'US dollars per TB in the query’s region.'),
    column(
      'cost_usd',
      'double',
      'the cost rules',
      'US dollars; null = unknown. Reserved capacity is 0 here: it is paid by the hour.',
    ),
    column('output_location', 'varchar', H, 'S3 location of the result.'),
    column('managed_results', 'boolean', H, 'True if Athena keeps the result itself.'),
    column('engine_version', 'varchar', H, 'Engine that ran the query.'),
    column('client_request_token', 'varchar', S, 'The caller’s own token.'),
    column('collected_at', 'timestamp(3)', H, 'When the history was collected, UTC.'),
    column('schema_version', 'bigint', 'the build', 'Version of this table’s definition.'),
  ],
  partitions: [
    column('day', 'varchar', 'the submission', 'UTC day of the submission, `YYYY-MM-DD`.'),
  ],
};
