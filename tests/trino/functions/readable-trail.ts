/** The one table of the template that only Athena can read, made readable for Trino. */
import {
  CreateTableCommand,
  DeleteTableCommand,
  GetTableCommand,
  type GlueClient,
  type TableInput,
} from '@aws-sdk/client-glue';
import { CLOUDTRAIL, HISTORY } from '../../../src/core/tables';
import { trailFiles } from '../tables';

/** Its name then; a view over it is called `cloudtrail`. */
export const TRAIL_FILES = 'cloudtrail_files';

/** Replaces `cloudtrail` in a Glue database by {@link trailFiles} of it. */
export async function makeTrailReadable(glue: GlueClient, DatabaseName: string): Promise<void> {
  const tableOf = async (Name: string): Promise<TableInput> => {
    const { Table } = await glue.send(new GetTableCommand({ DatabaseName, Name }));
    const { PartitionKeys, Parameters, StorageDescriptor, TableType } = Table!;
    return { Name, PartitionKeys, Parameters, StorageDescriptor, TableType };
  };
  const [cloudtrail, history] = [await tableOf(CLOUDTRAIL.name), await tableOf(HISTORY.name)];
  await glue.send(new DeleteTableCommand({ DatabaseName, Name: CLOUDTRAIL.name }));
  const TableInput = trailFiles(TRAIL_FILES, cloudtrail, history);
  await glue.send(new CreateTableCommand({ DatabaseName, TableInput }));
}
