import type { SqlRow } from '../core/ports';
import { instantOf } from './cells';

export interface RowsByTime {
  /** The rows that come next and lie before `to`, in small pages. */
  before(to: number): AsyncGenerator<SqlRow[]>;
  /** Ends the statement's answer early. */
  close(): Promise<void>;
}

/** Rows that are made text at once: what a page holds is held three times meanwhile. */
const ROWS_AT_ONCE = 50;

/** @param pages of sql/events.sql, which is ordered by `moment` */
export function rowsByTime(pages: AsyncIterable<SqlRow[]>): RowsByTime {
  const answer = pages[Symbol.asyncIterator]();
  let rows: SqlRow[] = [];
  const isBefore = (row: SqlRow | undefined, to: number): boolean =>
    row !== undefined && instantOf(String(row['moment'])) < to;

  return {
    async *before(to) {
      for (;;) {
        if (rows.length === 0) {
          const next = await answer.next();
          if (next.done) return;
          rows = next.value;
        }
        if (!isBefore(rows[0], to)) return;
        const found = rows.slice(0, ROWS_AT_ONCE).filter((row) => isBefore(row, to));
        rows = rows.slice(found.length);
        yield found;
      }
    },
    close: async () => {
      await answer.return?.();
    },
  };
}
