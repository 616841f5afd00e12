/**
 * One definition of every column: the tables of Glue, DuckDB and docs/tables.md are made from it.
 * Types are Athena's.
 */
export type ScalarType = 'varchar' | 'bigint' | 'boolean' | 'double' | 'timestamp(3)';
export type ColumnType =
  | ScalarType
  | { map: readonly [ScalarType, ScalarType] }
  | { array: ColumnType }
  | { row: readonly (readonly [name: string, type: ColumnType])[] };

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** Where the value comes from. */
  readonly source: string;
  /** What it means; units and what null says. */
  readonly meaning: string;
}

export interface Table {
  readonly name: string;
  readonly purpose: string;
  readonly columns: readonly Column[];
  readonly partitions: readonly Column[];
}

/** Builds a column; the order of the arguments is the order of docs/tables.md. */
export const column = (
  name: string,
  type: ColumnType,
  source: string,
  meaning: string,
): Column => ({ name, type, source, meaning });

/** The type as Athena and Trino write it in SQL. */
export function athenaType(type: ColumnType): string {
  if (typeof type === 'string') return type;
  if ('map' in type) return `map(${type.map[0]}, ${type.map[1]})`;
  if ('array' in type) return `array(${athenaType(type.array)})`;
  return `row(${type.row.map(([name, field]) => `${name} ${athenaType(field)}`).join(', ')})`;
}
