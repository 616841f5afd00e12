import type { QueryExecutionDetails } from '../core/ports';
import { HISTORY, type HistoryRow } from '../core/tables';

const TERMINAL = new Set(['SUCCEEDED', 'FAILED', 'CANCELLED']);

/** False for QUEUED, RUNNING and any state that Athena may add: it will be asked for again. */
export const isFinal = (execution: QueryExecutionDetails): boolean =>
  TERMINAL.has(execution.state ?? '');

/** When a query was submitted, in epoch milliseconds; NaN if Athena did not say. */
export const submittedMs = (execution: QueryExecutionDetails): number =>
  Date.parse(execution.submitted_at ?? '');

type Collected = Pick<HistoryRow, 'account_id' | 'region' | 'workgroup_tags' | 'collected_at'>;

/** One line of a history file: every column, in the table's order, null where unknown. */
export function historyLine(execution: QueryExecutionDetails, collected: Collected): string {
  const row: HistoryRow = { ...execution, ...collected };
  const known = new Map<string, unknown>(Object.entries(row));
  const line = HISTORY.columns.map(({ name }) => [name, known.get(name) ?? null]);
  return `${JSON.stringify(Object.fromEntries(line))}\n`;
}
