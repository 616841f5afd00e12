import type { QueryExecutionDetails, Unprocessed } from '../core/ports';
import type { Run } from './run-state';

export interface Details {
  /** In the order of the ids. */
  executions: QueryExecutionDetails[];
  /** Ids that Athena did not describe, however often it was asked. */
  unprocessed: Unprocessed[];
}

const ATTEMPTS = 4;
const FIRST_WAIT_MS = 250;

/** Athena may leave an id out of both of its lists. */
const leftOut = (query_execution_id: string): Unprocessed => ({
  query_execution_id,
  error_code: 'NOT_ANSWERED',
  error_message: 'Athena neither described the query nor said why not.',
});

/**
 * Asks for at most 50 queries, and again for those that came back unprocessed.
 * @returns null if the run halted before the first call
 */
export async function fetchDetails(
  run: Run,
  ids: readonly string[],
  halted: () => boolean,
): Promise<Details | null> {
  const found = new Map<string, QueryExecutionDetails>();
  let missing: Unprocessed[] = ids.map(leftOut);
  for (let attempt = 0; missing.length > 0 && attempt < ATTEMPTS; attempt += 1) {
    // Once begun, the page is finished: a deadline's margin has room for the few tries.
    if (attempt > 0) await run.ports.clock.sleep(FIRST_WAIT_MS * 2 ** attempt);
    const asked = missing.map((one) => one.query_execution_id);
    const batch = await run.calls.getQueryExecutions(asked, attempt === 0 ? halted : () => false);
    if (!batch) return null;
    for (const execution of batch.executions) found.set(execution.query_execution_id, execution);
    const reasons = new Map(batch.unprocessed.map((one) => [one.query_execution_id, one]));
    missing = asked.filter((id) => !found.has(id)).map((id) => reasons.get(id) ?? leftOut(id));
  }
  return { executions: ids.flatMap((id) => found.get(id) ?? []), unprocessed: missing };
}
