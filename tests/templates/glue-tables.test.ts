import { TABLES, type Column } from '../../src/core/tables';
import { hiveType } from '../../src/core/tables/hive-type';
import { readTemplate, resourcesOf } from './template';

interface GlueColumn {
  Name: string;
  Type: string;
}
interface TableInput {
  Name: string;
  TableType: string;
  Parameters: Record<string, unknown>;
  PartitionKeys: GlueColumn[];
  StorageDescriptor: { Columns: GlueColumn[]; Location: { Sub?: string } };
}

const tables = Object.values(resourcesOf(readTemplate('template-main.yaml'), 'AWS::Glue::Table'))
  .map(({ Properties }) => Properties['TableInput'] as TableInput)
  .filter(({ TableType }) => TableType === 'EXTERNAL_TABLE');
const named = (name: string): TableInput => tables.find((table) => table.Name === name)!;
const columns = (of: readonly Column[]): GlueColumn[] =>
  of.map(({ name, type }) => ({ Name: name, Type: hiveType(type) }));

test('the template has the tables of the code', () => {
  expect(tables.map(({ Name }) => Name)).toEqual(TABLES.map(({ name }) => name));
});

test.each(TABLES.map((table) => [table.name, table] as const))(
  '%s has the columns and the partition keys of the code',
  (name, table) => {
    expect(named(name).StorageDescriptor.Columns).toEqual(columns(table.columns));
    expect(named(name).PartitionKeys).toEqual(columns(table.partitions));
  },
);

test.each(['submissions', 'events', 'cloudtrail_events'])(
  '%s and its staging table share folder and format',
  (name) => {
    const [published, staging] = [named(name), named(`${name}_staging`)];
    expect(published.StorageDescriptor.Location).toEqual({ Sub: `s3://\${Bucket}/${name}/` });
    expect(staging.StorageDescriptor).toEqual(published.StorageDescriptor);
    expect(published.Parameters).toMatchObject({ 'parquet.compression': 'ZSTD' });
  },
);

test('INSERT INTO never meets a table with partition projection: Athena ignores its template', () => {
  const projected = tables.filter((table) => 'projection.enabled' in table.Parameters);
  expect(projected.map(({ Name }) => Name)).toEqual(['history', 'cloudtrail', 'ledger']);
});
