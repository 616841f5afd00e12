import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api';

export type JsonValue =
  string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };

/** Milliseconds since 1970, of any of DuckDB's time stamps; null for other values. */
function epochMillis(value: DuckDBValue): bigint | null {
  if (value instanceof DuckDBTimestampMillisecondsValue) return value.millis;
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) {
    return value.micros / 1_000n;
  }
  if (value instanceof DuckDBTimestampNanosecondsValue) return value.nanos / 1_000_000n;
  if (value instanceof DuckDBTimestampSecondsValue) return value.seconds * 1_000n;
  return null;
}

/**
 * A value as JSON has it: numbers are numbers (beyond 2^53: strings), time stamps ISO-8601 with `Z`,
 * maps and rows objects.
 */
export function toJson(value: DuckDBValue): JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') {
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  }
  const millis = epochMillis(value);
  if (millis !== null) return new Date(Number(millis)).toISOString();
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBListValue) return value.items.map(toJson);
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(
      Object.entries(value.entries).map(([name, item]) => [name, toJson(item)]),
    );
  }
  if (value instanceof DuckDBMapValue) {
    return Object.fromEntries(
      value.entries.map(({ key, value: item }) => [String(key), toJson(item)]),
    );
  }
  if (value instanceof DuckDBDateValue) return value.toString();
  return value.toString();
}

/** Rows by column name. */
export const rowObjects = (
  columns: readonly string[],
  rows: readonly (readonly JsonValue[])[],
): Record<string, JsonValue>[] =>
  rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i] ?? null])));
