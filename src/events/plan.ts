/** Which days a job builds, and in which order. */
import { addDays, dayRange, startOfDay, yesterday } from '../core/days';
import type { Catalog, PublishedPartition } from '../core/ports';
import { LAST_DELIVERY_DAYS } from './build-events';

export interface Plan {
  /** Delivered days to read from the trail. */
  submission_days: string[];
  /** Days of events to build after that. */
  event_days: string[];
  /** Add the days that the new submissions touch. */
  with_late_days: boolean;
}

export interface PlanOptions {
  now: Date;
  /** Days before yesterday that may still change. */
  lookback_days: number;
  /** Read delivered days again that are complete already. */
  refresh: boolean;
}

/** A delivered day is complete in a run that was published after the day was over. */
const isComplete = (partition: PublishedPartition | undefined): boolean =>
  partition !== undefined && partition.published_at >= startOfDay(addDays(partition.day, 1));

const byDay = (partitions: readonly PublishedPartition[]): Map<string, PublishedPartition> =>
  new Map(partitions.map((partition) => [partition.day, partition]));

/**
 * The scheduled job: yesterday, the days before it that may still change, and every day of the last
 * month that an earlier job should have built and did not.
 */
export async function planScheduled(catalog: Catalog, options: PlanOptions): Promise<Plan> {
  const last = yesterday(options.now);
  const first = addDays(last, -options.lookback_days);
  const days = async (
    table: 'submissions' | 'events',
    isDone: (p?: PublishedPartition) => boolean,
  ) => {
    const published = byDay(await catalog.listPublished(table));
    const start = [...published.keys()].sort()[0];
    const month = dayRange(addDays(last, -LAST_DELIVERY_DAYS), last);
    return month.filter(
      (day) =>
        (day >= first || (start !== undefined && day > start)) && !isDone(published.get(day)),
    );
  };
  return {
    submission_days: await days('submissions', (p) => isComplete(p) && !options.refresh),
    event_days: await days('events', (p) => p !== undefined && p.day < first),
    with_late_days: true,
  };
}

/** Named days: their events, after every delivered day that may hold their calls. */
export async function planDays(
  catalog: Catalog,
  from: string,
  to: string,
  options: PlanOptions,
): Promise<Plan> {
  const published = byDay(await catalog.listPublished('submissions'));
  const last = [addDays(to, LAST_DELIVERY_DAYS), yesterday(options.now)].sort()[0] ?? to;
  const delivered = dayRange(addDays(from, -1), last);
  return {
    submission_days: delivered.filter((day) => options.refresh || !isComplete(published.get(day))),
    event_days: dayRange(from, to),
    with_late_days: false,
  };
}
