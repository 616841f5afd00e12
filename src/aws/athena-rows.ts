/** Athena's result pages as typed rows. */
import type { ColumnInfo, GetQueryResultsCommandOutput, Row } from '@aws-sdk/client-athena';
import type { SqlRow, SqlValue } from '../core/ports';

const toNumber = (text: string): SqlValue => Number(text);

/** Beyond 2^53 a number would be another one: such values stay text. */
const toInteger = (text: string): SqlValue =>
  Number.isSafeInteger(Number(text)) ? Number(text) : text;

/** By Athena's type names in ColumnInfo; `real` is reported as `float`. Others are text. */
const READERS: Record<string, (text: string) => SqlValue> = {
  tinyint: toInteger,
  smallint: toInteger,
  integer: toInteger,
  bigint: toInteger,
  float: toNumber,
  real: toNumber,
  double: toNumber,
  decimal: toNumber,
  boolean: (text) => text === 'true',
};

/** A value that Athena left out is NULL. */
function valueOf(text: string | undefined, type: string | undefined): SqlValue {
  if (text === undefined) return null;
  return READERS[type ?? '']?.(text) ?? text;
}

const rowOf = (columns: readonly ColumnInfo[], row: Row): SqlRow =>
  Object.fromEntries(
    columns.map(({ Name, Type }, place) => [
      Name ?? `_col${place}`,
      valueOf(row.Data?.[place]?.VarCharValue, Type),
    ]),
  );

/**
 * The rows of one page of a SELECT. The first row of the first page repeats the column names
 * (Athena API reference, GetQueryResults) and is left out.
 */
export function rowsOf(page: GetQueryResultsCommandOutput, isFirstPage: boolean): SqlRow[] {
  const columns = page.ResultSet?.ResultSetMetadata?.ColumnInfo ?? [];
  const rows = page.ResultSet?.Rows ?? [];
  return rows.slice(isFirstPage ? 1 : 0).map((row) => rowOf(columns, row));
}
