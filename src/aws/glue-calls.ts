/** Calls to one Glue database: patient, explained when they fail, lists read to the last page. */
import {
  BatchDeletePartitionCommand,
  CreatePartitionCommand,
  GetPartitionCommand,
  GetPartitionsCommand,
  GetTableCommand,
  type GlueClient,
  type Partition,
  type PartitionError,
  type PartitionInput,
  type StorageDescriptor,
  UpdatePartitionCommand,
} from '@aws-sdk/client-glue';
import { AwsCallFailed } from '../core/errors';
import type { Clock } from '../core/ports';
import { callFailed, errorName } from './call-failed';
import { retrying } from './retry';

export interface GlueDatabase {
  client: GlueClient;
  clock: Clock;
  database: string;
}

const MISSING = 'EntityNotFoundException';
const EXISTS = 'AlreadyExistsException';

type Known = typeof MISSING | typeof EXISTS;

const targetOf = ({ database }: GlueDatabase, table: string): string =>
  `table ${table} of database ${database}`;

/** Answers null for an error that the caller expects. @throws AwsCallFailed for every other */
async function send<T>(
  glue: GlueDatabase,
  call: string,
  table: string,
  request: () => Promise<T>,
  expected?: Known,
): Promise<T | null> {
  try {
    return await retrying(glue.clock, request);
  } catch (error) {
    if (errorName(error) === expected) return null;
    const advice =
      errorName(error) === MISSING
        ? 'Check LEDGER_DATABASE and deploy its tables.'
        : 'Run the job again; what is published is unchanged.';
    throw callFailed({ action: `glue:${call}`, target: targetOf(glue, table), advice }, error);
  }
}

/** Columns, SerDe and formats of a table. @throws AwsCallFailed, also if there is no such table */
export async function descriptorOf(glue: GlueDatabase, table: string): Promise<StorageDescriptor> {
  const command = new GetTableCommand({ DatabaseName: glue.database, Name: table });
  const answer = await send(glue, 'GetTable', table, () => glue.client.send(command));
  const descriptor = answer?.Table?.StorageDescriptor;
  if (descriptor) return descriptor;
  throw new AwsCallFailed(
    `glue:GetTable answered without the columns of ${targetOf(glue, table)}; deploy its tables again.`,
  );
}

/** Null if there is no such partition; Glue says the same of a missing table, which throws here. */
export async function partitionOf(
  glue: GlueDatabase,
  table: string,
  values: string[],
): Promise<Partition | null> {
  const command = new GetPartitionCommand({
    DatabaseName: glue.database,
    TableName: table,
    PartitionValues: values,
  });
  const answer = await send(glue, 'GetPartition', table, () => glue.client.send(command), MISSING);
  if (!answer) await descriptorOf(glue, table);
  return answer?.Partition ?? null;
}

/** Every partition of a table, without its columns (they repeat the table's, once per partition). */
export async function partitionsOf(glue: GlueDatabase, table: string): Promise<Partition[]> {
  const found: Partition[] = [];
  let NextToken: string | undefined;
  do {
    const command = new GetPartitionsCommand({
      DatabaseName: glue.database,
      TableName: table,
      ExcludeColumnSchema: true,
      NextToken,
    });
    const page = await send(glue, 'GetPartitions', table, () => glue.client.send(command));
    found.push(...(page?.Partitions ?? []));
    NextToken = page?.NextToken;
  } while (NextToken);
  return found;
}

/** False if there is no such partition to change. */
export async function updatePartition(
  glue: GlueDatabase,
  table: string,
  input: PartitionInput,
): Promise<boolean> {
  const command = new UpdatePartitionCommand({
    DatabaseName: glue.database,
    TableName: table,
    PartitionValueList: input.Values,
    PartitionInput: input,
  });
  return (
    (await send(glue, 'UpdatePartition', table, () => glue.client.send(command), MISSING)) !== null
  );
}

/** False if the partition exists already. */
export async function createPartition(
  glue: GlueDatabase,
  table: string,
  input: PartitionInput,
): Promise<boolean> {
  const command = new CreatePartitionCommand({
    DatabaseName: glue.database,
    TableName: table,
    PartitionInput: input,
  });
  return (
    (await send(glue, 'CreatePartition', table, () => glue.client.send(command), EXISTS)) !== null
  );
}

/** Deletes at most 25 partitions. @returns those that Glue kept, out of its successful answer */
export async function deletePartitions(
  glue: GlueDatabase,
  table: string,
  values: readonly string[][],
): Promise<PartitionError[]> {
  const command = new BatchDeletePartitionCommand({
    DatabaseName: glue.database,
    TableName: table,
    PartitionsToDelete: values.map((Values) => ({ Values })),
  });
  const answer = await send(glue, 'BatchDeletePartition', table, () => glue.client.send(command));
  return (answer?.Errors ?? []).filter(({ ErrorDetail }) => ErrorDetail?.ErrorCode !== MISSING);
}
