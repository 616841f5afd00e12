/** What is built of a day before it is over: readers have it, and it binds nobody. */
import { isSettled, startOfDay } from './days';
import type { Catalog, PublishedTable } from './ports';

/** The note in the ledger; null for a day that is over. */
export const provisionally = (day: string, now: Date): string | null =>
  isSettled(day, now) || now < startOfDay(day)
    ? null
    : 'provisional: the day is not over, and is built again';

/**
 * True if what is published of the day is provisional: the next run may hold less. A call may turn out
 * to be another day's when the history has come; a file that was read twice counts once again.
 */
export async function isReplaceable(
  { catalog }: { catalog: Catalog },
  table: PublishedTable,
  day: string,
): Promise<boolean> {
  const published = await catalog.published(table, day);
  return published !== null && provisionally(day, published.published_at) !== null;
}
