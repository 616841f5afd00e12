/** Rows of the engine as the columns that the page reads, each text once in the whole report. */
import type { SqlRow, SqlValue } from '../core/ports';
import { errorName, maskLiterals, maskWords, shortenKeys } from './mask';
import { COLUMNS, type Kind } from './figure-columns';
import { DIMENSIONS, type EncodedColumn, type FigureName, type SqlDetail } from './model';

/** A text as the report may hold it; null if it may not. */
function allowed(text: string, kind: Kind, detail: SqlDetail): string | null {
  const safe = shortenKeys(text);
  if (detail === 'full' || (kind !== 'sql' && kind !== 'words')) return safe;
  if (kind === 'sql') return detail === 'masked' ? maskLiterals(safe) : null;
  return detail === 'masked' ? maskWords(safe) : errorName(safe);
}

/** Numbers beyond 2^53 come as text; a sum of bytes loses its last digits then. */
const toNumber = (value: SqlValue): number | null =>
  value === null || value === '' ? null : Number(value);

/** Keeps each thing once, told apart by a key, and knows its place. */
function once<T>() {
  const places = new Map<string, number>();
  const kept: T[] = [];
  const place = (key: string, thing: T): number => {
    let at = places.get(key);
    if (at === undefined) {
      at = kept.push(thing) - 1;
      places.set(key, at);
    }
    return at;
  };
  return { kept, place };
}

/** Every text of the report; -1 is the place of null. */
export function dictionary() {
  const { kept, place } = once<string>();
  return {
    strings: kept,
    place: (text: string | null): number => (text === null ? -1 : place(text, text)),
  };
}

export type Dictionary = ReturnType<typeof dictionary>;

/** Every combination of the five dimensions. */
export function seriesOf(texts: Dictionary) {
  const { kept, place } = once<number[]>();
  return {
    series: kept,
    place: (row: SqlRow): number => {
      const tuple = DIMENSIONS.map((name) => texts.place(textOf(row[name])));
      return place(tuple.join(), tuple);
    },
  };
}

const textOf = (value: SqlValue | undefined): string | null =>
  value === null || value === undefined ? null : shortenKeys(String(value));

export interface Encoder {
  texts: Dictionary;
  series: ReturnType<typeof seriesOf>;
  detail: SqlDetail;
}

/** One figure's rows, by column. */
export function encodeRows(
  figure: FigureName,
  rows: readonly SqlRow[],
  { texts, series, detail }: Encoder,
): Record<string, EncodedColumn> {
  const kinds: Record<string, Kind> = COLUMNS[figure];
  const has_series = DIMENSIONS.every((name) => name in kinds);
  const columns: Record<string, EncodedColumn> = {};
  if (has_series) columns['series'] = rows.map((row) => series.place(row));
  for (const [name, kind] of Object.entries(kinds)) {
    if (has_series && (DIMENSIONS as readonly string[]).includes(name)) continue;
    columns[name] = rows.map((row): number | null => {
      const value = row[name] ?? null;
      if (kind === 'number') return toNumber(value);
      if (kind === 'flag') return value === null ? null : Number(value);
      return texts.place(value === null ? null : allowed(String(value), kind, detail));
    });
  }
  return columns;
}
