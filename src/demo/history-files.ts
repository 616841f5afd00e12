/** What the collector writes: one file for each workgroup and day, and a record of each run. */
import { addDays } from '../core/days';
import { historyKey, ledgerPrefix } from '../core/lake';
import { runId } from '../core/run-id';
import type { HistoryRow, LedgerRecord } from '../core/tables';
import { SITES, type Site } from './organization';
import { at, type Period } from './period';
import { createRandom } from './random';
import type { Collected } from './trace';

export interface DemoFile {
  /** Where it lies in the lake. A key that ends in `.gz` is to be compressed by whoever writes it. */
  key: string;
  body: string;
}

/** Half past midnight: the collection of the day before. */
const collectedAt = (window: string): number => at(addDays(window, 1), 0.5);

/** A query that still runs has an id, a text and a beginning. */
const stillRunning = (row: HistoryRow): HistoryRow => ({
  ...row,
  state: 'RUNNING',
  completed_at: null,
  data_scanned_bytes: null,
  engine_ms: null,
  total_ms: null,
  queue_ms: null,
  planning_ms: null,
  preprocessing_ms: null,
  service_ms: null,
  result_reused: null,
});

/**
 * The lines that the scheduled collections write of a finished query: its own, or one that says
 * RUNNING and, from the next night, the final one.
 */
export function* collect(row: HistoryRow, period: Period): Iterable<Collected> {
  const day = row.submitted_at?.slice(0, 10) ?? '';
  const done_at = Date.parse(row.completed_at ?? '');
  const line = (found: HistoryRow, window: string): Collected => ({
    row: { ...found, collected_at: new Date(collectedAt(window) + 41_000).toISOString() },
    day,
    window,
  });
  if (done_at <= collectedAt(day)) {
    yield line(row, day);
    return;
  }
  yield line(stillRunning(row), day);
  const next = addDays(day, 1);
  if (next <= period.last_day) yield line(row, next);
}

/** One file for each workgroup, day and window. */
export function* historyFiles(lines: Iterable<Collected>): Iterable<DemoFile> {
  const files = new Map<string, string[]>();
  for (const { row, day, window } of lines) {
    const { account_id, region } = row;
    const workgroup = row.workgroup ?? 'primary';
    const key = historyKey({ day, account_id, region, workgroup, window, part: 0 });
    const texts = files.get(key) ?? [];
    texts.push(`${JSON.stringify(row)}\n`);
    files.set(key, texts);
  }
  for (const [key, texts] of files) yield { key, body: texts.join('') };
}

export type Failure = Pick<Site, 'account_id' | 'region'> & { day: string; message: string };

function jobOf(
  site: Site,
  day: string,
  lines: readonly Collected[],
  failure: Failure | undefined,
): LedgerRecord {
  const random = createRandom(`${site.account_id} ${site.region} ${day}`);
  const finished = new Date(collectedAt(day) + 40_000 + random.integer(2_000, 20_000));
  const of_run = lines.filter((l) => l.window === day);
  const pending = of_run.filter((l) => l.row.state === 'RUNNING');
  return {
    job: 'history',
    run: runId(new Date(collectedAt(day)), `${site.account_id} ${site.region}`),
    day,
    account_id: site.account_id,
    region: site.region,
    started_at: new Date(collectedAt(day)).toISOString(),
    finished_at: finished.toISOString(),
    outcome: failure ? 'failed' : 'done',
    counts: {
      workgroups: Object.keys(site.workgroups).length,
      queries: failure ? 0 : of_run.length,
      running: failure ? 0 : pending.length,
      parts: failure ? 0 : new Set(of_run.map((l) => `${l.day} ${l.row.workgroup}`)).size,
    },
    pending: pending.map((l) => l.row.query_execution_id),
    sources: [],
    message: failure?.message ?? null,
  };
}

/** A record for each night and each site that has a collector. */
export function* historyJobs(
  period: Period,
  lines: readonly Collected[],
  failures: readonly Failure[],
): Iterable<DemoFile> {
  for (const site of SITES.filter((s) => s.collected)) {
    const here = lines.filter(
      (l) => l.row.account_id === site.account_id && l.row.region === site.region,
    );
    for (const day of period.days) {
      const failure = failures.find(
        (f) => f.day === day && f.account_id === site.account_id && f.region === site.region,
      );
      const { day: _inTheFolder, ...line } = jobOf(site, day, here, failure);
      const folder = ledgerPrefix(day, 'history', site.account_id, site.region);
      yield { key: `${folder}${line.run}.json`, body: `${JSON.stringify(line)}\n` };
    }
  }
}
