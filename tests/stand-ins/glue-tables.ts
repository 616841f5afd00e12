/** Glue's tables and partitions in memory: what each call does to them. */
import type {
  BatchDeletePartitionRequest,
  ErrorDetail,
  GetPartitionsRequest,
  Partition,
  PartitionError,
  PartitionInput,
  StorageDescriptor,
  UpdatePartitionRequest,
} from '@aws-sdk/client-glue';
import { awsError } from './faults';

const DELETE_LIMIT = 25;

export interface GlueTable {
  keys: readonly string[];
  descriptor: StorageDescriptor;
  /** By the partition's values joined with `/`. */
  partitions: Map<string, Partition>;
}

/** Values joined with `/` → why BatchDeletePartition keeps them, inside a successful answer. */
export type Undroppable = Map<string, ErrorDetail>;

/** A Parquet table with its columns and folder. */
const parquetTable = (location: string, keys: readonly string[]): GlueTable => ({
  keys,
  partitions: new Map(),
  descriptor: {
    Columns: [
      { Name: 'query_execution_id', Type: 'string' },
      { Name: 'data_scanned', Type: 'bigint' },
    ],
    Location: location,
    InputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
    OutputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
    SerdeInfo: {
      SerializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
    },
  },
});

/** The tables of a lake that Glue keeps partitions of. */
export const lakeTables = (lake: string): Map<string, GlueTable> =>
  new Map([
    ['submissions', parquetTable(`${lake}submissions/`, ['delivered_day'])],
    ['submissions_staging', parquetTable(`${lake}submissions/`, ['delivered_day', 'run'])],
    ['events', parquetTable(`${lake}events/`, ['day'])],
    ['events_staging', parquetTable(`${lake}events/`, ['day', 'run'])],
    ['cloudtrail_events', parquetTable(`${lake}cloudtrail_events/`, ['year', 'month'])],
    [
      'cloudtrail_events_staging',
      parquetTable(`${lake}cloudtrail_events/`, ['year', 'month', 'run']),
    ],
  ]);

const nameOf = (values: readonly string[] | undefined): string => (values ?? []).join('/');
const missing = (): Error => awsError('EntityNotFoundException', 'Cannot find partition.');

/** Registers a partition as an INSERT INTO does. */
export function registerPartition(table: GlueTable, input: PartitionInput, now: Date): void {
  table.partitions.set(nameOf(input.Values), { ...input, CreationTime: now });
}

export function findPartition(table: GlueTable, values: readonly string[] | undefined): Partition {
  const partition = table.partitions.get(nameOf(values));
  if (!partition) throw missing();
  return partition;
}

export function createPartition(table: GlueTable, input: PartitionInput, now: Date): object {
  if (input.Values?.length !== table.keys.length) {
    throw awsError(
      'InvalidInputException',
      'The number of partition keys do not match the number of partition values',
    );
  }
  if (table.partitions.has(nameOf(input.Values))) {
    throw awsError('AlreadyExistsException', 'Partition already exists.');
  }
  registerPartition(table, input, now);
  return {};
}

export function updatePartition(table: GlueTable, input: UpdatePartitionRequest): object {
  const { CreationTime } = findPartition(table, input.PartitionValueList);
  table.partitions.delete(nameOf(input.PartitionValueList));
  registerPartition(table, input.PartitionInput!, CreationTime!);
  return {};
}

const withoutColumns = ({ StorageDescriptor, ...rest }: Partition): Partition => {
  const { Columns: _Columns, ...descriptor } = StorageDescriptor ?? {};
  return { ...rest, StorageDescriptor: descriptor };
};

export function listPartitions(
  table: GlueTable,
  input: GetPartitionsRequest,
  pageSize: number,
): object {
  const from = Number(input.NextToken ?? 0);
  const page = [...table.partitions.values()].slice(from, from + pageSize);
  return {
    Partitions: input.ExcludeColumnSchema ? page.map(withoutColumns) : page,
    ...(from + pageSize < table.partitions.size && { NextToken: String(from + pageSize) }),
  };
}

export function dropPartitions(
  undroppable: Undroppable,
  table: GlueTable,
  input: BatchDeletePartitionRequest,
): { Errors?: PartitionError[] } {
  const asked = input.PartitionsToDelete ?? [];
  if (asked.length > DELETE_LIMIT) {
    throw awsError(
      'InvalidInputException',
      `Member must have length less than or equal to ${DELETE_LIMIT}`,
    );
  }
  const Errors = asked.flatMap(({ Values = [] }): PartitionError[] => {
    const ErrorDetail = undroppable.get(nameOf(Values));
    if (ErrorDetail) return [{ PartitionValues: Values, ErrorDetail }];
    if (table.partitions.delete(nameOf(Values))) return [];
    return [
      {
        PartitionValues: Values,
        ErrorDetail: { ErrorCode: 'EntityNotFoundException', ErrorMessage: 'Partition not found.' },
      },
    ];
  });
  return Errors.length > 0 ? { Errors } : {};
}
