/** Rows on standard output: a table for people, JSON and CSV for programs. */
import { csv } from '../core/csv';
import type { Format } from './options';
import { renderTable, type Printable } from './table';

const asObject = (columns: readonly string[], row: readonly unknown[]): Record<string, unknown> =>
  Object.fromEntries(columns.map((name, i) => [name, row[i]]));

/** JSON: one array of objects. CSV: RFC 4180 with a header, as reports have it. */
export function render(selection: Printable, format: Format): string {
  const { columns, rows } = selection;
  if (format === 'table') {
    return `${renderTable(selection)}\n${rows.length === 1 ? '1 row' : `${rows.length} rows`}\n`;
  }
  if (format === 'csv') return csv([columns, ...rows]);
  const lines = rows.map((row) => JSON.stringify(asObject(columns, row)));
  return lines.length > 0 ? `[\n${lines.join(',\n')}\n]\n` : '[]\n';
}
