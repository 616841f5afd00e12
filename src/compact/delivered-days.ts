/** Which delivered days hold the events of a month, and the statements that read one of them. */
import { accountChunks } from '../core/account-chunks';
import { addDays, dayOf, dayRange } from '../core/days';
import { firstDayOf, lastDayOf } from '../core/months';
import type { TrailSource } from '../core/ports';
import { renderSql } from '../core/sql-text';
import INSERT from './sql/insert.sql';

/** CloudTrail may deliver a record again up to 30 days later; one more for the folder's date. */
export const MOST_LATE_DAYS = 31;

/** Fewer than the 1,000 that an `injected` partition takes: all columns are read, within 30 minutes. */
const ACCOUNTS_PER_STATEMENT = 200;

/**
 * The delivered days to read: from the day before the month to `late_days` after it, so far as they
 * are over. Today is read only for a month that it lies in, which then is not whole yet.
 */
export function deliveredDaysOf(month: string, late_days: number, now: Date): string[] {
  const last = lastDayOf(month);
  const today = dayOf(now);
  const newest = last < today ? addDays(today, -1) : today;
  const [end = last] = [addDays(last, late_days), newest].sort();
  return dayRange(addDays(firstDayOf(month), -1), end);
}

export interface Chunk {
  month: string;
  run: string;
  delivered_day: string;
}

/** One INSERT for each two hundred accounts of a delivered day, over the regions that these have. */
export function insertStatements(sources: readonly TrailSource[], chunk: Chunk): string[] {
  const { month, run, delivered_day } = chunk;
  return accountChunks(sources, ACCOUNTS_PER_STATEMENT).map(({ account_ids, regions }) =>
    renderSql(INSERT, {
      account_ids: account_ids.sort(),
      regions: regions.sort(),
      delivered_day,
      delivered_prefix: delivered_day.replaceAll('-', '/'),
      first_day: firstDayOf(month),
      last_day: lastDayOf(month),
      year: month.slice(0, 4),
      month: month.slice(5),
      run,
    }),
  );
}
