/** A Glue table in Trino's words: what stands in the resource decides. */
import type { Column, TableInput } from '@aws-sdk/client-glue';
import { trinoType } from './hive-type';
import { listOf, quoted } from './literals';

type Properties = Record<string, string>;

const FORMATS: Record<string, string> = {
  'org.openx.data.jsonserde.JsonSerDe': 'OPENX_JSON',
  'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe': 'PARQUET',
};

function withClause(properties: Properties): string {
  const items = Object.entries(properties).map(([name, value]) => `${name} = ${value}`);
  return items.length === 0 ? '' : ` WITH (${items.join(', ')})`;
}

/** The projection of a partition, from Athena's parameters of the table to Trino's of the column. */
function projection(table: TableInput, column: string): Properties {
  const of = (name: string): string | undefined =>
    table.Parameters?.[`projection.${column}.${name}`];
  const [type, format, range] = [of('type'), of('format'), of('range')];
  const [interval, unit] = [of('interval'), of('interval.unit')];
  return {
    ...(type && { partition_projection_type: quoted(type) }),
    ...(format && { partition_projection_format: quoted(format) }),
    ...(range && { partition_projection_range: listOf(range.split(',')) }),
    ...(interval && { partition_projection_interval: interval }),
    ...(unit && { partition_projection_interval_unit: quoted(unit) }),
  };
}

const line = ({ Name, Type = '' }: Column, properties: Properties = {}): string =>
  `"${String(Name)}" ${trinoType(Type)}${withClause(properties)}`;

/**
 * CREATE TABLE with the resource's columns, types, SerDe and projection.
 * @param place Trino's name of a location in S3
 */
export function createTable(table: TableInput, place: (location: string) => string): string {
  const { Name = '', PartitionKeys = [], Parameters = {}, StorageDescriptor = {} } = table;
  const { Columns = [], Location = '', SerdeInfo } = StorageDescriptor;
  const format = FORMATS[SerdeInfo?.SerializationLibrary ?? ''];
  if (format === undefined) throw new Error(`${Name}: Trino's name of the SerDe is not known.`);
  const template = Parameters['storage.location.template'];
  const columns = [
    ...Columns.map((column) => line(column)),
    ...PartitionKeys.map((key) => line(key, projection(table, key.Name ?? ''))),
  ];
  return `CREATE TABLE "${Name}" (\n  ${columns.join(',\n  ')}\n)${withClause({
    format: quoted(format),
    external_location: quoted(place(Location)),
    partitioned_by: listOf(PartitionKeys.map((key) => key.Name ?? '')),
    ...(Parameters['projection.enabled'] === 'true' && { partition_projection_enabled: 'true' }),
    ...(template && { partition_projection_location_template: quoted(place(template)) }),
  })}`;
}
