/** Queries that outlast the day, the collection, or both. */
import { addDays } from '../../core/days';
import type { HistoryRow } from '../../core/tables';
import { AMARA, GLUE } from '../callers';
import { at, type Period } from '../period';
import { createRandom } from '../random';
import { call, type Trace } from '../trace';
import { insert, select } from '../work';

const BACKFILL = insert(
  'sales',
  900,
  0.1,
  (r, day) =>
    `INSERT INTO sales.orders_rebuilt SELECT * FROM sales.orders WHERE dt <= '${day}' AND shard = ${r.integer(0, 63)}`,
);
const LONG = select(
  'web',
  120,
  0.1,
  (_, day) =>
    `SELECT dt, approx_distinct(session_id) FROM web.clickstream WHERE dt <= '${day}' GROUP BY dt`,
);

/** [days ago, hour of submission, minutes it runs] */
const LONG_RUNS = [
  /** Over midnight, done before the collection. */
  [9, 23.9, 20],
  [2, 23.9, 20],
  /** Still running at the collection, final the night after. */
  [8, 23.8, 95],
  [5, 23.5, 120],
  /** Still running when the demo is told. */
  [0, 23.75, 90],
] as const;

const lasting = (row: HistoryRow, minutes: number): HistoryRow => {
  const total_ms = minutes * 60_000;
  const completed_at = new Date(Date.parse(row.submitted_at ?? '') + total_ms).toISOString();
  return { ...row, completed_at, total_ms, engine_ms: total_ms - 2_000 };
};

export function* running(period: Period, seed: number): Iterable<Trace> {
  for (const [days_ago, hour, minutes] of LONG_RUNS) {
    const day = period.ago(days_ago);
    if (!day) continue;
    const ask = {
      caller: GLUE,
      work: BACKFILL,
      at: at(day, hour),
      day,
      workgroup: 'etl',
      state: 'SUCCEEDED',
    } as const;
    const trace = call(ask, createRandom(`${seed} running ${days_ago}`));
    yield { ...trace, row: lasting(trace.row, minutes) };
  }
  yield* staleFile(period, seed);
}

/**
 * A re-run by the hour wrote the running row after the final one: its file comes later by name and
 * by `collected_at`, and must lose all the same.
 */
function* staleFile(period: Period, seed: number): Iterable<Trace> {
  const day = period.ago(7);
  if (!day) return;
  const ask = {
    caller: AMARA,
    work: LONG,
    at: at(day, 22.4),
    day,
    workgroup: 'analytics',
    state: 'SUCCEEDED',
  } as const;
  const trace = call(ask, createRandom(`${seed} stale`));
  const collected_at = new Date(at(addDays(day, 1), 1)).toISOString();
  const stale: HistoryRow = {
    ...trace.row,
    state: 'RUNNING',
    completed_at: null,
    data_scanned_bytes: null,
    total_ms: null,
    engine_ms: null,
    collected_at,
  };
  yield { ...trace, collected: [{ row: stale, day, window: `${day}T22` }] };
}
