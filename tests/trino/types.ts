/** Which type of DuckDB an answer must have where Trino's has this one: the mapping, in one place. */

/** Trino's type without the length of a varchar, which DuckDB does not know. */
const SAME: Record<string, readonly string[]> = {
  varchar: ['VARCHAR'],
  // Sums of BIGINT are HUGEINT on DuckDB; a value beyond BIGINT would end the statement on Trino.
  bigint: ['BIGINT', 'HUGEINT'],
  integer: ['INTEGER'],
  double: ['DOUBLE'],
  boolean: ['BOOLEAN'],
  date: ['DATE'],
  'timestamp(3)': ['TIMESTAMP_MS'],
};

const MAP = /^map\((\w+), (\w+)\)$/;
const ARRAY = /^array\((.+)\)$/;
const DECIMAL = /^decimal\((\d+), ?(\d+)\)$/;

/** DuckDB's types that agree with one of Trino's; none if the type is not in the mapping. */
export function duckdbTypesOf(trino: string): readonly string[] {
  const plain = trino.replace(/^varchar\(\d+\)/, 'varchar');
  const [, key, value] = MAP.exec(plain) ?? [];
  if (key !== undefined && value !== undefined)
    return duckdbTypesOf(key).flatMap((k) => duckdbTypesOf(value).map((v) => `MAP(${k}, ${v})`));
  const [, item] = ARRAY.exec(plain) ?? [];
  if (item !== undefined) return duckdbTypesOf(item).map((type) => `${type}[]`);
  const [, digits, scale] = DECIMAL.exec(plain) ?? [];
  if (digits !== undefined) return [`DECIMAL(${digits},${scale ?? 0})`];
  return SAME[plain] ?? [];
}
