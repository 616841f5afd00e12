/** Rows of a figure brought together under a key. */
import type { FigureName } from '../../model';
import type { Figure } from './data';
import { each, type Selection } from './select';

/**
 * One group for each key, in the order of their first rows.
 * @param start makes a group of its first row
 * @param add brings a row into its group, the first one too
 */
export function collect<F extends FigureName, G>(
  selection: Selection,
  figure: Figure<F>,
  keyOf: (row: number) => string | null,
  start: (row: number, key: string) => G,
  add: (group: G, row: number) => void,
): G[] {
  const found = new Map<string, G>();
  each(selection, figure, (row) => {
    const key = keyOf(row);
    if (key === null) return;
    let group = found.get(key);
    if (group === undefined) {
      group = start(row, key);
      found.set(key, group);
    }
    add(group, row);
  });
  return [...found.values()];
}

/** One item for each row, in their order. */
export function rowsOf<F extends FigureName, T>(
  selection: Selection,
  figure: Figure<F>,
  read: (row: number) => T,
): T[] {
  const rows: T[] = [];
  each(selection, figure, (row) => {
    rows.push(read(row));
  });
  return rows;
}

/** Parts of a key that may hold anything. */
export const keyed = (...parts: readonly (string | null)[]): string => JSON.stringify(parts);

/** The later of two time stamps. */
export const later = (a: string | null, b: string | null): string | null =>
  b !== null && (a === null || b > a) ? b : a;
