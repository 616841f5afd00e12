import fc from 'fast-check';
import { MIB } from '../oracle/cost';
import type { HistoryLine } from '../oracle/organization';
import { maybe, oneIn } from './ids';
import { oddSql } from './odd-sql';

const HOUR_MS = 3_600_000;
const SCANNED = [0, 1, MIB, 10 * MIB - 1, 10 * MIB, 10 * MIB + 1, 11 * MIB, MIB * MIB, 2 ** 50 + 1];

/** What Athena knows of a query, whenever it is asked. */
const query = fc.record({
  workgroup: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom('primary', 'etl', 'bi-team', 'a.b_c-D') },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  query: maybe(oddSql, 9),
  statement_type: maybe(fc.constantFrom('DML', 'DML', 'DDL', 'UTILITY')),
  substatement_type: maybe(
    fc.constantFrom('SELECT', 'INSERT', 'CREATE_TABLE', 'CREATE_TABLE_AS_SELECT'),
  ),
  catalog: maybe(fc.constantFrom('AwsDataCatalog', 'lambda:cmdb')),
  database_name: maybe(fc.constantFrom('sales', "o'brien")),
  engine_version: maybe(fc.constant('Athena engine version 3')),
  output_location: maybe(fc.constant('s3://results/a b/+%.csv')),
  managed_results: maybe(fc.boolean()),
  execution_parameters: maybe(fc.constantFrom<string[]>([], ['1', "it's"])),
});

/** What it knows once the query has ended. */
const ending = fc.record({
  state: fc.constantFrom('SUCCEEDED', 'FAILED', 'CANCELLED'),
  state_change_reason: maybe(fc.constantFrom('Query exhausted resources', 'Abgebrochen: "ü"')),
  error_category: maybe(fc.constantFrom(1, 2, 3)),
  error_type: maybe(fc.constantFrom(0, 1003, 1301)),
  error_retryable: maybe(fc.boolean()),
  error_message: maybe(fc.constant("TABLE_NOT_FOUND: line 1:15\n'x'")),
  data_scanned_bytes: maybe(fc.constantFrom(...SCANNED), 9),
  engine_ms: maybe(fc.nat(100_000)),
  queue_ms: maybe(fc.nat(1000)),
  planning_ms: maybe(fc.nat(1000)),
  preprocessing_ms: maybe(fc.nat(1000)),
  service_ms: maybe(fc.nat(1000)),
  result_reused: maybe(fc.constantFrom(false, false, false, true)),
  dpu_count: fc.constantFrom(null, null, null, null, 4, 8.5, 0),
});

/** One line written for the query: when, in which folder, in which file, running or ended. */
const copy = fc.record({
  running: oneIn(3),
  /** Days from the query's own day to the folder. */
  folder: fc.constantFrom(0, 0, 0, 1, 1, -1),
  collected_hours: fc.integer({ min: 1, max: 30 }),
  part: fc.constantFrom(0, 0, 0, 1),
  hourly: oneIn(4),
});

export const historySpec = fc.record({
  query,
  ending,
  running_state: fc.constantFrom('RUNNING', 'QUEUED'),
  total_ms: maybe(fc.nat(2 * HOUR_MS)),
  tags: fc.constantFrom<(Record<string, string> | null)[]>(
    null,
    {},
    { team: 'data' },
    { 'cost center': '', équipe: "l'été" },
  ),
  copies: fc.array(copy, { minLength: 1, maxLength: 4 }),
  /** Whether the submission's time is known, and near the folder's day. */
  dated: fc.constantFrom('well', 'well', 'well', 'well', 'well', 'well', 'not', 'far'),
  leaves_out_nulls: oneIn(4),
});
type Spec<A> = A extends fc.Arbitrary<infer T> ? T : never;
export type HistorySpec = Spec<typeof historySpec>;
export type CopySpec = HistorySpec['copies'][number];

const iso = (ms: number): string => new Date(ms).toISOString();

const withoutNulls = (line: HistoryLine): HistoryLine =>
  Object.fromEntries(Object.entries(line).filter(([, value]) => value !== null)) as HistoryLine;

/**
 * The line that a collection at the copy's time wrote. Lines of one query collected at the same
 * time in the same condition are the same, so that it never matters which one a reader keeps.
 */
export function historyLine(
  spec: HistorySpec,
  copy: CopySpec,
  at: { query_execution_id: string; account_id: string; region: string; submitted_ms: number },
): HistoryLine {
  const { submitted_ms, ...place } = at;
  const total_ms = spec.total_ms === null ? null : spec.total_ms + copy.collected_hours;
  const end = copy.running ? { state: spec.running_state } : spec.ending;
  const line: HistoryLine = {
    ...place,
    ...spec.query,
    ...end,
    workgroup_tags: copy.collected_hours > 20 ? null : spec.tags,
    submitted_at: spec.dated === 'not' ? null : iso(submitted_ms),
    completed_at: copy.running || total_ms === null ? null : iso(submitted_ms + total_ms),
    total_ms,
    collected_at: iso(submitted_ms + copy.collected_hours * HOUR_MS),
  };
  return spec.leaves_out_nulls ? withoutNulls(line) : line;
}
