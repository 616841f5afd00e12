/** Two answers to one statement: the same columns, types and rows. */
import type { Json } from '../cases-runner/expand';
import type { Answer } from './both-engines';
import { duckdbTypesOf } from './types';

/** A sum of doubles depends on the order of its terms: the last bits of an aggregate may differ. */
export const DIGITS_OF_SUMS = 12;

const rounded = (value: Json): Json =>
  typeof value === 'number' && !Number.isInteger(value)
    ? Number(value.toPrecision(DIGITS_OF_SUMS))
    : value;

/** Without columns, whose values are no two runs' the same, and with doubles rounded if so wished. */
function comparable(
  { columns, rows }: Answer,
  { sums = false, without = [] }: SameOptions,
): Json[][] {
  const kept = columns.map((name) => !without.includes(name));
  return rows.map((row) =>
    row.filter((_, i) => kept[i]).map((value) => (sums ? rounded(value) : value)),
  );
}

export interface SameOptions {
  /** Doubles are sums: compared to `DIGITS_OF_SUMS` digits instead of to the last bit. */
  sums?: boolean;
  without?: readonly string[];
}

export function expectSameTypes(trino: Answer, duckdb: Answer): void {
  expect(trino.columns).toEqual(duckdb.columns);
  const wrong = trino.columns.flatMap((column, i) => {
    const [theirs = '', ours = ''] = [trino.types[i], duckdb.types[i]];
    return duckdbTypesOf(theirs).includes(ours) ? [] : [{ column, trino: theirs, duckdb: ours }];
  });
  expect(wrong).toEqual([]);
}

/** Entries of a map have no order; JSON would take -0 for 0. */
const plain = (_key: string, value: unknown): unknown => {
  if (Object.is(value, -0)) return '-0';
  const isMap = value !== null && typeof value === 'object' && !Array.isArray(value);
  return isMap ? Object.fromEntries(Object.entries(value).sort()) : value;
};

/** Two rows have the same text if they have the same values; numbers to the last bit. */
export const textOf = (row: unknown): string => JSON.stringify(row, plain);

/** Fails with the first row that differs: the whole lists would be a million lines. */
export function expectSame(trino: Answer, duckdb: Answer, options: SameOptions = {}): void {
  expectSameTypes(trino, duckdb);
  const [theirs, ours] = [comparable(trino, options), comparable(duckdb, options)].map((rows) =>
    rows.map(textOf),
  ) as [string[], string[]];
  const at = theirs.findIndex((row, i) => row !== ours[i]);
  if (at >= 0) expect({ at, row: theirs[at] }).toEqual({ at, row: ours[at] });
  expect(theirs.length).toBe(ours.length);
}
