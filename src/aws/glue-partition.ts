/** What a Glue partition of the lake says: which day or month, which run, since when. */
import type { Partition, PartitionInput, StorageDescriptor } from '@aws-sdk/client-glue';
import { InvalidConfig } from '../core/errors';
import {
  parseRunKey,
  partitionOf,
  partitionPrefix,
  partitionValues,
  runPrefix,
} from '../core/lake';
import type { PublishedPartition, PublishedTable, StagedPartition } from '../core/ports';

/** Partition parameter that says when the run was published, ISO-8601 UTC. */
const PUBLISHED_AT = 'published_at';

const timeOf = (text: string | undefined): Date | null => {
  const time = new Date(text ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? null : time;
};

const slashed = (location: string): string => (location.endsWith('/') ? location : `${location}/`);

/**
 * Reads a partition of a published table.
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
  const day = partitionOf(table, partition.Values ?? []);
  const location = slashed(partition.StorageDescriptor?.Location ?? '');
  const key = location.startsWith(lakeLocation) ? location.slice(lakeLocation.length) : '';
  const run = parseRunKey(table, key);
  if (run?.day === day) {
    const published_at =
      timeOf(partition.Parameters?.[PUBLISHED_AT]) ?? partition.CreationTime ?? now;
    return { ...run, published_at };
  }
  throw new InvalidConfig(
    `Partition ${partitionPrefix(table, day).slice(table.length + 1, -1)} of ${table} points at ${location}, which is no run of it in ${lakeLocation}; ` +
      'correct LEDGER_BUCKET, or drop the partition and build it again.',
  );
}

/** Reads a partition of a staging table, whose keys are those of the published one and the run. */
export const stagedOf = (table: PublishedTable, { Values = [] }: Partition): StagedPartition => ({
  day: partitionOf(table, Values),
  run: Values.at(-1) ?? '',
});

/** The values of a staging partition's keys. */
export const stagedValues = (table: PublishedTable, { day, run }: StagedPartition): string[] => [
  ...partitionValues(table, day),
  run,
];

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
    Values: partitionValues(table, staged.day),
    StorageDescriptor: { ...descriptor, Location },
    Parameters: { [PUBLISHED_AT]: now.toISOString() },
  };
}
