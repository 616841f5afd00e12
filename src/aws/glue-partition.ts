/** What a Glue partition of the lake says: which day, which run, since when. */
import type { Partition, PartitionInput, StorageDescriptor } from '@aws-sdk/client-glue';
import { InvalidConfig } from '../core/errors';
import { DAY_KEY, parseRunKey, runPrefix } from '../core/lake';
import type { PublishedPartition, PublishedTable, StagedPartition } from '../core/ports';

/** Partition parameter that says when the run was published, ISO-8601 UTC. */
const PUBLISHED_AT = 'published_at';

const timeOf = (text: string | undefined): Date | null => {
  const time = new Date(text ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? null : time;
};

const slashed = (location: string): string => (location.endsWith('/') ? location : `${location}/`);

/**
 * Reads a partition of `submissions` or `events`.
 * @param lakeLocation `s3://BUCKET/`
 * @param now stands for a time of publication that Glue does not know: too late is the safe side,
 * since superseded runs are swept by it
 * @throws InvalidConfig if the partition does not point at a run of this lake
 */
export function publishedOf(
  table: PublishedTable,
  partition: Partition,
  lakeLocation: string,
  now: Date,
): PublishedPartition {
  const day = partition.Values?.[0] ?? '';
  const location = slashed(partition.StorageDescriptor?.Location ?? '');
  const key = location.startsWith(lakeLocation) ? location.slice(lakeLocation.length) : '';
  const run = parseRunKey(table, key);
  if (run?.day === day) {
    const published_at =
      timeOf(partition.Parameters?.[PUBLISHED_AT]) ?? partition.CreationTime ?? now;
    return { ...run, published_at };
  }
  throw new InvalidConfig(
    `Partition ${DAY_KEY[table]}=${day} of ${table} points at ${location}, which is no run of it in ${lakeLocation}; ` +
      'correct LEDGER_BUCKET, or drop the partition and build the day again.',
  );
}

/** Reads a partition of a staging table, whose keys are the day and the run. */
export const stagedOf = ({ Values: [day = '', run = ''] = [] }: Partition): StagedPartition => ({
  day,
  run,
});

/** The partition that publishes a run: the table's own columns and format, the run's files. */
export function publishing(
  table: PublishedTable,
  staged: StagedPartition,
  descriptor: StorageDescriptor,
  lakeLocation: string,
  now: Date,
): PartitionInput {
  const Location = `${lakeLocation}${runPrefix(table, staged.day, staged.run)}`;
  return {
    Values: [staged.day],
    StorageDescriptor: { ...descriptor, Location },
    Parameters: { [PUBLISHED_AT]: now.toISOString() },
  };
}
