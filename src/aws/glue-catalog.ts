/** The Catalog on Glue: publishing is one call that moves a partition's location to a run. */
import type { GlueClient, PartitionError, PartitionInput } from '@aws-sdk/client-glue';
import { AwsCallFailed } from '../core/errors';
import { partitionValues } from '../core/lake';
import type { Catalog, Clock, PublishedTable, StagedPartition } from '../core/ports';
import { oneLine } from './call-failed';
import {
  createPartition,
  deletePartitions,
  descriptorOf,
  type GlueDatabase,
  partitionOf,
  partitionsOf,
  updatePartition,
} from './glue-calls';
import { publishedOf, publishing, stagedOf, stagedValues } from './glue-partition';
import { isPassing, retrying } from './retry';

/** BatchDeletePartition takes no more (Glue API reference). */
const DELETE_BATCH = 25;

export interface GlueCatalogOptions {
  client: GlueClient;
  clock: Clock;
  database: string;
  /** `s3://BUCKET/` */
  lakeLocation: string;
}

/** Moves the partition, or makes it; whichever of two writers comes second moves it after all. */
async function point(glue: GlueDatabase, table: string, input: PartitionInput): Promise<void> {
  if (await updatePartition(glue, table, input)) return;
  if (await createPartition(glue, table, input)) return;
  if (await updatePartition(glue, table, input)) return;
  throw new AwsCallFailed(
    `Partition ${String(input.Values)} of table ${table} was made and dropped by others meanwhile; run the job again.`,
  );
}

function dropFailed(table: string, kept: readonly PartitionError[]): AwsCallFailed {
  const { ErrorDetail, PartitionValues } = kept[0] ?? {};
  const reason = `${ErrorDetail?.ErrorCode ?? 'no code'}: ${oneLine(ErrorDetail?.ErrorMessage ?? 'no message')}`;
  return new AwsCallFailed(
    `glue:BatchDeletePartition kept ${kept.length} partitions of table ${table}, among them ` +
      `${PartitionValues?.join('/') ?? 'one without values'} (${reason}). ` +
      'Correct the cause; the next run drops them.',
  );
}

const isForTheMoment = ({ ErrorDetail }: PartitionError): boolean =>
  isPassing(ErrorDetail?.ErrorCode ?? '');

/** Drops one batch; what Glue kept only for the moment is asked again, what it kept for good throws. */
async function dropBatch(
  glue: GlueDatabase,
  published: PublishedTable,
  batch: readonly StagedPartition[],
): Promise<void> {
  const table = `${published}_staging`;
  let left = batch.map((partition) => stagedValues(published, partition));
  let passing = false;
  const drop = async (): Promise<void> => {
    passing = false;
    const kept = await deletePartitions(glue, table, left);
    if (kept.length === 0) return;
    passing = kept.every(isForTheMoment);
    left = kept.flatMap(({ PartitionValues }) => (PartitionValues ? [PartitionValues] : []));
    throw dropFailed(table, kept);
  };
  await retrying(glue.clock, drop, { mayPass: () => passing });
}

/**
 * Partitions of `database`'s published tables and their staging tables.
 * @throws AwsCallFailed, and InvalidConfig if a partition points outside the lake
 */
export function glueCatalog({ lakeLocation, ...glue }: GlueCatalogOptions): Catalog {
  return {
    async published(table, day) {
      const partition = await partitionOf(glue, table, partitionValues(table, day));
      return partition && publishedOf(table, partition, lakeLocation, glue.clock.now());
    },
    async listPublished(table) {
      const partitions = await partitionsOf(glue, table);
      return partitions.map((partition) =>
        publishedOf(table, partition, lakeLocation, glue.clock.now()),
      );
    },
    async publish(table, day, run) {
      const descriptor = await descriptorOf(glue, table);
      await point(
        glue,
        table,
        publishing(table, { day, run }, descriptor, lakeLocation, glue.clock.now()),
      );
    },
    async listStaged(table) {
      return (await partitionsOf(glue, `${table}_staging`)).map((one) => stagedOf(table, one));
    },
    async dropStaged(table, partitions) {
      for (let from = 0; from < partitions.length; from += DELETE_BATCH) {
        await dropBatch(glue, table, partitions.slice(from, from + DELETE_BATCH));
      }
    },
  };
}
