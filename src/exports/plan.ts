/** Which hours a job reports. */
import { addDays, dayOf, dayRange, startOfDay } from '../core/days';
import { latestLedger } from '../core/ledger';
import type { Catalog, Clock, FileStore, PublishedPartition } from '../core/ports';
import type { ExportState, Slice } from './job-state';
import { beginningOfHour, hoursBeginning, hoursOfDay, type Hour } from './hours';
import { timeZone, type TimeZone } from './time-zone';

const DAY_MS = 86_400_000;

/** As far back as the schedule looks for days that were built and not exported. */
const LOOK_BACK_DAYS = 31;

const iso = (instant: number): string => new Date(instant).toISOString();
const dayAt = (instant: number): string => dayOf(new Date(instant));

/** The UTC days, or parts of them, that make up some local days. */
export function slicesOfDays(zone: TimeZone, from: string, to: string): Slice[] {
  const hours = dayRange(from, to).flatMap((day) => hoursOfDay(zone, day));
  const [first, last] = [hours[0], hours.at(-1)];
  if (!first || !last) return [];
  return dayRange(dayAt(first.from), dayAt(last.to - 1)).map((day) => {
    const start = startOfDay(day).getTime();
    const [begin, end] = [Math.max(start, first.from), Math.min(start + DAY_MS, last.to)];
    return { day, from: iso(begin), to: iso(end) };
  });
}

/** A whole UTC day, with the hour of the zone that it begins in the middle of. */
function sliceOfUtcDay(zone: TimeZone, day: string): Slice {
  const start = startOfDay(day).getTime();
  return { day, from: iso(beginningOfHour(zone, start)), to: iso(start + DAY_MS) };
}

/** An export reads what is published, and publishes nothing. */
export type PublishedDays = Pick<Catalog, 'published' | 'listPublished'>;

/** UTC days that an hour has a part in: two, where a zone's hours do not begin with UTC's. */
const daysOf = ({ from, to }: Hour): string[] => dayRange(dayAt(from), dayAt(to - 1));

/** True unless the day was not built, or was built when it had begun and the hour was not over. */
function isKnown(published: PublishedPartition | null | undefined, hour: Hour): boolean {
  if (!published) return false;
  const built = published.published_at.getTime();
  return built >= hour.to || built < startOfDay(published.day).getTime();
}

/**
 * The hours of a slice, and whether each can be reported: it was over when the events of its day, or of
 * both its days, were published. Before that it is not known to be empty or complete.
 */
export async function hoursOfSlice(
  catalog: Pick<PublishedDays, 'published'>,
  zone: TimeZone,
  { from, to }: Slice,
): Promise<{ ready: Hour[]; missing: number }> {
  const hours = hoursBeginning(zone, { from: Date.parse(from), to: Date.parse(to) });
  const published = new Map<string, PublishedPartition | null>();
  for (const day of new Set(hours.flatMap(daysOf)))
    published.set(day, await catalog.published('events', day));
  const ready = hours.filter((hour) =>
    daysOf(hour).every((day) => isKnown(published.get(day), hour)),
  );
  return { ready, missing: hours.length - ready.length };
}

export interface DuePorts {
  catalog: PublishedDays;
  files: FileStore;
  clock: Clock;
}

/** What a finished record says of the reports that it wrote. */
export const reportsOf = ({ format, time_zone }: Pick<ExportState, 'format' | 'time_zone'>) =>
  `${format}, hours of ${time_zone}`;

async function isDue(
  ports: DuePorts,
  partition: PublishedPartition,
  job: Pick<ExportState, 'format' | 'time_zone'>,
  where: { account_id: string; region: string },
): Promise<boolean> {
  const { day, published_at } = partition;
  const record = await latestLedger(ports.files, day, 'exports', where.account_id, where.region);
  if (record?.outcome !== 'done' || record.message !== reportsOf(job)) return true;
  if (Date.parse(record.started_at) < published_at.getTime()) return true;
  const zone = timeZone(job.time_zone);
  const { ready } = await hoursOfSlice(ports.catalog, zone, sliceOfUtcDay(zone, day));
  return ready.length > (record.counts['hours'] ?? 0);
}

/**
 * UTC days whose events were published, in the last month, after their reports were written. It goes
 * by what is published: the work of a job that died half-way, and days built by hand, are found too.
 */
export async function dueSlices(
  ports: DuePorts,
  job: Pick<ExportState, 'format' | 'time_zone'>,
  where: { account_id: string; region: string },
): Promise<Slice[]> {
  const since = addDays(dayOf(ports.clock.now()), -LOOK_BACK_DAYS);
  const zone = timeZone(job.time_zone);
  const due: Slice[] = [];
  for (const partition of await ports.catalog.listPublished('events')) {
    if (dayOf(partition.published_at) < since) continue;
    if (await isDue(ports, partition, job, where)) due.push(sliceOfUtcDay(zone, partition.day));
  }
  return due.sort((a, b) => (a.day < b.day ? -1 : 1));
}
