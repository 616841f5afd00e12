/** Days of events that submissions came for after they were built. */
import { addDays } from '../core/days';
import type { Deadline, PublishedPartition } from '../core/ports';
import { statementToken } from '../core/run-id';
import { renderSql } from '../core/sql-text';
import { LAST_DELIVERY_DAYS, type EventsPorts } from './build-events';
import LATE_DAYS from './sql/late-days.sql';

/** True if the events were published before the submissions: they may lack some. */
const isOlder = (events: PublishedPartition, submissions: PublishedPartition): boolean =>
  events.published_at < submissions.published_at &&
  events.day >= addDays(submissions.day, -LAST_DELIVERY_DAYS) &&
  events.day <= addDays(submissions.day, 1);

/**
 * The statement that finds calls which no event knows yet.
 * @param delivered_days sorted, at least one
 */
export function lateDaysStatement(delivered_days: readonly string[]): string {
  const [first = '', last = first] = [delivered_days[0], delivered_days.at(-1)];
  const [first_day, last_day] = [addDays(first, -LAST_DELIVERY_DAYS), addDays(last, 1)];
  return renderSql(LATE_DAYS, { delivered_days: [...delivered_days], first_day, last_day });
}

/**
 * Published days of events that lack a call of submissions published after them. It goes by what is
 * published, not by what this job has read: the work of a job that died half-way is found too.
 * @returns the days, sorted
 * @throws StatementFailed, DeadlineReached
 */
export async function lateDays(
  ports: EventsPorts,
  run: string,
  deadline: Deadline,
): Promise<string[]> {
  const events = await ports.catalog.listPublished('events');
  const submissions = (await ports.catalog.listPublished('submissions')).filter((newer) =>
    events.some((older) => isOlder(older, newer)),
  );
  const delivered_days = submissions.map(({ day }) => day).sort();
  if (delivered_days.length === 0) return [];
  const statement = lateDaysStatement(delivered_days);
  const token = statementToken('late-days', run, statement);
  const lacking = await ports.sql.query(statement, { token, deadline });
  const late = lacking.flatMap((row) => {
    const older = events.find(({ day }) => day === row['day']);
    const newer = submissions.find(({ day }) => day === row['delivered_day']);
    return older && newer && isOlder(older, newer) ? [older.day] : [];
  });
  return [...new Set(late)].sort();
}
