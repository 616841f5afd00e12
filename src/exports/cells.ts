/** Events as the cells of a report: the columns of the table, in its order. */
import type { SqlRow, SqlValue } from '../core/ports';
import { EVENTS, type ColumnType } from '../core/tables';

export type Cell = SqlValue | Record<string, string>;

const COLUMNS = [...EVENTS.columns, ...EVENTS.partitions];

/** Names of a report's columns, in order: those of the table `events`, its day last. */
export const COLUMN_NAMES: readonly string[] = COLUMNS.map(({ name }) => name);

/** A time stamp of any engine, in UTC: `2026-03-01 10:00:00.000`, or the same in ISO-8601. */
export const instantOf = (text: string): number =>
  Date.parse(text.endsWith('Z') ? text : `${text.replace(' ', 'T')}Z`);

/** A map by its keys: engines keep them in orders of their own. */
function sorted(json: string): Record<string, string> {
  const map = JSON.parse(json) as Record<string, string>;
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function cellOf(type: ColumnType, value: SqlValue): Cell {
  if (typeof value !== 'string') return value;
  if (typeof type === 'object') return sorted(value);
  return type === 'timestamp(3)' ? new Date(instantOf(value)).toISOString() : value;
}

/** @param row of sql/events.sql */
export const cellsOf = (row: SqlRow): Cell[] =>
  COLUMNS.map(({ name, type }) => cellOf(type, row[name] ?? null));
