/** Which days a job builds, and in which order. */
import { addDays, dayOf, dayRange, isSettled, yesterday } from '../core/days';
import type { Catalog, FileStore, PublishedPartition, PublishedTable } from '../core/ports';
import { LAST_DELIVERY_DAYS } from './build-events';
import { isLookedUpSince } from './looked-up';

export interface Plan {
  /** Delivered days to read from the trail. */
  submission_days: string[];
  /** Days of events to build after that. */
  event_days: string[];
  /** Add the days that submissions published since then touch. */
  with_late_days: boolean;
  /** Of the lake's own trail, read only the files that the published run has not read. */
  only_new?: boolean;
  /** Delivered days that must have been read before the events of a day that may have its calls there. */
  needs?: string[];
  /** Superseded runs are left to another job. */
  without_sweep?: true;
}

export interface PlanOptions {
  now: Date;
  /** Days before yesterday that may still change. */
  lookback_days: number;
  /** Read delivered days again that are complete already. */
  refresh: boolean;
  /** False: there is no delivered day to read, and none is published empty. */
  has_trail: boolean;
  /** The lake, if its own trail is read, which LookupEvents fills; else absent. */
  own_trail?: FileStore | undefined;
}

/** A delivered day is complete in a run that was published well after the day was over. */
const isComplete = ({ day, published_at }: PublishedPartition): boolean =>
  isSettled(day, published_at);

/** The delivered days that have to be read (again). */
async function daysToRead(
  days: readonly string[],
  published: ByDay,
  { refresh, own_trail }: PlanOptions,
): Promise<string[]> {
  const unread: string[] = [];
  for (const day of days) {
    const partition = published.get(day);
    const complete =
      !refresh &&
      partition !== undefined &&
      isComplete(partition) &&
      !(own_trail && (await isLookedUpSince(own_trail, partition)));
    if (!complete) unread.push(day);
  }
  return unread;
}

type ByDay = ReadonlyMap<string, PublishedPartition>;

const publishedByDay = async (catalog: Catalog, table: PublishedTable): Promise<ByDay> =>
  new Map((await catalog.listPublished(table)).map((partition) => [partition.day, partition]));

/**
 * The days from `from` to `last`, and of the month before `last` those that a table lacks: days after
 * its first one, which an earlier job should have built and did not.
 */
function daysWithGaps(published: ByDay, from: string, last: string): string[] {
  const [start] = [...published.keys()].sort();
  const month = dayRange(addDays(last, -LAST_DELIVERY_DAYS), last);
  return month.filter((day) => day >= from || (start !== undefined && day > start));
}

/**
 * The scheduled job: yesterday, the days before it that may still change, and every day of the last
 * month that an earlier job should have built and did not.
 */
export async function planScheduled(catalog: Catalog, options: PlanOptions): Promise<Plan> {
  const last = yesterday(options.now);
  const first = addDays(last, -options.lookback_days);
  const submissions = await publishedByDay(catalog, 'submissions');
  const events = await publishedByDay(catalog, 'events');
  const delivered = options.has_trail ? daysWithGaps(submissions, addDays(first, -1), last) : [];
  return {
    submission_days: await daysToRead(delivered, submissions, options),
    event_days: daysWithGaps(events, first, last).filter((day) => day >= first || !events.has(day)),
    with_late_days: true,
  };
}

/** The delivered days that may hold calls of named days, as far as they exist; none without a trail. */
export function deliveredFor(
  from: string,
  to: string,
  { now, has_trail }: Pick<PlanOptions, 'now' | 'has_trail'>,
): string[] {
  const today = dayOf(now);
  const newest = to < today ? yesterday(now) : today;
  const [last = to] = [addDays(to, LAST_DELIVERY_DAYS), newest].sort();
  return has_trail ? dayRange(addDays(from, -1), last) : [];
}

/**
 * Named days: their events, after every delivered day that may hold their calls. Today's prefix is
 * read only if today is named; it is not complete, so a later job reads it again.
 */
export async function planDays(
  catalog: Catalog,
  from: string,
  to: string,
  options: PlanOptions,
): Promise<Plan> {
  const published = await publishedByDay(catalog, 'submissions');
  return {
    submission_days: await daysToRead(deliveredFor(from, to, options), published, options),
    event_days: dayRange(from, to),
    with_late_days: false,
  };
}

const HOUR_MS = 60 * 60 * 1000;

/**
 * The hourly job: the day of the last complete hour, as far as it has come. Its events are provisional
 * until the scheduled job has built the day.
 */
export function planHour({ now, has_trail }: PlanOptions): Plan {
  const day = dayOf(new Date(now.getTime() - HOUR_MS));
  return {
    submission_days: has_trail ? [day] : [],
    event_days: [day],
    with_late_days: false,
    only_new: true,
  };
}
