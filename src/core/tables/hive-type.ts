import type { ColumnType, ScalarType } from './column';

const SCALARS: Record<ScalarType, string> = {
  varchar: 'string',
  bigint: 'bigint',
  boolean: 'boolean',
  double: 'double',
  // Athena reads and writes Hive's timestamps in milliseconds.
  'timestamp(3)': 'timestamp',
};

/**
 * The type as Glue's catalog writes it: Hive's names, lower case
 * (Athena user guide, "Data types in Amazon Athena").
 */
export function hiveType(type: ColumnType): string {
  if (typeof type === 'string') return SCALARS[type];
  if ('map' in type) return `map<${type.map.map((scalar) => SCALARS[scalar]).join(',')}>`;
  if ('array' in type) return `array<${hiveType(type.array)}>`;
  const fields = type.row.map(([name, field]) => `${name.toLowerCase()}:${hiveType(field)}`);
  return `struct<${fields.join(',')}>`;
}
