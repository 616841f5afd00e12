/** Which rows of a table are seen: searched, sorted, opened, and only so many at a time. */
import { useMemo, useState } from 'preact/hooks';

export type Value = string | number | null;

/** What sorting and searching need of a column. */
export interface Sortable<T> {
  head: string;
  value: (row: T) => Value;
}

export interface Order {
  head: string;
  down: boolean;
}

export function compare(a: Value, b: Value): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'en', { numeric: true });
}

/** Unknown stays last, whichever way the rest goes. */
function sorted<T>(
  rows: readonly T[],
  column: Sortable<T> | undefined,
  down: boolean,
): readonly T[] {
  if (!column) return rows;
  return [...rows].sort((a, b) => {
    const [x, y] = [column.value(a), column.value(b)];
    const order = compare(x, y);
    return x === null || y === null || !down ? order : -order;
  });
}

function matching<T>(
  rows: readonly T[],
  columns: readonly Sortable<T>[],
  words: string,
): readonly T[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return rows;
  const holds = (row: T) => (column: Sortable<T>) =>
    String(column.value(row) ?? '')
      .toLowerCase()
      .includes(wanted);
  return rows.filter((row) => columns.some(holds(row)));
}

const MORE = 500;

interface TableRows<T> {
  words: string;
  setWords: (words: string) => void;
  order: Order | null;
  setOrder: (order: Order) => void;
  open: string | null;
  setOpen: (key: string | null) => void;
  /** All that match, in order. */
  ordered: readonly T[];
  /** Those of them that are drawn. */
  visible: readonly T[];
  /** How many the button would add. */
  next: number;
  showMore: () => void;
}

interface Options<T> {
  rows: readonly T[];
  columns: readonly Sortable<T>[];
  keyOf: (row: T) => string;
  order: Order | null;
  open: string | null;
  few: number;
}

export function useTableRows<T>({ rows, columns, keyOf, ...first }: Options<T>): TableRows<T> {
  const [order, setOrder] = useState(first.order);
  const [words, setWords] = useState('');
  const [shown, setShown] = useState(first.few);
  const [open, setOpen] = useState(first.open);
  const ordered = useMemo(() => {
    const column = columns.find(({ head }) => head === order?.head);
    return sorted(matching(rows, columns, words), column, order?.down ?? false);
  }, [rows, columns, words, order]);
  const opened = open === null ? -1 : ordered.findIndex((row) => keyOf(row) === open);
  const visible = ordered.slice(0, Math.max(shown, opened + 1));
  const next = Math.min(MORE, ordered.length - visible.length);
  const showMore = (): void => {
    setShown(visible.length + MORE);
  };
  return { words, setWords, order, setOrder, open, setOpen, ordered, visible, next, showMore };
}
