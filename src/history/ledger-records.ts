import { dayRange } from '../core/days';
import { writeLedgerOfDays, type LedgerOfDays } from '../core/ledger';
import type { JobOutcome } from '../core/tables';
import type { DayCounts } from './cursor';
import { countsOf, type Run, type RunState } from './run-state';

/** Counts by day, those of the workgroups under way included. */
export function countsByDay(state: RunState): Record<string, DayCounts> {
  const sum: Record<string, DayCounts> = {};
  for (const days of [state.days, ...state.open.map((pass) => pass.days)])
    for (const [day, counts] of Object.entries(days)) addCounts(countsOf(sum, day), counts);
  return sum;
}

export function addCounts(to: DayCounts, counts: DayCounts): void {
  to.queries += counts.queries;
  to.running += counts.running;
  to.parts += counts.parts;
}

/** True if something that was asked for is missing: the run ends as failed. */
export const isIncomplete = ({ totals }: RunState): boolean =>
  totals.unprocessed + totals.undated + totals.workgroups_lost > 0;

/**
 * Writes one record for each day of the window. What was counted for the run as a whole, and the ids
 * still running, stand in the record of the last day: so sums are right and the next run finds them.
 */
export async function recordRun(
  run: Run,
  outcome: JobOutcome,
  message: string | null,
): Promise<void> {
  const { state } = run;
  state.totals.throttled = run.throttled();
  const by_day = countsByDay(state);
  const record: LedgerOfDays = {
    job: 'history',
    run: state.run,
    account_id: state.account_id,
    region: state.region,
    started_at: state.started_at,
    finished_at: run.ports.clock.now().toISOString(),
    outcome,
    message,
  };
  const days = dayRange(state.window.from, state.window.to);
  await writeLedgerOfDays(run.ports.files, days, record, (day) => {
    const last = day === state.window.to;
    return {
      counts: {
        ...countsOf(by_day, day),
        workgroups: state.workgroups,
        ...(last ? state.totals : {}),
      },
      pending: last ? [...new Set([...state.carried, ...state.pending])] : [],
    };
  });
}
