import { dayRange } from '../core/days';
import { writeLedgerOfDays, type LedgerOfDays } from '../core/ledger';
import type { JobOutcome } from '../core/tables';
import type { Cursor } from './cursor';
import { partsOf } from './log-files';
import type { LookupRun } from './run-state';

/** What is in the files of a day, of the time before the window not. */
export function countsOfDay({ series }: Cursor, day: string): { records: number; parts: number } {
  const files = series[day];
  return files ? { records: files.records, parts: partsOf(files) } : { records: 0, parts: 0 };
}

/** True if something that was asked for is missing: the run ends as failed. */
export const isIncomplete = ({ totals }: Cursor): boolean => totals.unreadable > 0;

/**
 * Writes one record for each day of the window. What was counted for the run as a whole stands in
 * the record of the last day, so that sums are right.
 */
export async function recordRun(
  run: LookupRun,
  outcome: JobOutcome,
  message: string | null,
): Promise<void> {
  const { state, ports } = run;
  state.totals.throttled = run.throttled();
  const record: LedgerOfDays = {
    job: 'lookup',
    run: state.run,
    account_id: state.account_id,
    region: state.region,
    started_at: state.started_at,
    finished_at: ports.clock.now().toISOString(),
    outcome,
    message,
  };
  const { from, to } = state.window;
  await writeLedgerOfDays(ports.files, dayRange(from, to), record, (day) => ({
    counts: { ...countsOfDay(state, day), ...(day === to ? state.totals : {}) },
    pending: [],
  }));
}
