import type { FileStore, PublishedPartition } from '../core/ports';
import { runStart } from '../core/run-id';

/** A collection may take as long as its state machine lets it: 86,400 s. */
const LONGEST_RUN_MS = 24 * 60 * 60 * 1000;

/**
 * True if a run of LookupEvents may have written below the delivered day after it was published: then
 * the day has to be read again. A trail's days are complete when they are over; these are when the
 * last run that writes to them has ended, and a past day may be collected at any time. It goes by the
 * names of the ledger's records, which hold when their runs began.
 */
export async function isLookedUpSince(
  files: FileStore,
  { day, published_at }: PublishedPartition,
): Promise<boolean> {
  const safe = published_at.getTime() - LONGEST_RUN_MS;
  for await (const { key } of files.list(`ledger/day=${day}/job=lookup/`)) {
    const run = /([^/]+)\.json$/.exec(key)?.[1] ?? '';
    if ((runStart(run)?.getTime() ?? Infinity) > safe) return true;
  }
  return false;
}
