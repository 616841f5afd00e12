/** Glue's partitions behind `aws-sdk-client-mock`, as its API reference describes them. */
import {
  BatchDeletePartitionCommand,
  type BatchDeletePartitionRequest,
  CreatePartitionCommand,
  type CreatePartitionRequest,
  GetPartitionCommand,
  type GetPartitionRequest,
  GetPartitionsCommand,
  type GetPartitionsRequest,
  GetTableCommand,
  type GetTableRequest,
  GlueClient,
  UpdatePartitionCommand,
  type UpdatePartitionRequest,
} from '@aws-sdk/client-glue';
import { mockClient } from 'aws-sdk-client-mock';
import type { Clock } from '../../src/core/ports';
import { awsError, CallLog } from './faults';
import {
  createPartition,
  dropPartitions,
  findPartition,
  type GlueTable,
  listPartitions,
  type Undroppable,
  updatePartition,
} from './glue-tables';

export interface GlueStandIn {
  client: GlueClient;
  log: CallLog;
  tables: Map<string, GlueTable>;
  undroppable: Undroppable;
}

/** @param page_size partitions per page of GetPartitions */
export function glueStandIn(options: {
  database: string;
  tables: Map<string, GlueTable>;
  clock: Clock;
  page_size?: number;
}): GlueStandIn {
  const client = new GlueClient({ region: 'eu-west-1' });
  const mock = mockClient(client);
  const glue: GlueStandIn = {
    client,
    log: new CallLog(),
    tables: options.tables,
    undroppable: new Map(),
  };
  const run = (
    command: string,
    input: { DatabaseName: string | undefined },
    name: string | undefined,
    effect: (table: GlueTable) => object,
  ): Promise<object> =>
    glue.log.run(command, input, () => {
      const table =
        input.DatabaseName === options.database ? glue.tables.get(name ?? '') : undefined;
      if (!table)
        throw awsError(
          'EntityNotFoundException',
          `Entity Not Found (Table ${String(name)} not found.)`,
        );
      return effect(table);
    });

  mock.on(GetTableCommand).callsFake((input: GetTableRequest) =>
    run('GetTable', input, input.Name, ({ descriptor }) => ({
      Table: { Name: input.Name, StorageDescriptor: descriptor },
    })),
  );
  mock.on(GetPartitionCommand).callsFake((input: GetPartitionRequest) =>
    run('GetPartition', input, input.TableName, (table) => ({
      Partition: findPartition(table, input.PartitionValues),
    })),
  );
  mock
    .on(GetPartitionsCommand)
    .callsFake((input: GetPartitionsRequest) =>
      run('GetPartitions', input, input.TableName, (table) =>
        listPartitions(table, input, options.page_size ?? 100),
      ),
    );
  mock
    .on(CreatePartitionCommand)
    .callsFake((input: CreatePartitionRequest) =>
      run('CreatePartition', input, input.TableName, (table) =>
        createPartition(table, input.PartitionInput!, options.clock.now()),
      ),
    );
  mock
    .on(UpdatePartitionCommand)
    .callsFake((input: UpdatePartitionRequest) =>
      run('UpdatePartition', input, input.TableName, (table) => updatePartition(table, input)),
    );
  mock
    .on(BatchDeletePartitionCommand)
    .callsFake((input: BatchDeletePartitionRequest) =>
      run('BatchDeletePartition', input, input.TableName, (table) =>
        dropPartitions(glue.undroppable, table, input),
      ),
    );
  return glue;
}
