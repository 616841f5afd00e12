/** Whole history rows from the few fields that a case names: an ordinary query of an ordinary day. */
import { addDays, dayOf } from '../../src/core/days';
import type { QueryExecutionDetails } from '../../src/core/ports';
import type { HistoryRow } from '../../src/core/tables';
import type { HistoryFile, TrailFile } from './case';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';
export const WORKGROUP = 'analytics';

type Row = HistoryFile['rows'][number];

const isFinal = (state: unknown): boolean =>
  ['SUCCEEDED', 'FAILED', 'CANCELLED'].includes(state as string);

/** What a query has to show once it has ended: 100 MB read in 3.25 s. */
const ended = (submitted_at: string) => ({
  completed_at: new Date(Date.parse(submitted_at) + 3250).toISOString(),
  data_scanned_bytes: 104_857_600,
  engine_ms: 3000,
  total_ms: 3250,
  queue_ms: 100,
  planning_ms: 50,
  preprocessing_ms: 60,
  service_ms: 40,
});

const STILL = {
  completed_at: null,
  data_scanned_bytes: null,
  engine_ms: null,
  total_ms: null,
  queue_ms: null,
  planning_ms: null,
  preprocessing_ms: null,
  service_ms: null,
};

/** What Athena's API says of the query. */
export function executionOf(row: Row, day: string): QueryExecutionDetails {
  const { state = 'SUCCEEDED', submitted_at = `${day}T12:00:00.000Z` } = row;
  const known = typeof submitted_at === 'string' && !Number.isNaN(Date.parse(submitted_at));
  const times = isFinal(state) ? ended(known ? submitted_at : `${day}T12:00:00.000Z`) : STILL;
  return {
    workgroup: WORKGROUP,
    query: 'SELECT count(*) FROM sales.orders',
    statement_type: 'DML',
    substatement_type: 'SELECT',
    catalog: 'awsdatacatalog',
    database_name: 'sales',
    state,
    state_change_reason: null,
    error_category: null,
    error_type: null,
    error_retryable: null,
    error_message: null,
    submitted_at,
    ...times,
    result_reused: false,
    dpu_count: null,
    engine_version: 'Athena engine version 3',
    output_location: `s3://results/${row['query_execution_id'] as string}.csv`,
    managed_results: false,
    execution_parameters: null,
    ...row,
  } as QueryExecutionDetails;
}

/** The file's day: named, else the day of its first row. */
export function dayOfFile({ file, rows }: HistoryFile): string {
  const day = file?.day ?? (rows[0]?.['submitted_at'] as string | undefined)?.slice(0, 10);
  if (day === undefined)
    throw new Error('A history file needs file.day, or a row with submitted_at.');
  return day;
}

/** A line of a history file, collected an hour after its day unless the case says otherwise. */
export const historyRow = (row: Row, file: HistoryFile): HistoryRow => ({
  account_id: file.file?.account_id ?? ACCOUNT,
  region: file.file?.region ?? REGION,
  workgroup_tags: null,
  collected_at: `${addDays(dayOfFile(file), 1)}T01:00:00.000Z`,
  ...executionOf({ workgroup: file.file?.workgroup ?? WORKGROUP, ...row }, dayOfFile(file)),
});

/** The latest day that these files are about. */
export const lastDayOf = (history: readonly HistoryFile[], trail: readonly TrailFile[]): string =>
  [...history.map(dayOfFile), ...trail.map(({ delivered_day }) => delivered_day)].sort().at(-1) ??
  dayOf(new Date(0));
