/** Which days a report is of. */
import { addDays } from '../core/days';
import type { Clock, Deadline, SqlEngine, SqlRow } from '../core/ports';
import { statementToken } from '../core/run-id';
import EXTENT from './figures/extent.sql';

/** UTC days, both included. */
export interface Period {
  first_day: string;
  last_day: string;
}

/** Asks a statement of a report. @throws StatementFailed, DeadlineReached */
export type Ask = (statement: string) => Promise<SqlRow[]>;

/** The time is in the token: the same question of an hour ago has another answer. */
export function asking(ports: { sql: SqlEngine; clock: Clock }, deadline: Deadline): Ask {
  const made_at = ports.clock.now().toISOString();
  return (statement) =>
    ports.sql.query(statement, { token: statementToken('report', made_at, statement), deadline });
}

/** Days of a report whose first one nobody named. */
const USUAL_DAYS = 30;

/** The days asked for, else the newest that the lake has; null if it has none. */
export async function periodOf(
  ask: Ask,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): Promise<Period | null> {
  if (from !== undefined && to !== undefined) return { first_day: from, last_day: to };
  const [extent] = await ask(EXTENT);
  const [oldest, newest] = [extent?.['first_day'], extent?.['last_day']];
  if (typeof oldest !== 'string' || typeof newest !== 'string') return null;
  const last_day = to ?? (from !== undefined && from > newest ? from : newest);
  const usual = addDays(last_day, 1 - USUAL_DAYS);
  const first_day = from ?? (usual < oldest && oldest <= last_day ? oldest : usual);
  return { first_day, last_day };
}
