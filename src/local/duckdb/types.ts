import type { ColumnType, ScalarType } from '../../core/tables';

const SCALARS: Record<ScalarType, string> = {
  varchar: 'VARCHAR',
  bigint: 'BIGINT',
  boolean: 'BOOLEAN',
  double: 'DOUBLE',
  'timestamp(3)': 'TIMESTAMP_MS',
};

/** The type that DuckDB has for one of Athena's. */
export function duckdbType(type: ColumnType): string {
  if (typeof type === 'string') return SCALARS[type];
  if ('map' in type) return `MAP(${SCALARS[type.map[0]]}, ${SCALARS[type.map[1]]})`;
  if ('array' in type) return `${duckdbType(type.array)}[]`;
  return `STRUCT(${type.row.map(([name, field]) => `"${name}" ${duckdbType(field)}`).join(', ')})`;
}
